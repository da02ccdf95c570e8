/** MVC, NC, OC and XC (GA22-7000, "General Instructions"). */
import {copyMemory, fillMemory, wasm} from '../../webassembly-module.js';
import {
	atIndex,
	clearIndex,
	fewBytes,
	firstAddress,
	forPieces,
	isBehind,
	ofBytes,
	pieces,
	step,
	storeAndFetch,
	whileBelow,
	wideAccess,
	type Piece,
} from './byte-operands.js';
import type {Length} from '../bytes-writer.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operations} from '../operation.js';

/** Moves bytes between operands that do not overlap so that it matters. */
function copyBytes(writer: FunctionWriter, length: Length): void {
	if (typeof length !== 'number') {
		copyFew(writer, length);
		return;
	}

	if (length > fewBytes) {
		copyMany(writer, length);
		return;
	}

	for (const {offset, load, store} of pieces(length)) {
		writer.get(local.at);
		writer.get(local.otherAt);
		writer.memory(load, offset);
		writer.memory(store, offset);
	}
}

function copyMany(writer: FunctionWriter, length: Length): void {
	writer.get(local.at);
	writer.get(local.otherAt);
	writer.pushLength(length);
	writer.write(copyMemory);
}

/**
 * Moves as many bytes as a local has: eight at a time. The last eight are fetched before anything is stored, for the
 * second operand may begin a little behind the first.
 */
function copyFew(writer: FunctionWriter, length: Length): void {
	const isBelow = (limit: number) => {
		writer.pushLength(length);
		writer.constant(limit);
		writer.push(wasm.lessUnsigned);
	};

	isBelow(8);
	writer.open(wasm.if);
	clearIndex(writer);
	writer.repeat(() => {
		atIndex(writer, local.at);
		atIndex(writer, local.otherAt);
		writer.memory(wasm.load8);
		writer.memory(wasm.store8);
		step(writer, 1, length);
	});
	writer.push(wasm.else);
	isBelow(4 * fewBytes);
	writer.open(wasm.if);
	fromEnd(writer, local.otherAt, length);
	writer.memory(wasm.load64);
	writer.set(local.wide);
	clearIndex(writer);
	whileBelow(writer, {
		by: 8, pushLimit() {
			writer.pushLength(length);
			writer.constant(8);
			writer.push(wasm.subtract);
		},
	}, () => {
		atIndex(writer, local.at);
		atIndex(writer, local.otherAt);
		writer.memory(wasm.load64);
		writer.memory(wasm.store64);
	});
	fromEnd(writer, local.at, length);
	writer.get(local.wide);
	writer.memory(wasm.store64);
	writer.push(wasm.else);
	copyMany(writer, length);
	writer.close();
	writer.close();
}

/** Pushes the host offset of the last eight bytes of an operand. */
function fromEnd(writer: FunctionWriter, at: number, length: Length): void {
	writer.get(at);
	writer.pushLength(length);
	writer.push(wasm.add);
	writer.constant(8);
	writer.push(wasm.subtract);
}

/**
 * NC, OC, XC. Up to eight bytes at a time, so that an operand which begins less than that behind the other is for the
 * instruction table.
 */
const combineBytes = (operation: number) => (writer: FunctionWriter, fields: Fields, length: Length): void => {
	storeAndFetch(writer, fields, length, length);
	isBehind(writer, typeof length === 'number' ? pieces(length)[0].size : 8);
	writer.exitIf();
	writer.constant64(0n);
	writer.set(local.wide);
	const piece: Piece = (push, offset, [load, store]) => {
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

	forPieces(writer, length, piece);
	writer.push(wasm.get, local.wide, wasm.isZero64, wasm.isZero);
	writer.set(local.first);
	writer.condition = {kind: 'logical'};
};

/** MVC goes byte by byte: an operand one byte behind the other repeats that byte. */
function move(writer: FunctionWriter, fields: Fields, length: Length): void {
	storeAndFetch(writer, fields, length, length);
	if (length === 1) {
		copyBytes(writer, length);
		return;
	}

	isBehind(writer, length);
	writer.open(wasm.if);
	writer.get(local.at);
	writer.get(local.otherAt);
	writer.push(wasm.subtract);
	writer.constant(1);
	writer.push(wasm.notEqual);
	// Farther behind, but within it.
	writer.exitIf();
	fill(writer, length, () => {
		writer.get(local.otherAt);
		writer.memory(wasm.load8);
	});
	writer.push(wasm.else);
	copyBytes(writer, length);
	writer.close();
}

function fill(writer: FunctionWriter, length: Length, pushByte: () => void): void {
	writer.get(local.at);
	pushByte();
	writer.pushLength(length);
	writer.write(fillMemory);
}

/** XC of an operand with itself clears it. */
function exclusiveOr(writer: FunctionWriter, fields: Fields, length: Length): void {
	if (fields.base !== fields.base2 || fields.displacement !== fields.displacement2) {
		combineBytes(wasm.exclusiveOr64)(writer, fields, length);
		return;
	}

	firstAddress(writer, fields);
	writer.storeAt(length);
	if (typeof length === 'number' && length <= fewBytes) {
		for (const {offset, size} of pieces(length)) {
			writer.get(local.at);
			writer.constant64(0n);
			writer.memory(wideAccess[size][1], offset);
		}
	} else {
		fill(writer, length, () => {
			writer.constant(0);
		});
	}

	writer.constant(0);
	writer.set(local.first);
	writer.condition = {kind: 'logical'};
}

export const byteMoves: Operations = [
	[0xD2, ofBytes(move)], // MVC
	[0xD4, ofBytes(combineBytes(wasm.and64))], // NC
	[0xD6, ofBytes(combineBytes(wasm.or64))], // OC
	[0xD7, ofBytes(exclusiveOr)], // XC
];
