/**
 * An instruction that the program changes (`varying.ts`): its second byte and its displacements are fetched from where
 * it stands, and its operation code is compared with those it has had. Where its base registers are others, or its code
 * is, it is the interpreter's.
 */
import {instructionLength} from '../../instructions/instruction-length.js';
import {executeCode} from '../branch-kinds.js';
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import {fieldsOf, type Fields, type Operation} from '../operation.js';
import {orByTable} from '../table-call.js';
import type {Varying} from '../step.js';
import {hasVarying, varies} from '../varying.js';

type OperationTable = ReadonlyMap<number, Operation>;

/** Operation codes of one instruction. */
const mostCodes = 4;

function withOpcode(bytes: Uint8Array, opcode: number): Uint8Array {
	const others = Uint8Array.from(bytes);
	others[0] = opcode;
	return others;
}

/** Whether such an instruction can be translated. */
export const mayVary = (operations: OperationTable, bytes: Uint8Array, {opcodes, bytes: mask}: Varying): boolean =>
	opcodes.length <= mostCodes && opcodes.every(opcode => {
		const operation = operations.get(opcode);
		return operation !== undefined
			&& (operation.applies?.(fieldsOf(withOpcode(bytes, opcode))) ?? true)
			&& instructionLength(opcode) === instructionLength(bytes[0])
			&& (opcodes.length === 1 || (operation.isBranch !== true && opcode !== executeCode))
			&& ((mask & varies.second) === 0 || operation.modified !== undefined);
	});

/** Writes it. */
export function translateVarying(writer: FunctionWriter, operations: OperationTable): void {
	const {bytes, varying, at} = writer.step;
	const {opcodes} = varying!;
	if (!hasVarying(writer.step, varies.opcode)) {
		translateOne(writer, operations);
		return;
	}

	const done = {name: 'done'};
	writer.settle();
	writer.forget();
	writer.open(wasm.block, done);
	for (const opcode of opcodes) {
		pushByte(writer, at);
		writer.constant(opcode);
		writer.push(wasm.equal);
		writer.open(wasm.if);
		writer.withBytes(withOpcode(bytes, opcode), () => {
			translateOne(writer, operations);
		});
		writer.settle();
		writer.forget();
		writer.branch(done);
		writer.close();
	}

	writer.exit();
	writer.close();
}

/** The same with one operation code. */
function translateOne(writer: FunctionWriter, operations: OperationTable): void {
	const {step} = writer;
	const operation = operations.get(step.bytes[0])!;
	const fields = varyingFields(writer);
	const isModified = hasVarying(step, varies.second);
	if (isModified) {
		pushByte(writer, step.at + 1);
		writer.set(local.modified);
	}

	const translate = isModified ? operation.modified! : operation.translate;
	orByTable(writer, operation.isBranch, () => {
		translate(writer, fields);
	});
}

/** Leaves where base registers are others. */
function varyingFields(writer: FunctionWriter): Fields {
	const {step} = writer;
	const fields = fieldsOf(step.bytes);
	const displacement = (bytes: number, baseByte: number, at: number, base: number, known: number) => {
		if (hasVarying(step, baseByte)) {
			pushByte(writer, at);
			writer.constant(4);
			writer.push(wasm.shiftRightUnsigned);
			writer.constant(base);
			writer.push(wasm.notEqual);
			writer.exitIf();
		}

		return hasVarying(step, bytes) ? {at} : known;
	};

	const {at} = step;
	return {
		...fields,
		displacement: displacement(varies.displacement, varies.base, at + 2, fields.base, fields.displacement),
		displacement2: displacement(varies.displacement2, varies.base2, at + 4, fields.base2, fields.displacement2),
	};
}

/** Pushes the byte of storage at a host offset. */
function pushByte(writer: FunctionWriter, at: number): void {
	writer.constant(0);
	writer.memory(wasm.load8, at);
}
