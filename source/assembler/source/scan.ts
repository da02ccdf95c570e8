/**
 * Characters of assembler language: what is a symbol, where a string or an attribute begins, where operands end
 * (GC33-4010, "Coding Conventions").
 */

const isAlphanumeric = (character: string): boolean => /^[a-z$#@\d]$/i.test(character);

/** The symbol at `at`, as written; empty where there is none. */
export function symbolAt(text: string, at: number): string {
	return /^[a-z$#@][a-z$#@\d]*/i.exec(text.slice(at, at + 64))?.[0] ?? '';
}

/** Whether the apostrophe at `at` is that of an attribute (`L'NAME`, `T'&P`) and not the start of a string. */
export function isAttribute(text: string, at: number): boolean {
	const letter = text[at - 1] ?? '';
	const before = text[at - 2] ?? '';
	const after = text[at + 1] ?? '';
	return /^[ltknsi]$/i.test(letter) && !isAlphanumeric(before) && before !== '&' && /^[a-z$#@&*=(]$/i.test(after)
		&& (letter.toUpperCase() === 'L' || !/^[*=(]$/.test(after));
}

/**
 * Index behind the string that begins with the apostrophe at `at`; a doubled apostrophe stands for one. The text's
 * length where it does not end.
 */
export function stringEnd(text: string, at: number): number {
	for (let index = at + 1; index < text.length; index++) {
		if (text[index] === '\'') {
			if (text[index + 1] !== '\'') {
				return index + 1;
			}

			index++;
		}
	}

	return text.length;
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
		const character = text[index];
		if (character === '\'' && !isAttribute(text, index)) {
			index = stringEnd(text, index) - 1;
		} else if (character === '(') {
			depth++;
		} else if (character === ')') {
			depth--;
		} else if (character === ',' && depth <= 0) {
			parts.push(text.slice(start, index));
			start = index + 1;
		}
	}

	parts.push(text.slice(start));
	return parts;
}
