/**
 * Hexadecimal floating point with extended (28-digit) operands or results, and LRDR (GA22-7000, "Floating-Point
 * Instructions"). Rare enough for BigInt: a fraction is an integer of 28 digits.
 */
import {fractionMask} from './hexadecimal.js';
import {instruction, type Instruction} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';

type Extended = {sign: number; exponent: number; fraction: bigint};

const digits = 28;
const limit = 1n << 112n;
/** Smallest normalized fraction. */
const normal = 1n << 108n;

function checkExtended(register: number): void {
	if ((register & 11) !== 0) {
		programException(programCode.specification);
	}
}

function checkLong(register: number): void {
	if ((register & 9) !== 0) {
		programException(programCode.specification);
	}
}

function longFraction(high: number, low: number): bigint {
	return (BigInt(high & fractionMask) << 32n) | BigInt(low >>> 0);
}

function long(high: number, low: number): Extended {
	return {sign: high >>> 31, exponent: (high >>> 24) & 127, fraction: longFraction(high, low)};
}

function extended(x: Execution, register: number): Extended {
	const {fpr} = x;
	return {
		sign: fpr[register] >>> 31,
		exponent: (fpr[register] >>> 24) & 127,
		fraction:
			(longFraction(fpr[register], fpr[register + 1]) << 56n)
			| longFraction(fpr[register + 2], fpr[register + 3]),
	};
}

function setExtended(x: Execution, register: number, {sign, exponent, fraction}: Extended): void {
	const {fpr} = x;
	const word = (shift: bigint) => Number(BigInt.asIntN(32, fraction >> shift));
	fpr[register] = (sign << 31) | ((exponent & 127) << 24) | (word(88n) & fractionMask);
	fpr[register + 1] = word(56n);
	fpr[register + 2] = (sign << 31) | (((exponent - 14) & 127) << 24) | (word(32n) & fractionMask);
	fpr[register + 3] = word(0n);
}

function setZero(x: Execution, register: number): void {
	x.fpr.fill(0, register, register + 4);
}

/** Puts a normalized result away, or what an exponent out of range makes of it. Answers false where it became zero. */
function put(x: Execution, register: number, value: Extended): boolean {
	if (value.exponent < 0 && (x.cpu.psw.programMask & 2) === 0) {
		setZero(x, register);
		return false;
	}

	setExtended(x, register, value);
	return true;
}

function checkExponent(x: Execution, exponent: number): void {
	if (exponent > 127) {
		programException(programCode.exponentOverflow);
	}

	if (exponent < 0 && (x.cpu.psw.programMask & 2) !== 0) {
		programException(programCode.exponentUnderflow);
	}
}

/**
 * The fraction moved left until its first digit is not zero; it is not zero. `size`: one more than the largest
 * fraction.
 */
function normalized(value: Extended, least: bigint): Extended {
	let {exponent, fraction} = value;
	while (fraction < least) {
		fraction <<= 4n;
		exponent--;
	}

	return {sign: value.sign, exponent, fraction};
}

function add(x: Execution, register: number, first: Extended, second: Extended): void {
	const {psw} = x.cpu;
	const [larger, smaller] = first.exponent >= second.exponent ? [first, second] : [second, first];
	const shift = Math.min(larger.exponent - smaller.exponent, digits + 1);
	// One guard digit behind the fraction.
	const signed = (value: Extended, moved: bigint) => value.sign === 1 ? -moved : moved;
	const total =
		signed(larger, larger.fraction << 4n) + signed(smaller, (smaller.fraction << 4n) >> BigInt(shift * 4));
	if (total === 0n) {
		psw.cc = 0;
		if ((psw.programMask & 1) !== 0) {
			setExtended(x, register, {sign: 0, exponent: larger.exponent, fraction: 0n});
			programException(programCode.significance);
		}

		setZero(x, register);
		return;
	}

	let result: Extended = {sign: total < 0n ? 1 : 0, exponent: larger.exponent, fraction: total < 0n ? -total : total};
	if (result.fraction >= limit << 4n) {
		result.fraction >>= 4n;
		result.exponent++;
	}

	result = normalized(result, normal << 4n);
	result.fraction >>= 4n;
	psw.cc = put(x, register, result) ? (result.sign === 1 ? 1 : 2) : 0;
	checkExponent(x, result.exponent);
}

/** Product of fractions of `width` digits each, to 28 digits. */
function multiply(x: Execution, register: number, first: Extended, second: Extended, width: number): void {
	if (first.fraction === 0n || second.fraction === 0n) {
		setZero(x, register);
		return;
	}

	const least = 1n << BigInt((width * 4) - 4);
	const one = normalized(first, least);
	const other = normalized(second, least);
	const places = BigInt((2 * width * 4) - 112);
	const result = normalized(
		{
			sign: one.sign ^ other.sign,
			exponent: one.exponent + other.exponent - 64,
			fraction: one.fraction * other.fraction,
		},
		normal << places,
	);
	result.fraction >>= places;
	put(x, register, result);
	checkExponent(x, result.exponent);
}

const addition = (negate: number) => (x: Execution, at: number): void => {
	const r1 = x.bytes[at + 1] >>> 4;
	const r2 = x.bytes[at + 1] & 15;
	checkExtended(r1);
	checkExtended(r2);
	const second = extended(x, r2);
	second.sign ^= negate;
	add(x, r1, extended(x, r1), second);
};

export const extendedFloats: readonly Instruction[] = [
	instruction(0x25, 'LRDR', 'RR', 'S EO', (x, at) => {
		const r1 = x.bytes[at + 1] >>> 4;
		const r2 = x.bytes[at + 1] & 15;
		checkLong(r1);
		checkExtended(r2);
		const high = x.fpr[r2];
		let fraction = longFraction(high, x.fpr[r2 + 1]) + BigInt((x.fpr[r2 + 2] >>> 23) & 1);
		let exponent = (high >>> 24) & 127;
		if (fraction >= 1n << 56n) {
			fraction >>= 4n;
			exponent++;
		}

		x.fpr[r1] = (high & -0x8000_0000) | ((exponent & 127) << 24) | Number(fraction >> 32n);
		x.fpr[r1 + 1] = Number(BigInt.asIntN(32, fraction));
		checkExponent(x, exponent);
	}),
	instruction(0x26, 'MXR', 'RR', 'S EU EO', (x, at) => {
		const r1 = x.bytes[at + 1] >>> 4;
		const r2 = x.bytes[at + 1] & 15;
		checkExtended(r1);
		checkExtended(r2);
		multiply(x, r1, extended(x, r1), extended(x, r2), 28);
	}),
	instruction(0x27, 'MXDR', 'RR', 'S EU EO', (x, at) => {
		const r1 = x.bytes[at + 1] >>> 4;
		const r2 = x.bytes[at + 1] & 15;
		checkExtended(r1);
		checkLong(r2);
		multiply(x, r1, long(x.fpr[r1], x.fpr[r1 + 1]), long(x.fpr[r2], x.fpr[r2 + 1]), 14);
	}),
	instruction(0x36, 'AXR', 'RR', 'S EU EO LS', addition(0)),
	instruction(0x37, 'SXR', 'RR', 'S EU EO LS', addition(1)),
	instruction(0x67, 'MXD', 'RX', 'A P S EU EO', (x, at) => {
		const r1 = x.bytes[at + 1] >>> 4;
		checkExtended(r1);
		const address = x.indexed(at);
		x.openOperand(address, 8);
		multiply(x, r1, long(x.fpr[r1], x.fpr[r1 + 1]), long(x.word(address), x.lowWord(address)), 14);
	}),
];
