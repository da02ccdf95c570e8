/** Tiles: the operator's column, and the users' tiles beside it. Pure. */
import type {Layout, PanePlace, Rectangle, Rule} from './place.js';

/** Columns that a user's tile must have: a 3277's, for which messages, tables and editors are made. */
export const userColumns = 80;

export function chunks(ids: readonly number[], size: number): number[][] {
	return Array.from({length: Math.ceil(ids.length / size)}, (_, row) => ids.slice(row * size, (row + 1) * size));
}

/**
 * Columns in which the operator's messages stand in one row each, and the blank behind them: `hh:mm:ss AUTO LOGON   ***
 * userid USERS = nnn  BY  userid`.
 */
const operatorLines = 61;

/**
 * The operator's column on the left, a third of the window or what his lines need, where users' tiles keep their
 * columns; right of it the users' tiles in reading order. A last row with fewer tiles divides the whole width among
 * them.
 */
export function tiles(
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
		const width = Math.min(room, Math.max(operatorLines, Math.floor(columns / 3)));
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
