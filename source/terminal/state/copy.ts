/** Copy mode of a pane: a cursor on the lines of its history, and where the selection began. Pure. */

/** Absolute line numbers. `anchor`: the other end of the selection, `undefined` = the cursor's line alone. */
export type Copy = {readonly cursor: number; readonly anchor: number | undefined};

/** The cursor `by` lines further down, among lines `first` to before `end`. */
export function moveCopy(copy: Copy, by: number, first: number, end: number): Copy {
	return {...copy, cursor: Math.max(first, Math.min(end - 1, copy.cursor + by))};
}

/** The selection begins at the cursor, or is given up. */
export function anchorCopy({cursor, anchor}: Copy): Copy {
	return {cursor, anchor: anchor === undefined ? cursor : undefined};
}

/** First and last line selected. */
export function selectedLines({cursor, anchor = cursor}: Copy): readonly [first: number, last: number] {
	return cursor < anchor ? [cursor, anchor] : [anchor, cursor];
}
