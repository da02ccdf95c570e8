/** AP, SP, ZAP, CP and SRP (GA22-7000, "Decimal Instructions") as functions of WebAssembly. */
import {
	giveBack, i32, i64, long, select, when, word, type Code, type Local, type Routine,
} from './code.js';
import {
	difference, sum,
} from './decimal-digits.js';
import {
	checked, code, fails, four, Operand, put, signed,
} from './decimal-fields.js';

const {constant} = long;

/** Whether the first magnitude is less than the second. */
const less = (first: Operand, second: Operand): Code => word.or(
	long.less(first.high.get, second.high.get),
	word.and(long.equal(first.high.get, second.high.get), long.less(first.low.get, second.low.get)),
);

export const add = (routine: Routine): Code => {
	const [at1, length1, at2, length2] = four(routine);
	const negate = routine.parameter(4);
	const first = new Operand(routine, at1, length1);
	const second = new Operand(routine, at2, length2);
	const low = routine.local(i64);
	const high = routine.local(i64);
	const spare = routine.local(i64);
	const zero = routine.local(i32);
	const exchange = (one: Local, other: Local): Code => [spare.set(one.get), one.set(other.get), other.set(spare.get)];
	return [
		first.take,
		second.take,
		checked(first, second),
		// A carry out of thirty digits is not foreseen.
		when(word.isZero(long.isZero(long.shiftRight(long.or(first.high.get, second.high.get), constant(60n)))), fails),
		when(
			word.equal(first.minus.get, word.xor(second.minus.get, negate.get)),
			[
				sum(routine, low, first.low.get, second.low.get, constant(0n)),
				sum(routine, high, first.high.get, second.high.get, long.shiftRight(low.get, constant(60n))),
			],
			[
				when(less(first, second), [
					exchange(first.low, second.low),
					exchange(first.high, second.high),
					first.minus.set(word.xor(first.minus.get, word.constant(1))),
				]),
				difference(routine, low, first.low, second.low, constant(0n)),
				difference(routine, high, first.high, second.high, long.shiftRight(low.get, constant(63n))),
			],
		),
		low.set(long.shiftLeft(low.get, constant(4n))),
		zero.set(long.isZero(long.or(low.get, high.get))),
		first.minus.set(select(word.constant(0), first.minus.get, zero.get)),
		put(routine, at1, length1, long.or(low.get, long.from(word.add(word.constant(12), first.minus.get))), high.get),
		code(zero.get, first.minus.get),
	];
};

export const zeroAndAdd = (routine: Routine): Code => {
	const [at1, length1, at2, length2] = four(routine);
	const second = new Operand(routine, at2, length2);
	const zero = routine.local(i32);
	return [
		second.take,
		checked(second),
		zero.set(long.isZero(long.or(second.low.get, second.high.get))),
		second.minus.set(select(word.constant(0), second.minus.get, zero.get)),
		put(routine, at1, length1, signed(second.low.get, second.minus.get), second.high.get),
		code(zero.get, second.minus.get),
	];
};

export const compare = (routine: Routine): Code => {
	const [at1, length1, at2, length2] = four(routine);
	const first = new Operand(routine, at1, length1);
	const second = new Operand(routine, at2, length2);
	const same = word.and(long.equal(first.high.get, second.high.get), long.equal(first.low.get, second.low.get));
	const nothing = long.isZero(
		long.or(long.or(first.low.get, first.high.get), long.or(second.low.get, second.high.get)),
	);
	return [
		first.take,
		second.take,
		checked(first, second),
		when(
			word.equal(first.minus.get, second.minus.get),
			giveBack(select(
				word.constant(0),
				word.subtract(word.constant(2), word.xor(less(first, second), first.minus.get)),
				same,
			)),
		),
		code(nothing, first.minus.get),
	];
};

export const shift = (routine: Routine): Code => {
	const [at, length, amount, rounding] = four(routine);
	const operand = new Operand(routine, at, length);
	const high = routine.local(i64);
	const bits = routine.local(i64);
	const zero = routine.local(i32);
	const minus = select(word.constant(0), operand.minus.get, zero.get);
	const {low} = operand;
	return [
		operand.take,
		checked(operand),
		when(word.isZero(long.isZero(operand.high.get)), fails),
		when(
			word.or(
				word.less(word.constant(9), rounding.get),
				word.less(word.constant(30), word.add(amount.get, word.constant(15))),
			),
			fails,
		),
		bits.set(long.fromSigned(word.multiply(amount.get, word.constant(4)))),
		when(
			word.lessSigned(amount.get, word.constant(0)),
			[
				// All but the last digit that is given up; it may carry.
				low.set(long.shiftRight(low.get, long.subtract(constant(-4n), bits.get))),
				bits.set(long.from(word.less(
					word.constant(9),
					word.add(word.and(word.from(low.get), word.constant(15)), rounding.get),
				))),
				sum(routine, low, long.shiftRight(low.get, constant(4n)), constant(0n), bits.get),
			],
			[
				// Fifteen digits stand in sixty bits.
				high.set(long.shiftRight(low.get, long.subtract(constant(60n), bits.get))),
				low.set(long.and(long.shiftLeft(low.get, bits.get), constant(0x0FFF_FFFF_FFFF_FFFFn))),
			],
		),
		zero.set(long.isZero(long.or(low.get, high.get))),
		put(routine, at, length, signed(low.get, minus), high.get),
		code(zero.get, minus),
	];
};
