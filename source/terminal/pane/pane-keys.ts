/** What the keys do to a pane, its editing of the input line and the PF keys apart. */
import type {ScreenPainter} from '../../port/screen-painter.js';
import type {Place} from '../../port/scroll.js';
import type {AttentionKey} from '../../port/terminal-port.js';
import type {Action} from '../keys/default-keys.js';
import {edited, type Input} from '../state/input.js';
import {emptySearch, type Search} from './search-mode.js';

/** A pane as far as its keys change it; `Pane` says what each part is. */
export type KeyedPane = {
	readonly painter: ScreenPainter;
	input: Input;
	back: Place | undefined;
	search: Search | undefined;
	enter(): void;
	attention(): void;
	press(key: AttentionKey): void;
	present(): void;
	complete(): void;
	scroll(rows: number): void;
	beginCopy(): void;
};

export const paneKeys: Readonly<Partial<Record<Action, (pane: KeyedPane) => void>>> = {
	enter(pane) {
		pane.enter();
	},
	attention(pane) {
		pane.attention();
	},
	pa2(pane) {
		// The 3270's cancel key: like Clear it ends MORE... and HOLDING.
		if (pane.painter.held) {
			pane.painter.clear();
		} else {
			pane.press('PA2');
		}
	},
	clear(pane) {
		pane.present();
		pane.painter.clear();
	},
	complete(pane) {
		pane.complete();
	},
	'page-up'(pane) {
		pane.scroll(-Math.max(1, pane.painter.rows - 1));
	},
	'page-down'(pane) {
		pane.scroll(Math.max(1, pane.painter.rows - 1));
	},
	'scroll-top'(pane) {
		pane.scroll(Number.MIN_SAFE_INTEGER);
	},
	'scroll-end'(pane) {
		pane.back = undefined;
	},
	search(pane) {
		pane.search = emptySearch;
	},
	copy(pane) {
		pane.beginCopy();
	},
	escape(pane) {
		if (pane.back && !pane.input.search) {
			pane.back = undefined;
			pane.search = undefined;
		} else {
			pane.input = edited(pane.input, 'escape');
		}
	},
};
