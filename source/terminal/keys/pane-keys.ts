/** What the keys do to a pane, its editing of the input line and the PF keys apart. */
import type {Action} from './keys.js';
import type {Pane} from '../pane/pane.js';
import {emptySearch} from '../pane/search-mode.js';
import {edited} from '../state/input.js';

export const paneKeys: Readonly<Partial<Record<Action, (pane: Pane) => void>>> = {
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
