/**
 * Hexadecimal arithmetic of six digits (GA22-7000, "Floating-Point Instructions"). A fraction with its guard digit has
 * 28 bits.
 */
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {
	addition, becomesZero, fractionMask, signBit, signCode, significance, type Addition,
} from './hexadecimal.js';
import {putLong} from './hexadecimal-long.js';

/** Stores a number of six digits. False where it became zero. */
function putShort(x: Execution, register: number, sign: number, exponent: number, fraction: number): boolean {
	x.fpr[register] = sign | ((exponent & 127) << 24) | fraction;
	if ((exponent & ~127) !== 0 && becomesZero(x, exponent)) {
		x.fpr[register] = 0;
		return false;
	}

	return true;
}

/** Register plus `second`; or only the condition code of comparing the register with the negative of `second`. */
export function addShort(x: Execution, register: number, second: number, kind: Addition): void {
	const first = x.fpr[register];
	let sign = first & signBit;
	let exponent = (first >>> 24) & 127;
	let fraction = (first & fractionMask) << 4;
	let other = (second & fractionMask) << 4;
	const ahead = exponent - ((second >>> 24) & 127);
	if (ahead > 0) {
		other = ahead > 6 ? 0 : other >>> (ahead * 4);
	} else if (ahead < 0) {
		fraction = ahead < -6 ? 0 : fraction >>> (ahead * -4);
		exponent -= ahead;
	}

	if ((sign ^ second) < 0) {
		fraction -= other;
		if (fraction < 0) {
			fraction = -fraction;
			sign ^= signBit;
		}
	} else {
		fraction += other;
	}

	const {psw} = x.cpu;
	if (kind === addition.compare) {
		psw.cc = fraction === 0 ? 0 : signCode(sign);
		return;
	}

	if (fraction > 0xFFF_FFFF) {
		fraction >>>= 4;
		exponent++;
	}

	// The guard digit takes part in normalization only.
	if (fraction === 0 || (kind === addition.unnormalized && fraction < 16)) {
		significance(x, register, exponent, false);
		return;
	}

	if (kind === addition.normalized) {
		const digits = (Math.clz32(fraction) - 4) >> 2;
		fraction <<= digits * 4;
		exponent -= digits;
	}

	psw.cc = signCode(sign);
	if (!putShort(x, register, sign, exponent, fraction >>> 4)) {
		psw.cc = 0;
	}
}

/** Digits a fraction has to move left to be normalized; it is not zero. */
function leadingDigits(fraction: number): number {
	return (Math.clz32(fraction) - 8) >> 2;
}

/** Register times `second`: a long product, whose last two digits are zero. */
export function multiplyShort(x: Execution, register: number, second: number): void {
	const first = x.fpr[register];
	let fraction = first & fractionMask;
	let other = second & fractionMask;
	if (fraction === 0 || other === 0) {
		x.fpr[register] = 0;
		x.fpr[register + 1] = 0;
		return;
	}

	const digits = leadingDigits(fraction);
	const otherDigits = leadingDigits(other);
	fraction <<= digits * 4;
	other <<= otherDigits * 4;
	const sign = (first ^ second) & signBit;
	const exponent = ((first >>> 24) & 127) + ((second >>> 24) & 127) - 64 - digits - otherDigits;
	// 48 bits, exact; the first digit may be zero.
	const product = fraction * other;
	const high = Math.floor(product / 0x100_0000) | 0;
	const low = (product - (high * 0x100_0000)) | 0;
	if (high > 0xF_FFFF) {
		putLong(x, register, sign, exponent, high, low << 8);
	} else {
		putLong(x, register, sign, exponent - 1, (high << 4) | (low >>> 20), low << 12);
	}
}

/** Register over `second`. */
export function divideShort(x: Execution, register: number, second: number): void {
	const first = x.fpr[register];
	let fraction = first & fractionMask;
	let other = second & fractionMask;
	if (other === 0) {
		programException(programCode.floatingPointDivide);
	}

	if (fraction === 0) {
		x.fpr[register] = 0;
		return;
	}

	const digits = leadingDigits(fraction);
	const otherDigits = leadingDigits(other);
	fraction <<= digits * 4;
	other <<= otherDigits * 4;
	const larger = fraction >= other;
	const exponent = ((first >>> 24) & 127) - ((second >>> 24) & 127) + (larger ? 65 : 64) - digits + otherDigits;
	// 24 + 24 bits over 24 leave no room for a wrong rounding.
	const quotient = Math.floor((fraction * (larger ? 0x10_0000 : 0x100_0000)) / other) | 0;
	putShort(x, register, (first ^ second) & signBit, exponent, quotient);
}

/** Half of `value`, normalized. */
export function halveShort(x: Execution, register: number, value: number): void {
	// With its guard digit.
	const half = (value & fractionMask) << 3;
	if (half === 0) {
		x.fpr[register] = 0;
		return;
	}

	const digits = (Math.clz32(half) - 4) >> 2;
	putShort(x, register, value & signBit, ((value >>> 24) & 127) - digits, (half << (digits * 4)) >>> 4);
}
