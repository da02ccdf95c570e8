/** Constants C, X and B. */
import {blank} from '../../base/ebcdic.js';
import {Flag} from '../diagnostic.js';
import type {NominalValue} from '../operands/constant-operand.js';
import {characters} from '../expression/self-defining.js';

/** Bytes of the value as written, before padding. */
export function characterBytes({text, column}: NominalValue): Uint8Array {
	const bytes = characters(text);
	if (bytes.length === 0) {
		throw new Flag(255, '', column);
	}

	return bytes;
}

/** Value of each hexadecimal digit by its code; `none` where it is none. */
const none = 0xFF;
const hexadecimal = Uint8Array.from({length: 128}, (_, each) => {
	const value = Number.parseInt(String.fromCodePoint(each), 16);
	return Number.isNaN(value) ? none : value;
});

const digitAt = (text: string, at: number): number => {
	const each = text.charCodeAt(at);
	return each < hexadecimal.length ? hexadecimal[each] : none;
};

export function hexadecimalBytes({text, column}: NominalValue): Uint8Array {
	const bytes = new Uint8Array((text.length + 1) >> 1);
	// An odd number of digits has a zero in front.
	const odd = text.length & 1;
	for (let index = 0; index < text.length; index++) {
		const digit = digitAt(text, index);
		if (digit === none) {
			throw new Flag(236, '', column);
		}

		bytes[(index + odd) >> 1] |= digit << ((index + odd) & 1 ? 0 : 4);
	}

	if (text === '') {
		throw new Flag(255, '', column);
	}

	return bytes;
}

export function binaryBytes({text, column}: NominalValue): Uint8Array {
	if (!/^[01]+$/.test(text)) {
		throw new Flag(text === '' ? 255 : 236, '', column);
	}

	const bytes = new Uint8Array((text.length + 7) >> 3);
	const missing = bytes.length * 8 - text.length;
	for (let index = 0; index < text.length; index++) {
		if (text[index] === '1') {
			bytes[(index + missing) >> 3] |= 0x80 >> ((index + missing) & 7);
		}
	}

	return bytes;
}

/** Puts `bytes` into the zeros of `length` at `at`: padded at the right with blanks, or cut there. */
export function putLeft(target: Uint8Array, at: number, length: number, bytes: Uint8Array): void {
	const kept = Math.min(bytes.length, length);
	for (let index = 0; index < kept; index++) {
		target[at + index] = bytes[index];
	}

	target.fill(blank, at + kept, at + length);
}

/** Puts `bytes` into the zeros of `length` at `at`: at the right, cut at the left. */
export function putRight(target: Uint8Array, at: number, length: number, bytes: Uint8Array): void {
	const missing = length - bytes.length;
	for (let index = Math.max(0, -missing); index < bytes.length; index++) {
		target[at + missing + index] = bytes[index];
	}
}
