/**
 * Characters of assembler language: what is a symbol, where a string or an attribute begins, where operands end
 * (GC33-4010, "Coding Conventions"). Everything that reads statements goes through here, character code by character
 * code: patterns would take a copy of the text at every place.
 */

/** Codes of characters that mean something in a statement. */
export const code = {
	blank: 0x20, ampersand: 0x26, apostrophe: 0x27, left: 0x28, right: 0x29, asterisk: 0x2A, plus: 0x2B, comma: 0x2C,
	minus: 0x2D, point: 0x2E, slash: 0x2F, equals: 0x3D,
} as const;

const letter = 1;
const digit = 2;

/** Class of each character of ASCII: none other is in a symbol. */
const classes = Uint8Array.from({length: 128}, (_, each) => {
	const character = String.fromCodePoint(each);
	return /[a-z$#@]/i.test(character) ? letter : (/\d/.test(character) ? digit : 0);
});

/** The code at `at`, 0 behind the end. */
export const codeAt = (text: string, at: number): number => at < text.length && at >= 0 ? text.charCodeAt(at) : 0;

const classOf = (each: number): number => each < 128 ? classes[each] : 0;

export const isLetter = (each: number): boolean => classOf(each) === letter;
export const isDigit = (each: number): boolean => classOf(each) === digit;
export const isAlphanumeric = (each: number): boolean => classOf(each) !== 0;

/** Characters of a symbol that are looked at: longer ones are wrong anyway. */
const longestSymbol = 64;

/** Index behind the symbol at `at`; `at` where there is none. */
export function symbolEnd(text: string, at: number): number {
	if (!isLetter(codeAt(text, at))) {
		return at;
	}

	const limit = Math.min(text.length, at + longestSymbol);
	let end = at + 1;
	while (end < limit && classOf(text.charCodeAt(end)) !== 0) {
		end++;
	}

	return end;
}

/** The symbol at `at`, as written; empty where there is none. */
export const symbolAt = (text: string, at: number): string => text.slice(at, symbolEnd(text, at));

/** Whether all of `text` is a symbol of at most `most` characters. */
export const isSymbol = (text: string, most = 8): boolean =>
	text !== '' && text.length <= most && symbolEnd(text, 0) === text.length;

/** `text` in upper case: itself where it is, as most of a source. */
export function upperCase(text: string): string {
	for (let index = 0; index < text.length; index++) {
		if (text.charCodeAt(index) >= 0x61) {
			return text.toUpperCase();
		}
	}

	return text;
}

/** Index of the character behind the decimal digits at `at`. */
export function digitsEnd(text: string, at: number): number {
	let end = at;
	while (isDigit(codeAt(text, end))) {
		end++;
	}

	return end;
}

const attributeLetters = 'LTKNSIltknsi';

/** Whether the apostrophe at `at` is that of an attribute (`L'NAME`, `T'&P`) and not the start of a string. */
export function isAttribute(text: string, at: number): boolean {
	if (at === 0 || !attributeLetters.includes(text[at - 1])) {
		return false;
	}

	const before = codeAt(text, at - 2);
	if (isAlphanumeric(before) || before === code.ampersand) {
		return false;
	}

	const after = codeAt(text, at + 1);
	if (after === code.asterisk || after === code.equals || after === code.left) {
		return text[at - 1] === 'L' || text[at - 1] === 'l';
	}

	return after === code.ampersand || isLetter(after);
}

/**
 * Index behind the string that begins with the apostrophe at `at`; a doubled apostrophe stands for one. The text's
 * length where it does not end.
 */
export function stringEnd(text: string, at: number): number {
	for (let index = at + 1; ; index += 2) {
		index = text.indexOf('\'', index);
		if (index === -1) {
			return text.length;
		}

		if (codeAt(text, index + 1) !== code.apostrophe) {
			return index + 1;
		}
	}
}

/**
 * The operand field of a statement that needs none: a comma alone says that there is none, so that remarks can follow
 * (GC33-4010, "Statement Coding Conventions").
 */
export const optionalOperands = (text: string): string => text === ',' ? '' : text;

/** Parts of `text` between commas outside parentheses and strings; an empty text has none. */
export function splitOperands(text: string): string[] {
	if (text === '') {
		return [];
	}

	const parts: string[] = [];
	let start = 0;
	let depth = 0;
	for (let index = 0; index < text.length; index++) {
		switch (text.charCodeAt(index)) {
			case code.apostrophe: {
				if (!isAttribute(text, index)) {
					index = stringEnd(text, index) - 1;
				}

				break;
			}

			case code.left: {
				depth++;
				break;
			}

			case code.right: {
				depth--;
				break;
			}

			case code.comma: {
				if (depth <= 0) {
					parts.push(text.slice(start, index));
					start = index + 1;
				}

				break;
			}

			default:
		}
	}

	parts.push(text.slice(start));
	return parts;
}
