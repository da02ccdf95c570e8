/**
 * What is translated, and to what: one row an operation code (GA22-7000, chapter 7, "General Instructions", and loads
 * and stores of chapter 9).
 */
import {executeCode} from './branch-kinds.js';
import type {FunctionWriter} from './function-writer.js';
import {fieldsOf, type Operation} from './operation.js';
import {branches} from './operations/branches.js';
import {byteComparisons} from './operations/byte-comparisons.js';
import {byteHalves} from './operations/byte-halves.js';
import {byteMoves} from './operations/byte-moves.js';
import {byteTables} from './operations/byte-tables.js';
import {decimalConversions} from './operations/decimal-conversions.js';
import {decimals} from './operations/decimal.js';
import {execute, translationOf} from './operations/execute.js';
import {interlocked} from './operations/interlocked.js';
import {floatingArithmetic} from './operations/floating-arithmetic.js';
import {floatingLoads} from './operations/floating-loads.js';
import {longOperands} from './operations/long-operands.js';
import {maskedBytes} from './operations/masked-bytes.js';
import {pswChanges} from './operations/psw-changes.js';
import {registerOperations} from './operations/register-operations.js';
import {shifts} from './operations/shifts.js';
import {storageOperations} from './operations/storage-operations.js';
import {mayVary, translateVarying} from './operations/varying.js';
import type {Manner, Subject, Varying} from './step.js';
import {
	callChanging, callTable, mannerOfCall, orByTable,
} from './table-call.js';

const simple: ReadonlyMap<number, Operation> = new Map<number, Operation>([
	...registerOperations,
	...storageOperations,
	...shifts,
	...byteMoves,
	...byteHalves,
	...byteComparisons,
	...byteTables,
	...longOperands,
	...decimals,
	...decimalConversions,
	...floatingLoads,
	...floatingArithmetic,
	...branches,
	...maskedBytes,
	...interlocked,
	...pswChanges,
]);
const operations: ReadonlyMap<number, Operation> = new Map<number, Operation>([...simple, ...execute(simple)]);

/**
 * How an instruction is done in a region; `undefined` where it cannot be in one. `subject` is that of EXECUTE,
 * `varying` what the program changes of it.
 */
export function mannerOf(
	bytes: Uint8Array,
	subject: Subject | undefined,
	varying?: Varying,
): Manner | undefined {
	const operation = operations.get(bytes[0]);
	const isTranslated = bytes[0] === executeCode
		? subject !== undefined && translationOf(simple, subject, bytes[1] >>> 4) !== undefined
		: operation !== undefined && (operation.applies === undefined || operation.applies(fieldsOf(bytes)));
	if (varying) {
		return isTranslated && mayVary(operations, bytes, varying) ? 'translated' : 'changing';
	}

	return isTranslated ? 'translated' : mannerOfCall(bytes);
}

/** Writes the instruction that `writer` stands at. */
export function translateStep(writer: FunctionWriter): void {
	const {bytes, manner, varying} = writer.step;
	if (manner === 'translated' && varying) {
		translateVarying(writer, operations);
	} else if (manner === 'translated') {
		const {translate, isBranch} = operations.get(bytes[0])!;
		orByTable(writer, isBranch, () => {
			translate(writer, fieldsOf(bytes));
		});
	} else {
		writer.settle();
		if (manner === 'changing') {
			callChanging(writer);
		} else {
			callTable(writer);
		}

		writer.forget();
	}
}

/** Operation codes with a translation, for tests. */
export const translatedOpcodes: readonly number[] = [...operations.keys()];
