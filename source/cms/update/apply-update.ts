/**
 * Updates of a source by sequence numbers in columns 73 to 80 (GC20-1818, "UPDATE"): control statements of an update
 * file, and the records that are to be inserted behind them.
 *
 *     ./ S [start [increment [label]]]                      numbers all records anew
 *     ./ I number [$ [start [increment]]]                   inserts behind a record
 *     ./ D first [last] [$]                                 deletes records
 *     ./ R first [last] [$ [start [increment]]]             deletes them, and inserts in their place
 *     ./ * comment
 *
 * Inserted records are numbered where there is a `$`. Not here: options CTL, STK, INC and the update log.
 */

/** Why an update cannot be applied: a line of the update file, from 1, and what is wrong with it. */
export type UpdateProblem = {readonly line: number; readonly problem: string};

type Statement =
	| {readonly kind: 'S'; readonly start: number; readonly increment: number; readonly label: string}
	| {
		readonly kind: 'I' | 'D' | 'R';
		readonly first: number;
		readonly last: number;
		/** How what is inserted is numbered; `undefined`: as it is. */
		readonly numbering?: {readonly start?: number; readonly increment: number};
	};

/** Columns of a record before the sequence number, and of the number. */
const textColumns = 72;
const sequenceColumns = 8;
/** Digits behind a label of three characters. */
const shortSequence = 5;
const usualIncrement = 10;
const firstSequence = 1000;

/** The sequence number of a record: eight digits, or five behind a label. */
export function sequenceOf(record: string): number | undefined {
	const field = record.padEnd(textColumns + sequenceColumns).slice(textColumns, textColumns + sequenceColumns);
	const digits = /^\d{8}$/.test(field) ? field : field.slice(sequenceColumns - shortSequence);
	return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** A record with another sequence number. */
function numbered(record: string, sequence: number, label = ''): string {
	const digits = String(sequence).padStart(sequenceColumns - label.length, '0');
	return record.padEnd(textColumns).slice(0, textColumns) + (label + digits).slice(0, sequenceColumns);
}

const isNumber = (word: string | undefined): word is string => word !== undefined && /^\d{1,8}$/.test(word);

/** Numbers from `words` up to one that is none. */
function numbersIn(words: readonly string[]): number[] {
	const end = words.findIndex(word => !isNumber(word));
	return words.slice(0, end === -1 ? undefined : end).map(Number);
}

function parseStatement(text: string): Statement | string | undefined {
	const [kind = '', ...words] = text.slice(2, textColumns).trim().toUpperCase().split(/ +/);
	if (kind === '*') {
		return undefined;
	}

	if (kind === 'S') {
		const [start = firstSequence, increment = start] = numbersIn(words);
		const label = words.slice(numbersIn(words).length)[0] ?? '';
		return label.length <= sequenceColumns - shortSequence
			? {
				kind, start, increment, label,
			}
			: `label ${label}`;
	}

	if (kind !== 'I' && kind !== 'D' && kind !== 'R') {
		return `control statement ${kind}`;
	}

	const [first, second] = numbersIn(words);
	if (first === undefined) {
		return 'no sequence number';
	}

	const last = kind === 'I' ? first : second ?? first;
	const dollar = words.indexOf('$');
	if (dollar === -1 || kind === 'D') {
		return {kind, first, last};
	}

	const [start, increment = usualIncrement] = numbersIn(words.slice(dollar + 1));
	return {
		kind, first, last, numbering: {start, increment},
	};
}

/** Records with an update applied to them, or why it cannot be. */
export function applyUpdate(
	source: readonly string[],
	update: readonly string[],
): readonly string[] | UpdateProblem {
	const result: string[] = [];
	let at = 0;
	for (let line = 1; line <= update.length;) {
		const text = update[line - 1];
		const statement = text.startsWith('./') ? parseStatement(text) : 'no control statement';
		if (typeof statement === 'string') {
			return {line, problem: statement};
		}

		const own = line++;
		const inserted: string[] = [];
		while (line <= update.length && !update[line - 1].startsWith('./')) {
			inserted.push(update[line - 1]);
			line++;
		}

		if (statement === undefined) {
			if (inserted.length > 0) {
				return {line: own + 1, problem: 'no control statement'};
			}

			continue;
		}

		if (statement.kind === 'S') {
			const {start, increment, label} = statement;
			if (at > 0 || inserted.length > 0) {
				return {line: own, problem: 'S must come first, and alone'};
			}

			source = source.map((record, index) => numbered(record, start + (index * increment), label));
			continue;
		}

		const from = indexOf(source, statement.first, at);
		const to = from === -1 ? -1 : indexOf(source, statement.last, from);
		if (to === -1) {
			return {line: own, problem: `no record ${from === -1 ? statement.first : statement.last}`};
		}

		// An insertion goes behind the record, all else takes it away.
		const kept = statement.kind === 'I' ? to + 1 : from;
		while (at < kept) {
			result.push(source[at++]);
		}

		at = to + 1;
		const {kind, first, numbering} = statement;
		if (kind === 'D' && inserted.length > 0) {
			return {line: own + 1, problem: 'records behind D'};
		}

		const start = numbering && (numbering.start ?? (kind === 'I' ? first + numbering.increment : first));
		for (const [index, record] of inserted.entries()) {
			result.push(start === undefined ? record : numbered(record, start + (index * numbering!.increment)));
		}
	}

	while (at < source.length) {
		result.push(source[at++]);
	}

	return result;
}

/** Index of the record with a sequence number, from `at` on; one that was gone past is not found. */
function indexOf(source: readonly string[], sequence: number, at: number): number {
	for (let index = at; index < source.length; index++) {
		if (sequenceOf(source[index]) === sequence) {
			return index;
		}
	}

	return -1;
}
