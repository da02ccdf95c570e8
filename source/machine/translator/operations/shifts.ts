/** Shifts. The amount is six bits of an address that no storage is addressed with. */
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operations, Translate} from '../operation.js';
import {
	isPair, pushPair, result, setPair,
} from './register-operations.js';

/** Pushes the amount, 0–63. */
function amount(writer: FunctionWriter, {base, displacement}: Fields): void {
	if (base === 0 && typeof displacement === 'number') {
		writer.constant(displacement & 63);
		return;
	}

	writer.logicalAddress(displacement, base);
	writer.constant(63);
	writer.push(wasm.and);
}

/** SRL, SLL: the host's shifts know five bits of the amount only. */
const logical = (operation: number): Translate => (writer, fields) => {
	amount(writer, fields);
	writer.set(local.two);
	writer.register(fields.r1);
	writer.get(local.two);
	writer.push(operation);
	writer.constant(0);
	writer.get(local.two);
	writer.constant(32);
	writer.push(wasm.lessUnsigned, wasm.select);
	writer.setRegister(fields.r1);
};

/** The condition code comes from the sign of the pair of registers. */
function pairSign(writer: FunctionWriter, r1: number): void {
	writer.register(r1);
	writer.register(r1 + 1);
	writer.constant(0);
	writer.push(wasm.notEqual, wasm.or);
	writer.set(local.first);
	writer.condition = {kind: 'sign'};
}

const double = (operation: number): Translate => (writer, fields) => {
	pushPair(writer, fields.r1);
	amount(writer, fields);
	writer.push(wasm.extendUnsigned, operation);
	setPair(writer, fields.r1);
};

export const shifts: Operations = [
	[0x88, {translate: logical(wasm.shiftRightUnsigned)}], // SRL
	[0x89, {translate: logical(wasm.shiftLeft)}], // SLL
	[0x8A, {
		// SRA: by 31 or more leaves the sign.
		translate(writer, fields) {
			const {r1} = fields;
			writer.register(r1);
			amount(writer, fields);
			writer.tee(local.two);
			writer.constant(31);
			writer.get(local.two);
			writer.constant(31);
			writer.push(wasm.lessUnsigned, wasm.select, wasm.shiftRight);
			result(writer, r1, 'sign');
		},
	}],
	[0x8B, {
		// SLA: overflow, when a bit unlike the sign is lost, is the interpreter's.
		translate(writer, fields) {
			const {r1} = fields;
			amount(writer, fields);
			writer.tee(local.two);
			writer.constant(31);
			writer.push(wasm.greaterUnsigned);
			writer.register(r1);
			writer.get(local.two);
			writer.push(wasm.shiftLeft);
			writer.tee(local.one);
			writer.get(local.two);
			writer.push(wasm.shiftRight);
			writer.register(r1);
			writer.push(wasm.notEqual, wasm.or);
			writer.exitIf();
			writer.get(local.one);
			result(writer, r1, 'sign');
		},
	}],
	[0x8C, {translate: double(wasm.shiftRightUnsigned64), applies: isPair}], // SRDL
	[0x8D, {translate: double(wasm.shiftLeft64), applies: isPair}], // SLDL
	[0x8E, {
		// SRDA
		translate(writer, fields) {
			double(wasm.shiftRight64)(writer, fields);
			pairSign(writer, fields.r1);
		},
		applies: isPair,
	}],
	[0x8F, {
		// SLDA: overflow is the interpreter's.
		translate(writer, fields) {
			const {r1} = fields;
			pushPair(writer, r1);
			amount(writer, fields);
			writer.tee(local.two);
			writer.push(wasm.extendUnsigned, wasm.shiftLeft64, wasm.tee, local.wider);
			writer.get(local.two);
			writer.push(wasm.extendUnsigned, wasm.shiftRight64);
			pushPair(writer, r1);
			writer.push(wasm.notEqual64);
			writer.exitIf();
			writer.get(local.wider);
			setPair(writer, r1);
			pairSign(writer, r1);
		},
		applies: isPair,
	}],
];
