/**
 * Control statements of an update file (GC20-1818, "UPDATE"): `./` in columns 1 and 2, blanks, and words up to column
 * 50.
 *
 *     ./ S [start [increment [label]]]                      numbers all records of the result anew
 *     ./ I number [$ [start [increment]]]                   inserts behind a record
 *     ./ D first [last] [$]                                 deletes records
 *     ./ R first [last] [$ [start [increment]]]             deletes them, and inserts in their place
 *     ./ * comment
 */

/** How records that are inserted are numbered. */
export type Numbering = {readonly start: number; readonly increment: number};

export type Statement =
	| {readonly kind: '*'}
	| {readonly kind: 'S'; readonly start?: number; readonly increment?: number; readonly label?: string}
	| {
		readonly kind: 'I' | 'D' | 'R';
		readonly first: number;
		readonly last: number;
		/** Of what is inserted; `undefined`: as it is. */
		readonly numbering?: Numbering;
	};

/** Why a statement is none: `field` has what stands where a number should. */
export type BadStatement = {readonly kind: 'invalid'} | {readonly kind: 'character'; readonly field: string};

const lastColumn = 50;
const mostDigits = 8;
const mostIncrement = 100;

export const isControl = (record: string): boolean => record.startsWith('./');

const isNumber = (word: string): boolean => /^\d+$/.test(word) && word.length <= mostDigits;

/** The increment where none is told: a tenth of the last digit of a number that is not zero, at most 100. */
function usualIncrement(sequence: number): number {
	let increment = mostIncrement * 10;
	while (increment > 1 && sequence % increment !== 0) {
		increment /= 10;
	}

	return Math.max(Math.min(increment / 10, mostIncrement), 1);
}

/** The numbers that words begin with, `most` at most; what stands in a number's place must be one. */
function numbersIn(words: readonly string[], most: number): number[] | BadStatement {
	const numbers: number[] = [];
	for (const word of words.slice(0, most)) {
		if (word === '$') {
			break;
		}

		if (!isNumber(word)) {
			return {kind: 'character', field: word.slice(0, mostDigits)};
		}

		numbers.push(Number(word));
	}

	return numbers;
}

function resequence(words: readonly string[]): Statement | BadStatement {
	const numbers = numbersIn(words, 2);
	if ('kind' in numbers) {
		return numbers;
	}

	const [start, increment] = numbers;
	return {
		kind: 'S', start, increment, label: words[2],
	};
}

/** What a record that begins with `./` says. */
export function parseStatement(record: string): Statement | BadStatement {
	const text = record.slice(2, lastColumn).toUpperCase();
	const [kind = '', ...words] = text.trim().split(/ +/);
	if (!text.startsWith(' ')) {
		return {kind: 'invalid'};
	}

	if (kind.startsWith('*')) {
		return {kind: '*'};
	}

	if (kind === 'S') {
		return resequence(words);
	}

	if (kind !== 'I' && kind !== 'D' && kind !== 'R') {
		return {kind: 'invalid'};
	}

	const numbers = numbersIn(words, kind === 'I' ? 1 : 2);
	if ('kind' in numbers) {
		return numbers;
	}

	const [first, last = first] = numbers;
	if (first === undefined) {
		return {kind: 'invalid'};
	}

	const rest = words.slice(numbers.length);
	if (rest.length > 0 && rest[0] !== '$') {
		return {kind: 'invalid'};
	}

	if (kind === 'D' || rest.length === 0) {
		return {kind, first, last};
	}

	const given = numbersIn(rest.slice(1), 2);
	if ('kind' in given) {
		return given;
	}

	const [start, increment = usualIncrement(first)] = given;
	return {
		kind, first, last, numbering: {start: start ?? first + increment, increment},
	};
}
