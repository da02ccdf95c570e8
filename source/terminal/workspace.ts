/** The panes and the machine panel of a session: which there are, where they stand in the window, who has the focus. */
import {focusMoved} from './keys/focus-keys.js';
import type {KeyEvent} from './keys/key-parser.js';
import {MachinePanel} from './pane/machine-panel.js';
import {Pane} from './pane/pane.js';
import type {SessionOptions} from './session-options.js';
import {
	added, closingProblem, deskOf, focusOn, freeNumber, mostUserPanes, panelNumber, removed, withPanel, zoomed,
	type Desk,
} from './state/desk.js';
import {layoutOf, type Layout} from './state/layout.js';
import {paneAt} from './state/neighbour.js';
import {rulePieces, type RulePiece} from './view/rules.js';

export class Workspace {
	desk: Desk;
	layout: Layout;
	readonly panes = new Map<number, Pane>();
	columns = 80;
	rows = 24;
	rules: readonly RulePiece[] = [];
	/** The machine panel, while it is on the desk. */
	panel: MachinePanel | undefined;
	readonly #options: SessionOptions;
	readonly #changed: () => void;

	/** The panes that the session starts with. `changed`: something may have changed in one of them. */
	constructor(options: SessionOptions, changed: () => void) {
		this.#options = options;
		this.#changed = changed;
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
	}

	/** The terminal with the focus; while the machine panel has it, the one that had it before. */
	get focused(): Pane {
		return this.panes.get(this.desk.focus) ?? this.panes.get(this.desk.lastUser ?? 0)!;
	}

	/** The machine panel, where it has the focus. */
	get focusedPanel(): MachinePanel | undefined {
		return this.desk.focus === panelNumber ? this.panel : undefined;
	}

	/** Another size of the window. */
	resize(columns: number, rows: number): void {
		this.columns = columns;
		this.rows = rows;
		this.#arrange();
	}

	/** The focused pane alone, and all again. */
	zoom(): void {
		this.desk = zoomed(this.desk);
		this.#arrange();
	}

	/** `where`: a pane's number, `next`, or a direction. */
	moveFocus(where: string): void {
		this.desk = focusMoved(this.desk, this.layout, where);
		this.#arrange();
	}

	/** A new pane with a terminal of its own. Why there can be none, where there can be none. */
	add(): string | undefined {
		const id = freeNumber(this.desk);
		if (id === undefined) {
			return `There are ${mostUserPanes} user panes, and no more: close one first`;
		}

		this.#open(id);
		this.desk = added({...this.desk, zoomed: false}, id);
		this.#arrange();
		return undefined;
	}

	/** The pane goes, its user stays, disconnected. Why it has to stay, where it has to. */
	close(id: number): string | undefined {
		const problem = closingProblem(this.desk, id);
		if (problem !== undefined) {
			return problem;
		}

		const desk = removed(this.desk, id);
		if (id === panelNumber) {
			this.panel = undefined;
		}

		this.panes.get(id)?.hangUp();
		this.panes.delete(id);
		this.desk = desk.panes.length === 1 ? {...desk, zoomed: false} : desk;
		this.#arrange();
		return undefined;
	}

	/**
	 * Opens the machine panel; one that is not shown gets the focus, one that is shown goes. Why there is none, where
	 * there is none.
	 */
	togglePanel(): string | undefined {
		const {machines} = this.#options;
		if (!machines) {
			return 'Nothing is known of the machines here';
		}

		if (this.panel && this.layout.places.some(({id}) => id === panelNumber)) {
			return this.close(panelNumber);
		}

		if (!this.panel) {
			this.panel = new MachinePanel(machines);
			this.desk = withPanel(this.desk);
			this.#arrange();
		}

		if (!this.layout.places.some(({id}) => id === panelNumber)) {
			this.desk = focusOn(this.desk, panelNumber);
			this.#arrange();
		}

		return undefined;
	}

	/** A press chooses a pane, the wheel looks back in the one under it. */
	mouse({action, x, y}: KeyEvent & {kind: 'mouse'}): void {
		const id = paneAt(this.layout, x, y);
		if (id === undefined || this.desk.overlay.kind !== 'none') {
			return;
		}

		if (action === 'press') {
			this.desk = focusOn(this.desk, id);
			this.#arrange();
		} else if (action === 'wheel-up' || action === 'wheel-down') {
			(this.panes.get(id) ?? this.panel)?.scroll(action === 'wheel-up' ? -3 : 3);
		}
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
		this.panes.set(id, pane);
		return pane;
	}

	#layOut(): Layout {
		const {panes, focus, zoomed: isZoomed, lastUser} = this.desk;
		return layoutOf({
			columns: this.columns, rows: this.rows, panes, focus, zoomed: isZoomed, lastUser,
		});
	}

	/** Lays the panes out; those not seen get the size they will have when they are. */
	#arrange(): void {
		this.layout = this.#layOut();
		const {places, rules} = this.layout;
		const focus = places.length > 1 ? places.find(({id}) => id === this.desk.focus) : undefined;
		this.rules = rulePieces(rules, this.columns, this.rows, focus);
		const hidden = places.find(({id}) => id === this.desk.focus && id !== 0) ?? places.at(-1);
		for (const pane of this.panes.values()) {
			const place = places.find(({id}) => id === pane.id) ?? (this.desk.zoomed ? undefined : hidden);
			if (place) {
				pane.resize(place.body.width, place.body.height);
			}
		}

		const place = places.find(({id}) => id === panelNumber);
		if (place) {
			this.panel?.resize(place.body.height);
		}
	}
}
