/** Where the panes lie in the window: rectangles from the window's size and the panes there are. Pure. */

export type Rectangle = {readonly x: number; readonly y: number; readonly width: number; readonly height: number};

/** A pane's place: its title line, and below it the screen (output rows and the input row). */
export type PanePlace = {readonly id: number; readonly title: Rectangle; readonly body: Rectangle};

/** A horizontal or vertical line, both ends included. */
export type Rule = {readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number};

export type Layout = {
	/** `tiles`: every pane; `tabs`: one pane under a line that names all; `small`: the window holds nothing. */
	readonly kind: 'tiles' | 'tabs' | 'small';
	readonly places: readonly PanePlace[];
	readonly rules: readonly Rule[];
	/** The line at the bottom. */
	readonly bottom: Rectangle;
};

export const smallest = {columns: 40, rows: 10};

/** Output rows and the input row that a tile must have to be of use, and to be at ease in. */
const leastBody = 7;
const easyBody = 20;
/** Columns that a user's tile must have: a 3277's, for which messages, tables and editors are made. */
const userColumns = 80;
/** Columns below which the operator's messages cannot be read. */
const leastOperator = 30;
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
 * Columns of users' tiles: the fewest in which the tiles are high enough to be at ease in, else the highest there can
 * be; 0 = tiles are of no use.
 */
function usersAcross(count: number, hasOperator: boolean, columns: number, rows: number): number {
	let best = 0;
	for (
		let across = 1;
		across <= count && across * (userColumns + 2) - 1 <= columns - (hasOperator ? leastOperator + 1 : 0);
		across++
	) {
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

function chunks(ids: readonly number[], size: number): number[][] {
	return Array.from({length: Math.ceil(ids.length / size)}, (_, row) => ids.slice(row * size, (row + 1) * size));
}

/**
 * The operator's column on the left, a third of the window where users' tiles keep their columns; right of it the
 * users' tiles in reading order. A last row with fewer tiles divides the whole width among them.
 */
function tiles(
	hasOperator: boolean,
	grid: readonly number[][],
	columns: number,
	rows: number,
	bottom: Rectangle,
): Layout {
	const end = rows - 2;
	const rules: Rule[] = [
		{
			x1: 0,
			y1: 1,
			x2: columns - 1,
			y2: 1,
		},
		{
			x1: 0,
			y1: end,
			x2: columns - 1,
			y2: end,
		},
	];
	const places: PanePlace[] = [];
	let start = 0;
	if (hasOperator) {
		const room = columns - grid[0].length * (userColumns + 2);
		const width = Math.min(room, Math.floor(columns / 3));
		const place = placeOf(0, 0, width, 0, end);
		// Its long lines fill the column: a blank keeps them off the line.
		places.push({...place, body: {...place.body, width: width - 1}});
		rules.push({
			x1: width,
			y1: 0,
			x2: width,
			y2: end,
		});
		start = width + 1;
	}

	const share = Math.floor(end / grid.length);
	for (const [row, ids] of grid.entries()) {
		const y = row * share;
		const below = row === grid.length - 1 ? end : y + share;
		if (row > 0) {
			rules.push({
				x1: Math.max(0, start - 1),
				y1: y,
				x2: columns - 1,
				y2: y,
			});
		}

		const width = Math.floor((columns - start - ids.length + 1) / ids.length);
		for (const [index, id] of ids.entries()) {
			const left = start + index * (width + 1);
			const isLast = index === ids.length - 1;
			const right = isLast ? columns : left + width;
			places.push(placeOf(id, left, right, y, below));
			if (!isLast) {
				rules.push({
					x1: right,
					y1: y,
					x2: right,
					y2: below,
				});
			}
		}
	}

	return {
		kind: 'tiles',
		places,
		rules,
		bottom,
	};
}

/**
 * A tile from column `left` to before `right`. In the first row the line stands below the title, in others above it.
 * Right of a line there is a blank.
 */
function placeOf(id: number, left: number, right: number, y: number, below: number): PanePlace {
	const x = left === 0 ? 0 : left + 1;
	return {
		id,
		title: {
			x: left, y: y === 0 ? 0 : y + 1, width: right - left, height: 1,
		},
		body: {
			x, y: y + 2, width: right - x, height: below - y - 2,
		},
	};
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

/** The pane at a cell. */
export function paneAt(layout: Layout, x: number, y: number): number | undefined {
	return layout.places.find(
		({title, body}) => x >= title.x && x < title.x + title.width && y >= title.y && y < body.y + body.height,
	)?.id;
}

/**
 * The pane next to `id` in a direction: the nearest of those whose sides face each other, the first in order of
 * several.
 */
export function neighbour(layout: Layout, id: number, direction: 'left' | 'right' | 'up' | 'down'): number | undefined {
	const from = layout.places.find(place => place.id === id);
	if (!from) {
		return undefined;
	}

	const isAcross = direction === 'left' || direction === 'right';
	const isForward = direction === 'right' || direction === 'down';
	const here = spans(from, isAcross);
	let best: {readonly id: number; readonly distance: number} | undefined;
	for (const place of layout.places) {
		const there = spans(place, isAcross);
		const distance = isForward ? there.along[0] - here.along[1] : here.along[0] - there.along[1];
		const faces = there.side[0] < here.side[1] && here.side[0] < there.side[1];
		if (place !== from && distance >= 0 && faces && (best === undefined || distance < best.distance)) {
			best = {id: place.id, distance};
		}
	}

	return best?.id;
}

/** Where a pane begins and ends in the direction of a move, and across it. */
function spans(
	{title, body}: PanePlace,
	isAcross: boolean,
): {readonly along: readonly [number, number]; readonly side: readonly [number, number]} {
	const x = [title.x, title.x + title.width] as const;
	const y = [title.y, body.y + body.height] as const;
	return isAcross ? {along: x, side: y} : {along: y, side: x};
}
