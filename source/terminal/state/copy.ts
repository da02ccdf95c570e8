/** Copy mode of a pane: a cursor on the lines of its history, and where the selection began. Pure. */

/**
 * Absolute line numbers, and columns of the lines from 0. `anchor`: the other end of the selection, `undefined` = the
 * cursor's line alone. `isBlock`: columns are chosen, not whole lines.
 */
export type Copy = {
	readonly cursor: number;
	readonly column: number;
	readonly anchor: {readonly line: number; readonly column: number} | undefined;
	readonly isBlock: boolean;
};

export function copyFrom(line: number): Copy {
	return {
		cursor: line, column: 0, anchor: undefined, isBlock: false,
	};
}

/** The cursor `by` lines further down, among lines `first` to before `end`. */
export function moveCopy(copy: Copy, by: number, first: number, end: number): Copy {
	return {...copy, cursor: Math.max(first, Math.min(end - 1, copy.cursor + by))};
}

/** The cursor in another column; that columns are meant is clear from then on. */
export function columnCopy(copy: Copy, column: number): Copy {
	return {...copy, column: Math.max(0, column), isBlock: true};
}

/** The selection begins at the cursor, or is given up. */
export function anchorCopy(copy: Copy): Copy {
	const {cursor, column, anchor} = copy;
	return {...copy, anchor: anchor === undefined ? {line: cursor, column} : undefined};
}

/** Columns instead of lines, and back. */
export function blockCopy(copy: Copy): Copy {
	return {...copy, isBlock: !copy.isBlock};
}

/** First and last line selected. */
export function selectedLines({cursor, anchor}: Copy): readonly [first: number, last: number] {
	const other = anchor?.line ?? cursor;
	return cursor < other ? [cursor, other] : [other, cursor];
}

/** First column selected and the one behind the last; `undefined` = whole lines. */
export function selectedColumns({column, anchor, isBlock}: Copy): readonly [from: number, to: number] | undefined {
	const other = anchor?.column ?? column;
	return isBlock ? [Math.min(column, other), Math.max(column, other) + 1] : undefined;
}
