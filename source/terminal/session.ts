/**
 * The terminal session: panes on a desk in a window. Key events and system output go in, frames come out; Ink, the tty
 * and timers are others' matter, so that all of it runs in a test as it does on a screen.
 */
import {smallest} from '../base/sequences.js';
import {focusMoved} from './keys/focus-keys.js';
import type {KeyEvent} from './keys/key-parser.js';
import {
	bindings, tableWith, type Action, type Bindings, type KeyRow,
} from './keys/keys.js';
import {takesClipboard} from './keys/reports.js';
import type {Situation} from './keys/situations.js';
import {overlayKey, overlayOpened} from './keys/overlay-keys.js';
import {MachinePanel} from './pane/machine-panel.js';
import {Pane} from './pane/pane.js';
import {situationOf} from './pane/situation.js';
import type {SessionOptions} from './session-options.js';
import {
	added, closingProblem, deskOf, focusOn, freeNumber, mostUserPanes, overlaid, panelNumber, removed, withPanel,
	zoomed, type Desk,
} from './state/desk.js';
import {paletteItems, type PaletteItem} from './state/palette.js';
import {layoutOf, type Layout} from './state/layout.js';
import {paneAt} from './state/neighbour.js';
import {themeFor, type Theme} from './view/theme.js';
import {frameOf, type Frame} from './view/frame.js';
import {rulePieces, type RulePiece} from './view/rules.js';

export type {SessionOptions, StartPane, TerminalSettings} from './session-options.js';

export class Session {
	desk: Desk;
	layout: Layout;
	readonly theme: Theme;
	readonly #options: SessionOptions;
	readonly #panes = new Map<number, Pane>();
	readonly #table: readonly KeyRow[];
	readonly #bindings: Bindings;
	#columns = 80;
	#rows = 24;
	#rules: readonly RulePiece[] = [];
	/** The machine panel, while it is on the desk. */
	#panel: MachinePanel | undefined;
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
			this.#new();
		},
		close: () => {
			this.#close(this.desk.focus);
		},
		zoom: () => {
			this.desk = zoomed(this.desk);
			this.#arrange();
		},
		machines: () => {
			this.#togglePanel();
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
		const starts = options.panes ?? [{operator: true}, {}];
		let next = 1;
		const ids = starts.map(start => start.operator ? 0 : next++);
		const user = ids.find(id => id !== 0);
		this.desk = deskOf(
			ids.toSorted((a, b) => a - b),
			options.focus === undefined ? (user ?? ids[0]) : ids[options.focus],
		);
		this.layout = this.#layOut();
		for (const [index, start] of starts.entries()) {
			const pane = this.#open(ids[index], start.connect);
			pane.paste((start.lines ?? []).map(line => `${line}\n`).join(''));
		}

		this.#arrange();
		options.machines?.observe(() => {
			if (this.#panel) {
				this.#changed();
			}
		});
		this.#isReady = true;
	}

	get panes(): ReadonlyMap<number, Pane> {
		return this.#panes;
	}

	/** The terminal with the focus; while the machine panel has it, the one that had it before. */
	get focused(): Pane {
		return this.#panes.get(this.desk.focus) ?? this.#panes.get(this.desk.lastUser ?? 0)!;
	}

	/** The machine panel, where it has the focus. */
	get #focusedPanel(): MachinePanel | undefined {
		return this.desk.focus === panelNumber ? this.#panel : undefined;
	}

	/** When `tick` has something to do, microseconds. */
	get deadline(): number | undefined {
		const deadlines = [...this.#panes.values()].flatMap(pane => pane.painter.deadline ?? []);
		return deadlines.length > 0 ? smallest(deadlines) : undefined;
	}

	/** Whether figures on the screen grow by themselves: CPU time of a running machine, the machine panel. */
	get isLive(): boolean {
		return (
			(this.#options.isLoadMoving?.() ?? false)
			|| this.layout.places.some(({id}) => this.#panes.get(id)?.isLive ?? true)
		);
	}

	/** Alarms since the last call. */
	takeAlarms(): number {
		const alarms = [...this.#panes.values()].reduce((sum, pane) => sum + pane.painter.alarms, 0);
		const fresh = Math.max(0, alarms - this.#alarms);
		this.#alarms = alarms;
		return fresh;
	}

	resize(columns: number, rows: number): void {
		this.#columns = columns;
		this.#rows = rows;
		this.#arrange();
	}

	/** Time has passed. */
	tick(): void {
		for (const pane of this.#panes.values()) {
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
				this.#mouse(event);
				break;
			}

			case 'paste': {
				this.desk = overlaid(this.desk, {kind: 'none'});
				if (this.#focusedPanel) {
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
		this.desk = overlaid(this.desk, {kind: 'ending'});
		this.#changed();
	}

	frame(): Frame {
		for (const {id} of this.layout.places) {
			const pane = this.#panes.get(id);
			pane?.seen();
			pane?.look();
		}

		const {title, now, settings, welcome, load} = this.#options;
		return frameOf({
			columns: this.#columns,
			rows: this.#rows,
			desk: this.desk,
			layout: this.layout,
			rules: this.#rules,
			panes: this.#panes,
			focused: this.focused,
			panel: this.#panel,
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
		return this.#focusedPanel ? 'machines' : situationOf(this.focused);
	}

	#open(id: number, connect = this.#options.connect): Pane {
		const pane = new Pane({
			id, connect, kind: id === 0 ? 'typewriter' : 'display',
			address: id === 0 ? 'CONS 009' : `GRAF ${(0x20 + id).toString(16).toUpperCase().padStart(3, '0')}`,
			now: this.#options.now, onChange: this.#changed, historyLimit: this.#options.settings?.historyLimit,
			history: this.#options.history,
			onCopy: text => {
				this.#options.onCopy?.(text);
			},
		});
		this.#panes.set(id, pane);
		return pane;
	}

	#layOut(): Layout {
		const {panes, focus, zoomed: isZoomed, lastUser} = this.desk;
		return layoutOf({
			columns: this.#columns, rows: this.#rows, panes, focus, zoomed: isZoomed, lastUser,
		});
	}

	/** Lays the panes out; those not seen get the size they will have when they are. */
	#arrange(): void {
		this.layout = this.#layOut();
		const {places, rules} = this.layout;
		const focus = places.length > 1 ? places.find(({id}) => id === this.desk.focus) : undefined;
		this.#rules = rulePieces(rules, this.#columns, this.#rows, focus);
		const hidden = places.find(({id}) => id === this.desk.focus && id !== 0) ?? places.at(-1);
		for (const pane of this.#panes.values()) {
			const place = places.find(({id}) => id === pane.id) ?? (this.desk.zoomed ? undefined : hidden);
			if (place) {
				pane.resize(place.body.width, place.body.height);
			}
		}

		const place = places.find(({id}) => id === panelNumber);
		if (place) {
			this.#panel?.resize(place.body.height);
		}
	}

	#text(text: string): void {
		const {overlay} = this.desk;
		if (overlay.kind === 'none') {
			if (this.#focusedPanel) {
				this.#refuseText();
			} else {
				this.focused.type(text);
			}

			return;
		}

		if (overlay.kind === 'palette') {
			this.desk = overlaid(this.desk, {kind: 'palette', wanted: overlay.wanted + text, at: 0});
			return;
		}

		if (overlay.kind === 'help') {
			this.desk = overlaid(this.desk, {kind: 'help', wanted: overlay.wanted + text, top: 0});
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
			columns: this.#columns,
			rows: this.#rows,
			table: this.#table,
			bindings: this.#bindings,
			situation: this.#situation,
			palette: this.#palette(),
		});
		this.desk = overlaid(this.desk, overlay);
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
			this.desk = overlaid(this.desk, overlay);
		} else if (action.startsWith('focus-')) {
			this.desk = focusMoved(this.desk, this.layout, action.slice('focus-'.length));
			this.#arrange();
		} else if (this.#focusedPanel) {
			this.#focusedPanel.act(action);
		} else {
			this.focused.act(action);
		}
	}

	#new(): void {
		const id = freeNumber(this.desk);
		if (id === undefined) {
			this.#notice = `There are ${mostUserPanes} user panes, and no more: close one first`;
			return;
		}

		this.#open(id);
		this.desk = added({...this.desk, zoomed: false}, id);
		this.#arrange();
	}

	#close(id: number): void {
		const problem = closingProblem(this.desk, id);
		if (problem !== undefined) {
			this.#notice = problem;
			return;
		}

		const desk = removed(this.desk, id);
		if (id === panelNumber) {
			this.#panel = undefined;
		}

		this.#panes.get(id)?.hangUp();
		this.#panes.delete(id);
		this.desk = desk.panes.length === 1 ? {...desk, zoomed: false} : desk;
		this.#arrange();
	}

	/** Opens the machine panel; one that is not shown gets the focus, one that is shown goes. */
	#togglePanel(): void {
		const {machines} = this.#options;
		if (!machines) {
			this.#notice = 'Nothing is known of the machines here';
			return;
		}

		if (this.#panel && this.layout.places.some(({id}) => id === panelNumber)) {
			this.#close(panelNumber);
			return;
		}

		if (!this.#panel) {
			this.#panel = new MachinePanel(machines);
			this.desk = withPanel(this.desk);
			this.#arrange();
		}

		if (!this.layout.places.some(({id}) => id === panelNumber)) {
			this.desk = focusOn(this.desk, panelNumber);
			this.#arrange();
		}
	}

	#refuseText(): void {
		this.#notice = 'The machine panel reads nothing: go to a terminal to type';
	}

	#mouse({action, x, y}: KeyEvent & {kind: 'mouse'}): void {
		const id = paneAt(this.layout, x, y);
		if (id === undefined || this.desk.overlay.kind !== 'none') {
			return;
		}

		if (action === 'press') {
			this.desk = focusOn(this.desk, id);
			this.#arrange();
		} else if (action === 'wheel-up' || action === 'wheel-down') {
			(this.#panes.get(id) ?? this.#panel)?.scroll(action === 'wheel-up' ? -3 : 3);
		}
	}
}
