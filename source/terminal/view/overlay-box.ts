/** The box that lies over the panes, where there is one. */
import {
	boxColumns, boxOf, boxRoom, type Box,
} from './box.js';
import {helpLines, paletteLines, quitLines} from './overlays.js';
import {paletteMatches} from '../state/palette.js';
import type {Scene} from './scene.js';

export function overlayBox(scene: Scene): Box | undefined {
	const {
		desk, panes, table, columns, rows, theme,
	} = scene;
	switch (desk.overlay.kind) {
		case 'help': {
			return boxOf(theme, columns, rows, 'Keys', helpLines(table, boxColumns(columns)), desk.overlay.top);
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
