/**
 * MVCL and CLCL where each operand lies in one block of 2 KiB; the rest is the interpreter's, and so is what goes on
 * for longer.
 */
import {addressMask} from '../../../base/architecture.js';
import {copyMemory, fillMemory, wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operations} from '../operation.js';

/** Addresses to `operand` and `other`, lengths to `one` and `two`. */
function fetchFields(writer: FunctionWriter, {r1, r2}: Fields): void {
	for (const [register, to] of [
		[r1, local.operand],
		[r2, local.other],
		[r1 + 1, local.one],
		[r2 + 1, local.two],
	] as const) {
		writer.register(register);
		writer.constant(addressMask);
		writer.push(wasm.and);
		writer.set(to);
	}
}

/** Pushes a number that is not zero where so many bytes from an address reach beyond its block. */
function isBeyondBlock(writer: FunctionWriter, address: number, length: number): void {
	writer.get(length);
	writer.constant(2048);
	writer.get(address);
	writer.constant(2047);
	writer.push(wasm.and, wasm.subtract, wasm.greaterUnsigned);
}

/** Pushes the smaller one of both lengths. */
function smaller(writer: FunctionWriter): void {
	writer.get(local.one);
	writer.get(local.two);
	writer.get(local.one);
	writer.get(local.two);
	writer.push(wasm.lessUnsigned, wasm.select);
}

/** Moves an address on by what a local tells, into its register. */
function advance(writer: FunctionWriter, register: number, address: number, by: number): void {
	writer.get(address);
	writer.get(by);
	writer.push(wasm.add);
	writer.constant(addressMask);
	writer.push(wasm.and);
	writer.setRegister(register);
}

/** What is left of a length goes into its register, whose first byte stays. */
function shorten(writer: FunctionWriter, register: number, length: number, by: number): void {
	writer.register(register);
	writer.constant(~addressMask);
	writer.push(wasm.and);
	writer.get(length);
	writer.get(by);
	writer.push(wasm.subtract, wasm.or);
	writer.setRegister(register);
}

const applies = ({r1, r2}: Fields): boolean => ((r1 | r2) & 1) === 0 && r1 !== r2;

/** Opens both operands, in `at` and `otherAt`. */
function openBoth(writer: FunctionWriter, isStored: boolean): void {
	writer.get(local.operand);
	if (isStored) {
		writer.storeAt(1);
		writer.exitIfStoresInto(local.one);
	} else {
		writer.fetchAt(1);
	}

	writer.get(local.other);
	writer.fetchAt(1, local.other, local.otherAt);
}

export const longOperands: Operations = [
	[0x0E, {
		// MVCL
		translate(writer, fields) {
			const {r1, r2} = fields;
			fetchFields(writer, fields);
			smaller(writer);
			writer.tee(local.index);
			writer.push(wasm.isZero);
			isBeyondBlock(writer, local.operand, local.one);
			writer.push(wasm.or);
			isBeyondBlock(writer, local.other, local.index);
			writer.push(wasm.or);
			// Destructive overlap.
			writer.get(local.operand);
			writer.get(local.other);
			writer.push(wasm.subtract);
			writer.constant(1);
			writer.push(wasm.subtract);
			writer.get(local.index);
			writer.constant(1);
			writer.push(wasm.subtract, wasm.lessUnsigned, wasm.or);
			writer.exitIf();
			openBoth(writer, true);
			writer.get(local.at);
			writer.get(local.otherAt);
			writer.get(local.index);
			writer.write(copyMemory);
			writer.get(local.at);
			writer.get(local.index);
			writer.push(wasm.add);
			writer.register(r2 + 1);
			writer.constant(24);
			writer.push(wasm.shiftRightUnsigned);
			writer.get(local.one);
			writer.get(local.index);
			writer.write([wasm.subtract, ...fillMemory]);
			advance(writer, r1, local.operand, local.one);
			advance(writer, r2, local.other, local.index);
			shorten(writer, r1 + 1, local.one, local.one);
			shorten(writer, r2 + 1, local.two, local.index);
			writer.get(local.one);
			writer.set(local.first);
			writer.get(local.two);
			writer.set(local.second);
			writer.condition = {kind: 'unsigned'};
		},
		applies,
	}],
	[0x0F, {
		// CLCL of equal lengths
		translate(writer, fields) {
			const {r1, r2} = fields;
			fetchFields(writer, fields);
			writer.get(local.one);
			writer.push(wasm.isZero);
			writer.get(local.one);
			writer.get(local.two);
			writer.push(wasm.notEqual, wasm.or);
			isBeyondBlock(writer, local.operand, local.one);
			writer.push(wasm.or);
			isBeyondBlock(writer, local.other, local.one);
			writer.push(wasm.or);
			writer.exitIf();
			openBoth(writer, false);
			findDifference(writer);
			byteAt(writer, local.at);
			writer.set(local.first);
			byteAt(writer, local.otherAt);
			writer.set(local.second);
			advance(writer, r1, local.operand, local.index);
			advance(writer, r2, local.other, local.index);
			shorten(writer, r1 + 1, local.one, local.index);
			shorten(writer, r2 + 1, local.two, local.index);
			writer.condition = {kind: 'unsigned'};
		},
		applies,
	}],
];

/** Pushes the byte at the index, 0 behind the end. */
function byteAt(writer: FunctionWriter, at: number): void {
	writer.get(at);
	writer.get(local.index);
	writer.push(wasm.add);
	writer.memory(wasm.load8);
	writer.constant(0);
	writer.get(local.index);
	writer.get(local.one);
	writer.push(wasm.lessUnsigned, wasm.select);
}

/**
 * Sets the index to the first byte that differs, or to the length: eight bytes at a time while as many are left, then
 * one by one.
 */
function findDifference(writer: FunctionWriter): void {
	writer.constant(0);
	writer.set(local.index);
	for (const [size, load, different] of [
		[8, wasm.load64, wasm.notEqual64],
		[1, wasm.load8, wasm.notEqual],
	] as const) {
		const end = {name: 'end'};
		writer.open(wasm.block, end);
		writer.repeat(() => {
			writer.get(local.index);
			writer.constant(size);
			writer.push(wasm.add);
			writer.get(local.one);
			writer.push(wasm.greaterUnsigned);
			writer.branchIf(end);
			for (const at of [local.at, local.otherAt]) {
				writer.get(at);
				writer.get(local.index);
				writer.push(wasm.add);
				writer.memory(load);
			}

			writer.push(different);
			writer.branchIf(end);
			writer.get(local.index);
			writer.constant(size);
			writer.push(wasm.add);
			writer.set(local.index);
			writer.constant(1);
		});
		writer.close();
	}
}
