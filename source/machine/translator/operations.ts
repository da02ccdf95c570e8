/**
 * What is translated, and to what: one row an operation code (GA22-7000, chapter 7, "General Instructions", and loads
 * and stores of chapter 9).
 */
import {branches} from './operations/branches.js';
import {byteComparisons} from './operations/byte-comparisons.js';
import {byteMoves} from './operations/byte-moves.js';
import {byteTables} from './operations/byte-tables.js';
import type {FunctionWriter} from './function-writer.js';
import {longOperands} from './operations/long-operands.js';
import {registerOperations} from './operations/register-operations.js';
import {shifts} from './operations/shifts.js';
import {storageOperations} from './operations/storage-operations.js';

/** Fields of an instruction as the formats name them; those it does not have mean nothing. */
export type Fields = {
	readonly r1: number;
	/** Also X2, R3, or the lower half of I2. */
	readonly r2: number;
	/** I2, or L. */
	readonly immediate: number;
	readonly base: number;
	readonly displacement: number;
	/** Of the second operand of an SS instruction. */
	readonly base2: number;
	readonly displacement2: number;
};

/** Writes one instruction. */
export type Translate = (writer: FunctionWriter, fields: Fields) => void;

export type Operation = {
	readonly translate: Translate;
	/** Whether this instruction can be translated; none = always. */
	readonly applies?: (fields: Fields) => boolean;
};

export type Operations = ReadonlyArray<readonly [opcode: number, operation: Operation]>;

const operations: ReadonlyMap<number, Operation> = new Map<number, Operation>([
	...registerOperations,
	...storageOperations,
	...shifts,
	...byteMoves,
	...byteComparisons,
	...byteTables,
	...longOperands,
	...branches,
]);

export function fieldsOf(bytes: Uint8Array): Fields {
	const [, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = bytes;
	return {
		r1: second >>> 4, r2: second & 15, immediate: second,
		base: third >>> 4, displacement: ((third & 15) << 8) | fourth,
		base2: fifth >>> 4, displacement2: ((fifth & 15) << 8) | sixth,
	};
}

export function isTranslated(bytes: Uint8Array): boolean {
	const operation = operations.get(bytes[0]);
	return operation !== undefined && (operation.applies === undefined || operation.applies(fieldsOf(bytes)));
}

/** Writes the instruction that `writer` stands at. */
export function translateStep(writer: FunctionWriter): void {
	const {bytes} = writer.step;
	operations.get(bytes[0])!.translate(writer, fieldsOf(bytes));
}

/** Operation codes with a translation, for tests. */
export const translatedOpcodes: readonly number[] = [...operations.keys()];
