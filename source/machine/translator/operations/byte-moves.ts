/** MVC, NC, OC and XC (GA22-7000, "General Instructions"). */
import {copyMemory, fillMemory, wasm} from '../../webassembly-module.js';
import {
	atIndex, clearIndex, fewBytes, firstAddress, isBehind, pieces, step, storeAndFetch,
} from './byte-operands.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Operations, Translate} from '../operation.js';

/**
 * An operand one byte behind the other, pushed as a truth value, repeats that byte; one farther behind, but within it,
 * is the interpreter's.
 */
function repeatsByte(writer: FunctionWriter, length: number): void {
	writer.get(local.at);
	writer.get(local.otherAt);
	writer.push(wasm.subtract);
	writer.constant(1);
	writer.push(wasm.equal);
	writer.tee(local.one);
	writer.push(wasm.isZero);
	isBehind(writer, length - 1);
	writer.push(wasm.and);
	writer.exitIf();
	writer.get(local.one);
}

/** Moves bytes between operands that do not overlap so that it matters. */
function copyBytes(writer: FunctionWriter, length: number): void {
	if (length > fewBytes) {
		writer.get(local.at);
		writer.get(local.otherAt);
		writer.constant(length);
		writer.write(copyMemory);
		return;
	}

	for (const {offset, load, store} of pieces(length)) {
		writer.get(local.at);
		writer.get(local.otherAt);
		writer.memory(load, offset);
		writer.memory(store, offset);
	}
}

/** Loads and stores of so many bytes in numbers of 64 bits. */
export const wideAccess: Readonly<Record<8 | 4 | 2 | 1, readonly [load: number, store: number]>> = {
	8: [wasm.load64, wasm.store64],
	4: [wasm.load32To64, wasm.store64As32],
	2: [wasm.load16To64, wasm.store64As16],
	1: [wasm.load8To64, wasm.store64As8],
};

/**
 * NC, OC, XC. Eight bytes at a time, so that an operand which begins less than eight bytes behind the other is the
 * interpreter's.
 */
const combineBytes = (operation: number): Translate => (writer, fields) => {
	const length = fields.immediate + 1;
	storeAndFetch(writer, fields, length, length);
	isBehind(writer, 7);
	writer.exitIf();
	writer.constant64(0n);
	writer.set(local.wide);
	const piece = (push: (at: number) => void, offset: number, load: number, store: number) => {
		push(local.at);
		push(local.at);
		writer.memory(load, offset);
		push(local.otherAt);
		writer.memory(load, offset);
		writer.push(operation);
		writer.tee(local.wider);
		writer.memory(store, offset);
		writer.push(wasm.get, local.wide, wasm.get, local.wider, wasm.or64, wasm.set, local.wide);
	};

	let done = 0;
	if (length > fewBytes) {
		done = length & ~7;
		clearIndex(writer);
		writer.repeat(() => {
			piece(at => {
				atIndex(writer, at);
			}, 0, wasm.load64, wasm.store64);
			step(writer, 8, done);
		});
	}

	for (const {offset, size} of pieces(length - done)) {
		piece(at => {
			writer.get(at);
		}, done + offset, wideAccess[size][0], wideAccess[size][1]);
	}

	writer.push(wasm.get, local.wide, wasm.isZero64, wasm.isZero);
	writer.set(local.first);
	writer.condition = {kind: 'logical'};
};

export const byteMoves: Operations = [
	[0xD2, {
		// MVC goes byte by byte.
		translate(writer, fields) {
			const length = fields.immediate + 1;
			storeAndFetch(writer, fields, length, length);
			if (length === 1) {
				copyBytes(writer, length);
				return;
			}

			repeatsByte(writer, length);
			writer.open(wasm.if);
			writer.get(local.at);
			writer.get(local.otherAt);
			writer.memory(wasm.load8);
			writer.constant(length);
			writer.write([...fillMemory, wasm.else]);
			copyBytes(writer, length);
			writer.close();
		},
	}],
	[0xD4, {translate: combineBytes(wasm.and64)}], // NC
	[0xD6, {translate: combineBytes(wasm.or64)}], // OC
	[0xD7, {
		// XC; of an operand with itself it clears.
		translate(writer, fields) {
			const length = fields.immediate + 1;
			if (fields.base !== fields.base2 || fields.displacement !== fields.displacement2) {
				combineBytes(wasm.exclusiveOr64)(writer, fields);
				return;
			}

			firstAddress(writer, fields);
			writer.storeAt(length);
			writer.get(local.at);
			writer.constant(0);
			writer.constant(length);
			writer.write(fillMemory);
			writer.constant(0);
			writer.set(local.first);
			writer.condition = {kind: 'logical'};
		},
	}],
];
