/**
 * The whole window as blocks of rows, ready to be drawn, and the cursor's cell. Pure but for what it reads of the
 * panes.
 */
import type {Cell} from '../host/frame-writer.js';
import {panelNumber} from '../state/desk.js';
import {smallest, type PanePlace} from '../state/layout.js';
import {bottomRow} from './bottom.js';
import {overlayBox} from './overlay-box.js';
import {panelRows} from './panel-view.js';
import {bodyRows} from './pane-view.js';
import {ruleRow} from './rules.js';
import type {Scene} from './scene.js';
import {wrapped} from './text.js';
import {titleOf} from './titles.js';

/** Rows at a place; a later block covers an earlier one. */
export type Block = {
	readonly key: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly rows: readonly string[];
};

export type Frame = {
	readonly columns: number;
	readonly rows: number;
	readonly blocks: readonly Block[];
	readonly cursor: Cell | undefined;
};

/**
 * `frame` with the blocks that look as in `before` taken from there: same objects, so that nothing is done for them.
 */
export function reuseBlocks(frame: Frame, before: Frame | undefined): Frame {
	const old = new Map(before?.blocks.map(block => [block.key, block]));
	return {
		...frame,
		blocks: frame.blocks.map(block => {
			const candidate = old.get(block.key);
			return candidate && looksAs(block, candidate) ? candidate : block;
		}),
	};
}

function looksAs(a: Block, b: Block): boolean {
	return (
		a.x === b.x
		&& a.y === b.y
		&& a.width === b.width
		&& a.rows.length === b.rows.length
		&& a.rows.every((row, index) => row === b.rows[index])
	);
}

export function frameOf(scene: Scene): Frame {
	const {columns, rows, layout} = scene;
	if (layout.kind === 'small') {
		return tooSmall(columns, rows);
	}

	const blocks: Block[] = scene.rules.map((piece, index) => ({
		key: `rule ${index}`,
		...piece,
		rows: piece.rows.map(row => ruleRow(row, scene.theme)),
	}));
	let cursor: Cell | undefined;
	for (const place of layout.places) {
		const body = placeRows(scene, place);
		cursor = body.cursor ?? cursor;
		blocks.push(
			{key: `title ${place.id}`, ...area(place.title), rows: [titleOf(scene, place)]},
			{key: `body ${place.id}`, ...area(place.body), rows: body.rows},
		);
	}

	blocks.push({key: 'bottom', ...area(layout.bottom), rows: [bottomRow(scene)]});
	const box = overlayBox(scene);
	return {
		columns,
		rows,
		blocks: box ? [...blocks, {key: 'overlay', ...box}] : blocks,
		cursor: box ? undefined : cursor,
	};
}

/** What is in a pane, and where in the window its cursor is, if it has it. */
function placeRows(
	{desk, panes, panel, theme, welcome}: Scene,
	{id, body: {x, y, width, height}}: PanePlace,
): {readonly rows: readonly string[]; readonly cursor: Cell | undefined} {
	if (id === panelNumber) {
		return {rows: panel ? panelRows(panel, width, height, theme) : [], cursor: undefined};
	}

	const pane = panes.get(id)!;
	const isFocused = id === desk.focus;
	const {rows, cursor} = bodyRows(pane, width, height, isFocused, theme, welcome);
	return {rows, cursor: isFocused && cursor ? {x: x + cursor.x, y: y + cursor.y} : undefined};
}

function area({x, y, width}: {readonly x: number; readonly y: number; readonly width: number}): {
	x: number;
	y: number;
	width: number;
} {
	return {x, y, width};
}

function tooSmall(columns: number, rows: number): Frame {
	const lines = [`The window is ${columns} × ${rows}.`, `Yorktown needs ${smallest.columns} × ${smallest.rows}.`]
		.flatMap(line => wrapped(line, columns))
		.map(line => line.slice(0, columns));
	return {
		columns, rows, blocks: [{
			key: 'small', x: 0, y: 0, width: columns, rows: lines.slice(0, rows),
		}], cursor: undefined,
	};
}
