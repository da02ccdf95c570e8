/**
 * Operands of floating-point instructions as numbers of 64 bits; short ones stand in their first halves, with zeros
 * behind them.
 */
import {isFloating} from '../../instructions/instruction-effects.js';
import {layout, type Width} from '../../kernels/float-numbers.js';
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operation, Operations, Translate} from '../operation.js';
import {floatingRegister} from '../registers.js';
import {indexed} from './storage-operations.js';

const lastWord = 0xFFFF_FFFFn;
export const signBit = BigInt.asIntN(64, layout.sign);

/** Pushes floating-point register `register`, or its short number. */
export function pushRegister(writer: FunctionWriter, register: number, width: Width): void {
	writer.register(floatingRegister(register));
	if (width === 'short') {
		writer.constant64(~lastWord);
		writer.push(wasm.and64);
	}
}

/** A register takes the number on the stack; of a short one its first half. */
export function setRegister(writer: FunctionWriter, register: number, width: Width): void {
	const number = floatingRegister(register);
	if (width === 'short') {
		writer.register(number);
		writer.constant64(lastWord);
		writer.push(wasm.and64, wasm.or64);
	}

	writer.setRegister(number);
}

/** Pushes an operand. */
export type Operand = (writer: FunctionWriter, fields: Fields) => void;

const inRegister = (width: Width): Operand => (writer, {r2}) => {
	pushRegister(writer, r2, width);
};

const inStorage = (width: Width): Operand => (writer, fields) => {
	indexed(writer, fields);
	writer.fetchAt(width === 'long' ? 8 : 4);
	if (width === 'long') {
		writer.loadDoubleword();
	} else {
		writer.loadWord();
		writer.push(wasm.extendUnsigned);
		writer.constant64(32n);
		writer.push(wasm.shiftLeft64);
	}
};

const isFirstFloating = ({r1}: Fields): boolean => isFloating(r1);
const areFloating = ({r1, r2}: Fields): boolean => isFloating(r1) && isFloating(r2);

/** An instruction with a register as its second operand. */
export const withRegister = (width: Width, translate: (second: Operand, width: Width) => Translate): Operation => ({
	translate: translate(inRegister(width), width), applies: areFloating,
});

/** One with an operand in storage. */
export const withStorage = (width: Width, translate: (second: Operand, width: Width) => Translate): Operation => ({
	translate: translate(inStorage(width), width), applies: isFirstFloating,
});

/** The four instructions of an operation, `code` being the second half of their operation codes. */
export const inEveryForm = (code: number, translate: (second: Operand, width: Width) => Translate): Operations => [
	[0x20 | code, withRegister('long', translate)],
	[0x30 | code, withRegister('short', translate)],
	[0x60 | code, withStorage('long', translate)],
	[0x70 | code, withStorage('short', translate)],
];

/** Pushes the first word of the number in `local.wide`. */
export function pushFirstWord(writer: FunctionWriter): void {
	writer.get(local.wide);
	writer.constant64(32n);
	writer.push(wasm.shiftRightUnsigned64, wasm.wrap);
}

/** The condition code says whether the fraction of the number in `local.wide` is zero, and what sign it has. */
export function testNumber(writer: FunctionWriter): void {
	pushFirstWord(writer);
	writer.constant(1);
	writer.push(wasm.or);
	writer.constant(0);
	writer.get(local.wide);
	writer.constant64(layout.fraction);
	writer.push(wasm.and64, wasm.isZero64, wasm.isZero, wasm.select);
	writer.set(local.first);
	writer.condition = {kind: 'sign'};
}
