/** Operands of two lengths (SS format) for the host's decimal kernels. */
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operation} from '../operation.js';
import type {Length} from '../bytes-writer.js';

/** The kernels' windows begin as far before the end of an operand. */
const windowBytes = 16;

/** Of both operands, in bytes. */
export type Lengths = readonly [Length, Length];

/** Has the second length where it is only known when the instruction runs: no loop uses its index here. */
const secondLength = local.index;

/** The row of an instruction with two lengths, which may be the subject of EXECUTE. */
export const ofLengths = (
	translate: (writer: FunctionWriter, fields: Fields, lengths: Lengths) => void,
): Operation => ({
	translate(writer, fields) {
		translate(writer, fields, [fields.r1 + 1, fields.r2 + 1]);
	},
	modified(writer, fields) {
		writer.get(local.modified);
		writer.constant(4);
		writer.push(wasm.shiftRightUnsigned);
		writer.constant(1);
		writer.push(wasm.add);
		writer.set(local.length);
		writer.get(local.modified);
		writer.constant(15);
		writer.push(wasm.and);
		writer.constant(1);
		writer.push(wasm.add);
		writer.set(secondLength);
		translate(writer, fields, [{local: local.length}, {local: secondLength}]);
	},
});

/** Leaves where fewer bytes of the host's storage than a window stand before an operand. */
export function windowBefore(writer: FunctionWriter, at: number): void {
	writer.get(at);
	writer.constant(windowBytes);
	writer.push(wasm.lessUnsigned);
	writer.exitIf();
}

/** Pushes host offset and length of the first operand and of the second. */
export function pushOperands(writer: FunctionWriter, [length1, length2]: Lengths): void {
	writer.get(local.at);
	writer.pushLength(length1);
	writer.get(local.otherAt);
	writer.pushLength(length2);
}
