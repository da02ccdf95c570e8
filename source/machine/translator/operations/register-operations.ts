/**
 * Instructions of the RR format without branches, and what the arithmetic on a second operand from a register has in
 * common with that from storage.
 */
import {wasm} from '../../webassembly-module.js';
import type {FunctionWriter} from '../function-writer.js';
import {local} from '../locals.js';
import type {Fields, Operations, Translate} from '../operation.js';

/** Sets general register `r1` to the number on the stack, which the condition code comes from too. */
export function result(writer: FunctionWriter, r1: number, kind: 'logical' | 'sign'): void {
	writer.tee(local.first);
	writer.setRegister(r1);
	writer.condition = {kind};
}

/** AND, OR, EXCLUSIVE OR of register `r1` and the number on the stack. */
export function combine(writer: FunctionWriter, r1: number, operation: number): void {
	writer.register(r1);
	writer.push(operation);
	result(writer, r1, 'logical');
}

/** Sum with sign of register `r1` and the number on the stack, or difference. */
export function sum(writer: FunctionWriter, r1: number, operation: typeof wasm.add | typeof wasm.subtract): void {
	writer.set(local.two);
	writer.register(r1);
	writer.get(local.two);
	writer.push(operation);
	writer.tee(local.one);
	// Overflow: the result has not the sign that the operands call for.
	writer.register(r1);
	writer.push(wasm.exclusiveOr);
	if (operation === wasm.add) {
		writer.get(local.one);
	} else {
		writer.register(r1);
	}

	writer.get(local.two);
	writer.push(wasm.exclusiveOr, wasm.and);
	settleSum(writer, r1);
}

/** The sign of the number on the stack says whether `local.one`, the new register `r1`, has overflowed. */
function settleSum(writer: FunctionWriter, r1: number): void {
	writer.constant(31);
	writer.push(wasm.shiftRightUnsigned);
	writer.tee(local.three);
	writer.get(local.interrupts);
	writer.push(wasm.and);
	writer.exitIf();
	writer.get(local.three);
	writer.set(local.overflow);
	writer.get(local.one);
	writer.tee(local.first);
	writer.setRegister(r1);
	writer.condition = {kind: 'sum'};
}

/** Logical sum of register `r1` and the number on the stack. */
export function logicalSum(writer: FunctionWriter, r1: number): void {
	writer.register(r1);
	writer.tee(local.second);
	writer.push(wasm.add);
	writer.tee(local.first);
	writer.setRegister(r1);
	writer.condition = {kind: 'logicalSum'};
}

export function logicalDifference(writer: FunctionWriter, r1: number): void {
	writer.set(local.second);
	writer.register(r1);
	writer.tee(local.first);
	writer.get(local.second);
	writer.push(wasm.subtract);
	writer.setRegister(r1);
	writer.condition = {kind: 'logicalDifference'};
}

/** Register `r1` with the number on the stack. */
export function compare(writer: FunctionWriter, r1: number, kind: 'signed' | 'unsigned'): void {
	writer.set(local.second);
	writer.register(r1);
	writer.set(local.first);
	writer.condition = {kind};
}

/** Product of register `r1 + 1` and the number on the stack, into both. */
export function multiply(writer: FunctionWriter, r1: number): void {
	writer.push(wasm.extend);
	writer.register(r1 + 1);
	writer.push(wasm.extend, wasm.multiply64);
	setPair(writer, r1);
}

/** The pair of registers takes the 64 bits on the stack. */
export function setPair(writer: FunctionWriter, r1: number): void {
	writer.tee(local.wide);
	writer.constant64(32n);
	writer.push(wasm.shiftRightUnsigned64, wasm.wrap);
	writer.setRegister(r1);
	writer.get(local.wide);
	writer.push(wasm.wrap);
	writer.setRegister(r1 + 1);
}

/** Pushes the pair of registers as 64 bits. */
export function pushPair(writer: FunctionWriter, r1: number): void {
	writer.register(r1);
	writer.push(wasm.extendUnsigned);
	writer.constant64(32n);
	writer.push(wasm.shiftLeft64);
	writer.register(r1 + 1);
	writer.push(wasm.extendUnsigned, wasm.or64);
}

/**
 * Divides the pair by the number on the stack; what might be a fixed-point-divide exception is left to the interpreter.
 */
export function divide(writer: FunctionWriter, r1: number): void {
	writer.tee(local.two);
	writer.constant(1);
	writer.push(wasm.add);
	writer.constant(2);
	// Divisors 0 and -1.
	writer.push(wasm.lessUnsigned);
	writer.exitIf();
	pushPair(writer, r1);
	writer.tee(local.wide);
	writer.get(local.two);
	writer.push(
		wasm.extend,
		wasm.divide64,
		wasm.tee,
		local.wider,
		wasm.get,
		local.wider,
		wasm.wrap,
		wasm.extend,
		wasm.notEqual64,
	);
	writer.exitIf();
	// What the quotient leaves over is a word: its last 32 bits are enough, and cost no other division.
	writer.get(local.wide);
	writer.push(wasm.wrap);
	writer.get(local.wider);
	writer.push(wasm.wrap);
	writer.get(local.two);
	writer.push(wasm.multiply, wasm.subtract);
	writer.setRegister(r1);
	writer.get(local.wider);
	writer.push(wasm.wrap);
	writer.setRegister(r1 + 1);
}

export const isPair = ({r1}: Fields): boolean => (r1 & 1) === 0;

const withSecond = (then: (writer: FunctionWriter, r1: number) => void): Translate => (writer, {r1, r2}) => {
	writer.register(r2);
	then(writer, r1);
};

/** LPR and LNR: by a mask of the sign, the value or its complement. */
const magnitude = (isNegative: boolean): Translate => (writer, {r1, r2}) => {
	writer.register(r2);
	writer.constant(31);
	writer.push(wasm.shiftRight);
	if (isNegative) {
		writer.constant(-1);
		writer.push(wasm.exclusiveOr);
	}

	writer.tee(local.one);
	writer.register(r2);
	writer.push(wasm.exclusiveOr);
	writer.get(local.one);
	writer.push(wasm.subtract);
	result(writer, r1, 'sign');
};

export const registerOperations: Operations = [
	[0x10, {
		// LPR; of the most negative number only the interpreter knows.
		translate(writer, fields) {
			writer.register(fields.r2);
			writer.constant(-0x8000_0000);
			writer.push(wasm.equal);
			writer.exitIf();
			magnitude(false)(writer, fields);
		},
	}],
	[0x11, {translate: magnitude(true)}], // LNR
	[0x12, {
		translate: withSecond((writer, r1) => {
			result(writer, r1, 'sign');
		}), // LTR
	}],
	[0x13, {
		// LCR
		translate(writer, {r1, r2}) {
			writer.register(r2);
			writer.set(local.two);
			writer.constant(0);
			writer.get(local.two);
			writer.push(wasm.subtract);
			writer.tee(local.one);
			// The most negative number is its own complement.
			writer.get(local.two);
			writer.push(wasm.and);
			settleSum(writer, r1);
		},
	}],
	[0x14, {
		translate: withSecond((writer, r1) => {
			combine(writer, r1, wasm.and);
		}), // NR
	}],
	[0x15, {
		translate: withSecond((writer, r1) => {
			compare(writer, r1, 'unsigned');
		}), // CLR
	}],
	[0x16, {
		translate: withSecond((writer, r1) => {
			combine(writer, r1, wasm.or);
		}), // OR
	}],
	[0x17, {
		translate: withSecond((writer, r1) => {
			combine(writer, r1, wasm.exclusiveOr);
		}), // XR
	}],
	[0x18, {
		translate: withSecond((writer, r1) => {
			writer.setRegister(r1);
		}), // LR
	}],
	[0x19, {
		translate: withSecond((writer, r1) => {
			compare(writer, r1, 'signed');
		}), // CR
	}],
	[0x1A, {
		translate: withSecond((writer, r1) => {
			sum(writer, r1, wasm.add);
		}), // AR
	}],
	[0x1B, {
		translate: withSecond((writer, r1) => {
			sum(writer, r1, wasm.subtract);
		}), // SR
	}],
	[0x1C, {translate: withSecond(multiply), applies: isPair}], // MR
	[0x1D, {translate: withSecond(divide), applies: isPair}], // DR
	[0x1E, {translate: withSecond(logicalSum)}], // ALR
	[0x1F, {translate: withSecond(logicalDifference)}], // SLR
];
