/**
 * The whole window as blocks of rows, ready to be drawn, and the cursor's cell. Pure but for what it reads of the
 * panes.
 */
import {timeOfDay} from '../../base/clock.js';
import type {Cell} from '../host/frame-writer.js';
import type {KeyRow} from '../keys/keys.js';
import type {Pane} from '../pane/pane.js';
import type {MachineRow} from '../pane/panel.js';
import type {Desk} from '../state/desk.js';
import {paletteMatches, type PaletteItem} from '../state/palette.js';
import {smallest, type Layout, type PanePlace} from '../state/layout.js';
import {paint, type Theme} from './theme.js';
import {bottomRow} from './bottom.js';
import {boxColumns, boxOf, boxRoom} from './box.js';
import {
	helpLines, machineLines, paletteLines, quitLines, wrapped,
} from './overlays.js';
import {
	bodyRows, spread, titleRow, titleStatus,
} from './pane-view.js';
import type {RulePiece} from './rules.js';

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

export type Scene = {
	readonly columns: number;
	readonly rows: number;
	readonly desk: Desk;
	readonly layout: Layout;
	/** The layout's rules, drawn. */
	readonly rules: readonly RulePiece[];
	readonly panes: ReadonlyMap<number, Pane>;
	readonly table: readonly KeyRow[];
	readonly theme: Theme;
	/** `SYSTEM YORKTOWN`. */
	readonly system: string;
	/** Microseconds. */
	readonly now: number;
	/** The clock in the titles: `seconds` or `minutes`. */
	readonly clock: 'seconds' | 'minutes';
	readonly welcome: readonly string[];
	readonly load: string;
	readonly machines: readonly MachineRow[];
	/** What went on between them, oldest first. */
	readonly flow: readonly string[];
	/** What the palette offers while it is shown. */
	readonly palette: readonly PaletteItem[];
};

/** Time of day for the titles. */
export function clockText(now: number, clock: Scene['clock']): string {
	return timeOfDay(now).slice(0, clock === 'seconds' ? 8 : 5);
}

export function frameOf(scene: Scene): Frame {
	const {columns, rows, layout, desk, panes, theme, table} = scene;
	if (layout.kind === 'small') {
		return tooSmall(columns, rows);
	}

	const focused = panes.get(desk.focus)!;
	const blocks: Block[] = scene.rules.map((piece, index) => ({
		key: `rule ${index}`,
		...piece,
		rows: piece.rows.map(row => paint(theme, 'rule', row)),
	}));
	let cursor: Cell | undefined;
	for (const place of layout.places) {
		const pane = panes.get(place.id)!;
		const isFocused = place.id === desk.focus;
		const {rows: body, cursor: column} = bodyRows(
			pane,
			place.body.width,
			place.body.height,
			isFocused,
			theme,
			scene.welcome,
		);
		blocks.push(
			{key: `title ${place.id}`, ...area(place.title), rows: [titleOf(scene, place, pane)]},
			{key: `body ${place.id}`, ...area(place.body), rows: body},
		);
		if (isFocused && !pane.logo && !pane.painter.closed && !pane.copy) {
			cursor = {x: place.body.x + column, y: place.body.y + place.body.height - 1};
		}
	}

	blocks.push({
		key: 'bottom',
		...area(layout.bottom),
		rows: [bottomRow(focused, desk.overlay, table, columns, scene.load, theme)],
	});
	const box = overlayBox(scene);
	if (box) {
		blocks.push({key: 'overlay', ...box});
		cursor = undefined;
	}

	return {
		columns, rows, blocks, cursor,
	};
}

function area({x, y, width}: {readonly x: number; readonly y: number; readonly width: number}): {
	x: number;
	y: number;
	width: number;
} {
	return {x, y, width};
}

function titleOf(scene: Scene, place: PanePlace, pane: Pane): string {
	const {desk, layout, theme, now, clock, system} = scene;
	const isFocused = place.id === desk.focus;
	// Where not every pane has its place, the user's title names them all.
	if (layout.kind === 'tabs' || (!pane.isOperator && layout.places.length < desk.panes.length)) {
		return tabRow(scene, pane, place.title.width);
	}

	const time = clockText(now, clock);
	return titleRow(
		pane,
		place.title.width,
		isFocused,
		theme,
		pane.isOperator ? [`SYSTEM ${system}  ${time}`, time] : [],
	);
}

/**
 * The title line where not all panes are shown: all by number, the status of the one below it, the clock where no other
 * title has it.
 */
function tabRow({desk, layout, panes, theme, now, clock}: Scene, shown: Pane, width: number): string {
	const time = layout.kind === 'tabs' ? clockText(now, clock) : '';
	const status = titleStatus(shown);
	const cpu = shown.painter.userid === undefined ? '' : `CPU ${(shown.cpu / 1_000_000).toFixed(2)}`;
	const all = desk.panes.map(id => panes.get(id)!);
	const long = all.map(pane => `${pane.id} ${pane.name}${mark(pane, shown)}`);
	const short = all.map(pane => pane === shown ? `${pane.id} ${pane.name}` : `${pane.id}${mark(pane, shown)}`);
	const rights = [[status, cpu, time], [status, time], [status]].map(
		parts => parts.filter(part => part !== '').join('  ') + ' ',
	);
	const fits = (names: readonly string[], right: string): boolean =>
		names.join('  ').length + right.length + 2 <= width;
	// Names are cut before the figures, the figures before the status.
	const names = fits(long, rights[0]) ? long : short;
	const right = rights.find(each => fits(names, each)) ?? rights[2];
	const left = names
		.map((name, index) => paint(theme, all[index].id === desk.focus ? 'focused' : 'quiet', name))
		.join('  ');
	const used = names.join('  ').length + 1;
	const style = shown.id === desk.focus ? 'focused' : 'quiet';
	return ` ${left}${paint(theme, style, spread('', right, Math.max(0, width - used)))}`;
}

/** A star behind a pane that has news, or waits to be cleared. */
function mark(pane: Pane, shown: Pane): string {
	return pane !== shown && (pane.news || pane.painter.held) ? '*' : '';
}

function overlayBox(scene: Scene): Omit<Block, 'key'> | undefined {
	const {
		desk, panes, table, columns, rows, theme, machines, flow,
	} = scene;
	switch (desk.overlay.kind) {
		case 'help': {
			return boxOf(theme, columns, rows, 'Keys', helpLines(table, boxColumns(columns)), desk.overlay.top);
		}

		case 'machines': {
			return boxOf(theme, columns, rows, 'Virtual machines', machineLines(machines, flow, boxRoom(rows)));
		}

		case 'palette': {
			const {wanted, at} = desk.overlay;
			return boxOf(
				theme,
				columns,
				rows,
				'Do',
				paletteLines(
					paletteMatches(scene.palette, wanted),
					scene.palette,
					wanted,
					at,
					Math.min(boxRoom(rows), 20),
				),
			);
		}

		case 'quit': {
			const users = [...panes.values()].flatMap(pane => pane.painter.userid ?? []);
			return boxOf(theme, columns, rows, 'Quit', quitLines(users));
		}

		case 'none':
		case 'prefix':
		case 'ending': {
			return undefined;
		}
	}
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
