/**
 * Hexadecimal arithmetic of fourteen digits (GA22-7000, "Floating-Point Instructions"). A fraction with its guard digit has 60 bits, in two integers of
 * 28 (`high`) and 32 (`low`, signed as bit operations leave it).
 */
import type {Execution} from '../execution.js';
import {programCode, programException} from '../program-exception.js';
import {
	addition, becomesZero, fractionMask, signBit, signCode, significance, type Addition,
} from './hexadecimal.js';

/** Stores a number of fourteen digits: `high` has 24 bits, `low` 32. False where it became zero. */
export function putLong(x: Execution, register: number, sign: number, exponent: number, high: number, low: number): boolean {
	const {fpr} = x;
	fpr[register] = sign | ((exponent & 127) << 24) | high;
	fpr[register + 1] = low;
	if ((exponent & ~127) !== 0 && becomesZero(x, exponent)) {
		fpr[register] = 0;
		fpr[register + 1] = 0;
		return false;
	}

	return true;
}

/** Stores a number whose fraction of 60 bits is not zero, normalized, without its guard digit. False where it became zero. */
function putNormalized(x: Execution, register: number, sign: number, exponent: number, high: number, low: number): boolean {
	let first = high;
	let last = low;
	let characteristic = exponent;
	if (first === 0) {
		// Seven digits at once.
		first = last >>> 4;
		last <<= 28;
		characteristic -= 7;
	}

	const digits = (Math.clz32(first) - 4) >> 2;
	if (digits > 0) {
		first = (first << (digits * 4)) | (last >>> (32 - (digits * 4)));
		last <<= digits * 4;
		characteristic -= digits;
	}

	return putLong(x, register, sign, characteristic, first >>> 4, (first << 28) | (last >>> 4));
}

/** Register plus the number in two words; or only the condition code of comparing the register with that number's negative. */
export function addLong(x: Execution, register: number, secondHigh: number, secondLow: number, kind: Addition): void {
	const firstHigh = x.fpr[register];
	const firstLow = x.fpr[register + 1];
	let sign = firstHigh & signBit;
	let exponent = (firstHigh >>> 24) & 127;
	let high = ((firstHigh & fractionMask) << 4) | (firstLow >>> 28);
	let low = firstLow << 4;
	let otherHigh = ((secondHigh & fractionMask) << 4) | (secondLow >>> 28);
	let otherLow = secondLow << 4;
	const ahead = exponent - ((secondHigh >>> 24) & 127);
	if (ahead > 0) {
		const bits = ahead * 4;
		if (bits < 32) {
			otherLow = (otherLow >>> bits) | (otherHigh << (32 - bits));
			otherHigh >>>= bits;
		} else {
			otherLow = bits < 60 ? otherHigh >>> (bits - 32) : 0;
			otherHigh = 0;
		}
	} else if (ahead < 0) {
		const bits = ahead * -4;
		if (bits < 32) {
			low = (low >>> bits) | (high << (32 - bits));
			high >>>= bits;
		} else {
			low = bits < 60 ? high >>> (bits - 32) : 0;
			high = 0;
		}

		exponent -= ahead;
	}

	if ((sign ^ secondHigh) < 0) {
		high -= otherHigh + ((low >>> 0) < (otherLow >>> 0) ? 1 : 0);
		low = (low - otherLow) | 0;
		if (high < 0) {
			low = -low | 0;
			high = ~high + (low === 0 ? 1 : 0);
			sign ^= signBit;
		}
	} else {
		low = (low + otherLow) | 0;
		high += otherHigh + ((low >>> 0) < (otherLow >>> 0) ? 1 : 0);
	}

	const {psw} = x.cpu;
	if (kind === addition.compare) {
		psw.cc = (high | low) === 0 ? 0 : signCode(sign);
		return;
	}

	if (high > 0xFFF_FFFF) {
		low = (low >>> 4) | (high << 28);
		high >>>= 4;
		exponent++;
	}

	const unnormalized = kind === addition.unnormalized;
	// The guard digit takes part in normalization only.
	if (high === 0 && (low === 0 || (unnormalized && (low >>> 4) === 0))) {
		significance(x, register, exponent, true);
		return;
	}

	psw.cc = signCode(sign);
	const stored = unnormalized
		? putLong(x, register, sign, exponent, high >>> 4, (high << 28) | (low >>> 4))
		: putNormalized(x, register, sign, exponent, high, low);
	if (!stored) {
		psw.cc = 0;
	}
}

/** Digits the fraction of two words (24 bits and 32) has to move left to be normalized; it is not zero. */
function leadingDigits(high: number, low: number): number {
	return high === 0 ? 6 + (Math.clz32(low) >> 2) : (Math.clz32(high) - 8) >> 2;
}

/** First 24 bits of a fraction moved left by `digits`. */
function movedHigh(high: number, low: number, digits: number): number {
	if (digits === 0) {
		return high;
	}

	return (digits < 8 ? (high << (digits * 4)) | (low >>> (32 - (digits * 4))) : low << ((digits * 4) - 32)) & fractionMask;
}

/** Last 32 bits of it. */
function movedLow(low: number, digits: number): number {
	return digits < 8 ? low << (digits * 4) : 0;
}

/**
 * Register times the number in two words. Both fractions are cut into four pieces of 14 bits: no sum of their products reaches 31 bits, so that all
 * of it stays in small integers. The product is exact before it is cut off behind its fourteenth digit.
 */
export function multiplyLong(x: Execution, register: number, secondHigh: number, secondLow: number): void {
	const {fpr} = x;
	const firstHigh = fpr[register];
	let high = firstHigh & fractionMask;
	let low = fpr[register + 1];
	let otherHigh = secondHigh & fractionMask;
	let otherLow = secondLow;
	if ((high | low) === 0 || (otherHigh | otherLow) === 0) {
		fpr[register] = 0;
		fpr[register + 1] = 0;
		return;
	}

	const digits = leadingDigits(high, low);
	const otherDigits = leadingDigits(otherHigh, otherLow);
	high = movedHigh(high, low, digits);
	low = movedLow(low, digits);
	otherHigh = movedHigh(otherHigh, otherLow, otherDigits);
	otherLow = movedLow(otherLow, otherDigits);
	const a0 = low & 0x3FFF;
	const a1 = (low >>> 14) & 0x3FFF;
	const a2 = (low >>> 28) | ((high & 0x3FF) << 4);
	const a3 = high >>> 10;
	const b0 = otherLow & 0x3FFF;
	const b1 = (otherLow >>> 14) & 0x3FFF;
	const b2 = (otherLow >>> 28) | ((otherHigh & 0x3FF) << 4);
	const b3 = otherHigh >>> 10;
	const c1 = Math.imul(a0, b1) + Math.imul(a1, b0) + (Math.imul(a0, b0) >>> 14);
	const c2 = Math.imul(a0, b2) + Math.imul(a1, b1) + Math.imul(a2, b0) + (c1 >>> 14);
	const c3 = Math.imul(a0, b3) + Math.imul(a1, b2) + Math.imul(a2, b1) + Math.imul(a3, b0) + (c2 >>> 14);
	const c4 = Math.imul(a1, b3) + Math.imul(a2, b2) + Math.imul(a3, b1) + (c3 >>> 14);
	const c5 = Math.imul(a2, b3) + Math.imul(a3, b2) + (c4 >>> 14);
	const top = Math.imul(a3, b3) + (c5 >>> 14);
	const middle = ((c5 & 0x3FFF) << 14) | (c4 & 0x3FFF);
	const sign = (firstHigh ^ secondHigh) & signBit;
	const exponent = ((firstHigh >>> 24) & 127) + ((secondHigh >>> 24) & 127) - 64 - digits - otherDigits;
	// 28 + 28 bits, of which the first digit may be zero.
	if (top > 0xFF_FFFF) {
		putLong(x, register, sign, exponent, top >>> 4, (top << 28) | middle);
	} else {
		putLong(x, register, sign, exponent - 1, top, (middle << 4) | ((c3 >>> 10) & 15));
	}
}

/**
 * Register over the number in two words. The quotient is made in three pieces of 19 bits (the first of 18, or 14 where the dividend's fraction is not
 * less than the divisor's): each is estimated in floating point, wrong by one at most, and put right by the exact remainder. Dividend and divisor
 * are held as 28 + 28 bits, so that no product exceeds 2**53.
 */
export function divideLong(x: Execution, register: number, secondHigh: number, secondLow: number): void {
	const {fpr} = x;
	const firstHigh = fpr[register];
	let high = firstHigh & fractionMask;
	let low = fpr[register + 1];
	let otherHigh = secondHigh & fractionMask;
	let otherLow = secondLow;
	if ((otherHigh | otherLow) === 0) {
		programException(programCode.floatingPointDivide);
	}

	if ((high | low) === 0) {
		fpr[register] = 0;
		fpr[register + 1] = 0;
		return;
	}

	const digits = leadingDigits(high, low);
	const otherDigits = leadingDigits(otherHigh, otherLow);
	high = movedHigh(high, low, digits);
	low = movedLow(low, digits);
	otherHigh = movedHigh(otherHigh, otherLow, otherDigits);
	otherLow = movedLow(otherLow, otherDigits);
	const divisorHigh = (otherHigh << 4) | (otherLow >>> 28);
	const divisorLow = otherLow & 0xFFF_FFFF;
	const divisor = (divisorHigh * 0x1000_0000) + divisorLow;
	let restHigh = (high << 4) | (low >>> 28);
	let restLow = low & 0xFFF_FFFF;
	const larger = restHigh > divisorHigh || (restHigh === divisorHigh && restLow >= divisorLow);
	let quotientHigh = 0;
	let quotientLow = 0;
	for (let piece = 0; piece < 3; piece++) {
		const scale = piece > 0 ? 0x8_0000 : (larger ? 0x4000 : 0x4_0000);
		let estimate = Math.floor((((restHigh * 0x1000_0000) + restLow) * scale) / divisor);
		const remainder = (restLow * scale) - (estimate * divisorLow);
		const carry = Math.floor(remainder / 0x1000_0000);
		restLow = remainder - (carry * 0x1000_0000);
		restHigh = ((restHigh * scale) - (estimate * divisorHigh)) + carry;
		if (restHigh < 0) {
			estimate--;
			restLow += divisorLow;
			restHigh += divisorHigh;
			if (restLow > 0xFFF_FFFF) {
				restLow -= 0x1000_0000;
				restHigh++;
			}
		} else if (restHigh > divisorHigh || (restHigh === divisorHigh && restLow >= divisorLow)) {
			estimate++;
			restLow -= divisorLow;
			restHigh -= divisorHigh;
			if (restLow < 0) {
				restLow += 0x1000_0000;
				restHigh--;
			}
		}

		quotientHigh = (quotientHigh << 19) | (quotientLow >>> 13);
		quotientLow = (quotientLow << 19) | estimate;
	}

	const exponent = ((firstHigh >>> 24) & 127) - ((secondHigh >>> 24) & 127) + (larger ? 65 : 64) - digits + otherDigits;
	putLong(x, register, (firstHigh ^ secondHigh) & signBit, exponent, quotientHigh, quotientLow);
}

/** Half of the number in two words, normalized. */
export function halveLong(x: Execution, register: number, valueHigh: number, valueLow: number): void {
	// With its guard digit, moved right by one bit.
	const high = ((valueHigh & fractionMask) << 3) | (valueLow >>> 29);
	const low = valueLow << 3;
	if ((high | low) === 0) {
		x.fpr[register] = 0;
		x.fpr[register + 1] = 0;
		return;
	}

	putNormalized(x, register, valueHigh & signBit, (valueHigh >>> 24) & 127, high, low);
}
