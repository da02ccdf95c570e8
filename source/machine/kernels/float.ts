/**
 * Long hexadecimal floating point (GA22-7000, "Floating-Point Instructions") as functions of WebAssembly: its fractions
 * of 56 bits, with a guard digit 60, are numbers there; in JavaScript two, and a carry to be found. They do what
 * programs mostly ask for; the rare rest (an operand of a product or quotient that is not normalized, a sum of zero, an
 * exponent out of range) is left to `instructions/floating-point/`.
 */
import {HexadecimalWord} from '../instructions/floating-point/format.js';
import {
	type Code, type Definition, type Local, type Routine,
	float, giveBack, i32, i64, instantiate, long, select, when, word,
} from './code.js';

/**
 * Operands and results are a number's two words. Each function but `compare` answers the first word of its result and
 * puts the second at the area's start, in the host's order of bytes; where it is rare it answers 0, which is no first
 * word of a normalized number.
 */
export type FloatKernels = {
	add(high: number, low: number, otherHigh: number, otherLow: number): number;
	/** Answers the condition code. */
	compare(high: number, low: number, otherHigh: number, otherLow: number): number;
	multiply(high: number, low: number, otherHigh: number, otherLow: number): number;
	divide(high: number, low: number, otherHigh: number, otherLow: number): number;
	halve(high: number, low: number): number;
};

/** Bytes that the functions need for themselves. */
export const floatArea = 8;

const signBit = word.constant(HexadecimalWord.sign);
const rare = giveBack(word.constant(0));

/** A number of two words: its parts as code. */
class Operand {
	readonly high: Local;
	readonly #low: Local;

	/** `at` is the number of the first parameter. */
	constructor(routine: Routine, at: number) {
		this.high = routine.parameter(at);
		this.#low = routine.parameter(at + 1);
	}

	get exponent(): Code {
		return word.and(word.shiftRight(this.high.get, word.constant(24)), word.constant(127));
	}

	/** 56 bits. */
	get fraction(): Code {
		const first = word.and(this.high.get, word.constant(HexadecimalWord.fraction));
		return long.or(long.shiftLeft(long.from(first), long.constant(32n)), long.from(this.#low.get));
	}

	get isNotNormalized(): Code {
		return word.isZero(word.and(this.high.get, word.constant(HexadecimalWord.firstDigit)));
	}
}

/** Puts a result: its sign in the first bit of `sign`, a fraction of 56 bits. */
const put = (routine: Routine, sign: Code, exponent: Local, fraction: Local): Code => [
	when(word.and(exponent.get, word.constant(~127)), rare),
	word.store(word.constant(routine.area), word.from(fraction.get)),
	word.or(
		word.or(word.and(sign, signBit), word.shiftLeft(exponent.get, word.constant(24))),
		word.from(long.shiftRight(fraction.get, long.constant(32n))),
	),
];

/** Moves the first digit of 64 bits to their first bits, and the exponent with it; then eight bits back. */
const normalized = (fraction: Local, exponent: Local, zeros: Local): Code => [
	zeros.set(long.and(long.leadingZeros(fraction.get), long.constant(0x3Cn))),
	exponent.set(word.subtract(exponent.get, word.shiftRight(word.from(zeros.get), word.constant(2)))),
	fraction.set(long.shiftRight(long.shiftLeft(fraction.get, zeros.get), long.constant(8n))),
];

/**
 * The sum in 61 bits with a guard digit, of which that before the first may be a carry: the fraction of the smaller
 * exponent is moved right, and its negative taken where the signs differ. Then comes what shall be made of the sum, not
 * negative, with its sign and the exponent of its carry.
 */
const sum = (routine: Routine, then: (magnitude: Local, sign: Local, exponent: Local) => Code): Code => {
	const first = new Operand(routine, 0);
	const second = new Operand(routine, 2);
	const sign = routine.local(i32);
	const exponent = routine.local(i32);
	const ahead = routine.local(i32);
	const distance = routine.local(i64);
	const larger = routine.local(i64);
	const smaller = routine.local(i64);
	const spare = routine.local(i64);
	const opposite = routine.local(i64);
	const allOnes = (bit: Code): Code => long.subtract(long.constant(0n), long.from(bit));
	return [
		sign.set(first.high.get),
		exponent.set(first.exponent),
		ahead.set(word.subtract(exponent.get, second.exponent)),
		larger.set(long.shiftLeft(first.fraction, long.constant(4n))),
		smaller.set(long.shiftLeft(second.fraction, long.constant(4n))),
		opposite.set(allOnes(word.lessSigned(word.xor(first.high.get, second.high.get), word.constant(0)))),
		when(word.lessSigned(ahead.get, word.constant(0)), [
			sign.set(second.high.get),
			exponent.set(second.exponent),
			ahead.set(word.subtract(word.constant(0), ahead.get)),
			spare.set(larger.get),
			larger.set(smaller.get),
			smaller.set(spare.get),
		]),
		distance.set(long.from(word.shiftLeft(ahead.get, word.constant(2)))),
		smaller.set(select(
			long.shiftRight(smaller.get, distance.get),
			long.constant(0n),
			word.less(ahead.get, word.constant(16)),
		)),
		larger.set(long.add(larger.get, long.subtract(long.xor(smaller.get, opposite.get), opposite.get))),
		// Where the other number is the larger one after all.
		opposite.set(allOnes(long.lessSigned(larger.get, long.constant(0n)))),
		larger.set(long.subtract(long.xor(larger.get, opposite.get), opposite.get)),
		sign.set(word.xor(sign.get, word.from(opposite.get))),
		exponent.set(word.add(exponent.get, word.constant(1))),
		then(larger, sign, exponent),
	];
};

const add = (routine: Routine): Code => sum(routine, (magnitude, sign, exponent) => [
	when(long.isZero(magnitude.get), rare),
	normalized(magnitude, exponent, routine.local(i64)),
	put(routine, sign.get, exponent, magnitude),
]);

const compare = (routine: Routine): Code => sum(routine, (magnitude, sign) => select(
	word.constant(0),
	select(word.constant(1), word.constant(2), word.lessSigned(sign.get, word.constant(0))),
	long.isZero(magnitude.get),
));

/**
 * The first 56 bits of 112, and a digit more, for the first may be zero: products of halves of 28 bits, those below
 * the middle for their carry.
 */
const multiply = (routine: Routine): Code => {
	const first = new Operand(routine, 0);
	const second = new Operand(routine, 2);
	const [one, other, middle, product, zeros] = Array.from({length: 5}, () => routine.local(i64));
	const exponent = routine.local(i32);
	const half = long.constant(28n);
	const upper = (value: Local): Code => long.shiftRight(value.get, half);
	const lower = (value: Local): Code => long.and(value.get, long.constant(0xFFF_FFFFn));
	return [
		when(word.or(first.isNotNormalized, second.isNotNormalized), rare),
		one.set(first.fraction),
		other.set(second.fraction),
		middle.set(long.add(
			long.add(long.multiply(upper(one), lower(other)), long.multiply(lower(one), upper(other))),
			long.shiftRight(long.multiply(lower(one), lower(other)), half),
		)),
		product.set(long.add(long.multiply(upper(one), upper(other)), upper(middle))),
		// The 56 bits, the digit more, and four bits that a shift by eight drops.
		product.set(long.or(
			long.shiftLeft(product.get, long.constant(8n)),
			long.and(long.shiftRight(middle.get, long.constant(20n)), long.constant(0xF0n)),
		)),
		exponent.set(word.subtract(word.add(first.exponent, second.exponent), word.constant(64))),
		normalized(product, exponent, zeros),
		put(routine, word.xor(first.high.get, second.high.get), exponent, product),
	];
};

/**
 * The quotient of fourteen digits is estimated in floating point, which is wrong by some ten units at most, for each
 * number loses its last three bits there; what is missing is the quotient of the exact remainder, which is so small
 * that its last 64 bits are all of it. Where the dividend is not less than the divisor a digit less is wanted, and the
 * exponent is one more.
 */
const divide = (routine: Routine): Code => {
	const first = new Operand(routine, 0);
	const second = new Operand(routine, 2);
	const [dividend, divisor, quotient, rest, missing] = Array.from({length: 5}, () => routine.local(i64));
	const larger = routine.local(i32);
	const exponent = routine.local(i32);
	return [
		when(word.or(first.isNotNormalized, second.isNotNormalized), rare),
		dividend.set(first.fraction),
		divisor.set(second.fraction),
		larger.set(word.isZero(long.less(dividend.get, divisor.get))),
		quotient.set(long.truncated(float.multiply(
			float.divide(float.from(dividend.get), float.from(divisor.get)),
			select(float.constant(2 ** 52), float.constant(2 ** 56), larger.get),
		))),
		rest.set(long.subtract(
			long.shiftLeft(dividend.get, select(long.constant(52n), long.constant(56n), larger.get)),
			long.multiply(quotient.get, divisor.get),
		)),
		missing.set(long.divideSigned(rest.get, divisor.get)),
		// That quotient is cut off towards zero.
		missing.set(
			long.subtract(missing.get, long.from(long.lessSigned(rest.get, long.multiply(missing.get, divisor.get)))),
		),
		quotient.set(long.add(quotient.get, missing.get)),
		exponent.set(word.add(
			word.add(word.subtract(first.exponent, second.exponent), word.constant(64)),
			larger.get,
		)),
		put(routine, word.xor(first.high.get, second.high.get), exponent, quotient),
	];
};

/** Moved right by one bit, or where that makes the first digit zero left by three. */
const halve = (routine: Routine): Code => {
	const operand = new Operand(routine, 0);
	const fraction = routine.local(i64);
	const exponent = routine.local(i32);
	return [
		when(operand.isNotNormalized, rare),
		fraction.set(long.shiftLeft(operand.fraction, long.constant(7n))),
		exponent.set(operand.exponent),
		normalized(fraction, exponent, routine.local(i64)),
		put(routine, operand.high.get, exponent, fraction),
	];
};

/** The functions on a memory, of which `floatArea` bytes from `area` are theirs. */
export function floatKernels(memory: WebAssembly.Memory, area: number): FloatKernels {
	const ofTwo = {add, compare, multiply, divide};
	const definitions: Definition[] = Object.entries(ofTwo).map(([name, write]) => ({
		name, parameters: 4, result: i32, write,
	}));
	definitions.push({
		name: 'halve', parameters: 2, result: i32, write: halve,
	});
	return instantiate(memory, definitions, {at: area}) as FloatKernels;
}
