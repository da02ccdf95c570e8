/** Sums of hexadecimal floating-point numbers (GA22-7000, "Floating-Point Instructions"), normalized and not. */
import {
	i32, i64, long, select, when, word, type Code, type Local,
} from './code.js';
import {
	cut, exponentOf, fractionOf, layout, normalize, put, zero, type Task, type Width, type WriteTask,
} from './float-numbers.js';

/** What becomes of a sum: not negative, with its sign in the first bit, and the exponent of the digit before it. */
type Then = (magnitude: Local, sign: Local, exponent: Local) => Code;

const exchange = (one: Local, other: Local, spare: Local): Code => [
	spare.set(one.get), one.set(other.get), other.set(spare.get),
];
const negated = (value: Code): Code => long.subtract(long.constant(0n), value);

/** Whether the first number has the larger exponent, or the same and not the smaller fraction. */
const isLarger = (first: Local, second: Local): Code => {
	const unsigned = (number: Local): Code => long.shiftLeft(number.get, long.constant(1n));
	return word.isZero(long.less(unsigned(first), unsigned(second)));
};

/** The fraction with a guard digit behind it. */
const guarded = (number: Local): Code => long.shiftLeft(fractionOf(number.get), long.constant(4n));

/**
 * The sums that need no normalization: sets `total` to the sum and answers whether it is one of those; else `total` is
 * nothing. Afterwards `larger` is the number with the larger exponent.
 */
export const usualSum = (width: Width, larger: Local, smaller: Local, total: Local): Code => {
	const opposite = long.shiftRightSigned(long.xor(larger.get, smaller.get), long.constant(63n));
	/** Digits between the exponents; signs are the same, or their difference is far too much. */
	const ahead = long.subtract(
		long.and(long.shiftRight(larger.get, long.constant(layout.exponentShift)), long.constant(127n)),
		long.and(long.shiftRight(smaller.get, long.constant(layout.exponentShift)), long.constant(127n)),
	);
	return [
		when(word.isZero(isLarger(larger, smaller)), exchange(larger, smaller, total)),
		total.set(long.shiftLeft(ahead, long.constant(2n))),
		total.set(cut(width, select(
			long.shiftRight(guarded(smaller), total.get),
			long.constant(0n),
			long.less(total.get, long.constant(64n)),
		))),
		total.set(long.add(
			guarded(larger),
			long.subtract(long.xor(total.get, opposite), opposite),
		)),
		// A first digit, and none before it.
		long.less(
			long.subtract(long.shiftRight(total.get, long.constant(56n)), long.constant(1n)),
			long.constant(15n),
		),
		total.set(long.or(
			long.and(larger.get, long.constant(~layout.fraction)),
			cut(width, long.shiftRight(total.get, long.constant(4n))),
		)),
	];
};

/**
 * The sum in 61 bits with a guard digit, of which that before the first may be a carry: the fraction of the smaller
 * exponent is moved right.
 */
const sum = ({routine, operands: [larger, smaller]}: Task, width: Width, then: Then): Code => {
	const spare = routine.local(i64);
	const total = routine.local(i64);
	const ahead = routine.local(i32);
	const exponent = routine.local(i32);
	return [
		ahead.set(word.subtract(exponentOf(larger.get), exponentOf(smaller.get))),
		when(word.lessSigned(ahead.get, word.constant(0)), [
			exchange(larger, smaller, spare),
			ahead.set(word.subtract(word.constant(0), ahead.get)),
		]),
		exponent.set(word.add(exponentOf(larger.get), word.constant(1))),
		spare.set(cut(width, select(
			long.shiftRight(guarded(smaller), long.from(word.shiftLeft(ahead.get, word.constant(2)))),
			long.constant(0n),
			word.less(ahead.get, word.constant(16)),
		))),
		total.set(guarded(larger)),
		when(
			long.lessSigned(long.xor(larger.get, smaller.get), long.constant(0n)),
			[
				total.set(long.subtract(total.get, spare.get)),
				when(long.lessSigned(total.get, long.constant(0n)), [
					total.set(negated(total.get)),
					larger.set(long.xor(larger.get, long.constant(layout.sign))),
				]),
			],
			total.set(long.add(total.get, spare.get)),
		),
		then(total, larger, exponent),
	];
};

/** A sum of zero is a true zero: whether that is an exception is the caller's to know. */
export const add = (width: Width): WriteTask => task => sum(task, width, (magnitude, sign, exponent) => [
	when(long.isZero(magnitude.get), zero(task)),
	normalize(task.routine, magnitude, exponent),
	put(task, sign.get, exponent, cut(width, magnitude.get)),
]);

/** The same of a sum whose fraction is zero without its guard digit. */
export const addUnnormalized = (width: Width): WriteTask => task =>
	sum(task, width, (magnitude, sign, exponent) => [
		when(
			long.isZero(long.shiftRight(magnitude.get, long.constant(60n))),
			[
				magnitude.set(long.shiftLeft(magnitude.get, long.constant(4n))),
				exponent.set(word.subtract(exponent.get, word.constant(1))),
			],
		),
		magnitude.set(cut(width, long.shiftRight(magnitude.get, long.constant(8n)))),
		when(long.isZero(magnitude.get), zero(task)),
		put(task, sign.get, exponent, magnitude.get),
	]);

const isNormalized = (number: Local): Code =>
	word.isZero(long.isZero(long.and(number.get, long.constant(layout.firstDigit))));

/** Of numbers that are normalized: whether they are. */
export const areNormalized = (first: Local, second: Local): Code => word.and(isNormalized(first), isNormalized(second));

/** A number whose sign is that of comparing two normalized ones, of 32 bits. */
export const usualComparison = (first: Local, second: Local): Code => {
	/** Numbers in the order of their values, with sign. */
	const ordered = (number: Local): Code => long.xor(
		number.get,
		long.shiftRight(long.shiftRightSigned(number.get, long.constant(63n)), long.constant(1n)),
	);
	return word.subtract(
		long.lessSigned(ordered(second), ordered(first)),
		long.lessSigned(ordered(first), ordered(second)),
	);
};

/** The condition code of comparing the first number with the negative of the second. */
export const compare = (width: Width): WriteTask => task => sum(task, width, (magnitude, sign) => task.answer(select(
	word.constant(0),
	select(word.constant(1), word.constant(2), long.lessSigned(sign.get, long.constant(0n))),
	long.isZero(magnitude.get),
)));
