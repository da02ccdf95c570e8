/**
 * Packed decimal numbers (GA22-7000, "Decimal Instructions", "Decimal-Operand Data"): up to 31 digits and a sign, at a
 * host offset where their bytes stand together. Values of up to 15 digits are worked on as numbers, which are exact to
 * 2**53; longer ones as BigInt.
 *
 * Fields of up to eight bytes are read and written as two words whose eight digits are converted together: a loop over
 * the bytes takes several times as long. The words may reach back before the field; what they find there is masked off
 * again.
 */
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';

/** Bytes of a packed field whose digits fit a number. */
export const shortField = 8;

/** Powers of ten up to 10**15 as numbers. */
export const powers: readonly number[] = Array.from({length: 16}, (_, digits) => Number(`1e${digits}`));
/** Powers of ten up to 10**64. */
export const longPowers: readonly bigint[] = Array.from({length: 65}, (_, digits) => 10n ** BigInt(digits));

/** Packed digits of 0–99. */
const byteOf = Uint8Array.from({length: 100}, (_, value) => (Math.floor(value / 10) << 4) | (value % 10));

function checkDigits(word: number): void {
	// A digit over nine has its first bit and one of the two next.
	if ((word & ((word << 1) | (word << 2)) & 0x8888_8888) !== 0) {
		programException(programCode.data);
	}
}

/** Which bits of four bytes belong to a field of which `left` bytes (-12 to 16) end where they do, at 12 + `left`. */
const wordMask = Int32Array.from({length: 29}, (_, index) =>
	index >= 16 ? -1 : (index <= 12 ? 0 : -1 >>> ((16 - index) * 8)));

/**
 * The four bytes of a field that end `index` words before its end, zeros before its start, and a zero instead of the
 * sign. Data exception where a digit is invalid.
 */
export function packedWord(x: Execution, host: number, length: number, index: number): number {
	const left = length - (index * 4);
	const word = x.view.getInt32(host + left - 4) & wordMask[left + 12] & (index === 0 ? ~15 : -1);
	checkDigits(word);
	return word;
}

/** Value of a word's eight digits. Data exception where one is invalid. */
function wordValue(word: number): number {
	checkDigits(word);
	// Pairs of digits in bytes, fours in halfwords.
	const pairs = (word & 0x0F0F_0F0F) + Math.imul((word >>> 4) & 0x0F0F_0F0F, 10);
	const fours = (pairs & 0xFF_00FF) + Math.imul((pairs >>> 8) & 0xFF_00FF, 100);
	return Math.imul(fours >>> 16, 10_000) + (fours & 0xFFFF);
}

/** The eight digits of a value under 10**8 as a word. */
function digitWord(value: number): number {
	const high = (value / 10_000) | 0;
	const low = (value - (high * 10_000)) | 0;
	const first = (high / 100) | 0;
	const third = (low / 100) | 0;
	return (
		(byteOf[first] << 24) | (byteOf[high - first * 100] << 16) | (byteOf[third] << 8) | byteOf[low - third * 100]
	);
}

/** Sign of a field: -1 or 1, also for zero. Data exception where the sign is a digit. */
export function packedSign(x: Execution, host: number, length: number): number {
	const sign = x.bytes[host + length - 1] & 15;
	if (sign < 10) {
		programException(programCode.data);
	}

	return sign === 0x0D || sign === 0x0B ? -1 : 1;
}

/** Which bits of a field's last and last but one word belong to its digits, by its length up to eight bytes. */
const lastMask = Int32Array.from({length: 9}, (_, length) => (length >= 4 ? -1 : -1 >>> ((4 - length) * 8)) & ~15);
const frontMask = Int32Array.from({length: 9}, (_, length) => length > 4 ? -1 >>> ((8 - length) * 8) : 0);

/** Value of the digits of a field of at most eight bytes before its last seven, and of those. */
function frontValue(x: Execution, host: number, length: number): number {
	return wordValue(x.view.getInt32(host + length - 8) & frontMask[length]);
}

function lastValue(x: Execution, host: number, length: number): number {
	return wordValue((x.view.getInt32(host + length - 4) & lastMask[length]) >>> 4);
}

/**
 * Magnitude of a field of at most eight bytes. Data exception where a digit is invalid. This and `setPacked` are small,
 * so that the compiler puts them in their callers: between functions go small integers only, for which nothing has to
 * be allocated.
 */
export function packedMagnitude(x: Execution, host: number, length: number): number {
	return (frontValue(x, host, length) * 1e7) + lastValue(x, host, length);
}

/** Leading bytes of a field that can be left out to bring it to eight: those that are zero. */
export function leadingZeros(x: Execution, host: number, length: number): number {
	let zeros = 0;
	while (length - zeros > shortField && x.bytes[host + zeros] === 0) {
		zeros++;
	}

	return zeros;
}

/** Magnitude of a field of up to 16 bytes. */
export function longMagnitude(x: Execution, host: number, length: number): bigint {
	let value = 0n;
	for (let at = host; at < host + length - 1; at++) {
		value = (value * 100n) + BigInt(wordValue(x.bytes[at]));
	}

	return (value * 10n) + BigInt(wordValue(x.bytes[host + length - 1] >>> 4));
}

/**
 * Stores `front` × 10**7 + `last` and a sign. `front` is under 10**9, and under 10**8 where the field has eight bytes
 * or fewer.
 */
function setParts(x: Execution, host: number, length: number, front: number, last: number, negative: boolean): void {
	const {bytes, view} = x;
	const end = host + length;
	const lastWord = (digitWord(last) << 4) | (negative ? 0x0D : 0x0C);
	if (length < 4) {
		for (let at = end - 1, rest = lastWord; at >= host; at--) {
			bytes[at] = rest;
			rest >>>= 8;
		}

		return;
	}

	view.setInt32(end - 4, lastWord);
	if (length < 8) {
		for (let at = end - 5, rest = digitWord(front); at >= host; at--) {
			bytes[at] = rest;
			rest >>>= 8;
		}

		return;
	}

	const top = (front / 1e8) | 0;
	view.setInt32(end - 8, digitWord(front - (top * 1e8)));
	for (let at = end - 9, rest = top; at >= host; at--) {
		bytes[at] = rest;
		rest = 0;
	}
}

/**
 * Stores `value` (under 10**16, and 10**15 where the field has eight bytes or fewer) and a sign into a field: its
 * low-order digits, leading bytes zero.
 */
export function setPacked(x: Execution, host: number, length: number, value: number, negative: boolean): void {
	const front = Math.floor(value / 1e7);
	setParts(x, host, length, front | 0, (value - (front * 1e7)) | 0, negative);
}

/** As `setPacked`, for any magnitude. */
export function setLongPacked(x: Execution, host: number, length: number, value: bigint, negative: boolean): void {
	if (value < longPowers[15]) {
		setPacked(x, host, length, Number(value), negative);
		return;
	}

	const lastBytes = Math.min(length, shortField);
	setPacked(x, host + length - lastBytes, lastBytes, Number(value % longPowers[15]), negative);
	let rest = value / longPowers[15];
	for (let index = length - lastBytes - 1; index >= 0;) {
		let word = digitWord(Number(rest % longPowers[8]) | 0);
		rest /= longPowers[8];
		for (let count = 0; count < 4 && index >= 0; count++, index--) {
			x.bytes[host + index] = word;
			word >>>= 8;
		}
	}
}
