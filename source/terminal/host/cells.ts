/**
 * A row of a frame as cells: characters, each with its look as SGR parameters (ECMA-48 8.3.117), so that two rows can
 * be compared cell by cell and what differs written in few bytes. Every character takes one cell
 * (`port/text.ts` sees to that).
 */

/** `look`: SGR parameters in one fixed order, `1;7;36`; empty = the terminal's own. */
export type StyledCell = {readonly character: string; readonly look: string};

const blank: StyledCell = {character: ' ', look: ''};

/** Parameters that set an attribute or a colour, in the order in which a look names them, and what takes them back. */
const attributes = [
	{on: /^1$/, off: /^22$/},
	{on: /^2$/, off: /^22$/},
	{on: /^3$/, off: /^23$/},
	{on: /^4$/, off: /^24$/},
	{on: /^7$/, off: /^27$/},
	{on: /^(?:3[0-7]|9[0-7]|38[:;].*)$/, off: /^39$/},
	{on: /^(?:4[0-7]|10[0-7]|48[:;].*)$/, off: /^49$/},
] as const;

/** Looks that a blank shows: underline, inverse, a background. */
const seenOnBlank = /(?:^|;)(?:[47]|4[0-8]|10[0-7])(?:$|[:;])/;

const pieces = /\u001B\[([\d:;]*)m|\u001B\[[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]|./gsu;
/** One parameter; an extended colour takes those behind it. */
const parameter = /[34]8[:;](?:5[:;]\d+|2(?:[:;]\d*){3})|\d+/g;

/** The look after SGR `parameters`; each attribute has its place in `set`. */
function change(set: string[], parameters: string): void {
	for (const [code] of (parameters === '' ? '0' : parameters).matchAll(parameter)) {
		for (const [index, {on, off}] of attributes.entries()) {
			if (on.test(code)) {
				set[index] = code;
			} else if (off.test(code) || /^0+$/.test(code)) {
				set[index] = '';
			}
		}
	}
}

/** `row` in `columns` cells: cut, or with blanks behind. Sequences other than SGR are nothing. */
export function cellsOf(row: string, columns: number): StyledCell[] {
	const cells: StyledCell[] = [];
	const set = attributes.map(() => '');
	let look = '';
	for (const [piece, parameters] of row.matchAll(pieces)) {
		if (cells.length === columns) {
			break;
		}

		if (parameters !== undefined) {
			change(set, parameters);
			look = set.filter(each => each !== '').join(';');
		} else if (!piece.startsWith('\u001B')) {
			cells.push(piece === ' ' && !seenOnBlank.test(look) ? blank : {character: piece, look});
		}
	}

	while (cells.length < columns) {
		cells.push(blank);
	}

	return cells;
}

export function isSame(a: StyledCell, b: StyledCell): boolean {
	return a.character === b.character && a.look === b.look;
}

/** Cells up to the last that is not blank. */
export function inkedLength(cells: readonly StyledCell[]): number {
	return cells.findLastIndex(cell => !isSame(cell, blank)) + 1;
}

/**
 * The sequence that turns look `from` into `to` before `character` is written; a blank that shows nothing of a look
 * needs none.
 */
export function lookChange(from: string, {character, look}: StyledCell): string {
	if (from === look || (character === ' ' && look === '' && !seenOnBlank.test(from))) {
		return '';
	}

	return look === '' ? '\u001B[m' : `\u001B[${from === '' ? '' : '0;'}${look}m`;
}
