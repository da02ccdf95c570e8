/**
 * Answers for programs: JSON, a property a line. No line is wider than a terminal's 120 columns, so that nothing is cut
 * or folded on its way: texts that may be long are lists of short ones.
 */
import {emptyContent, type Content} from '../../service/parts.js';

/** Characters of a text of a list. */
const longestText = 80;

/** A text of any length as a list of short ones, which joined are the text. */
export function textList(text: string): readonly string[] {
	const parts: string[] = [];
	for (let at = 0; at < text.length; at += longestText) {
		parts.push(text.slice(at, at + longestText));
	}

	return parts;
}

/** The lines of a value. Characters that a terminal of the time may not have are written by their numbers. */
export function jsonContent(value: unknown, returnCode = 0): Content {
	const text = JSON.stringify(value, null, 1).replaceAll(
		/[^ -~\n]/g,
		character => String.raw`\u` + character.codePointAt(0)!.toString(16).padStart(4, '0'),
	);
	return {...emptyContent, returnCode, lines: text.split('\n')};
}
