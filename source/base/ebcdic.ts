/**
 * EBCDIC, code page by code page: every code has exactly one character of ISO 8859-1 and the reverse, so that
 * text survives the way there and back. CP037 is the system's own; CP1047 differs in six codes, CP500 in seven, CP1140
 * in one: it has the euro sign. Line ends follow CP037: X'15' is NEL (U+0085), X'25' is LF.
 */

/** A code page: 256 codes, each with one character below U+0100. */
export type CodePage = {
	readonly name: string;
	/** Character code (0–255) of each EBCDIC code. */
	readonly toLatin: Uint8Array;
	/** EBCDIC code of each character code (0–255). */
	readonly fromLatin: Uint8Array;
	/** The euro sign stands where ISO 8859-1 has the general currency sign. */
	readonly hasEuro: boolean;
};

const currency = '¤';
const euro = '€';

const cp037Codes = '000102039C09867F978D8E0B0C0D0E0F101112139D8508871819928F1C1D1E1F'
	+ '80818283840A171B88898A8B8C050607909116939495960498999A9B14159E1A'
	+ '20A0E2E4E0E1E3E5E7F1A22E3C282B7C26E9EAEBE8EDEEEFECDF21242A293BAC'
	+ '2D2FC2C4C0C1C3C5C7D1A62C255F3E3FF8C9CACBC8CDCECFCC603A2340273D22'
	+ 'D8616263646566676869ABBBF0FDFEB1B06A6B6C6D6E6F707172AABAE6B8C6A4'
	+ 'B57E737475767778797AA1BFD0DDDEAE5EA3A5B7A9A7B6BCBDBE5B5DAFA8B4D7'
	+ '7B414243444546474849ADF4F6F2F3F57D4A4B4C4D4E4F505152B9FBFCF9FAFF'
	+ '5CF7535455565758595AB2D4D6D2D3D530313233343536373839B3DBDCD9DA9F';

/** CP1047's six codes that differ from CP037. */
const cp1047Changes: ReadonlyArray<readonly [code: number, character: string]> = [
	[0xAD, '['], [0xBD, ']'], [0x5F, '^'], [0xB0, '¬'], [0xBA, 'Ý'], [0xBB, '¨'],
];

/** CP500's seven codes that differ from CP037. */
const cp500Changes: typeof cp1047Changes = [
	[0x4A, '['], [0x4F, '!'], [0x5A, ']'], [0x5F, '^'], [0xB0, '¢'], [0xBA, '¬'], [0xBB, '|'],
];

const latin037 = Uint8Array.from(Buffer.from(cp037Codes, 'hex'));

/** CP037 with other characters for some codes. */
function codePage(name: string, changes: typeof cp1047Changes = [], hasEuro = false): CodePage {
	const toLatin = Uint8Array.from(latin037);
	for (const [code, character] of changes) {
		toLatin[code] = character.codePointAt(0)!;
	}

	const fromLatin = new Uint8Array(256);
	for (const [code, character] of toLatin.entries()) {
		fromLatin[character] = code;
	}

	return {
		name, toLatin, fromLatin, hasEuro,
	};
}

export const cp037 = codePage('CP037');
export const cp1047 = codePage('CP1047', cp1047Changes);
const cp500 = codePage('CP500', cp500Changes);
const cp1140 = codePage('CP1140', [], true);

/** The code pages a person can choose with `--codepage`. */
export const codePages: Readonly<Record<string, CodePage>> = {
	'037': cp037, 1047: cp1047, 500: cp500, 1140: cp1140,
};

/** What an unmappable character becomes: SUB, X'3F'. */
const substitute = 0x3F;

/** EBCDIC code of the character at `at`. */
function codeAt(text: string, at: number, {fromLatin}: CodePage): number {
	const character = text.charCodeAt(at);
	return character < 256 ? fromLatin[character] : substitute;
}

/** Order of two texts of the same length by their codes in CP037: negative, 0 or positive. */
export function compareEbcdic(one: string, other: string): number {
	for (let at = 0; at < one.length; at++) {
		const order = codeAt(one, at, cp037) - codeAt(other, at, cp037);
		if (order !== 0) {
			return order;
		}
	}

	return 0;
}

/** EBCDIC codes of `text`; a character outside the code page becomes X'3F'. See {@link isMappable}. */
export function toEbcdic(text: string, page: CodePage = cp037): Uint8Array {
	const bytes = new Uint8Array(text.length);
	const latin = page.hasEuro ? swapped(text) : text;
	for (let index = 0; index < latin.length; index++) {
		bytes[index] = codeAt(latin, index, page);
	}

	return bytes;
}

/** Text of EBCDIC codes. */
export function fromEbcdic(bytes: Uint8Array, page: CodePage = cp037): string {
	const latin = Buffer.allocUnsafe(bytes.length);
	for (let index = 0; index < bytes.length; index++) {
		latin[index] = page.toLatin[bytes[index]];
	}

	const text = latin.toString('latin1');
	return page.hasEuro ? swapped(text) : text;
}

/** Each code of CP037 as a character: short texts are put together of them, which is quicker than a buffer. */
const characters037: readonly string[] = Array.from(latin037, code => String.fromCodePoint(code));
const shortText = 24;

/** Text of the codes of CP037 from `at` to `end`. */
export function fromEbcdicAt(bytes: Uint8Array, at: number, end: number): string {
	if (end - at > shortText) {
		return fromEbcdic(bytes.subarray(at, end));
	}

	let text = '';
	for (let index = at; index < end; index++) {
		text += characters037[bytes[index]];
	}

	return text;
}

/** Puts `text` into the `length` bytes at `at`, cut or padded with blanks. */
export function ebcdicInto(bytes: Uint8Array, at: number, length: number, text: string): void {
	for (let index = 0; index < length; index++) {
		const character = index < text.length ? text.charCodeAt(index) : 0x20;
		bytes[at + index] = character < 256 ? cp037.fromLatin[character] : substitute;
	}
}

/** The euro sign in the place of the currency sign, and the reverse. */
function swapped(text: string): string {
	return text.replaceAll(/[¤€]/g, character => character === euro ? currency : euro);
}

/** Whether every character of `text` has a code in `page`. */
export function isMappable(text: string, page: CodePage = cp037): boolean {
	return /^[\u0000-\u00FF]*$/.test(page.hasEuro ? swapped(text) : text);
}

/** EBCDIC blank. */
export const blank = 0x40;

/** `text` in exactly `length` EBCDIC bytes, cut or padded with blanks. */
export function ebcdicField(text: string, length: number): Uint8Array {
	const field = new Uint8Array(length);
	ebcdicInto(field, 0, length, text);
	return field;
}
