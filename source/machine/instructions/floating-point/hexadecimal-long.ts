/**
 * Hexadecimal arithmetic of fourteen digits (GA22-7000, "Floating-Point Instructions"). A fraction with its guard digit
 * has 60 bits, in two integers of 28 (`high`) and 32 (`low`, signed as bit operations leave it).
 */
import type {Execution} from '../../interpreter/execution.js';
import {
	addition, becomesZero, fractionMask, signBit, signCode, significance, type Addition,
} from './hexadecimal.js';

/** Stores a number of fourteen digits: `high` has 24 bits, `low` 32. False where it became zero. */
export function putLong(
	x: Execution,
	register: number,
	sign: number,
	exponent: number,
	high: number,
	low: number,
): boolean {
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

/**
 * Stores a number whose fraction of 60 bits is not zero, normalized, without its guard digit. False where it became
 * zero.
 */
function putNormalized(
	x: Execution,
	register: number,
	sign: number,
	exponent: number,
	high: number,
	low: number,
): boolean {
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
		first = (first << (digits * 4)) | (last >>> (32 - digits * 4));
		last <<= digits * 4;
		characteristic -= digits;
	}

	return putLong(x, register, sign, characteristic, first >>> 4, (first << 28) | (last >>> 4));
}

/**
 * Register plus the number in two words; or only the condition code of comparing the register with that number's
 * negative.
 */
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
