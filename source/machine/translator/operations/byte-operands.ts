/** Two operands of bytes in storage (SS format): opening them, and going through them piece by piece. */
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields} from '../operation.js';

/** Up to here bytes are moved by single loads and stores, behind it by the host's own copy. */
export const fewBytes = 32;

export const firstAddress = (writer: FunctionWriter, {base, displacement}: Fields): void => {
	writer.logicalAddress(displacement, base);
};

const secondAddress = (writer: FunctionWriter, {base2, displacement2}: Fields): void => {
	writer.logicalAddress(displacement2, base2);
};

/** Eight, four, two and one bytes, as they make up `length`. */
export function pieces(
	length: number,
): Array<{readonly offset: number; readonly size: 8 | 4 | 2 | 1; readonly load: number; readonly store: number}> {
	const sizes = [
		{size: 8, load: wasm.load64, store: wasm.store64},
		{size: 4, load: wasm.load, store: wasm.store},
		{size: 2, load: wasm.load16, store: wasm.store16},
		{size: 1, load: wasm.load8, store: wasm.store8},
	] as const;
	const found = [];
	for (let offset = 0; offset < length;) {
		const piece = sizes.find(({size}) => size <= length - offset)!;
		found.push({offset, ...piece});
		offset += piece.size;
	}

	return found;
}

/** Opens both operands, fetched ones. */
export function fetchBoth(writer: FunctionWriter, fields: Fields, length: number, length2: number): void {
	firstAddress(writer, fields);
	writer.fetchAt(length);
	secondAddress(writer, fields);
	writer.fetchAt(length2, local.other, local.otherAt);
}

/** Opens the first operand for stores and the second. */
export function storeAndFetch(writer: FunctionWriter, fields: Fields, length: number, length2: number): void {
	firstAddress(writer, fields);
	writer.storeAt(length);
	secondAddress(writer, fields);
	writer.fetchAt(length2, local.other, local.otherAt);
}

/** Number on the stack is not zero where the first operand begins 1 to `bytes` bytes behind the second. */
export function isBehind(writer: FunctionWriter, bytes: number): void {
	writer.get(local.at);
	writer.get(local.otherAt);
	writer.push(wasm.subtract);
	writer.constant(1);
	writer.push(wasm.subtract);
	writer.constant(bytes);
	writer.push(wasm.lessUnsigned);
}

/** Pushes the host offset in a local plus the index. */
export function atIndex(writer: FunctionWriter, at: number): void {
	writer.get(at);
	writer.get(local.index);
	writer.push(wasm.add);
}

/** Pushes whether the index, moved on by so many, is still below a limit. */
export function step(writer: FunctionWriter, by: number, limit: number): void {
	writer.get(local.index);
	writer.constant(by);
	writer.push(wasm.add);
	writer.tee(local.index);
	writer.constant(limit);
	writer.push(wasm.lessUnsigned);
}

export function clearIndex(writer: FunctionWriter): void {
	writer.constant(0);
	writer.set(local.index);
}
