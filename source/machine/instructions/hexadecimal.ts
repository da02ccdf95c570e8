/**
 * Hexadecimal numbers of six and fourteen digits with a guard digit (GA22-7000, "Floating-Point Instructions", "Normalization"): what short and
 * long instructions compute with. A fraction has 60 bits, the guard digit last, in two words; a short one leaves all behind its guard zero.
 */

export type Hexadecimal = {
	/** 0 or 1. */
	sign: number;
	/** Characteristic, 0–127; beyond that until the end of an operation looks at it. */
	exponent: number;
	/** First 28 bits: seven digits. */
	high: number;
	/** Last 32 bits, signed as bit operations leave them. */
	low: number;
};

export const trueZero: Hexadecimal = {
	sign: 0, exponent: 0, high: 0, low: 0,
};

export function unpack(high: number, low: number): Hexadecimal {
	return {
		sign: high >>> 31, exponent: (high >>> 24) & 127, high: ((high & 0xFF_FFFF) << 4) | (low >>> 28), low: low << 4,
	};
}

/** First word of a number, its guard digit dropped. */
export function highWord(value: Hexadecimal): number {
	return (value.sign << 31) | ((value.exponent & 127) << 24) | (value.high >>> 4);
}

/** Second word. */
export function lowWord(value: Hexadecimal): number {
	return (value.high << 28) | (value.low >>> 4);
}

export function isZero(value: Hexadecimal): boolean {
	return (value.high | value.low) === 0;
}

/** Moves the fraction right by whole digits; what leaves the guard digit is lost (`short`: the guard is the seventh digit). */
function shiftRight(value: Hexadecimal, digits: number, short: boolean): void {
	const bits = digits * 4;
	if (bits >= 60) {
		value.high = 0;
		value.low = 0;
	} else if (bits >= 32) {
		value.low = value.high >>> (bits - 32);
		value.high = 0;
	} else if (bits > 0) {
		value.low = (value.low >>> bits) | (value.high << (32 - bits));
		value.high >>>= bits;
	}

	if (short) {
		value.low = 0;
	}
}

/** Left until the first digit is not zero; the fraction is not zero. */
export function normalize(value: Hexadecimal): void {
	if (value.high === 0) {
		// Seven digits at once.
		value.high = value.low >>> 4;
		value.low <<= 28;
		value.exponent -= 7;
	}

	const bits = ((Math.clz32(value.high) - 4) >> 2) << 2;
	if (bits > 0) {
		value.high = (value.high << bits) | (value.low >>> (32 - bits));
		value.low <<= bits;
		value.exponent -= bits >> 2;
	}
}

/**
 * The sum with its guard digit, not normalized but for a carry. The caller's `first` and `second` are used up; the answer is one of them.
 */
export function sum(first: Hexadecimal, second: Hexadecimal, short: boolean): Hexadecimal {
	if (first.exponent > second.exponent) {
		shiftRight(second, first.exponent - second.exponent, short);
	} else if (second.exponent > first.exponent) {
		shiftRight(first, second.exponent - first.exponent, short);
		first.exponent = second.exponent;
	}

	if (first.sign === second.sign) {
		const low = (first.low >>> 0) + (second.low >>> 0);
		first.low = low | 0;
		first.high += second.high + (low > 0xFFFF_FFFF ? 1 : 0);
		if (first.high > 0xFFF_FFFF) {
			first.low = (first.low >>> 4) | (first.high << 28);
			first.high >>>= 4;
			first.exponent++;
			if (short) {
				first.low = 0;
			}
		}

		return first;
	}

	const smaller = first.high < second.high || (first.high === second.high && (first.low >>> 0) < (second.low >>> 0));
	const [from, take] = smaller ? [second, first] : [first, second];
	const borrow = (from.low >>> 0) < (take.low >>> 0) ? 1 : 0;
	from.low = (from.low - take.low) | 0;
	from.high -= take.high + borrow;
	from.exponent = first.exponent;
	return from;
}

/** Product of normalized fractions of 14 digits: its first 28 digits as BigInt-free limbs of 19 bits, least first. */
export function productLimbs(first: Hexadecimal, second: Hexadecimal): readonly number[] {
	const a = limbs(first);
	const b = limbs(second);
	const columns = [
		a[0] * b[0],
		a[0] * b[1] + a[1] * b[0],
		a[0] * b[2] + a[1] * b[1] + a[2] * b[0],
		a[1] * b[2] + a[2] * b[1],
		a[2] * b[2],
		0,
	];
	for (let index = 0; index < 5; index++) {
		const carry = Math.floor(columns[index] / 0x8_0000);
		columns[index] -= carry * 0x8_0000;
		columns[index + 1] += carry;
	}

	return columns;
}

function limbs({high, low}: Hexadecimal): readonly [number, number, number] {
	// The 56 bits before the guard digit: 18, 19 and 19.
	const last = (high << 28) | (low >>> 4);
	const first = high >>> 4;
	return [last & 0x7_FFFF, ((first << 13) | (last >>> 19)) & 0x7_FFFF, first >>> 6];
}

/** Product of two normalized numbers, normalized, truncated behind the guard digit. */
export function product(first: Hexadecimal, second: Hexadecimal): Hexadecimal {
	const columns = productLimbs(first, second);
	const result: Hexadecimal = {
		sign: first.sign ^ second.sign,
		exponent: first.exponent + second.exponent - 64,
		high: (columns[5] << 11) | (columns[4] >>> 8),
		low: ((columns[4] & 0xFF) << 24) | (columns[3] << 5) | (columns[2] >>> 14),
	};
	normalize(result);
	return result;
}

/** Product of two normalized numbers of six digits: twelve digits, normalized. */
export function shortProduct(first: Hexadecimal, second: Hexadecimal): Hexadecimal {
	const value = (first.high >>> 4) * (second.high >>> 4);
	const high = Math.floor(value / 0x10_0000);
	const result: Hexadecimal = {
		sign: first.sign ^ second.sign,
		exponent: first.exponent + second.exponent - 64,
		high,
		low: (value - (high * 0x10_0000)) << 12,
	};
	normalize(result);
	return result;
}

/** Quotient of two normalized numbers of six digits. */
export function shortQuotient(first: Hexadecimal, second: Hexadecimal): Hexadecimal {
	const dividend = first.high >>> 4;
	const divisor = second.high >>> 4;
	const larger = dividend >= divisor;
	// Exact: 24 + 24 bits over 24 leave no room for a wrong rounding.
	const fraction = Math.floor((dividend * (larger ? 0x10_0000 : 0x100_0000)) / divisor);
	return {
		sign: first.sign ^ second.sign, exponent: first.exponent - second.exponent + (larger ? 65 : 64), high: fraction << 4, low: 0,
	};
}

/** Quotient of two normalized numbers of fourteen digits: one digit a step. */
export function quotient(first: Hexadecimal, second: Hexadecimal): Hexadecimal {
	// Remainder and divisor as 28 + 28 bits.
	let {high} = first;
	let low = first.low >>> 4;
	const divisorHigh = second.high;
	const divisorLow = second.low >>> 4;
	const larger = high > divisorHigh || (high === divisorHigh && low >= divisorLow);
	const result: Hexadecimal = {
		sign: first.sign ^ second.sign, exponent: first.exponent - second.exponent + (larger ? 65 : 64), high: 0, low: 0,
	};
	// The digits, the guard digit last. A dividend that is not smaller than the divisor gives its first digit before it is shifted.
	for (let digit = 0; digit < 15; digit++) {
		if (!larger || digit > 0) {
			high = (high * 16) + (low >>> 24);
			low = (low << 4) & 0xFFF_FFFF;
		}

		// Too large by two at most: the divisor is normalized.
		let estimate = Math.min(15, Math.floor(high / divisorHigh));
		high -= estimate * divisorHigh;
		low -= estimate * divisorLow;
		const borrow = Math.floor(low / 0x1000_0000);
		high += borrow;
		low -= borrow * 0x1000_0000;
		while (high < 0) {
			estimate--;
			low += divisorLow;
			high += divisorHigh + (low >>> 28);
			low &= 0xFFF_FFFF;
		}

		result.high = ((result.high << 4) | (result.low >>> 28)) & 0xFFF_FFFF;
		result.low = (result.low << 4) | estimate;
	}

	return result;
}
