/** Cards of the source and how their columns are used (GC33-4010, "Coding Conventions", ICTL). */

export type Card = {
	/** At most 80 columns; what is not there is blank. */
	readonly text: string;
	/** Line of the source or member, from 1. */
	readonly line: number;
	readonly member?: string;
};

/** Columns, from 1: where statements begin and end, and where continued lines begin (0 = no continuation). */
export type Layout = {readonly begin: number; readonly end: number; readonly resume: number};

export const standardLayout: Layout = {begin: 1, end: 71, resume: 16};

const columns = 80;

/** Lines of the source or of a library member, each a card. */
export type Cards = {readonly lines: readonly string[]; readonly member?: string};

export function cardAt({lines, member}: Cards, index: number): Card {
	const text = lines[index];
	return {text: text.length > columns ? text.slice(0, columns) : text, line: index + 1, member};
}

/** The columns of a card from `first` (from 1) to `last`, all of them. */
export const columnsOf = ({text}: Card, first: number, last: number): string =>
	text.slice(first - 1, last).padEnd(last - first + 1);

/** The layout an ICTL operand asks for, or `undefined` where it is invalid. */
export function parseLayout(operands: string): Layout | undefined {
	const match = /^(\d{1,2})(?:,(\d{1,2}))?(?:,(\d{1,2}))?$/.exec(operands);
	if (!match) {
		return undefined;
	}

	const begin = Number(match[1]);
	const end = Number(match[2] ?? 71);
	const resume = Number(match[3] ?? (match[2] === undefined ? 16 : 0));
	const valid =
		begin >= 1
		&& begin <= 40
		&& end >= 41
		&& end <= 80
		&& end >= begin + 5
		&& (resume === 0 || (resume >= 2 && resume <= 40 && resume > begin));
	return valid ? {begin, end, resume: end === 80 ? 0 : resume} : undefined;
}

/** Whether a card is continued on the next: a character behind its end column. */
export const isContinued = (text: string, {resume, end}: Layout): boolean =>
	resume > 0 && text.length > end && text[end] !== ' ';
