/**
 * Conditions of &IF and &LOOP: two tokens and a comparator, `&$` (any argument) and `&*` (every argument) on either
 * side.
 */
import {toEbcdic} from '../../../base/ebcdic.js';
import {fail, type Outcome} from '../errors.js';
import {parseNumber} from './numbers.js';
import {tokenLength} from './scanner.js';

const tests: Readonly<Record<string, (order: number) => boolean>> = {
	EQ: order => order === 0,
	NE: order => order !== 0,
	LT: order => order < 0,
	LE: order => order <= 0,
	GT: order => order > 0,
	GE: order => order >= 0,
};

const signs: Readonly<Record<string, string>> = {
	'=': 'EQ', '¬=': 'NE', '<': 'LT', '<=': 'LE', '>': 'GT', '>=': 'GE',
};

/**
 * Negative, zero or positive: by value where both are numbers, else in EBCDIC order, the shorter padded with blanks.
 */
export function compare(left: string, right: string): number {
	const a = parseNumber(left);
	const b = parseNumber(right);
	return a !== undefined && b !== undefined
		? a - b
		: Buffer.compare(toEbcdic(left.padEnd(tokenLength)), toEbcdic(right.padEnd(tokenLength)));
}

/** What a comparator makes of the order of two values; undefined where the word is none. */
export function comparison(word: string): ((order: number) => boolean) | undefined {
	const comparator = Object.hasOwn(signs, word) ? signs[word] : word;
	return Object.hasOwn(tests, comparator) ? tests[comparator] : undefined;
}

/** Whether `word` stands for all arguments in a condition. */
export function isArgumentSet(word: string): boolean {
	return word === '&$' || word === '&*';
}

/** The truth of the first three of `tokens`. A side that stands for all arguments is false where there are none. */
export function evaluate(tokens: readonly string[], args: readonly string[]): Outcome<boolean> {
	const [left, word, right] = tokens;
	const decide = word === undefined ? undefined : comparison(word);
	if (!decide) {
		return fail(808);
	}

	if (right === undefined) {
		// Of &IF nothing follows either.
		return false;
	}

	if ((isArgumentSet(left) || isArgumentSet(right)) && args.length === 0) {
		return false;
	}

	// Where both sides stand for arguments each is compared with itself (recording ARG9).
	const holds = (argument: string): boolean => decide(compare(
		isArgumentSet(left) ? argument : left,
		isArgumentSet(right) ? argument : right,
	));
	if (left === '&*' || right === '&*') {
		return args.every(argument => holds(argument));
	}

	return left === '&$' || right === '&$' ? args.some(argument => holds(argument)) : holds('');
}
