/**
 * The machine panel: a pane without a terminal. It shows the virtual machines, and below them the flow of what goes on
 * between them, newest last. Where both have no room, the newest of the flow and as many machines as fit are shown;
 * looking back it is one list, with the head staying on top. Paused it shows what was there when it was paused, however
 * much happens meanwhile.
 */
import type {Action} from '../keys/default-keys.js';
import type {Flow, MachineRow, MachineSource} from './panel.js';

/** Lines of the flow that are shown however many machines there are, where the pane has room for them. */
const leastFlow = 3;

export type PanelLine =
	| {readonly kind: 'machine'; readonly machine: MachineRow}
	| {readonly kind: 'flow'; readonly text: string}
	/** What else there is to know now. */
	| {readonly kind: 'fact'; readonly text: string}
	| {readonly kind: 'rule'}
	/** Machines that have no room. */
	| {readonly kind: 'more'; readonly count: number};

export class MachinePanel {
	readonly #source: MachineSource;
	/** Lines under the head. */
	#room = 1;
	/** First line shown while looking back, counted with the lines that the flow has dropped; `undefined` = newest. */
	#back: number | undefined;
	/** What there was when it was paused. */
	#paused: {
		readonly rows: readonly MachineRow[]; readonly facts: readonly string[]; readonly flow: Flow;
	} | undefined;

	constructor(source: MachineSource) {
		this.#source = source;
	}

	/** Machines logged on. */
	get count(): number {
		return this.#rows.length;
	}

	get isPaused(): boolean {
		return this.#paused !== undefined;
	}

	/** Lines of the flow that came since it was paused. */
	get linesSince(): number {
		const {first, lines} = this.#source.flow();
		const then = this.#paused?.flow;
		return then ? first + lines.length - then.first - then.lines.length : 0;
	}

	/** Holds what is shown, or lets it go on. */
	pause(): void {
		this.#paused = this.#paused
			? undefined
			: {
				rows: this.#source.rows(), facts: this.#source.facts?.() ?? [], flow: this.#source.flow(),
			};
	}

	/** Lines between what is shown and the newest. */
	get linesBehind(): number {
		const {lines, first} = this.#list();
		return this.#back === undefined ? 0 : Math.max(0, lines.length - this.#room - Math.max(0, this.#back - first));
	}

	/** A pane of `rows`, head included. */
	resize(rows: number): void {
		this.#room = Math.max(1, rows - 1);
	}

	/** What is shown under the head. */
	lines(): readonly PanelLine[] {
		const {lines, first, machines, flow} = this.#list();
		if (this.#back !== undefined) {
			const from = Math.max(0, this.#back - first);
			return lines.slice(from, from + this.#room);
		}

		if (lines.length <= this.#room) {
			return lines;
		}

		const space = Math.max(this.#room - machines.length - 1, Math.min(leastFlow, Math.floor(this.#room / 3)));
		const shown = flow.slice(flow.length - Math.min(flow.length, space));
		const rest = this.#room - (shown.length === 0 ? 0 : shown.length + 1);
		const isCut = machines.length > rest;
		const fitting = machines.slice(0, isCut ? Math.max(0, rest - 1) : rest);
		return [
			...fitting,
			...(isCut && rest > 0 ? [{kind: 'more', count: machines.length - fitting.length} as const] : []),
			...(shown.length === 0 ? [] : [{kind: 'rule'} as const, ...shown]),
		];
	}

	/** Looks `by` lines further down (back where negative); at the newest again, it follows them. */
	scroll(by: number): void {
		const {lines, first} = this.#list();
		const last = Math.max(0, lines.length - this.#room);
		const from = this.#back === undefined ? last : Math.max(0, this.#back - first);
		const next = Math.max(0, from + by);
		this.#back = next >= last ? undefined : next + first;
	}

	/** A key's action. False where it means nothing here. */
	act(action: Action): boolean {
		const page = Math.max(1, this.#room - 1);
		const steps: Readonly<Partial<Record<Action, number>>> = {
			'recall-older': -1,
			'recall-newer': 1,
			'page-up': -page,
			'page-down': page,
			'scroll-top': Number.MIN_SAFE_INTEGER,
			'line-start': Number.MIN_SAFE_INTEGER,
			'scroll-end': Number.MAX_SAFE_INTEGER,
			'line-end': Number.MAX_SAFE_INTEGER,
			escape: Number.MAX_SAFE_INTEGER,
		};
		const step = steps[action];
		if (action === 'escape') {
			this.#paused = undefined;
		}

		if (step !== undefined) {
			this.scroll(step);
		}

		return step !== undefined;
	}

	get #rows(): readonly MachineRow[] {
		return this.#paused?.rows ?? this.#source.rows();
	}

	#list(): {
		readonly first: number;
		readonly machines: readonly PanelLine[];
		readonly flow: readonly PanelLine[];
		readonly lines: readonly PanelLine[];
	} {
		const {first, lines}: Flow = this.#paused?.flow ?? this.#source.flow();
		const facts = this.#paused?.facts ?? this.#source.facts?.() ?? [];
		const machines = [
			...this.#rows.map(machine => ({kind: 'machine', machine}) as const),
			...facts.map(text => ({kind: 'fact', text}) as const),
		];
		const flow = lines.map(text => ({kind: 'flow', text}) as const);
		return {
			first, machines, flow, lines: flow.length === 0 ? machines : [...machines, {kind: 'rule'}, ...flow],
		};
	}
}
