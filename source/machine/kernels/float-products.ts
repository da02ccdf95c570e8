/** Products, quotients and halves of hexadecimal floating-point numbers (GA22-7000, "Floating-Point Instructions"). */
import {
	f64, float, i32, i64, long, select, when, word, type Code, type Local, type Routine,
} from './code.js';
import {
	cut,
	exponentOf,
	fractionOf,
	layout,
	normalize,
	prenormalize,
	put,
	rare,
	zero,
	type Task,
	type Width,
	type WriteTask,
} from './float-numbers.js';

/** Both operands: fractions and exponents. */
type Factors = {
	readonly fractions: readonly [Local, Local];
	readonly exponents: readonly [Local, Local];
	/** The sign of product and quotient. */
	readonly sign: Code;
	/** Takes the operands apart, and makes them normalized behind what `check` does about fractions of zero. */
	readonly take: (check: Code) => Code;
};

function factors({routine, operands}: Task): Factors {
	const fractions = [routine.local(i64), routine.local(i64)] as const;
	const exponents = [routine.local(i32), routine.local(i32)] as const;
	return {
		fractions,
		exponents,
		sign: long.xor(operands[0].get, operands[1].get),
		take: check => [
			operands.map(({get}, index) => [
				fractions[index].set(fractionOf(get)),
				exponents[index].set(exponentOf(get)),
			]),
			check,
			fractions.map((fraction, index) => prenormalize(routine, fraction, exponents[index])),
		],
	};
}

const isZero = (fraction: Local): Code => long.isZero(fraction.get);
const productOfZero = ({fractions: [one, other]}: Factors, task: Task): Code =>
	when(word.or(isZero(one), isZero(other)), zero(task));

/** From 64 bits of a product of normalized fractions. */
function putProduct(task: Task, {sign, exponents: [first, second]}: Factors, product: Local): Code {
	return [
		first.set(word.subtract(word.add(first.get, second.get), word.constant(64))),
		normalize(task.routine, product, first),
		put(task, sign, first, product.get),
	];
}

/**
 * The first 56 bits of 112, and a digit more, for the first may be zero: products of halves of 28 bits, those below
 * the middle for their carry.
 */
export const multiply: WriteTask = task => {
	const {routine} = task;
	const all = factors(task);
	const {fractions: [one, other]} = all;
	const middle = routine.local(i64);
	const product = routine.local(i64);
	const half = long.constant(28n);
	const upper = (value: Local): Code => long.shiftRight(value.get, half);
	const lower = (value: Local): Code => long.and(value.get, long.constant(0xFFF_FFFFn));
	return [
		all.take(productOfZero(all, task)),
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
		putProduct(task, all, product),
	];
};

/** The exact product of two short numbers, which is long. */
export const multiplyShort: WriteTask = task => {
	const {routine} = task;
	const all = factors(task);
	const {fractions: [one, other]} = all;
	const product = routine.local(i64);
	const six = (value: Local): Code => long.shiftRight(value.get, long.constant(32n));
	return [
		all.take(productOfZero(all, task)),
		product.set(long.shiftLeft(long.multiply(six(one), six(other)), long.constant(16n))),
		putProduct(task, all, product),
	];
};

const quotientOfZero = ({fractions: [dividend, divisor]}: Factors, task: Task): Code => [
	when(isZero(divisor), rare(task)),
	when(isZero(dividend), zero(task)),
];

/**
 * Where the dividend's fraction is less than the divisor's, it is moved left by a digit, so that the quotient has as
 * many digits as are wanted; the exponent is one less then.
 */
const align = ({fractions: [dividend, divisor], exponents: [first, second]}: Factors, less: Local): Code => [
	less.set(long.less(dividend.get, divisor.get)),
	dividend.set(long.shiftLeft(dividend.get, long.from(word.shiftLeft(less.get, word.constant(2))))),
	first.set(word.subtract(word.add(word.subtract(first.get, second.get), word.constant(65)), less.get)),
];

/** Units by which the first estimate of a quotient is made too small: more than it can be wrong. */
const tooSmall = 64n;

/**
 * The quotient of fourteen digits is estimated in floating point, which is wrong by some thirty units at most, for each
 * number loses its last bits there. What is missing is the quotient of the exact remainder, which is so small that its
 * last 64 bits are all of it; that is estimated too, wrong by one at most. Branches that go one way only cost nothing:
 * so the remainder is never negative.
 */
export const divide: WriteTask = task => {
	const {routine} = task;
	const all = factors(task);
	const {fractions: [dividend, divisor], exponents: [exponent]} = all;
	const [quotient, rest, missing] = Array.from({length: 3}, () => routine.local(i64));
	const less = routine.local(i32);
	const reciprocal = routine.local(f64);
	return [
		all.take(quotientOfZero(all, task)),
		align(all, less),
		reciprocal.set(float.divide(float.constant(1), float.fromSigned(divisor.get))),
		quotient.set(long.subtract(
			long.truncated(float.multiply(
				float.multiply(float.fromSigned(dividend.get), float.constant(2 ** 52)),
				reciprocal.get,
			)),
			long.constant(tooSmall),
		)),
		rest.set(long.subtract(
			long.shiftLeft(dividend.get, long.constant(52n)),
			long.multiply(quotient.get, divisor.get),
		)),
		missing.set(long.truncated(float.multiply(float.fromSigned(rest.get), reciprocal.get))),
		rest.set(long.subtract(rest.get, long.multiply(missing.get, divisor.get))),
		quotient.set(long.add(quotient.get, missing.get)),
		when(
			word.isZero(long.less(rest.get, divisor.get)),
			quotient.set(select(
				long.subtract(quotient.get, long.constant(1n)),
				long.add(quotient.get, long.constant(1n)),
				long.lessSigned(rest.get, long.constant(0n)),
			)),
		),
		put(task, all.sign, exponent, quotient.get),
	];
};

/** 24 and 24 bits over 24 leave no room for a wrong rounding. */
export const divideShort: WriteTask = task => {
	const {routine} = task;
	const all = factors(task);
	const {fractions: [dividend, divisor], exponents: [exponent]} = all;
	const less = routine.local(i32);
	return [
		all.take(quotientOfZero(all, task)),
		align(all, less),
		put(task, all.sign, exponent, long.shiftLeft(
			long.truncated(float.multiply(
				float.divide(float.fromSigned(dividend.get), float.fromSigned(divisor.get)),
				float.constant(2 ** 20),
			)),
			long.constant(32n),
		)),
	];
};

/** Whether half of a number needs no normalization, and that half. */
export const isUsualHalf = (number: Local): Code =>
	word.isZero(long.isZero(long.and(number.get, long.constant(0xEn << 52n))));
export const usualHalf = (width: Width, number: Local): Code => long.or(
	long.and(number.get, long.constant(~layout.fraction)),
	cut(width, long.shiftRight(fractionOf(number.get), long.constant(1n))),
);

/** Moved right by one bit, or where that makes the first digit zero left by three. */
export const halve = (width: Width): WriteTask => task => {
	const {routine, operands: [operand]} = task;
	const fraction = routine.local(i64);
	const exponent = routine.local(i32);
	return [
		fraction.set(long.shiftLeft(fractionOf(operand.get), long.constant(7n))),
		when(isZero(fraction), zero(task)),
		exponent.set(exponentOf(operand.get)),
		normalize(routine, fraction, exponent),
		put(task, operand.get, exponent, cut(width, fraction.get)),
	];
};
