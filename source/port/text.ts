/** Text on a character display: one cell a character, nothing that could act on the terminal that shows it. */

const controls = /[\u0000-\u001F\u007F-\u009F]/g;
// Latin letters are all of EBCDIC's code pages that the system knows; U+00AD has no width of its own on most terminals.
const strangers = /[^\u0020-\u007E\u00A0-\u00AC\u00AE-\u024F\u20AC]/gu;

/** `text` as a display shows it: controls (tabs too) as blanks, characters without a cell of their own as `?`. */
export function displayable(text: string): string {
	return text.replaceAll(controls, ' ').replaceAll(strangers, '?');
}

/** Rows that `text` takes at `columns` cells a row; an empty line takes one. */
export function rowCount(text: string, columns: number): number {
	return Math.max(1, Math.ceil(text.length / columns));
}

/** Row `row` (0 = first) of `text` wrapped at `columns`. Displays wrap at the cell, not at the word. */
export function rowOf(text: string, columns: number, row: number): string {
	return text.slice(row * columns, (row + 1) * columns);
}
