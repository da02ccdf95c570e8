/**
 * Hexadecimal arithmetic on short and long numbers (GA22-7000, "Floating-Point Instructions"): sums that need no
 * normalization and their like here, the rest by the host's kernels (`kernels/float.ts`). What may be an exception
 * leaves the region, for it is rare.
 *
 * Not here: extended numbers, LRER and LRDR, which are calls of the instruction table.
 */
import {word} from '../../kernels/code.js';
import type {FloatKernels} from '../../kernels/float.js';
import {rareNumber, type Width} from '../../kernels/float-numbers.js';
import {isUsualHalf, usualHalf} from '../../kernels/float-products.js';
import {areNormalized, usualComparison, usualSum} from '../../kernels/float-sums.js';
import {
	i32, i64, wasm, type Local,
} from '../../webassembly-module.js';
import {
	inEveryForm, pushFirstWord, pushRegister, setRegister, signBit, withRegister, type Operand,
} from './floating-operands.js';
import type {FunctionWriter} from '../function-writer.js';
import type {Callee} from '../state-writer.js';
import {local} from '../locals.js';
import type {Fields, Operations, Translate} from '../operation.js';

/** Of the program mask. */
const significanceMask = 1;

const localAt = (index: number): Local => ({get: [wasm.get, index], set: value => [value, wasm.set, index]});

/** Both operands, and the result. */
const first = localAt(local.wider);
const second = localAt(local.widest);
const result = localAt(local.wide);

/** By the width of the operands. */
type OfWidths<T> = Readonly<Record<Width, T>>;
type Kernel = Exclude<keyof FloatKernels, 'compare' | 'compareShort'>;

/** Sets the operands; the second has another sign if that is wanted. */
function setOperands(writer: FunctionWriter, width: Width, fields: Fields, pushSecond: Operand, negates = false): void {
	pushSecond(writer, fields);
	if (negates) {
		writer.constant64(signBit);
		writer.push(wasm.exclusiveOr64);
	}

	writer.push(wasm.set, local.widest);
	pushRegister(writer, fields.r1, width);
	writer.push(wasm.set, local.wider);
}

/** Sets the result to what a kernel makes of operands; leaves where that has done nothing. */
function callKernel(writer: FunctionWriter, name: Kernel, ...operands: readonly [Local, Local?]): void {
	const callee: Callee = {
		name: `float ${name}`, parameters: operands.map(() => i64), result: i64, find: ({floats}) => floats[name],
	};
	for (const operand of operands) {
		writer.write(operand!.get);
	}

	writer.call(callee);
	writer.push(wasm.tee, local.wide);
	writer.constant64(rareNumber);
	writer.push(wasm.equal64);
	writer.exitIf();
}

function storeResult(writer: FunctionWriter, {r1}: Fields, width: Width): void {
	writer.write(result.get);
	setRegister(writer, r1, width);
}

/** AD, SD, AW, SW and their like. */
const sum = (kernels: OfWidths<Kernel>, negates: boolean) => (operand: Operand, width: Width): Translate =>
	(writer, fields) => {
		setOperands(writer, width, fields, operand, negates);
		writer.write(word.isZero(usualSum(width, first, second, result)));
		writer.open(wasm.if);
		callKernel(writer, kernels[width], first, second);
		// A sum of zero may be a significance exception.
		writer.write(result.get);
		writer.push(wasm.isZero64);
		writer.get(local.programMask);
		writer.constant(significanceMask);
		writer.push(wasm.and, wasm.and);
		writer.exitIf();
		writer.close();
		storeResult(writer, fields, width);
		// The first word of a sum that is not normalized may be zero.
		pushFirstWord(writer);
		writer.write(result.get);
		writer.push(wasm.isZero64, wasm.isZero, wasm.or);
		writer.set(local.first);
		writer.condition = {kind: 'sign'};
	};

const normalized = {long: 'add', short: 'addShort'} as const;
const unnormalized = {long: 'addUnnormalized', short: 'addUnnormalizedShort'} as const;

const compare = (operand: Operand, width: Width): Translate => (writer, fields) => {
	const name = width === 'long' ? 'compare' : 'compareShort';
	setOperands(writer, width, fields, operand);
	writer.write(areNormalized(first, second));
	writer.open(wasm.if);
	writer.write(usualComparison(first, second));
	writer.set(local.first);
	writer.push(wasm.else);
	writer.write([first.get, second.get]);
	writer.constant64(signBit);
	writer.push(wasm.exclusiveOr64);
	writer.call({
		name: `float ${name}`, parameters: [i64, i64], result: i32, find: ({floats}) => floats[name],
	});
	// Condition codes 0, 1 and 2 become 0, -1 and 2.
	writer.tee(local.one);
	writer.constant(2);
	writer.push(wasm.and);
	writer.get(local.one);
	writer.constant(1);
	writer.push(wasm.and, wasm.subtract);
	writer.set(local.first);
	writer.close();
	writer.condition = {kind: 'sign'};
};

/** Products and quotients, of the widths that their results have. */
const product = (kernels: OfWidths<Kernel>, resultOf: OfWidths<Width>) => (operand: Operand, width: Width): Translate =>
	(writer, fields) => {
		setOperands(writer, width, fields, operand);
		callKernel(writer, kernels[width], first, second);
		storeResult(writer, fields, resultOf[width]);
	};

const multiply = product({long: 'multiply', short: 'multiplyShort'}, {long: 'long', short: 'long'});
const divide = product({long: 'divide', short: 'divideShort'}, {long: 'long', short: 'short'});

const halve = (operand: Operand, width: Width): Translate => (writer, fields) => {
	operand(writer, fields);
	writer.push(wasm.set, local.wider);
	writer.write(isUsualHalf(first));
	writer.open(wasm.if);
	writer.write(result.set(usualHalf(width, first)));
	writer.push(wasm.else);
	callKernel(writer, width === 'long' ? 'halve' : 'halveShort', first);
	writer.close();
	storeResult(writer, fields, width);
};

export const floatingArithmetic: Operations = [
	[0x24, withRegister('long', halve)], // HDR
	[0x34, withRegister('short', halve)], // HER
	...inEveryForm(0x09, compare), // CDR, CER, CD, CE
	...inEveryForm(0x0A, sum(normalized, false)), // ADR, AER, AD, AE
	...inEveryForm(0x0B, sum(normalized, true)), // SDR, SER, SD, SE
	...inEveryForm(0x0C, multiply), // MDR, MER, MD, ME
	...inEveryForm(0x0D, divide), // DDR, DER, DD, DE
	...inEveryForm(0x0E, sum(unnormalized, false)), // AWR, AUR, AW, AU
	...inEveryForm(0x0F, sum(unnormalized, true)), // SWR, SUR, SW, SU
];
