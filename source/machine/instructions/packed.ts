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

/** Magnitude of a field of at most eight bytes. Data exception where a digit is invalid. */
export function packedMagnitude(x: Execution, address: number, length: number): number {
	let value = 0;
	let invalid = 0;
	for (let index = 0; index < length - 1; index++) {
		const byte = x.byte((address + index) & addressMask);
		const high = byte >>> 4;
		const low = byte & 15;
		invalid |= (high + 6) | (low + 6);
		value = (value * 100) + (high * 10) + low;
	}

	const last = x.byte((address + length - 1) & addressMask) >>> 4;
	if (((invalid | (last + 6)) & 16) !== 0) {
		programException(programCode.data);
	}

	return (value * 10) + last;
}

/** Magnitude of a field of up to 16 bytes. */
export function longMagnitude(x: Execution, address: number, length: number): bigint {
	if (length <= shortField) {
		return BigInt(packedMagnitude(x, address, length));
	}

	let value = 0n;
	let part = 0;
	let digits = 0;
	for (let index = 0; index < length; index++) {
		const byte = x.byte((address + index) & addressMask);
		const high = byte >>> 4;
		const low = byte & 15;
		const isLast = index === length - 1;
		if (high > 9 || (!isLast && low > 9)) {
			programException(programCode.data);
		}

		part = isLast ? (part * 10) + high : (part * 100) + (high * 10) + low;
		digits += isLast ? 1 : 2;
		if (digits >= 12 || isLast) {
			value = (value * longPowers[digits]) + BigInt(part);
			part = 0;
			digits = 0;
		}
	}

	return value;
}

/** Stores the low-order digits of `value` (under 10**15) and a sign into a field, leading bytes zero. */
export function setPacked(x: Execution, address: number, length: number, value: number, negative: boolean): void {
	const sign = negative ? 0x0D : 0x0C;
	let high = Math.floor(value / 1e9);
	let low = value - (high * 1e9);
	let left = 9;
	let carry = sign;
	for (let index = length - 1; index >= 0; index--) {
		// Each byte takes one digit for its left half, and one for the right half of the byte before it.
		let byte = carry;
		for (let half = 0; half < 2; half++) {
			const rest = (low / 10) | 0;
			const digit = low - (rest * 10);
			low = rest;
			left--;
			if (left === 0) {
				low = high;
				high = 0;
				left = 9;
			}

			if (half === 0) {
				byte |= digit << 4;
			} else {
				carry = digit;
			}
		}

		x.setByte((address + index) & addressMask, byte);
	}
}

/** As `setPacked`, for any magnitude. */
export function setLongPacked(x: Execution, address: number, length: number, value: bigint, negative: boolean): void {
	if (value < longPowers[15]) {
		setPacked(x, address, length, Number(value), negative);
		return;
	}

	// Fourteen digits at a time: they fill whole bytes once the sign has its half.
	const kept = value % longPowers[31];
	const last = Number(kept % longPowers[15]);
	const first = Number(kept / longPowers[15]);
	const lastBytes = Math.min(length, shortField);
	setPacked(x, (address + length - lastBytes) & addressMask, lastBytes, last, negative);
	for (let index = length - lastBytes - 1, rest = first; index >= 0; index--) {
		const next = Math.floor(rest / 100);
		const pair = rest - (next * 100);
		x.setByte((address + index) & addressMask, (Math.floor(pair / 10) << 4) | (pair % 10));
		rest = next;
	}
}
