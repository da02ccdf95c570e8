/** CLC (GA22-7000, "COMPARE LOGICAL"). */
import {wasm} from '../../webassembly-module.js';
import {
	atIndex, clearIndex, fetchBoth, ofBytes, pushMultiple, step, whileBelow,
} from './byte-operands.js';
import type {Label} from '../code-writer.js';
import type {Length} from '../bytes-writer.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operations} from '../operation.js';

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

/** From two numbers of 64 bits as storage has them: what a comparison of the bytes from the left goes by. */
function compareWide(writer: FunctionWriter): void {
	const half = (from: number, isSecond: boolean, to: number) => {
		writer.get(from);
		if (isSecond) {
			writer.constant64(32n);
			writer.push(wasm.shiftRightUnsigned64);
		}

		writer.push(wasm.wrap);
		writer.swapWord();
		writer.set(to);
	};

	half(local.wide, false, local.one);
	half(local.wider, false, local.two);
	half(local.wide, true, local.operand);
	half(local.wider, true, local.other);
	for (const [left, right, to] of [
		[local.one, local.operand, local.first],
		[local.two, local.other, local.second],
	] as const) {
		writer.get(left);
		writer.get(right);
		writer.get(local.one);
		writer.get(local.two);
		writer.push(wasm.notEqual, wasm.select);
		writer.set(to);
	}

	writer.condition = {kind: 'unsigned'};
}

/** Fetches bytes of both operands at the index, as numbers of 64 bits. */
function loadBoth(writer: FunctionWriter, load: number): void {
	for (const [at, to] of [[local.at, local.wide], [local.otherAt, local.wider]] as const) {
		atIndex(writer, at);
		writer.memory(load);
		writer.set(to);
	}
}

function branchIfDifferent(writer: FunctionWriter, different: Label): void {
	writer.push(wasm.get, local.wide, wasm.get, local.wider, wasm.notEqual64);
	writer.branchIf(different);
}

/** CLC of more than eight bytes: eight at a time, the last eight once more where bytes are left. */
function compareLong(writer: FunctionWriter, length: number): void {
	const different = {name: 'different'};
	clearIndex(writer);
	writer.open(wasm.block, different);
	writer.repeat(() => {
		loadBoth(writer, wasm.load64);
		branchIfDifferent(writer, different);
		step(writer, 8, length & ~7);
	});
	if ((length & 7) !== 0) {
		writer.constant(length - 8);
		writer.set(local.index);
		loadBoth(writer, wasm.load64);
	}

	writer.close();
	compareWide(writer);
}

/** CLC of as many bytes as a local has: eight at a time, then one by one. */
function compareSome(writer: FunctionWriter, length: Length): void {
	const different = {name: 'different'};
	clearIndex(writer);
	writer.open(wasm.block, different);
	for (const [size, load] of [[8, wasm.load64], [1, wasm.load8To64]] as const) {
		whileBelow(writer, {
			by: size, pushLimit() {
				pushMultiple(writer, length, size);
			},
		}, () => {
			loadBoth(writer, load);
			branchIfDifferent(writer, different);
		});
	}

	writer.constant64(0n);
	writer.set(local.wide);
	writer.constant64(0n);
	writer.set(local.wider);
	writer.close();
	compareWide(writer);
}

/** CLC of five to eight bytes. */
function compareMedium(writer: FunctionWriter, length: number): void {
	pushWide(writer, local.at, length);
	writer.set(local.wide);
	pushWide(writer, local.otherAt, length);
	writer.push(
		wasm.tee,
		local.wider,
		wasm.get,
		local.wide,
		wasm.lessUnsigned64,
		wasm.get,
		local.wide,
		wasm.get,
		local.wider,
		wasm.lessUnsigned64,
		wasm.subtract,
	);
	writer.set(local.first);
	writer.condition = {kind: 'sign'};
}

function compare(writer: FunctionWriter, fields: Fields, length: Length): void {
	fetchBoth(writer, fields, length, length);
	if (typeof length !== 'number') {
		compareSome(writer, length);
	} else if (length > 8) {
		compareLong(writer, length);
	} else if (length > 4) {
		compareMedium(writer, length);
	} else {
		pushBytes(writer, local.at, length);
		writer.set(local.first);
		pushBytes(writer, local.otherAt, length);
		writer.set(local.second);
		writer.condition = {kind: 'unsigned'};
	}
}

export const byteComparisons: Operations = [
	[0xD5, ofBytes(compare)], // CLC
];
