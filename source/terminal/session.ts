/**
 * The terminal session: panes on a desk in a window. Key events and system output go in, frames come out; Ink, the tty
 * and timers are others' matter, so that all of it runs in a test as it does on a screen.
 */
import {smallest} from '../base/sequences.js';
import type {KeyEvent} from './keys/key-parser.js';
import {
	bindings, tableWith, type Action, type Bindings, type KeyRow,
} from './keys/default-keys.js';
import {takesClipboard} from './keys/reports.js';
import type {Situation} from './keys/situations.js';
import {overlayKey, overlayOpened} from './keys/overlay-keys.js';
import type {Pane} from './pane/pane.js';
import {situationOf} from './pane/situation.js';
import type {SessionOptions} from './session-options.js';
import {overlaid, type Desk, type Overlay} from './state/desk.js';
import {paletteItems, type PaletteItem} from './state/palette.js';
import type {Layout} from './state/layout.js';
import {themeFor, type Theme} from './view/theme.js';
import {frameOf, type Frame} from './view/frame.js';
import {Workspace} from './workspace.js';

export type {SessionOptions, StartPane, TerminalSettings} from './session-options.js';

export class Session {
	readonly theme: Theme;
	readonly #options: SessionOptions;
	readonly #place: Workspace;
	readonly #table: readonly KeyRow[];
	readonly #bindings: Bindings;
	/** What the last key could not do, and why. */
	#notice = '';
	/** The terminal said that it takes text for its clipboard. */
	#hasClipboard = false;
	#alarms = 0;
	readonly #isReady: boolean = false;
	/** Nobody hears of what happens while the session is still being made. */
	readonly #changed = (): void => {
		if (this.#isReady) {
			this.#options.onChange();
		}
	};

	readonly #actions: Readonly<Partial<Record<Action, () => void>>> = {
		new: () => {
			this.#notice = this.#place.add() ?? '';
		},
		close: () => {
			this.#notice = this.#place.close(this.desk.focus) ?? '';
		},
		zoom: () => {
			this.#place.zoom();
		},
		machines: () => {
			this.#notice = this.#place.togglePanel() ?? '';
		},
		suspend: () => {
			this.#options.onSuspend();
		},
		repaint: () => {
			this.#options.onRepaint();
		},
	};

	constructor(options: SessionOptions) {
		this.#options = options;
		this.theme = themeFor(options.environment ?? {}, options.settings?.theme);
		this.#table = tableWith(options.settings?.keys);
		this.#bindings = bindings(this.#table);
		this.#place = new Workspace(options, this.#changed);
		options.machines?.observe(() => {
			if (this.#place.panel) {
				this.#changed();
			}
		});
		this.#isReady = true;
	}

	get desk(): Desk {
		return this.#place.desk;
	}

	get layout(): Layout {
		return this.#place.layout;
	}

	get panes(): ReadonlyMap<number, Pane> {
		return this.#place.panes;
	}

	/** The terminal with the focus; while the machine panel has it, the one that had it before. */
	get focused(): Pane {
		return this.#place.focused;
	}

	/** When `tick` has something to do, microseconds. */
	get deadline(): number | undefined {
		const deadlines = [...this.panes.values()].flatMap(pane => pane.painter.deadline ?? []);
		return deadlines.length > 0 ? smallest(deadlines) : undefined;
	}

	/** Whether figures on the screen grow by themselves: CPU time of a running machine, the machine panel. */
	get isLive(): boolean {
		return (
			(this.#options.isLoadMoving?.() ?? false)
			|| this.layout.places.some(({id}) => this.panes.get(id)?.isLive ?? true)
		);
	}

	/** Alarms since the last call. */
	takeAlarms(): number {
		const alarms = [...this.panes.values()].reduce((sum, pane) => sum + pane.painter.alarms, 0);
		const fresh = Math.max(0, alarms - this.#alarms);
		this.#alarms = alarms;
		return fresh;
	}

	resize(columns: number, rows: number): void {
		this.#place.resize(columns, rows);
	}

	/** Time has passed. */
	tick(): void {
		for (const pane of this.panes.values()) {
			pane.painter.tick();
		}
	}

	input(event: KeyEvent): void {
		if (this.desk.overlay.kind === 'ending') {
			return;
		}

		if (event.kind === 'report') {
			// No key: whatever is shown or waits for one stays.
			this.#hasClipboard = takesClipboard(event.text) ?? this.#hasClipboard;
			this.#changed();
			return;
		}

		this.#notice = '';
		switch (event.kind) {
			case 'mouse': {
				this.#place.mouse(event);
				break;
			}

			case 'paste': {
				this.#overlay({kind: 'none'});
				if (this.#place.focusedPanel) {
					this.#refuseText();
				} else {
					this.focused.paste(event.text);
				}

				break;
			}

			case 'text': {
				this.#text(event.text);
				break;
			}

			case 'key': {
				this.#key(event.name);
				break;
			}
		}

		this.#changed();
	}

	/** The system is going down: no more keys. */
	end(): void {
		this.#overlay({kind: 'ending'});
		this.#changed();
	}

	frame(): Frame {
		for (const {id} of this.layout.places) {
			const pane = this.panes.get(id);
			pane?.seen();
			pane?.look();
		}

		const {title, now, settings, welcome, load} = this.#options;
		return frameOf({
			columns: this.#place.columns,
			rows: this.#place.rows,
			desk: this.desk,
			layout: this.layout,
			rules: this.#place.rules,
			panes: this.panes,
			focused: this.focused,
			panel: this.#place.panel,
			notice: this.#notice,
			hasClipboard: this.#hasClipboard,
			table: this.#table,
			theme: this.theme,
			system: title,
			now: now(),
			clock: settings?.clock ?? 'minutes',
			welcome: welcome ?? ['Press Enter to log on'],
			load: load?.() ?? '',
			palette: this.#palette(),
			situation: this.#situation,
		});
	}

	get #situation(): Situation {
		return this.#place.focusedPanel ? 'machines' : situationOf(this.focused);
	}

	#overlay(overlay: Overlay): void {
		this.#place.desk = overlaid(this.desk, overlay);
	}

	#text(text: string): void {
		const {overlay} = this.desk;
		if (overlay.kind === 'none') {
			const {focusedPanel} = this.#place;
			if (focusedPanel && text === ' ') {
				focusedPanel.pause();
			} else if (focusedPanel) {
				this.#refuseText();
			} else {
				this.focused.type(text);
			}

			return;
		}

		if (overlay.kind === 'palette') {
			this.#overlay({kind: 'palette', wanted: overlay.wanted + text, at: 0});
			return;
		}

		if (overlay.kind === 'help') {
			this.#overlay({kind: 'help', wanted: overlay.wanted + text, top: 0});
			return;
		}

		// A key for the overlay, and perhaps text behind it that came in the same piece.
		const [first = '', ...rest] = text;
		this.#key(first);
		if (rest.length > 0) {
			this.#text(rest.join(''));
		}
	}

	#key(name: string): void {
		const {
			overlay,
			action,
			text,
			quits = false,
		} = overlayKey(name, this.desk.overlay, {
			columns: this.#place.columns,
			rows: this.#place.rows,
			table: this.#table,
			bindings: this.#bindings,
			situation: this.#situation,
			palette: this.#palette(),
		});
		this.#overlay(overlay);
		if (action) {
			this.#act(action);
		} else if (text !== undefined) {
			this.focused.type(text);
		} else if (quits) {
			this.end();
			this.#options.onQuit();
		}
	}

	#palette(): PaletteItem[] {
		return this.desk.overlay.kind === 'palette' ? paletteItems(this.#table, this.focused.vocabulary()) : [];
	}

	#act(action: Action): void {
		const own = this.#actions[action];
		const overlay = overlayOpened[action];
		if (own) {
			own();
		} else if (overlay) {
			this.#overlay(overlay);
		} else if (action.startsWith('focus-')) {
			this.#place.moveFocus(action.slice('focus-'.length));
		} else if (this.#place.focusedPanel) {
			this.#place.focusedPanel.act(action);
		} else {
			this.focused.act(action);
		}
	}

	#refuseText(): void {
		this.#notice = 'The machine panel reads nothing: go to a terminal to type';
	}
}
