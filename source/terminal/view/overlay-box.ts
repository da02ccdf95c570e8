/** The box that lies over the panes, where there is one. */
import {
	boxColumns, boxOf, boxRoom, type Box,
} from './box.js';
import {
	helpBox, helpContents, helpRoom, paletteLines, quitLines,
} from './overlays.js';
import {paletteMatches} from '../state/palette.js';
import type {Scene} from './scene.js';

/** Rows of the palette that the eye takes in. */
const mostPalette = 24;

export function overlayBox(scene: Scene): Box | undefined {
	const {
		desk, panes, table, columns, rows, theme, palette, situation,
	} = scene;
	switch (desk.overlay.kind) {
		case 'help': {
			const {wanted, top} = desk.overlay;
			const sections = helpContents(table, situation);
			return boxOf(
				theme, columns, rows, 'Keys', helpBox(sections, wanted, top, boxColumns(columns), helpRoom(rows)),
			);
		}

		case 'palette': {
			const {wanted, at} = desk.overlay;
			const matches = paletteMatches(palette, wanted);
			const room = Math.min(boxRoom(rows), mostPalette);
			return boxOf(theme, columns, rows, 'Do', paletteLines(matches, palette, {
				wanted, at, room, columns: boxColumns(columns),
			}));
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
