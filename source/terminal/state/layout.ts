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

/** Output rows and the input row that a tile must have to be of use. */
const leastBody = 7;
/** Columns from which on two, three panes stand side by side. */
const twoColumns = 100;
const threeColumns = 246;
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

	const stacks = stacksOf(panes, columns >= threeColumns ? 3 : (columns >= twoColumns ? 2 : 1));
	const highest = Math.max(...stacks.map(stack => stack.length));
	if (columns >= twoColumns && Math.floor((rows - 2) / highest) - 2 >= leastBody) {
		return tiles(stacks, columns, rows, bottom);
	}

	if (rows >= stripRows && panes.includes(0)) {
		const below = focus === 0 ? lastUser ?? panes.find(id => id !== 0) : focus;
		if (below !== undefined && below !== 0) {
			return strip(below, columns, rows, bottom);
		}
	}

	return tabs([focus], columns, rows, bottom);
}

/** Panes into columns: each to the shortest, the operator's column last, so that no pane moves when one is added. */
function stacksOf(panes: readonly number[], count: number): number[][] {
	const stacks: number[][] = Array.from({length: Math.min(count, panes.length)}, () => []);
	for (const [index, id] of panes.entries()) {
		const order = index === 0 ? stacks : [...stacks.slice(1), stacks[0]];
		let shortest = order[0];
		for (const stack of order) {
			if (stack.length < shortest.length) {
				shortest = stack;
			}
		}

		shortest.push(id);
	}

	return stacks.filter(stack => stack.length > 0);
}

function tiles(stacks: readonly number[][], columns: number, rows: number, bottom: Rectangle): Layout {
	const end = rows - 2;
	const rules: Rule[] = [{
		x1: 0, y1: 1, x2: columns - 1, y2: 1,
	}, {
		x1: 0, y1: end, x2: columns - 1, y2: end,
	}];
	const places: PanePlace[] = [];
	const width = Math.floor((columns - stacks.length + 1) / stacks.length);
	let left = 0;
	for (const [index, stack] of stacks.entries()) {
		const isLast = index === stacks.length - 1;
		const right = isLast ? columns : left + width;
		// A column right of a line keeps a blank to it.
		const x = index === 0 ? left : left + 1;
		const share = Math.floor(end / stack.length);
		let y = 0;
		for (const [position, id] of stack.entries()) {
			const height = position === stack.length - 1 ? end - y : share;
			// The first has its line below the title, the others above.
			const titleRow = position === 0 ? y : y + 1;
			if (position > 0) {
				rules.push({
					x1: index === 0 ? 0 : left - 1, y1: y, x2: isLast ? columns - 1 : right, y2: y,
				});
			}

			places.push({
				id,
				title: {
					x: left, y: titleRow, width: right - left, height: 1,
				},
				body: {
					x, y: y + 2, width: right - x, height: height - 2,
				},
			});
			y += height;
		}

		if (!isLast) {
			rules.push({
				x1: right, y1: 0, x2: right, y2: end,
			});
		}

		left = right + 1;
	}

	return {
		kind: 'tiles', places, rules, bottom,
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
	return layout.places.find(({title, body}) => x >= title.x && x < title.x + title.width && y >= title.y && y < body.y + body.height)?.id;
}

/** The pane next to `id` in a direction: the one whose near edge overlaps and lies closest. */
export function neighbour(layout: Layout, id: number, direction: 'left' | 'right' | 'up' | 'down'): number | undefined {
	const from = layout.places.find(place => place.id === id);
	if (!from) {
		return undefined;
	}

	const horizontal = direction === 'left' || direction === 'right';
	const sign = direction === 'left' || direction === 'up' ? -1 : 1;
	const centre = ({body}: PanePlace): {x: number; y: number} => ({x: body.x + body.width / 2, y: body.y + body.height / 2});
	const here = centre(from);
	let best: {id: number; distance: number} | undefined;
	for (const place of layout.places) {
		const {x, y} = centre(place);
		const along = sign * (horizontal ? x - here.x : y - here.y);
		const across = Math.abs(horizontal ? y - here.y : x - here.x);
		const sameLane = horizontal ? true : across < from.body.width / 2;
		if (along > 2 && sameLane && (best === undefined || along * 1000 + across < best.distance)) {
			best = {id: place.id, distance: along * 1000 + across};
		}
	}

	return best?.id;
}
