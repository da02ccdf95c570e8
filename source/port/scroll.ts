/** Places in a history of lines, counted in rows of a certain width: for the screen, scrolling back and searching. */
import type {LineHistory} from './line-history.js';
import type {LineClass} from './terminal-port.js';

/** Row `row` of logical line `line`. */
export type Place = {readonly line: number; readonly row: number};

/** One row of the screen. `place` says where in the history it comes from. */
export type Row = {readonly text: string; readonly lineClass: LineClass; readonly place: Place};

/** -1, 0, 1 as `a` lies before, at or after `b`. */
export function comparePlaces(a: Place, b: Place): number {
	return Math.sign(a.line - b.line || a.row - b.row);
}

/** The place `rows` rows below `place` (above it where negative), not beyond the first row nor the end. */
export function movePlace(history: LineHistory, columns: number, place: Place, rows: number): Place {
	let {line, row} = place.line < history.first ? {line: history.first, row: 0} : place;
	let left = rows;
	while (left > 0 && line < history.end) {
		const below = history.rowCount(line, columns) - row;
		if (left < below) {
			return {line, row: row + left};
		}

		left -= below;
		line++;
		row = 0;
	}

	while (left < 0) {
		if (row >= -left) {
			return {line, row: row + left};
		}

		left += row;
		row = 0;
		if (line <= history.first) {
			break;
		}

		line--;
		row = history.rowCount(line, columns);
	}

	return {line, row};
}

/** Rows from `from` to the end, at most `limit`. */
export function rowsFrom(history: LineHistory, columns: number, from: Place, limit: number): Row[] {
	const rows: Row[] = [];
	let {line, row} = from.line < history.first ? {line: history.first, row: 0} : from;
	for (; line < history.end && rows.length < limit; line++, row = 0) {
		const {lineClass} = history.line(line);
		for (const {text} of history.rowsOf(line, columns).slice(row, row + limit - rows.length)) {
			rows.push({text, lineClass, place: {line, row}});
			row++;
		}
	}

	return rows;
}

/** Rows between `from` and the end, counted no further than `limit`. */
export function rowsBelow(history: LineHistory, columns: number, from: Place, limit = Number.MAX_SAFE_INTEGER): number {
	let rows = -from.row;
	for (let line = Math.max(from.line, history.first); line < history.end && rows < limit; line++) {
		rows += history.rowCount(line, columns);
	}

	return Math.max(0, rows);
}

/**
 * The nearest row above `from` that belongs to a line containing `wanted` (any case); `undefined` where there is none.
 */
export function searchUp(history: LineHistory, columns: number, from: Place, wanted: string): Place | undefined {
	const folded = wanted.toLowerCase();
	for (let line = Math.min(from.line, history.end) - 1; line >= history.first; line--) {
		const found = history.line(line).text.toLowerCase().indexOf(folded);
		if (found !== -1) {
			return {line, row: history.rowsOf(line, columns).findLastIndex(({start}) => start <= found)};
		}
	}

	return undefined;
}
