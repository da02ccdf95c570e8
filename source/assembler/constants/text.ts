/** Constants C, X and B. */
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

export function hexadecimalBytes({text, column}: NominalValue): Uint8Array {
	if (!/^[\da-f]+$/i.test(text)) {
		throw new Flag(text === '' ? 255 : 236, '', column);
	}

	return Uint8Array.from(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex'));
}

export function binaryBytes({text, column}: NominalValue): Uint8Array {
	if (!/^[01]+$/.test(text)) {
		throw new Flag(text === '' ? 255 : 236, '', column);
	}

	const padded = text.padStart(Math.ceil(text.length / 8) * 8, '0');
	return Uint8Array.from({length: padded.length / 8}, (_, index) =>
		Number.parseInt(padded.slice(index * 8, index * 8 + 8), 2));
}

/** `bytes` in `length`: padded at the right with blanks, or cut there. */
export function fitRight(bytes: Uint8Array, length: number): Uint8Array {
	const result = new Uint8Array(length).fill(0x40);
	result.set(bytes.subarray(0, length));
	return result;
}

/** `bytes` in `length`: padded at the left with zeros, or cut there. */
export function fitLeft(bytes: Uint8Array, length: number): Uint8Array {
	const result = new Uint8Array(length);
	const kept = bytes.subarray(Math.max(0, bytes.length - length));
	result.set(kept, length - kept.length);
	return result;
}
