/** A framed box over the middle of the window. */
import {greatest} from '../../base/sequences.js';
import {paint, type Theme} from './theme.js';

export type Box = {readonly x: number; readonly y: number; readonly width: number; readonly rows: readonly string[]};

/** A text that has a style, or plain text. */
export type BoxLine = readonly [style: 'plain' | 'focused' | 'quiet' | 'match', text: string];

/** Rows that a box in a window of `rows` has room for. */
export function boxRoom(rows: number): number {
	return Math.max(1, rows - 5);
}

/** Columns that a line has in a box in a window of `columns`. */
export function boxColumns(columns: number): number {
	return columns - 4;
}

/** Columns beside a box below which it rather takes the whole width. */
const narrow = 4;

/**
 * A box around `lines` from line `top` on, cut to the window, its `title` in the upper edge. Its size is the same
 * wherever it is scrolled to.
 */
export function boxOf(
	theme: Theme,
	columns: number,
	rows: number,
	title: string,
	lines: readonly BoxLine[],
	top = 0,
): Box {
	const room = boxRoom(rows);
	const first = Math.min(top, Math.max(0, lines.length - room));
	const shown = lines.slice(first, first + room);
	const wanted = greatest(lines.map(([, text]) => text.length), title.length + 4) + 4;
	const width = wanted + 2 * narrow > columns ? columns : wanted;
	const inner = boxColumns(width);
	const heading = ` ${title} `.slice(0, inner);
	const edge = (left: string, middle: string, right: string): string => paint(theme, 'rule', left + middle + right);
	return {
		x: Math.floor((columns - width) / 2),
		y: Math.max(0, Math.floor((rows - 1 - shown.length - 2) / 2)),
		width,
		rows: [
			paint(theme, 'rule', '┌─')
			+ paint(theme, 'focused', heading)
			+ paint(theme, 'rule', '─'.repeat(width - 3 - heading.length) + '┐'),
			...shown.map(([style, text]) =>
				`${paint(theme, 'rule', '│')} ${paint(theme, style, text.slice(0, inner).padEnd(inner))} `
				+ `${paint(theme, 'rule', '│')}`),
			edge('└', '─'.repeat(width - 2), '┘'),
		],
	};
}
