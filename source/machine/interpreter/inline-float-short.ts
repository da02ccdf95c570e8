/**
 * Short hexadecimal floating point for the hot loop's companion (GA22-7000, "Floating-Point Instructions"): what
 * `kernels/float.ts` is for long numbers, for which JavaScript's own are enough here. Functions of a register's word
 * and of one already fetched; where the result is rare (an operand of a quotient that is not normalized, a sum of zero,
 * an exponent out of range) they answer 0, which is no word of a normalized number.
 */
import {HexadecimalWord as Word} from '../instructions/floating-point/format.js';

const exponentOf = (number: number): number => (number >>> 24) & 127;
const isNormalized = (number: number): boolean => (number & Word.firstDigit) !== 0;

/**
 * The sum in 28 bits with a guard digit, negative where its sign is not that of the first number, which has the larger
 * exponent: the other fraction is moved right, and its negative taken where the signs differ.
 */
function sum(larger: number, other: number): number {
	const opposite = (larger ^ other) >> 31;
	const distance = exponentOf(larger) - exponentOf(other);
	const aligned = distance > 6 ? 0 : ((other & Word.fraction) << 4) >>> (distance * 4);
	return (((larger & Word.fraction) << 4) + ((aligned ^ opposite) - opposite)) | 0;
}

/** AER and AE; SER and SE with the other's sign changed. */
export function addShort(first: number, other: number): number {
	const isLarger = exponentOf(first) >= exponentOf(other);
	const larger = isLarger ? first : other;
	const total = sum(larger, isLarger ? other : first);
	const negative = total >> 31;
	const fraction = ((total ^ negative) - negative) | 0;
	const left = Math.clz32(fraction) & ~3;
	const exponent = exponentOf(larger) + 1 - (left >> 2);
	return fraction === 0 || (exponent & ~127) !== 0
		? 0
		: ((larger ^ negative) & Word.sign) | (exponent << 24) | ((fraction << left) >>> 8);
}

/** The condition code of CER and CE. The other number has its sign changed. */
export function compareShort(first: number, other: number): number {
	const isLarger = exponentOf(first) >= exponentOf(other);
	const larger = isLarger ? first : other;
	const difference = sum(larger, isLarger ? other : first);
	return difference === 0 ? 0 : ((larger ^ difference) < 0 ? 1 : 2);
}

/** DER and DE. */
export function divideShort(first: number, other: number): number {
	const dividend = first & Word.fraction;
	const divisor = other & Word.fraction;
	const isLarger = dividend >= divisor;
	const exponent = exponentOf(first) - exponentOf(other) + (isLarger ? 65 : 64);
	if (!isNormalized(first) || !isNormalized(other) || (exponent & ~127) !== 0) {
		return 0;
	}

	// 24 + 24 bits over 24 leave no room for a wrong rounding.
	const quotient = ((dividend * (isLarger ? 0x10_0000 : 0x100_0000)) / divisor) | 0;
	return ((first ^ other) & Word.sign) | (exponent << 24) | quotient;
}

/** HER: moved right by one bit, or where that makes the first digit zero left by three. */
export function halveShort(other: number): number {
	const fraction = other & Word.fraction;
	const small = fraction >>> 21 === 0 ? 1 : 0;
	const exponent = exponentOf(other) - small;
	return !isNormalized(other) || exponent < 0
		? 0
		: (other & Word.sign) | (exponent << 24) | ((fraction << 3) >>> (4 - (small * 4)));
}
