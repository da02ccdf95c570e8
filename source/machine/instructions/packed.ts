/**
 * Packed decimal numbers in storage (GA22-7000, "Decimal Instructions", "Decimal-Operand Data"): up to 31 digits and a sign. Values of up to
 * 15 digits are worked on as numbers, which are exact to 2**53; longer ones as BigInt.
 */
import type {Execution} from '../execution.js';
import {programCode, programException} from '../program-exception.js';

const addressMask = 0xFF_FFFF;
/** Bytes of a packed field whose digits fit a number. */
export const shortField = 8;

/** Powers of ten up to 10**15 as numbers. */
export const powers: readonly number[] = Array.from({length: 16}, (_, digits) => Number(`1e${digits}`));
/** Powers of ten up to 10**64. */
export const longPowers: readonly bigint[] = Array.from({length: 65}, (_, digits) => 10n ** BigInt(digits));

function isMinus(sign: number): boolean {
	return sign === 0x0D || sign === 0x0B;
}

/** Sign of the field at `address`: -1 or 1, also for zero. Data exception where the sign is a digit. */
export function packedSign(x: Execution, address: number, length: number): number {
	const sign = x.byte((address + length - 1) & addressMask) & 15;
	if (sign < 10) {
		programException(programCode.data);
	}

	return isMinus(sign) ? -1 : 1;
}

/** Two digits of a byte as 0–99; 255 where one of them is none. */
const digitsOf = Uint8Array.from({length: 256}, (_, byte) => byte >>> 4 > 9 || (byte & 15) > 9 ? 255 : ((byte >>> 4) * 10) + (byte & 15));
/** The reverse. */
const byteOf = Uint8Array.from({length: 100}, (_, value) => (Math.floor(value / 10) << 4) | (value % 10));

/** Magnitude of a field of at most eight bytes. Data exception where a digit is invalid. */
export function packedMagnitude(x: Execution, address: number, length: number): number {
	const {bytes} = x;
	const whole = (address & 0x7FF) + length <= 0x800;
	const host = whole ? x.fetchAt(address) : 0;
	let value = 0;
	for (let index = 0; index < length - 1; index++) {
		const pair = digitsOf[whole ? bytes[host + index] : x.byte((address + index) & addressMask)];
		if (pair > 99) {
			programException(programCode.data);
		}

		value = (value * 100) + pair;
	}

	const last = (whole ? bytes[host + length - 1] : x.byte((address + length - 1) & addressMask)) >>> 4;
	if (last > 9) {
		programException(programCode.data);
	}

	return (value * 10) + last;
}

/** Leading bytes of a field that can be left out to bring it to eight: those that are zero. */
export function leadingZeros(x: Execution, address: number, length: number): number {
	let zeros = 0;
	while (length - zeros > shortField && x.byte((address + zeros) & addressMask) === 0) {
		zeros++;
	}

	return zeros;
}

/** Magnitude of a field of up to 16 bytes. */
export function longMagnitude(x: Execution, address: number, length: number): bigint {
	if (length <= shortField) {
		return BigInt(packedMagnitude(x, address, length));
	}

	// The last eight bytes have 15 digits; of those before, the first is kept apart where there are too many for a number.
	const front = length - shortField;
	let top = 0;
	let high = 0;
	for (let index = 0; index < front; index++) {
		const pair = digitsOf[x.byte((address + index) & addressMask)];
		if (pair > 99) {
			programException(programCode.data);
		}

		if (index === 0 && front === shortField) {
			top = pair;
		} else {
			high = (high * 100) + pair;
		}
	}

	const low = BigInt(packedMagnitude(x, (address + front) & addressMask, shortField));
	const value = (BigInt(high) * longPowers[15]) + low;
	return top === 0 ? value : (BigInt(top) * longPowers[29]) + value;
}

/** Stores the low-order digits of `value` (under 10**16) and a sign into a field, leading bytes zero. */
export function setPacked(x: Execution, address: number, length: number, value: number, negative: boolean): void {
	const {bytes} = x;
	const whole = (address & 0x7FF) + length <= 0x800;
	const host = whole ? x.storeAt(address) : 0;
	// One digit beside the sign, eight digits, and what is left, as small integers.
	const tens = Math.floor(value / 10);
	let high = Math.floor(tens / 1e8) | 0;
	let low = (tens - (high * 1e8)) | 0;
	let byte = ((value - (tens * 10)) << 4) | (negative ? 0x0D : 0x0C);
	for (let index = length - 1, left = 4; index >= 0; index--, left--) {
		if (whole) {
			bytes[host + index] = byte;
		} else {
			x.setByte((address + index) & addressMask, byte);
		}

		if (left === 0) {
			low = high;
			high = 0;
			left = 4;
		}

		const rest = (low / 100) | 0;
		byte = byteOf[low - (rest * 100)];
		low = rest;
	}
}

/** As `setPacked`, for any magnitude. */
export function setLongPacked(x: Execution, address: number, length: number, value: bigint, negative: boolean): void {
	if (value < longPowers[15]) {
		setPacked(x, address, length, Number(value), negative);
		return;
	}

	const lastBytes = Math.min(length, shortField);
	setPacked(x, (address + length - lastBytes) & addressMask, lastBytes, Number(value % longPowers[15]), negative);
	let rest = value / longPowers[15];
	for (let index = length - lastBytes - 1; index >= 0;) {
		let part = Number(rest % longPowers[8]) | 0;
		rest /= longPowers[8];
		for (let pair = 0; pair < 4 && index >= 0; pair++, index--) {
			const next = (part / 100) | 0;
			x.setByte((address + index) & addressMask, byteOf[part - (next * 100)]);
			part = next;
		}
	}
}
