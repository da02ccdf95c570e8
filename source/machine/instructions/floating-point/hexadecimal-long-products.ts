/** Products and quotients of fourteen hexadecimal digits (GA22-7000, "Floating-Point Instructions"). */
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {fractionMask, signBit} from './hexadecimal.js';
import {putLong} from './hexadecimal-long.js';

/** Digits the fraction of two words (24 bits and 32) has to move left to be normalized; it is not zero. */
function leadingDigits(high: number, low: number): number {
	return high === 0 ? 6 + (Math.clz32(low) >> 2) : (Math.clz32(high) - 8) >> 2;
}

/** First 24 bits of a fraction moved left by `digits`. */
function movedHigh(high: number, low: number, digits: number): number {
	if (digits === 0) {
		return high;
	}

	return (
		(digits < 8 ? (high << (digits * 4)) | (low >>> (32 - digits * 4)) : low << (digits * 4 - 32)) & fractionMask
	);
}

/** Last 32 bits of it. */
function movedLow(low: number, digits: number): number {
	return digits < 8 ? low << (digits * 4) : 0;
}

/**
 * Register times the number in two words. Both fractions are cut into four pieces of 14 bits: no sum of their products
 * reaches 31 bits, so that all of it stays in small integers. The product is exact before it is cut off behind its
 * fourteenth digit.
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
	if (top > fractionMask) {
		putLong(x, register, sign, exponent, top >>> 4, (top << 28) | middle);
	} else {
		putLong(x, register, sign, exponent - 1, top, (middle << 4) | ((c3 >>> 10) & 15));
	}
}

/**
 * Register over the number in two words. The quotient is made in three pieces of 19 bits (the first of 18, or 14 where
 * the dividend's fraction is not less than the divisor's): each is estimated in floating point, wrong by one at most,
 * and put right by the exact remainder. Dividend and divisor are held as 28 + 28 bits, so that no product exceeds
 * 2**53.
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

	const exponent =
		((firstHigh >>> 24) & 127) - ((secondHigh >>> 24) & 127) + (larger ? 65 : 64) - digits + otherDigits;
	putLong(x, register, (firstHigh ^ secondHigh) & signBit, exponent, quotientHigh, quotientLow);
}
