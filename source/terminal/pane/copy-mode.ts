/**
 * What copy mode's keys do to a pane: which lines are chosen, what the pane shows, what goes to the clipboard. Pure but
 * for what it reads of the painter.
 */
import type {ScreenPainter} from '../../port/screen-painter.js';
import {comparePlaces, movePlace, type Place} from '../../port/scroll.js';
import type {Action} from '../keys/default-keys.js';
import {backAt, type Looking} from './looking-back.js';
import {
	columnCopy, moveCopy, selectedColumns, selectedLines, type Copy,
} from '../state/copy.js';

export type CopyStep = {
	/** `undefined`: copy mode is over. */
	readonly copy: Copy | undefined;
	/** First row shown, `undefined` = the present. */
	readonly back: Place | undefined;
	/** Lines chosen, each with its line end. */
	readonly text?: string;
	/** The key does what it does otherwise, too. */
	readonly passes?: boolean;
};

/** Attention and Clear leave copy mode and do what they do; other keys that choose nothing do nothing. */
export function copyStep(copy: Copy, action: Action, {painter, back}: Looking): CopyStep {
	const {history, rows} = painter;
	const steps: Readonly<Partial<Record<Action, number>>> = {
		'recall-older': -1,
		'recall-newer': 1,
		'page-up': 1 - rows,
		'page-down': rows - 1,
		'scroll-top': Number.MIN_SAFE_INTEGER,
		'scroll-end': Number.MAX_SAFE_INTEGER,
	};
	const step = steps[action];
	if (step !== undefined) {
		const moved = moveCopy(copy, step, history.first, history.end);
		return {copy: moved, back: placeShowing(moved.cursor, painter, back)};
	}

	const end = Math.max(0, history.line(copy.cursor).text.length - 1);
	const columns: Readonly<Partial<Record<Action, number>>> = {
		left: copy.column - 1, right: copy.column + 1, 'line-start': 0, 'line-end': end,
	};
	const column = columns[action];
	if (column !== undefined) {
		return {copy: columnCopy(copy, column), back};
	}

	if (action === 'enter') {
		const [first, last] = selectedLines(copy);
		const [left, right] = selectedColumns(copy) ?? [0, undefined];
		const from = Math.max(first, history.first);
		return {
			copy: undefined,
			back: undefined,
			text: Array.from(
				{length: last - from + 1},
				(_, index) => `${history.line(from + index).text.slice(left, right)}\n`,
			).join(''),
		};
	}

	const passes = action === 'attention' || action === 'clear';
	return passes || action === 'escape' ? {copy: undefined, back: undefined, passes} : {copy, back};
}

/** Scrolls as little as shows line `line`. */
function placeShowing(line: number, painter: ScreenPainter, back: Place | undefined): Place | undefined {
	const {history, columns, rows, top} = painter;
	const shown = back ?? top;
	const above = {line, row: 0};
	const least = movePlace(history, columns, {line: line + 1, row: 0}, -rows);
	const wanted = comparePlaces(above, shown) < 0 ? above : (comparePlaces(least, shown) > 0 ? least : shown);
	return backAt(wanted, painter);
}
