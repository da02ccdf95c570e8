/** What may stand where an operand of a kind is expected. */
import {isAbbreviation} from '../../base/command.js';
import {isFileName} from '../../cms/file-system/files/file-name.js';
import type {OperandDefinition, OperandKind} from '../context.js';

const longestName = 8;

/** A name with asterisks, as LISTFILE has them. */
const isPattern = (word: string): boolean => word.length <= longestName && /^[\w$@#+\-:*]+$/.test(word);

/** A userid as the directory of CP has it. */
export const isUserid = (word: string): boolean => word.length <= longestName && /^[\w$@#\-:+.]+$/.test(word);

const checks: Readonly<Record<OperandKind, (word: string) => boolean>> = {
	fileName: isFileName,
	fileType: isFileName,
	fileMode: word => /^[A-Z][0-6]?$/.test(word),
	namePattern: isPattern,
	typePattern: isPattern,
	userid: isUserid,
	useridPattern: word => word === '*' || isUserid(word),
	word: word => word !== '(' && word !== ')',
	number: word => /^\d{1,9}$/.test(word),
};

/** `VERsion` as a table has it: its full name and its least abbreviation. */
export function fullName(written: string): string {
	return written.toUpperCase();
}

/** Which of `words` (upper case is the least abbreviation) `word` stands for: its full name. */
export function wordOf(word: string, words: readonly string[]): string | undefined {
	const found = words.find(each => fullName(each) === word)
		?? words.find(each => isAbbreviation(word, fullName(each), each.replaceAll(/[a-z]/g, '').length));
	return found && fullName(found);
}

/** The value of an operand, or `undefined` where `word` cannot be one. */
export function valueOf(word: string, {kind, words}: OperandDefinition): string | undefined {
	if (words) {
		return wordOf(word, words);
	}

	return checks[kind](word) ? (kind === 'number' ? String(Number(word)) : word) : undefined;
}

/** What stands in options and lists. */
export const isName = isFileName;
export const isMode = checks.fileMode;
export const isNumber = checks.number;
