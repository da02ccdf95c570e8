/** The SS instructions worth translating: MVC, CLC of a few bytes, and XC of an operand with itself, which clears it. */
import {copyMemory, fillMemory, wasm} from '../webassembly-module.js';
import type {FunctionWriter} from './function-writer.js';
import {local} from './locals.js';
import type {Fields, Operations} from './operations.js';

/** Up to here bytes are moved by single loads and stores, behind it by the host's own copy. */
const fewBytes = 32;

const firstAddress = (writer: FunctionWriter, {base, displacement}: Fields): void => {
	writer.logicalAddress(displacement, base);
};

const secondAddress = (writer: FunctionWriter, {base2, displacement2}: Fields): void => {
	writer.logicalAddress(displacement2, base2);
};

/** Eight, four, two and one bytes, as they make up `length`. */
function pieces(length: number): Array<{readonly offset: number; readonly load: number; readonly store: number}> {
	const sizes = [
		{size: 8, load: wasm.load64, store: wasm.store64}, {size: 4, load: wasm.load, store: wasm.store}, {size: 2, load: wasm.load16, store: wasm.store16},
		{size: 1, load: wasm.load8, store: wasm.store8},
	];
	const found = [];
	for (let offset = 0; offset < length;) {
		const piece = sizes.find(({size}) => size <= length - offset)!;
		found.push({offset, load: piece.load, store: piece.store});
		offset += piece.size;
	}

	return found;
}

/** Pushes up to four bytes at a host offset as a number. */
function pushBytes(writer: FunctionWriter, at: number, length: number, offset = 0): void {
	if (length === 4) {
		writer.loadWord(offset, at);
		return;
	}

	for (let index = 0; index < length; index++) {
		if (index > 0) {
			writer.constant(8);
			writer.push(wasm.shiftLeft);
		}

		writer.get(at);
		writer.memory(wasm.load8, offset + index);
		if (index > 0) {
			writer.push(wasm.or);
		}
	}
}

/** Pushes five to eight bytes as a number of 64 bits. */
function pushWide(writer: FunctionWriter, at: number, length: number): void {
	pushBytes(writer, at, 4);
	writer.push(wasm.extendUnsigned);
	writer.constant64(BigInt(8 * (length - 4)));
	writer.push(wasm.shiftLeft64);
	pushBytes(writer, at, length - 4, 4);
	writer.push(wasm.extendUnsigned, wasm.or64);
}

export const storageToStorage: Operations = [
	[0xD2, {
		// MVC goes byte by byte: an operand that begins within the one it is moved from is the interpreter's.
		translate(writer, fields) {
			const length = fields.immediate + 1;
			firstAddress(writer, fields);
			writer.storeAt(length);
			secondAddress(writer, fields);
			writer.fetchAt(length, local.other, local.otherAt);
			if (length > 1) {
				writer.get(local.at);
				writer.get(local.otherAt);
				writer.push(wasm.subtract);
				writer.constant(1);
				writer.push(wasm.subtract);
				writer.constant(length - 1);
				writer.push(wasm.lessUnsigned);
				writer.exitIf();
			}

			if (length > fewBytes) {
				writer.get(local.at);
				writer.get(local.otherAt);
				writer.constant(length);
				writer.push(...copyMemory);
				return;
			}

			for (const {offset, load, store} of pieces(length)) {
				writer.get(local.at);
				writer.get(local.otherAt);
				writer.memory(load, offset);
				writer.memory(store, offset);
			}
		},
	}],
	[0xD5, {
		// CLC
		translate(writer, fields) {
			const length = fields.immediate + 1;
			firstAddress(writer, fields);
			writer.fetchAt(length);
			secondAddress(writer, fields);
			writer.fetchAt(length, local.other, local.otherAt);
			if (length <= 4) {
				pushBytes(writer, local.at, length);
				writer.set(local.first);
				pushBytes(writer, local.otherAt, length);
				writer.set(local.second);
				writer.condition = {kind: 'unsigned'};
				return;
			}

			pushWide(writer, local.at, length);
			writer.push(wasm.tee, local.wide);
			pushWide(writer, local.otherAt, length);
			writer.push(wasm.tee, local.wider, wasm.greaterUnsigned64, wasm.get, local.wide, wasm.get, local.wider, wasm.lessUnsigned64, wasm.subtract);
			writer.set(local.first);
			writer.condition = {kind: 'sign'};
		},
		applies: ({immediate}) => immediate < 8,
	}],
	[0xD7, {
		// XC of an operand with itself
		translate(writer, fields) {
			const length = fields.immediate + 1;
			firstAddress(writer, fields);
			writer.storeAt(length);
			writer.get(local.at);
			writer.constant(0);
			writer.constant(length);
			writer.push(...fillMemory);
			writer.constant(0);
			writer.set(local.first);
			writer.condition = {kind: 'logical'};
		},
		applies: ({base, displacement, base2, displacement2}) => base === base2 && displacement === displacement2,
	}],
];
