/**
 * Hexadecimal floating point, short and long (GA22-7000, "Floating-Point Instructions"). `product` of two short numbers is long. Extended results are in
 * `float-extended.ts`.
 */
import {instruction, type Execute, type Instruction} from '../instruction.js';
import type {Execution} from '../execution.js';
import {programCode, programException} from '../program-exception.js';
import {
	highWord, isZero, lowWord, normalize, product, quotient, shortProduct, shortQuotient, sum, trueZero, unpack, type Hexadecimal,
} from './hexadecimal.js';

/** Program mask bits. */
const underflowMask = 2;
const significanceMask = 1;

function checkRegister(register: number): void {
	if ((register & 9) !== 0) {
		programException(programCode.specification);
	}
}

function setShort(x: Execution, register: number, value: Hexadecimal): void {
	x.fpr[register] = highWord(value);
}

function setLong(x: Execution, register: number, value: Hexadecimal): void {
	x.fpr[register] = highWord(value);
	x.fpr[register + 1] = lowWord(value);
}

type Put = (x: Execution, register: number, value: Hexadecimal) => void;

/**
 * Puts a normalized result away; one whose characteristic is out of range is put with the characteristic wrapped and ends in an
 * interruption, or becomes zero where the program masks underflow. True where it became zero.
 */
function putResult(x: Execution, register: number, value: Hexadecimal, put: Put): boolean {
	if (value.exponent < 0 && (x.cpu.psw.programMask & underflowMask) === 0) {
		put(x, register, trueZero);
		return true;
	}

	put(x, register, value);
	return false;
}

function checkExponent(x: Execution, exponent: number): void {
	if (exponent > 127) {
		programException(programCode.exponentOverflow);
	}

	if (exponent < 0 && (x.cpu.psw.programMask & underflowMask) !== 0) {
		programException(programCode.exponentUnderflow);
	}
}

type Operation = (x: Execution, register: number, first: Hexadecimal, second: Hexadecimal) => void;

/** ADD and SUBTRACT, normalized or not. */
const add = (short: boolean, normalized: boolean, negate: 0 | 1): Operation => {
	const put = short ? setShort : setLong;
	return (x, register, first, second) => {
		second.sign ^= negate;
		const {psw} = x.cpu;
		const result = sum(first, second, short);
		// The guard digit takes part in normalization only.
		const zero = normalized ? isZero(result) : (result.high >>> 4) === 0 && (short || lowWord(result) === 0);
		if (zero) {
			psw.cc = 0;
			if ((psw.programMask & significanceMask) !== 0) {
				result.sign = 0;
				result.high = 0;
				result.low = 0;
				// A carry cannot have made a zero, so the characteristic is in range.
				put(x, register, result);
				programException(programCode.significance);
			}

			put(x, register, trueZero);
			return;
		}

		if (normalized) {
			normalize(result);
		}

		psw.cc = putResult(x, register, result, put) ? 0 : (result.sign === 1 ? 1 : 2);
		checkExponent(x, result.exponent);
	};
};

const compare = (short: boolean): Operation => (x, _register, first, second) => {
	second.sign ^= 1;
	const difference = sum(first, second, short);
	x.cpu.psw.cc = isZero(difference) ? 0 : (difference.sign === 1 ? 1 : 2);
};

/** A product or quotient; short factors make a long product. */
const scale = (put: Put, compute: (first: Hexadecimal, second: Hexadecimal) => Hexadecimal, divide: boolean): Operation => (x, register, first, second) => {
	if (divide && isZero(second)) {
		programException(programCode.floatingPointDivide);
	}

	if (isZero(first) || isZero(second)) {
		put(x, register, trueZero);
		return;
	}

	normalize(first);
	normalize(second);
	const result = compute(first, second);
	putResult(x, register, result, put);
	checkExponent(x, result.exponent);
};

function longRegister(x: Execution, register: number): Hexadecimal {
	return unpack(x.fpr[register], x.fpr[register + 1]);
}

function shortRegister(x: Execution, register: number): Hexadecimal {
	return unpack(x.fpr[register], 0);
}

const rr = (short: boolean, operation: Operation): Execute => {
	const register = short ? shortRegister : longRegister;
	return (x, at) => {
		const registers = x.bytes[at + 1];
		checkRegister(registers >>> 4);
		checkRegister(registers & 15);
		operation(x, registers >>> 4, register(x, registers >>> 4), register(x, registers & 15));
	};
};

const rx = (short: boolean, operation: Operation): Execute => {
	const register = short ? shortRegister : longRegister;
	return (x, at) => {
		const first = x.bytes[at + 1] >>> 4;
		checkRegister(first);
		const address = x.indexed(at);
		if (short) {
			operation(x, first, register(x, first), unpack(x.word(address), 0));
		} else {
			x.openOperand(address, 8);
			operation(x, first, register(x, first), unpack(x.word(address), x.lowWord(address)));
		}
	};
};

/** Loads between registers with the sign changed by `sign`; the condition code is that of the result, if it is set at all. */
const load = (short: boolean, sign: (high: number) => number, sets: boolean): Execute => (x, at) => {
	const first = x.bytes[at + 1] >>> 4;
	const second = x.bytes[at + 1] & 15;
	checkRegister(first);
	checkRegister(second);
	const high = sign(x.fpr[second]);
	x.fpr[first] = high;
	if (!short) {
		x.fpr[first + 1] = x.fpr[second + 1];
	}

	if (sets) {
		const zero = (high & 0xFF_FFFF) === 0 && (short || x.fpr[first + 1] === 0);
		x.cpu.psw.cc = zero ? 0 : (high < 0 ? 1 : 2);
	}
};

const same = (high: number): number => high;
const positive = (high: number): number => high & 0x7FFF_FFFF;
const negative = (high: number): number => high | -0x8000_0000;
const opposite = (high: number): number => high ^ -0x8000_0000;

const halve = (short: boolean): Execute => (x, at) => {
	const first = x.bytes[at + 1] >>> 4;
	const second = x.bytes[at + 1] & 15;
	checkRegister(first);
	checkRegister(second);
	const put = short ? setShort : setLong;
	const value = short ? shortRegister(x, second) : longRegister(x, second);
	value.low = (value.low >>> 1) | (value.high << 31);
	value.high >>>= 1;
	if (short) {
		value.low = 0;
	}

	if (isZero(value)) {
		put(x, first, trueZero);
		return;
	}

	normalize(value);
	putResult(x, first, value, put);
	checkExponent(x, value.exponent);
};

/** Rows of one precision: the long ones at X'20'/X'60', the short ones at X'30'/X'70', with their mnemonics' letter. */
function rows(short: boolean): readonly Instruction[] {
	const register = short ? 0x30 : 0x20;
	const storage = short ? 0x70 : 0x60;
	const letter = short ? 'E' : 'D';
	const unnormalized = short ? 'U' : 'W';
	const put = short ? setShort : setLong;
	const multiply = scale(setLong, short ? shortProduct : product, false);
	const divide = scale(put, short ? shortQuotient : quotient, true);
	return [
		instruction(register, `LP${letter}R`, 'RR', 'S', load(short, positive, true)),
		instruction(register + 1, `LN${letter}R`, 'RR', 'S', load(short, negative, true)),
		instruction(register + 2, `LT${letter}R`, 'RR', 'S', load(short, same, true)),
		instruction(register + 3, `LC${letter}R`, 'RR', 'S', load(short, opposite, true)),
		instruction(register + 4, `H${letter}R`, 'RR', 'S EU', halve(short)),
		instruction(register + 8, `L${letter}R`, 'RR', 'S', load(short, same, false)),
		instruction(register + 9, `C${letter}R`, 'RR', 'S', rr(short, compare(short))),
		instruction(register + 10, `A${letter}R`, 'RR', 'S EU EO LS', rr(short, add(short, true, 0))),
		instruction(register + 11, `S${letter}R`, 'RR', 'S EU EO LS', rr(short, add(short, true, 1))),
		instruction(register + 12, `M${letter}R`, 'RR', 'S EU EO', rr(short, multiply)),
		instruction(register + 13, `D${letter}R`, 'RR', 'S EU EO FK', rr(short, divide)),
		instruction(register + 14, `A${unnormalized}R`, 'RR', 'S EO LS', rr(short, add(short, false, 0))),
		instruction(register + 15, `S${unnormalized}R`, 'RR', 'S EO LS', rr(short, add(short, false, 1))),
		instruction(storage, `ST${letter}`, 'RX', 'A P S', (x, at) => {
			const first = x.bytes[at + 1] >>> 4;
			checkRegister(first);
			if (short) {
				x.setWord(x.indexed(at), x.fpr[first]);
			} else {
				x.setDouble(x.indexed(at), x.fpr[first], x.fpr[first + 1]);
			}
		}),
		instruction(storage + 8, `L${letter}`, 'RX', 'A P S', (x, at) => {
			const first = x.bytes[at + 1] >>> 4;
			checkRegister(first);
			const address = x.indexed(at);
			if (short) {
				x.fpr[first] = x.word(address);
			} else {
				x.openOperand(address, 8);
				const low = x.lowWord(address);
				x.fpr[first] = x.word(address);
				x.fpr[first + 1] = low;
			}
		}),
		instruction(storage + 9, `C${letter}`, 'RX', 'A P S', rx(short, compare(short))),
		instruction(storage + 10, `A${letter}`, 'RX', 'A P S EU EO LS', rx(short, add(short, true, 0))),
		instruction(storage + 11, `S${letter}`, 'RX', 'A P S EU EO LS', rx(short, add(short, true, 1))),
		instruction(storage + 12, `M${letter}`, 'RX', 'A P S EU EO', rx(short, multiply)),
		instruction(storage + 13, `D${letter}`, 'RX', 'A P S EU EO FK', rx(short, divide)),
		instruction(storage + 14, `A${unnormalized}`, 'RX', 'A P S EO LS', rx(short, add(short, false, 0))),
		instruction(storage + 15, `S${unnormalized}`, 'RX', 'A P S EO LS', rx(short, add(short, false, 1))),
	];
}

export const floats: readonly Instruction[] = [
	...rows(false),
	...rows(true),
	instruction(0x35, 'LRER', 'RR', 'S EO', (x, at) => {
		const first = x.bytes[at + 1] >>> 4;
		const second = x.bytes[at + 1] & 15;
		checkRegister(first);
		checkRegister(second);
		const high = x.fpr[second];
		const rounded = (high & 0xFF_FFFF) + (x.fpr[second + 1] >>> 31);
		const carry = rounded > 0xFF_FFFF;
		const exponent = ((high >>> 24) & 127) + (carry ? 1 : 0);
		x.fpr[first] = (high & -0x8000_0000) | ((exponent & 127) << 24) | (carry ? rounded >>> 4 : rounded);
		checkExponent(x, exponent);
	}),
];
