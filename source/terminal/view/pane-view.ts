/** A pane as rows of text: title line, screen, input row with the status in its lower right corner. Pure. */
import {greatest} from '../../base/sequences.js';
import type {Row} from '../../port/scroll.js';
import type {Cell} from '../host/frame-writer.js';
import {inputLine} from '../pane/input-row.js';
import type {Pane} from '../pane/pane.js';
import {selectedColumns, selectedLines, type Copy} from '../state/copy.js';
import {spread} from './text.js';
import {paint, type Style, type Theme} from './theme.js';
import {logoRows} from './logo.js';

/** What the status corner says, as CP shows it; looking back, how far. */
function statusText(pane: Pane): string {
	const {rowsBehind} = pane;
	if (pane.copy) {
		return 'COPY';
	}

	return rowsBehind > 0 ? `BACK ${rowsBehind}` : (pane.logo ? '' : pane.painter.status ?? '');
}

/** The same for titles, with what the corner does not say: that a program runs on while its terminal reads. */
export function titleStatus(pane: Pane): string {
	return pane.isBusy ? `${statusText(pane)}, RUNNING` : statusText(pane);
}

/** `  0.31`: seconds of virtual CPU time. */
export function cpuText(microseconds: number): string {
	return (microseconds / 1_000_000).toFixed(2).padStart(6);
}

/** A row of the lines chosen in copy mode. `start`: the first column of its line that it shows, behind `margin`. */
function copyRow(text: string, style: Style, theme: Theme, copy: Copy, {start, margin}: RowStart): string {
	const columns = selectedColumns(copy);
	if (!columns) {
		return paint(theme, 'match', text === '' ? ' ' : text);
	}

	const [from, to] = columns.map(column => margin + Math.max(0, column - start));
	const isLast = margin + columns[1] - start > 0;
	const padded = isLast ? text.padEnd(Math.min(to, text.length + 1)) : text;
	return (
		paint(theme, style, padded.slice(0, from))
		+ paint(theme, 'match', padded.slice(from, to))
		+ paint(theme, style, padded.slice(to))
	);
}

type RowStart = {readonly start: number; readonly margin: number};

/** Where a row begins in its line: one that goes on under a time of day stands behind a margin. */
function rowStart(pane: Pane, {text, place}: Row): RowStart {
	const {history, columns} = pane.painter;
	const start = history.rowsOf(place.line, columns)[place.row]?.start ?? 0;
	const isIndented = start > 0 && history.wrap === 'word';
	return {start, margin: isIndented ? text.length - text.trimStart().length : 0};
}

function outputRow(pane: Pane, row: Row, theme: Theme, wanted: string): string {
	const {text, place, lineClass} = row;
	const {copy} = pane;
	if (copy) {
		const [first, last] = selectedLines(copy);
		return place.line >= first && place.line <= last
			? copyRow(text, lineClass, theme, copy, rowStart(pane, row))
			: paint(theme, lineClass, text);
	}

	const found = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted);
	if (found < 0) {
		return paint(theme, lineClass, text);
	}

	const end = found + wanted.length;
	return (
		paint(theme, lineClass, text.slice(0, found))
		+ paint(theme, 'match', text.slice(found, end))
		+ paint(theme, lineClass, text.slice(end))
	);
}

/** What Tab offers, in columns, at most three rows. */
function candidateRows(candidates: readonly string[], width: number): string[] {
	const column = greatest(candidates.map(candidate => candidate.length)) + 2;
	const across = Math.max(1, Math.floor(width / column));
	const rows: string[] = [];
	for (let index = 0; index < candidates.length && rows.length < 3; index += across) {
		rows.push(candidates
			.slice(index, index + across)
			.map(candidate => candidate.padEnd(column))
			.join('')
			.slice(0, width)
			.trimEnd());
	}

	const shown = rows.length * across;
	if (shown < candidates.length) {
		const more = `… ${candidates.length - shown} more`;
		rows[2] = spread(rows[2].slice(0, Math.max(0, width - more.length - 1)), more, width);
	}

	return rows;
}

/** The input row, and the cursor's column in it. */
function inputRow(
	pane: Pane,
	width: number,
	isFocused: boolean,
	theme: Theme,
): {readonly row: string; readonly cursor: number} {
	const status = statusText(pane);
	const corner = status === '' ? '' : ` ${status} `;
	// A blank on both sides of the status: it stands against neither text nor border.
	const room = Math.max(1, width - (corner === '' ? 0 : corner.length + 2));
	const {prompt, text, cursor} = inputLine(pane);
	const label = prompt.length < room - 8 ? prompt : '';
	const space = room - label.length;
	// The cursor's cell must be inside: a long line moves left under it.
	const from = Math.max(0, cursor - space + 1);
	const shown = text.slice(from, from + space);
	const gap = ' '.repeat(Math.max(0, width - 1 - corner.length - label.length - shown.length));
	const style: Style = isFocused ? 'input' : 'plain';
	const urgent = status === 'MORE...' || status === 'HOLDING' || status === 'NOT ACCEPTED';
	const row =
		paint(theme, 'quiet', label)
		+ paint(theme, style, shown)
		+ (corner === '' ? '' : gap + paint(theme, urgent ? 'alert' : 'status', corner));
	return {row, cursor: Math.min(width - 1, label.length + cursor - from)};
}

/** The pane's body, `height` rows: output, and the input row last; and the cell where its cursor is. */
export function bodyRows(
	pane: Pane,
	width: number,
	height: number,
	isFocused: boolean,
	theme: Theme,
	welcome: readonly string[],
): {readonly rows: string[]; readonly cursor: Cell | undefined} {
	const space = height - 1;
	const wanted = pane.search?.wanted.toLowerCase() ?? '';
	const output = pane.logo
		? logoRows(theme, width, space, welcome)
		: pane.rows().map(row => outputRow(pane, row, theme, wanted));
	const rows = [...output.slice(0, space), ...Array.from({length: Math.max(0, space - output.length)}, () => '')];
	const {candidates} = pane.input;
	if (candidates.length > 0 && !pane.logo) {
		const offered = candidateRows(candidates, width);
		const at = Math.max(0, space - offered.length);
		for (const [index, text] of offered.entries()) {
			rows[at + index] = paint(theme, 'quiet', text);
		}
	}

	const {row, cursor} = inputRow(pane, width, isFocused, theme);
	const isTyping = !pane.logo && !pane.painter.closed && !pane.copy;
	return {rows: [...rows, row], cursor: isTyping ? {x: cursor, y: space} : undefined};
}
