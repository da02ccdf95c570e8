/**
 * What hexadecimal floating point needs numbers of 64 bits for (GA22-7000, "Floating-Point Instructions"), as a
 * function of WebAssembly: quotients of fourteen digits. In JavaScript it takes several times as long.
 */
import {
	float, i32, i64, instantiate, long, select, word, type Code, type Local, type Routine,
} from './code.js';

export type FloatKernels = {
	/**
	 * The quotient of two normalized fractions of 24 + 32 bits: fourteen digits, of which the first is not zero.
	 * Answers the first 24 bits and puts the other 32 at the area's start, in the host's order of bytes. Where the
	 * dividend is not less than the divisor the quotient is a sixteenth of it.
	 */
	divide(high: number, low: number, otherHigh: number, otherLow: number): number;
};

/** Bytes that the functions need for themselves. */
export const floatArea = 8;

/**
 * The quotient is estimated in floating point, which is wrong by some ten units at most, for each number loses its last
 * three bits there; what is missing is the quotient of the exact remainder, which is so small that its last 64 bits are
 * all of it.
 */
const divide = (routine: Routine): Code => {
	const [high, low, otherHigh, otherLow] = [0, 1, 2, 3].map(index => routine.parameter(index));
	const dividend = routine.local(i64);
	const divisor = routine.local(i64);
	const quotient = routine.local(i64);
	const rest = routine.local(i64);
	const missing = routine.local(i64);
	const larger = routine.local(i32);
	const both = (first: Local, second: Local): Code =>
		long.or(long.shiftLeft(long.from(first.get), long.constant(32n)), long.from(second.get));
	return [
		dividend.set(both(high, low)),
		divisor.set(both(otherHigh, otherLow)),
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
		word.store(word.constant(routine.area), word.from(quotient.get)),
		word.from(long.shiftRight(quotient.get, long.constant(32n))),
	];
};

/** The functions on a memory, of which `floatArea` bytes from `area` are theirs. */
export function floatKernels(memory: WebAssembly.Memory, area: number): FloatKernels {
	return instantiate(memory, [{
		name: 'divide', parameters: 4, result: i32, write: divide,
	}], area, []) as FloatKernels;
}
