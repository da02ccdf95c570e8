/** What a key does while something lies over the panes: the overlay after it, and what is to be done. Pure. */
import type {Action, Bindings, KeyRow} from './default-keys.js';
import type {Overlay} from '../state/desk.js';
import {paletteKey, type PaletteItem} from '../state/palette.js';
import {boxColumns} from '../view/box.js';
import {helpContents, helpLines, helpRoom} from '../view/overlays.js';
import type {Situation} from './situations.js';

/** The overlays that actions open. */
export const overlayOpened: Readonly<Partial<Record<Action, Overlay>>> = {
	prefix: {kind: 'prefix'},
	help: {kind: 'help', top: 0, wanted: ''},
	palette: {kind: 'palette', wanted: '', at: 0},
	quit: {kind: 'quit'},
};

export type OverlayStep = {
	readonly overlay: Overlay;
	readonly action?: Action;
	/** Text for the input line of the pane with the focus. */
	readonly text?: string;
	/** The user wants SHUTDOWN. */
	readonly quits?: boolean;
};

/** The session as far as its overlays need it. */
export type OverlayScene = {
	/** The window's size. */
	readonly columns: number;
	readonly rows: number;
	readonly table: readonly KeyRow[];
	readonly bindings: Bindings;
	/** What the focused pane is in the middle of. */
	readonly situation: Situation;
	/** What the palette offers while it is shown. */
	readonly palette: readonly PaletteItem[];
};

/** Key `name` while `overlay` is shown; where none is, the action bound to the key. */
export function overlayKey(name: string, overlay: Overlay, scene: OverlayScene): OverlayStep {
	switch (overlay.kind) {
		case 'prefix': {
			return {overlay: {kind: 'none'}, action: scene.bindings.prefixed.get(name)};
		}

		case 'help': {
			return {overlay: helpKey(name, overlay, scene)};
		}

		case 'palette': {
			const {overlay: next, chosen} = paletteKey(name, overlay, scene.palette);
			return {
				overlay: next,
				...(chosen?.kind === 'command' ? {text: `${chosen.insert.toLowerCase()} `} : {action: chosen?.action}),
			};
		}

		case 'quit': {
			return {overlay: {kind: 'none'}, quits: name === 'y' || name === 'Y'};
		}

		case 'none': {
			return {overlay, action: scene.bindings.direct.get(name)};
		}

		case 'ending': {
			return {overlay};
		}
	}
}

const far = Number.MAX_SAFE_INTEGER;

/** Scrolls the help, or takes back a character of what is looked for; another key leaves it. */
function helpKey(
	name: string,
	{top, wanted}: Overlay & {kind: 'help'},
	{columns, rows, table, situation}: OverlayScene,
): Overlay {
	if (name === 'backspace') {
		return {kind: 'help', top: 0, wanted: wanted.slice(0, -1)};
	}

	const room = helpRoom(rows);
	const steps: Readonly<Record<string, number>> = {
		up: -1, down: 1, pageup: 1 - room, pagedown: room - 1, home: -far, end: far,
	};
	const step = steps[name];
	const {length} = helpLines(helpContents(table, situation), wanted, boxColumns(columns));
	const last = Math.max(0, length - room);
	return step === undefined ? {kind: 'none'} : {kind: 'help', wanted, top: Math.min(last, Math.max(0, top + step))};
}
