/** Operands of two lengths (SS format) for the host's decimal kernels. */
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields} from '../operation.js';

/** The kernels' windows begin as far before the end of an operand. */
const windowBytes = 16;

/** Lengths of both operands in bytes. */
export const lengths = ({r1, r2}: Fields): readonly [number, number] => [r1 + 1, r2 + 1];

/** Leaves where fewer bytes of the host's storage than a window stand before an operand. */
export function windowBefore(writer: FunctionWriter, at: number): void {
	writer.get(at);
	writer.constant(windowBytes);
	writer.push(wasm.lessUnsigned);
	writer.exitIf();
}

/** Pushes host offset and length of the first operand and of the second. */
export function pushOperands(writer: FunctionWriter, fields: Fields): void {
	const [length1, length2] = lengths(fields);
	writer.get(local.at);
	writer.constant(length1);
	writer.get(local.otherAt);
	writer.constant(length2);
}
