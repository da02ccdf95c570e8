/** Where the panes lie in the window: rectangles from the window's size and the panes there are. Pure. */
import {chunks, tiles, userColumns} from './tiles.js';
import type {Layout, PanePlace, Rectangle} from './place.js';

export type {Layout, PanePlace, Rectangle, Rule} from './place.js';

export const smallest = {columns: 40, rows: 10};

/** Output rows and the input row that a tile must have to be of use, and to be at ease in. */
const leastBody = 7;
const easyBody = 20;
/** Columns below which the operator's messages cannot be read; in a wide window his lines mostly fit. */
const leastOperator = {narrow: 30, wide: 44};
/** Columns of a window that is wide: a 3278-5's screen. */
const wideWindow = 132;
/** Rows from which on a narrow window shows the operator above the focused pane. */
const stripRows = 34;
const stripBody = 7;

export type LayoutInput = {
	readonly columns: number;
	readonly rows: number;
	/** Pane numbers in order; 0 is the operator. */
	readonly panes: readonly number[];
	readonly focus: number;
	readonly zoomed: boolean;
	/** The user's pane that had the focus last, shown under the operator's strip. */
	readonly lastUser?: number;
};

export function layoutOf({columns, rows, panes, focus, zoomed, lastUser}: LayoutInput): Layout {
	const bottom = {
		x: 0, y: rows - 1, width: columns, height: 1,
	};
	if (columns < smallest.columns || rows < smallest.rows) {
		return {
			kind: 'small', places: [], rules: [], bottom,
		};
	}

	if (panes.length === 1 || zoomed) {
		return tabs([focus], columns, rows, bottom);
	}

	const users = panes.filter(id => id !== 0);
	const across = usersAcross(users.length, panes.includes(0), columns, rows);
	if (across > 0) {
		return tiles(panes.includes(0), chunks(users, across), columns, rows, bottom);
	}

	if (rows >= stripRows && panes.includes(0)) {
		const below = focus === 0 ? lastUser ?? panes.find(id => id !== 0) : focus;
		if (below !== undefined && below !== 0) {
			return strip(below, columns, rows, bottom);
		}
	}

	return tabs([focus], columns, rows, bottom);
}

/** Rows of a user's screen where `count` tiles stand in `across` columns. */
function tileBody(count: number, across: number, rows: number): number {
	return Math.floor((rows - 2) / Math.ceil(count / across)) - 2;
}

/**
 * Columns of users' tiles. Where the operator's width in a wide window leaves users screens too low to be at ease in,
 * he gives up columns for higher ones: the screens of those who work come first.
 */
function usersAcross(count: number, hasOperator: boolean, columns: number, rows: number): number {
	const room = columns - (hasOperator ? leastOperator.narrow + 1 : 0);
	const most = acrossIn(count, room, rows);
	if (!hasOperator || columns < wideWindow) {
		return most;
	}

	const fewer = acrossIn(count, columns - leastOperator.wide - 1, rows);
	return fewer > 0 && tileBody(count, fewer, rows) >= easyBody ? fewer : most;
}

/** The fewest in which the tiles are high enough to be at ease in, else the highest there can be; 0 = of no use. */
function acrossIn(count: number, columns: number, rows: number): number {
	let best = 0;
	for (let across = 1; across <= count && across * (userColumns + 2) - 1 <= columns; across++) {
		const body = tileBody(count, across, rows);
		if (body >= easyBody) {
			return across;
		}

		if (body >= leastBody && (best === 0 || body > tileBody(count, best, rows))) {
			best = across;
		}
	}

	return best;
}

function strip(below: number, columns: number, rows: number, bottom: Rectangle): Layout {
	const second = 2 + stripBody;
	const place = (id: number, title: number, body: number, end: number): PanePlace => ({
		id, title: {
			x: 0, y: title, width: columns, height: 1,
		}, body: {
			x: 0, y: body, width: columns, height: end - body,
		},
	});
	return {
		kind: 'tiles',
		places: [place(0, 0, 2, second), place(below, second + 1, second + 2, rows - 2)],
		rules: [1, second, rows - 2].map(y => ({
			x1: 0, y1: y, x2: columns - 1, y2: y,
		})),
		bottom,
	};
}

function tabs([id]: readonly [number], columns: number, rows: number, bottom: Rectangle): Layout {
	return {
		kind: 'tabs',
		places: [{
			id, title: {
				x: 0, y: 0, width: columns, height: 1,
			}, body: {
				x: 0, y: 2, width: columns, height: rows - 4,
			},
		}],
		rules: [1, rows - 2].map(y => ({
			x1: 0, y1: y, x2: columns - 1, y2: y,
		})),
		bottom,
	};
}
