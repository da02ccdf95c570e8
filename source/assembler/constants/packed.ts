/** Constants P and Z: packed and zoned decimal. */
import {Flag} from '../diagnostic.js';
import type {NominalValue} from '../operands/constant-operand.js';
import {putRight} from './text.js';

function decimalDigits({text, column}: NominalValue): {readonly digits: string; readonly negative: boolean} {
	const match = /^([+-]?)(\d*)\.?(\d*)$/.exec(text);
	if (!match || match[2] + match[3] === '') {
		throw new Flag(text === '' ? 255 : 236, '', column);
	}

	return {digits: match[2] + match[3], negative: match[1] === '-'};
}

/** Packed digits with the preferred signs C and D; as many bytes as the value needs. */
export function packedBytes(value: NominalValue): Uint8Array {
	const {digits, negative} = decimalDigits(value);
	if (digits.length > 31) {
		throw new Flag(224, '', value.column);
	}

	const bytes = new Uint8Array((digits.length >> 1) + 1);
	let at = bytes.length * 2 - 1 - digits.length;
	for (let index = 0; index < digits.length; index++, at++) {
		bytes[at >> 1] |= (digits.charCodeAt(index) & 0x0F) << (at & 1 ? 0 : 4);
	}

	bytes[bytes.length - 1] |= negative ? 0x0D : 0x0C;
	return bytes;
}

export function zonedBytes(value: NominalValue): Uint8Array {
	const {digits, negative} = decimalDigits(value);
	if (digits.length > 16) {
		throw new Flag(224, '', value.column);
	}

	return Uint8Array.from(
		digits,
		(digit, index) => (index < digits.length - 1 ? 0xF0 : (negative ? 0xD0 : 0xC0)) | Number(digit),
	);
}

/** Puts a zoned constant into the zeros of `length` at `at`: padded with zoned zeros, or cut, at the left. */
export function putZoned(target: Uint8Array, at: number, length: number, bytes: Uint8Array): void {
	target.fill(0xF0, at, at + length);
	putRight(target, at, length, bytes);
}
