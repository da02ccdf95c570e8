/**
 * CVB, CVD, PACK, UNPK and MVO (GA22-7000, "General Instructions") by the host's kernels, which read all of an operand
 * before they store: where bytes that are stored would be read again, the operands are the instruction table's.
 */
import {i64, wasm} from '../../webassembly-module.js';
import {storeAndFetch} from './byte-operands.js';
import {callDecimal} from './decimal.js';
import {
	ofLengths, pushOperands, windowBefore, type Lengths,
} from './decimal-operands.js';
import type {Length} from '../bytes-writer.js';
import type {FunctionWriter} from '../function-writer.js';
import type {Callee} from '../state-writer.js';
import {local} from '../locals.js';
import type {Operation, Operations} from '../operation.js';
import {indexed} from './storage-operations.js';

const packedBytes = 8;

const toBinary: Callee = {
	name: 'decimal toBinary', parameters: 1, result: i64, find: ({decimals}) => decimals.toBinary,
};

/**
 * Pushes a number that is not zero where the first operand ends within the second, before its last byte: what is
 * stored from the right would be read then.
 */
function endsWithin(writer: FunctionWriter, [length1, length2]: Lengths): void {
	pushDistance(writer, length1);
	pushLast(writer, length2);
	writer.push(wasm.lessUnsigned);
}

/** The same where they have a byte in common. */
function overlaps(writer: FunctionWriter, [length1, length2]: Lengths): void {
	pushDistance(writer, length1);
	pushLast(writer, length2);
	writer.pushLength(length1);
	writer.push(wasm.add, wasm.lessUnsigned);
}

/** Pushes how far behind the second operand's beginning the last byte of the first is. */
function pushDistance(writer: FunctionWriter, length1: Length): void {
	writer.get(local.at);
	writer.get(local.otherAt);
	writer.push(wasm.subtract);
	pushLast(writer, length1);
	writer.push(wasm.add);
}

/** Pushes the index of the last byte. */
function pushLast(writer: FunctionWriter, length: Length): void {
	writer.pushLength(length);
	writer.constant(1);
	writer.push(wasm.subtract);
}

const moving = (kernel: 'pack' | 'unpack' | 'moveWithOffset', readsStored: typeof overlaps): Operation =>
	ofLengths((writer, fields, lengths) => {
		storeAndFetch(writer, fields, lengths[0], lengths[1]);
		windowBefore(writer, local.at);
		windowBefore(writer, local.otherAt);
		readsStored(writer, lengths);
		writer.exitIf();
		pushOperands(writer, lengths);
		callDecimal(writer, kernel, 4);
	});

export const decimalConversions: Operations = [
	[0x4E, {
		// CVD
		translate(writer, fields) {
			indexed(writer, fields);
			writer.storeAt(packedBytes);
			windowBefore(writer, local.at);
			writer.get(local.at);
			writer.register(fields.r1);
			callDecimal(writer, 'toPacked', 2);
		},
	}],
	[0x4F, {
		// CVB
		translate(writer, fields) {
			indexed(writer, fields);
			writer.fetchAt(packedBytes);
			windowBefore(writer, local.at);
			writer.get(local.at);
			writer.call(toBinary);
			writer.tee(local.wide);
			writer.get(local.wide);
			writer.push(wasm.wrap, wasm.extend, wasm.notEqual64);
			writer.exitIf();
			writer.get(local.wide);
			writer.push(wasm.wrap);
			writer.setRegister(fields.r1);
		},
	}],
	[0xF1, moving('moveWithOffset', endsWithin)], // MVO
	[0xF2, moving('pack', endsWithin)], // PACK
	[0xF3, moving('unpack', overlaps)], // UNPK
];
