/** Self-defining terms: decimal, X'…', B'…', C'…' (GC33-4010, "Self-Defining Terms"). */
import {toEbcdic} from '../../base/ebcdic.js';
import {stringEnd} from '../source/scan.js';

/** Bytes of the characters of a string without its apostrophes: doubled apostrophes and ampersands stand for one. */
export function characters(text: string): Uint8Array {
	return toEbcdic(text.replaceAll('\'\'', '\'').replaceAll('&&', '&'));
}

export type SelfDefining = {readonly value: number; readonly end: number};

/** The self-defining term at `at`; `undefined` where there is none, value NaN where it is one and invalid. */
export function selfDefiningAt(text: string, at: number): SelfDefining | undefined {
	const decimal = /^\d+/.exec(text.slice(at, at + 40))?.[0];
	if (decimal) {
		const value = Number(decimal);
		return {value: value > 0x7FFF_FFFF ? Number.NaN : value, end: at + decimal.length};
	}

	const letter = (text[at] ?? '').toUpperCase();
	if (!'XBC'.includes(letter) || letter === '' || text[at + 1] !== '\'') {
		return undefined;
	}

	const end = stringEnd(text, at + 1);
	return {value: stringValue(letter, text.slice(at + 2, end - 1)), end};
}

function stringValue(letter: string, body: string): number {
	if (letter === 'C') {
		const bytes = characters(body);
		return bytes.length === 0 || bytes.length > 4
			? Number.NaN
			: bytes.reduce((value, byte) => (value << 8) | byte, 0);
	}

	const valid = letter === 'X' ? /^[\da-f]{1,8}$/i : /^[01]{1,32}$/;
	return valid.test(body) ? Number.parseInt(body, letter === 'X' ? 16 : 2) | 0 : Number.NaN;
}

/** Value of `text` where all of it is one self-defining term, or `undefined`. */
export function selfDefiningValue(text: string): number | undefined {
	const term = selfDefiningAt(text, 0);
	return term?.end === text.length && !Number.isNaN(term.value) ? term.value : undefined;
}
