/** Text on a character display: one cell a character, nothing that could act on the terminal that shows it. */

const controls = /[\u0000-\u001F\u007F-\u009F]/g;
// Latin letters are all of EBCDIC's code pages that the system knows; U+00AD has no width of its own on most terminals.
const strangers = /[^\u0020-\u007E\u00A0-\u00AC\u00AE-\u024F\u20AC]/gu;

/** `text` for somebody's terminal or log: nothing in it acts on that. */
export function withoutControls(text: string): string {
	return text.replaceAll(controls, ' ');
}

/** `text` as a display shows it: controls (tabs too) as blanks, characters without a cell of their own as `?`. */
export function displayable(text: string): string {
	return withoutControls(text).replaceAll(strangers, '?');
}

/** How a line too long for its rows goes on: a display's at the cell; on paper words stay whole. */
export type Wrap = 'cell' | 'word';

/** A row of a line: `start` is its first character's place in the line. */
export type TextRow = {readonly start: number; readonly text: string};

/** The operator's messages begin with the time of day: what goes on stands under what they say. */
const stamp = /^\d\d:\d\d:\d\d /;
/** Cells beside an indented row below which it rather begins at the margin. */
const leastRoom = 20;

/** `text` in rows of `columns` cells; an empty line is one row. */
export function rowsOf(text: string, columns: number, wrap: Wrap): TextRow[] {
	if (text.length <= columns) {
		return [{start: 0, text}];
	}

	return wrap === 'word'
		? wordRows(text, columns)
		: Array.from({length: rowCount(text, columns, wrap)}, (_, row) => ({
			start: row * columns,
			text: text.slice(row * columns, (row + 1) * columns),
		}));
}

function wordRows(text: string, columns: number): TextRow[] {
	const rows: TextRow[] = [];
	const hanging = stamp.exec(text)?.[0].length ?? 0;
	const indent = columns - hanging >= leastRoom ? hanging : 0;
	for (let start = 0; start < text.length;) {
		const margin = rows.length === 0 ? 0 : indent;
		const room = columns - margin;
		// A word that alone fills more than half a row is cut: such a row would be mostly blank.
		const blank = text.length - start > room ? text.lastIndexOf(' ', start + room) : -1;
		const end = blank > start + (room / 2) ? blank : start + room;
		rows.push({start, text: ' '.repeat(margin) + text.slice(start, end).trimEnd()});
		for (start = end; text[start] === ' ';) {
			start++;
		}
	}

	return rows;
}

/** Rows that `text` takes at `columns` cells a row; an empty line takes one. */
export function rowCount(text: string, columns: number, wrap: Wrap): number {
	return wrap === 'word' && text.length > columns
		? wordRows(text, columns).length
		: Math.max(1, Math.ceil(text.length / columns));
}
