/**
 * Sums of packed digits, and their conversion to numbers and back, for functions of WebAssembly: all digits of 64 bits
 * at once.
 */
import {
	i64, long, type Code, type Local, type Routine,
} from './code.js';

const {constant} = long;

/**
 * Sum of fifteen digits each and a carry: up to sixteen digits. Six is added to each digit and taken off again where no
 * carry came of it.
 */
export const sum = (routine: Routine, result: Local, first: Code, second: Code, carry: Code): Code => {
	const sixes = routine.local(i64);
	const other = routine.local(i64);
	const none = routine.local(i64);
	return [
		sixes.set(long.add(first, constant(0x0666_6666_6666_6666n))),
		other.set(second),
		result.set(long.add(long.add(sixes.get, other.get), carry)),
		none.set(long.and(
			long.xor(long.xor(long.xor(sixes.get, other.get), result.get), constant(-1n)),
			constant(0x1111_1111_1111_1110n),
		)),
		result.set(long.subtract(
			result.get,
			long.or(long.shiftRight(none.get, constant(2n)), long.shiftRight(none.get, constant(3n))),
		)),
	];
};

/**
 * Difference of fifteen digits each and a borrow; where it is negative its first bit is set, and its last fifteen
 * digits are the tens' complement.
 */
export const difference = (routine: Routine, result: Local, first: Local, second: Local, borrow: Code): Code => {
	const borrowed = routine.local(i64);
	return [
		result.set(long.subtract(long.subtract(first.get, second.get), borrow)),
		borrowed.set(long.shiftRight(
			long.and(long.xor(long.xor(first.get, second.get), result.get), constant(0x1111_1111_1111_1110n)),
			constant(4n),
		)),
		result.set(long.subtract(result.get, long.multiply(borrowed.get, constant(6n)))),
	];
};

/** Value of sixteen digits. */
export const value = (routine: Routine, result: Local, digits: Code): Code => {
	const pairs = (from: Local, bits: bigint, mask: bigint, factor: bigint): Code => long.add(
		long.and(from.get, constant(mask)),
		long.multiply(long.and(long.shiftRight(from.get, constant(bits)), constant(mask)), constant(factor)),
	);
	return [
		result.set(digits),
		result.set(pairs(result, 4n, 0x0F0F_0F0F_0F0F_0F0Fn, 10n)),
		result.set(pairs(result, 8n, 0x00FF_00FF_00FF_00FFn, 100n)),
		result.set(pairs(result, 16n, 0x0000_FFFF_0000_FFFFn, 10_000n)),
		result.set(pairs(result, 32n, 0xFFFF_FFFFn, 100_000_000n)),
	];
};

/** The sixteen digits of a value. Halves, quarters and so on are divided at once, by multiplication. */
export const digitsOf = (routine: Routine, result: Local, number: Code): Code => {
	const front = routine.local(i64);
	const back = routine.local(i64);
	/**
	 * Quotients by ten to the power of the digits in half a lane of `bits`, in lanes that are twice as wide as each.
	 */
	const divided = (bits: bigint, mask: bigint, factor: bigint, shift: bigint, kept: bigint): Code => {
		const half = (lane: Code): Code =>
			long.and(
				long.shiftRight(long.multiply(long.and(lane, constant(mask)), constant(factor)), constant(shift)),
				constant(kept),
			);
		return long.or(
			half(result.get),
			long.shiftLeft(half(long.shiftRight(result.get, constant(bits))), constant(bits)),
		);
	};

	const fourth = (part: Local): Code =>
		long.shiftRight(long.multiply(part.get, constant(109_951_163n)), constant(40n));
	return [
		result.set(number),
		front.set(long.divide(result.get, constant(100_000_000n))),
		back.set(long.subtract(result.get, long.multiply(front.get, constant(100_000_000n)))),
		result.set(long.add(
			long.or(long.shiftLeft(front.get, constant(32n)), back.get),
			long.multiply(
				long.or(long.shiftLeft(fourth(front), constant(32n)), fourth(back)),
				constant(65_536n - 10_000n),
			),
		)),
		result.set(long.add(
			result.get,
			long.multiply(
				divided(16n, 0x0000_FFFF_0000_FFFFn, 5243n, 19n, 0x0000_007F_0000_007Fn),
				constant(256n - 100n),
			),
		)),
		result.set(long.add(
			result.get,
			long.multiply(
				divided(8n, 0x00FF_00FF_00FF_00FFn, 103n, 10n, 0x000F_000F_000F_000Fn),
				constant(16n - 10n),
			),
		)),
	];
};
