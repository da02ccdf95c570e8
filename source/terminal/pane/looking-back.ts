/**
 * Looking back in a pane: which rows of its history it shows, and how far from the present they are. Pure but for what
 * it reads of the painter.
 */
import type {ScreenPainter} from '../../port/screen-painter.js';
import {
	comparePlaces, movePlace, rowsBelow, rowsFrom, type Place, type Row,
} from '../../port/scroll.js';

/** What a pane shows. `back`: its first row, `undefined` = the present. */
export type Looking = {readonly painter: ScreenPainter; readonly back: Place | undefined};

/** `place` as the first row shown; `undefined` where that is the present, which the pane follows. */
export function backAt(place: Place, {top}: ScreenPainter): Place | undefined {
	return comparePlaces(place, top) < 0 ? place : undefined;
}

/** The first row shown after `rows` further down (back where negative). */
export function scrolled({painter, back}: Looking, rows: number): Place | undefined {
	const {history, columns, top} = painter;
	return backAt(movePlace(history, columns, back ?? top, rows), painter);
}

/** The output rows shown. */
export function rowsShown({painter, back}: Looking): Row[] {
	return back ? rowsFrom(painter.history, painter.columns, back, painter.rows) : painter.screen();
}

/** Rows between what is shown and the present; 0 at the present. */
export function rowsToPresent({painter, back}: Looking): number {
	const {history, columns, top} = painter;
	return back ? Math.max(0, rowsBelow(history, columns, back) - rowsBelow(history, columns, top)) : 0;
}
