/** Self-defining terms: decimal, X'…', B'…', C'…' (GC33-4010, "Self-Defining Terms"). */
import {toEbcdic} from '../../base/ebcdic.js';
import {
	code, codeAt, isDigit, stringEnd,
} from '../source/scan.js';

/** Bytes of the characters of a string without its apostrophes: doubled apostrophes and ampersands stand for one. */
export function characters(text: string): Uint8Array {
	return toEbcdic(
		text.includes('\'') || text.includes('&') ? text.replaceAll('\'\'', '\'').replaceAll('&&', '&') : text,
	);
}

export type SelfDefining = {readonly value: number; readonly end: number};

const mostDigits = 40;
const greatest = 0x7FFF_FFFF;

function decimalAt(text: string, at: number): SelfDefining {
	let value = 0;
	let end = at;
	for (; end < at + mostDigits && isDigit(codeAt(text, end)); end++) {
		value = value * 10 + text.charCodeAt(end) - 0x30;
	}

	return {value: value > greatest ? Number.NaN : value, end};
}

/** The self-defining term at `at`; `undefined` where there is none, value NaN where it is one and invalid. */
export function selfDefiningAt(text: string, at: number): SelfDefining | undefined {
	if (isDigit(codeAt(text, at))) {
		return decimalAt(text, at);
	}

	if (codeAt(text, at + 1) !== code.apostrophe || at >= text.length) {
		return undefined;
	}

	const letter = text[at].toUpperCase();
	if (letter !== 'X' && letter !== 'B' && letter !== 'C') {
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
