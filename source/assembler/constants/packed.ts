/** Constants P and Z: packed and zoned decimal. */
import {Flag} from '../diagnostic.js';
import type {NominalValue} from '../operands/constant-operand.js';

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

	const text = `${digits}${negative ? 'd' : 'c'}`;
	return Uint8Array.from(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex'));
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

/** A zoned constant in `length` bytes: padded with zoned zeros, or cut, at the left. */
export function fitZoned(bytes: Uint8Array, length: number): Uint8Array {
	const result = new Uint8Array(length).fill(0xF0);
	const kept = bytes.subarray(Math.max(0, bytes.length - length));
	result.set(kept, length - kept.length);
	return result;
}
