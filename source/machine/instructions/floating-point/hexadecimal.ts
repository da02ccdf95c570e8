/**
 * What short and long hexadecimal arithmetic share (GA22-7000, "Floating-Point Instructions", "Exceptions"): a number
 * is its words, a fraction being worked on is small integers in local variables. No object is made for one, for these
 * are the instructions numerical programs consist of.
 */
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {HexadecimalWord} from './format.js';

/** Program mask bits. */
const underflowMask = 2;
const significanceMask = 1;

export const signBit: number = HexadecimalWord.sign;
export const fractionMask: number = HexadecimalWord.fraction;

/** What an addition does with its sum. */
export const addition = {normalized: 0, unnormalized: 1, compare: 2} as const;

export type Addition = (typeof addition)[keyof typeof addition];

export function checkRegister(register: number): void {
	if ((register & 9) !== 0) {
		programException(programCode.specification);
	}
}

/** Condition code of a number that is not zero. */
export function signCode(sign: number): number {
	return sign < 0 ? 1 : 2;
}

/**
 * The end of an operation whose exponent is out of range: with the characteristic wrapped it has been stored. True
 * where an underflow that is masked off makes a true zero of it instead; else an interruption.
 */
export function becomesZero(x: Execution, exponent: number): boolean {
	if (exponent > 127) {
		programException(programCode.exponentOverflow);
	}

	if ((x.cpu.psw.programMask & underflowMask) !== 0) {
		programException(programCode.exponentUnderflow);
	}

	return true;
}

/**
 * A sum's fraction is zero: the significance exception, with the characteristic stored by the caller's leave, or a true
 * zero. Sets the condition code.
 */
export function significance(x: Execution, register: number, exponent: number, long: boolean): void {
	const masked = (x.cpu.psw.programMask & significanceMask) === 0;
	x.cpu.psw.cc = 0;
	x.fpr[register] = masked ? 0 : exponent << 24;
	if (long) {
		x.fpr[register + 1] = 0;
	}

	if (!masked) {
		programException(programCode.significance);
	}
}
