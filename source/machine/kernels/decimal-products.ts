/** MP and DP (GA22-7000, "Decimal Instructions") as functions of WebAssembly. */
import {
	bytes, float, i64, long, when, word, type Code, type Local, type Routine,
} from './code.js';
import {
	digitsOf, value,
} from './decimal-digits.js';
import {
	checked, fails, four, mask, Operand, put, signed,
} from './decimal-fields.js';

const {constant} = long;

/** MP's and DP's lengths; the first operand of fifteen digits at most. */
const factors = (first: Operand, second: Operand, length1: Local, length2: Local): Code => [
	when(word.or(word.less(word.constant(8), length2.get), word.isZero(word.less(length2.get, length1.get))), fails),
	first.take,
	second.take,
	checked(first, second),
	when(word.isZero(long.isZero(first.high.get)), fails),
];

export const multiply = (routine: Routine): Code => {
	const [at1, length1, at2, length2] = four(routine);
	const first = new Operand(routine, at1, length1);
	const second = new Operand(routine, at2, length2);
	const minus = word.xor(first.minus.get, second.minus.get);
	const low = routine.local(i64);
	const high = routine.local(i64);
	const front1 = routine.local(i64);
	const front2 = routine.local(i64);
	const middle = routine.local(i64);
	const half = constant(100_000_000n);
	const whole = constant(10_000_000_000_000_000n);
	return [
		factors(first, second, length1, length2),
		// As many leading zero bytes as the second operand has.
		when(bytes.any(bytes.andNot(first.field.get, mask(routine, word.subtract(length1.get, length2.get)))), fails),
		value(routine, first.low, first.low.get),
		value(routine, second.low, second.low.get),
		when(
			float.less(float.multiply(float.from(first.low.get), float.from(second.low.get)), float.constant(9e14)),
			[
				digitsOf(routine, low, long.multiply(first.low.get, second.low.get)),
				high.set(constant(0n)),
			],
			[
				// Both in pieces of eight digits; then sixteen digits of the product and the others; then fifteen and
				// the others.
				front1.set(long.divide(first.low.get, half)),
				front2.set(long.divide(second.low.get, half)),
				first.low.set(long.subtract(first.low.get, long.multiply(front1.get, half))),
				second.low.set(long.subtract(second.low.get, long.multiply(front2.get, half))),
				middle.set(
					long.add(long.multiply(front1.get, second.low.get), long.multiply(front2.get, first.low.get)),
				),
				high.set(long.divide(middle.get, half)),
				low.set(long.add(
					long.multiply(first.low.get, second.low.get),
					long.multiply(long.subtract(middle.get, long.multiply(high.get, half)), half),
				)),
				high.set(long.add(high.get, long.multiply(front1.get, front2.get))),
				middle.set(long.divide(low.get, whole)),
				low.set(long.subtract(low.get, long.multiply(middle.get, whole))),
				digitsOf(routine, high, long.add(high.get, middle.get)),
				digitsOf(routine, low, low.get),
				high.set(long.or(long.shiftLeft(high.get, constant(4n)), long.shiftRight(low.get, constant(60n)))),
			],
		),
		put(routine, at1, length1, signed(low.get, minus), high.get),
		word.constant(0),
	];
};

export const divide = (routine: Routine): Code => {
	const [at1, length1, at2, length2] = four(routine);
	const first = new Operand(routine, at1, length1);
	const second = new Operand(routine, at2, length2);
	const quotient = routine.local(i64);
	const remainder = routine.local(i64);
	const bits = routine.local(i64);
	return [
		factors(first, second, length1, length2),
		value(routine, first.low, first.low.get),
		value(routine, second.low, second.low.get),
		when(long.isZero(second.low.get), fails),
		quotient.set(long.divide(first.low.get, second.low.get)),
		digitsOf(routine, remainder, long.subtract(first.low.get, long.multiply(quotient.get, second.low.get))),
		remainder.set(signed(remainder.get, first.minus.get)),
		digitsOf(routine, quotient, quotient.get),
		// Digits that the quotient's field has no room for.
		bits.set(long.from(word.multiply(word.subtract(length1.get, length2.get), word.constant(8)))),
		when(
			word.and(
				long.less(bits.get, constant(64n)),
				word.isZero(long.isZero(long.shiftRight(quotient.get, long.subtract(bits.get, constant(4n))))),
			),
			fails,
		),
		quotient.set(signed(quotient.get, word.xor(first.minus.get, second.minus.get))),
		// Remainder behind quotient; shifts by 64 bits are made in two.
		bits.set(long.from(word.multiply(length2.get, word.constant(8)))),
		remainder.set(long.or(
			long.shiftLeft(long.shiftLeft(quotient.get, long.subtract(bits.get, constant(8n))), constant(8n)),
			remainder.get,
		)),
		put(
			routine,
			at1,
			length1,
			remainder.get,
			long.shiftRight(quotient.get, long.subtract(constant(64n), bits.get)),
		),
		word.constant(0),
	];
};
