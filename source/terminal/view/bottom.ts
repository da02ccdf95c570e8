/** The line at the bottom: which keys matter now, and the system's load. */
import {rowKeys, type KeyRow} from '../keys/default-keys.js';
import type {Pane} from '../pane/pane.js';
import {panelNumber} from '../state/desk.js';
import type {Scene} from './scene.js';
import {spread} from './text.js';
import {paint} from './theme.js';

/** `ctrl-c` -> `^C`. */
function caret(table: readonly KeyRow[], action: KeyRow['action']): string {
	const row = table.find(candidate => candidate.action === action);
	const key = row?.keys[0];
	if (key === undefined) {
		return row ? rowKeys(row) : '';
	}

	return /^ctrl-.$/.test(key) ? `^${key.slice(5).toUpperCase()}` : rowKeys({...row!, keys: [key], label: undefined});
}

/** No terminal says whether it took a text: what can be said is whether it said that it takes any. */
function copied(lines: number, hasClipboard: boolean): readonly string[] {
	const what = lines === 1 ? '1 line' : `${lines} lines`;
	return hasClipboard
		? [`${what} copied to the clipboard`, `${what} copied`]
		: [`${what} sent to the terminal, whose clipboard it is`, `${what} sent to the terminal`];
}

/** The hints for what the focused pane waits for: the first for a wide window, others for narrower ones. */
function hints(pane: Pane, {table, hasClipboard}: Pick<Scene, 'table' | 'hasClipboard'>): readonly string[] {
	const clear = caret(table, 'clear');
	const prefix = caret(table, 'prefix');
	if (pane.copied > 0) {
		return copied(pane.copied, hasClipboard);
	}

	if (pane.copy) {
		return pane.copy.anchor === undefined
			? [
				'↑ ↓ PgUp PgDn a line   ← → or B columns   Space begin there   Enter copy   Esc',
				'Space begin   B columns   Enter copy',
			]
			: [
				'↑ ↓ PgUp PgDn to the other end   Enter copy   Space give up   Esc done',
				'Enter copy   Space give up   Esc done',
			];
	}

	if (pane.search?.typing) {
		return ['Enter next match upwards   Esc done'];
	}

	if (pane.input.search) {
		const again = caret(table, 'recall-search');
		return [
			`${again} further back   Enter enter it   Tab edit it   Esc back`,
			`${again} older   Enter enter   Tab edit   Esc`,
		];
	}

	if (pane.back) {
		return [`PgUp PgDn look back   ${prefix} / search   Esc present`, `${prefix} / search   Esc present`];
	}

	if (pane.painter.closed) {
		return [
			`Enter connects again   ${prefix} commands   ${prefix} q quit`,
			`Enter connects again   ${prefix} q quit`,
		];
	}

	if (pane.painter.status === 'MORE...') {
		return [
			`${clear} next screen (by itself after a minute)   Enter holds this one`,
			`${clear} next screen   Enter holds it`,
		];
	}

	if (pane.painter.status === 'HOLDING') {
		return [`${clear} next screen`];
	}

	const attention = caret(table, 'attention');
	return [
		`F1-F12 PF keys  ${attention} attention (PA1)  ${prefix} commands  PgUp scroll  ${prefix} ? help`,
		`${attention} attention  ${prefix} commands  ${prefix} ? help`,
	];
}

function fitting(choices: readonly string[], room: number): string {
	return choices.find(choice => choice.length <= room) ?? choices.at(-1)!.slice(0, room);
}

/** What may follow the prefix, as much as there is room for. */
function prefixHints(table: readonly KeyRow[], room: number): string {
	let hints = '';
	for (const {action, letter = '', short} of [
		...table.filter(row => row.short !== undefined),
		{action: 'focus-left', letter: '←↑↓→', short: 'move'},
	]) {
		const hint = `${hints === '' ? '' : '  '}${action === 'focus-0' ? '0-9' : letter} ${short}`;
		if (hints.length + hint.length > room) {
			break;
		}

		hints += hint;
	}

	return hints;
}

/** What the keys do while the machine panel has the focus. */
function panelHints(table: readonly KeyRow[]): readonly string[] {
	const prefix = caret(table, 'prefix');
	return [
		`↑ ↓ PgUp PgDn look back   Space pause   Esc newest   ${prefix} 0-9 go to a terminal   ${prefix} s close`,
		`↑ ↓ look back   Space pause   ${prefix} 0-9 go to   ${prefix} s close`,
	];
}

/** The bottom line. */
export function bottomRow({
	focused, desk, table, columns: width, load, theme, notice, hasClipboard,
}: Scene): string {
	switch (desk.overlay.kind) {
		case 'prefix': {
			return paint(theme, 'focused', ` ${prefixHints(table, width - 1)}`);
		}

		case 'help': {
			return paint(theme, 'quiet', ' a part of what it does   ↑ ↓ PgUp PgDn scroll   Esc return'.slice(0, width));
		}

		case 'palette': {
			return paint(theme, 'quiet', ' a part of its name   ↑ ↓ choose   Enter do it   Esc return'.slice(0, width));
		}

		case 'quit': {
			return paint(theme, 'quiet', ' y shut down   n go on'.slice(0, width));
		}

		case 'ending': {
			return paint(theme, 'focused', ' Shutting down …'.slice(0, width));
		}

		case 'none': {
			if (notice !== '') {
				return paint(theme, 'focused', ` ${notice}`.slice(0, width));
			}

			const choices = desk.focus === panelNumber ? panelHints(table) : hints(focused, {table, hasClipboard});
			return paint(
				theme,
				'quiet',
				spread(` ${fitting(choices, width - 1)}`, load === '' ? '' : `${load} `, width).trimEnd(),
			);
		}
	}
}
