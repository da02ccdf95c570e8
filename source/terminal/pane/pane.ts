/** One pane: a terminal of the system with its painter, its port, its input line and its place in the history. */
import {ScreenPainter} from '../../port/screen-painter.js';
import type {Place, Row} from '../../port/scroll.js';
import type {AttentionKey, Terminal, TerminalPort} from '../../port/terminal-port.js';
import {AttentionWatch} from './attention-watch.js';
import {copyStep} from './copy-mode.js';
import type {Action} from '../keys/default-keys.js';
import {acceptable, KeyboardLine} from './keyboard-line.js';
import {rowsShown, rowsToPresent, scrolled} from './looking-back.js';
import {paneKeys} from './pane-keys.js';
import type {RecallHistory} from './recall-owner.js';
import {searchStep, type Search} from './search-mode.js';
import {
	anchorCopy, blockCopy, copyFrom, type Copy,
} from '../state/copy.js';
import {
	completed, edited, typed, type Input,
} from '../state/input.js';
import type {Vocabulary} from '../state/palette.js';

export type PaneOptions = {
	/** 0 is the operator. */
	readonly id: number;
	readonly kind: Terminal['kind'];
	readonly address: string;
	readonly connect: (terminal: Terminal) => TerminalPort;
	readonly now: () => number;
	readonly onChange: () => void;
	/** Text for the clipboard. */
	readonly onCopy?: (text: string) => void;
	readonly historyLimit?: number;
	readonly history?: RecallHistory;
};

export class Pane {
	readonly id: number;
	readonly painter: ScreenPainter;
	/** First row shown while looking back. */
	back: Place | undefined;
	/** Search upwards in the pane. */
	search: Search | undefined;
	/** Copy mode: what is chosen. */
	copy: Copy | undefined;
	/** Lines that the last key copied. */
	copied = 0;
	/** The logo covers the screen until somebody uses the terminal. */
	logo: boolean;
	/** End of the history when the pane was last seen. */
	#seen = 0;
	/** End of the history when the logo came up. */
	#logoFrom = 0;
	/** What is typed. */
	readonly #line: KeyboardLine;
	/** The machine may go on while it reads. */
	readonly #watch: AttentionWatch;
	#port: TerminalPort;
	readonly #onCopy: PaneOptions['onCopy'];
	readonly #connect: PaneOptions['connect'];

	constructor(options: PaneOptions) {
		const {
			id, kind, address, connect, now, onChange, onCopy, historyLimit, history,
		} = options;
		this.id = id;
		this.#connect = connect;
		this.#watch = new AttentionWatch(() => this.cpu, now);
		this.#onCopy = onCopy;
		this.logo = kind === 'display';
		this.painter = new ScreenPainter({
			kind, address, columns: 80, rows: 20, now, historyLimit, onChange: () => {
				this.#changeUser();
				// Whoever has something to say is not to be hidden by a picture.
				if (this.painter.userid !== undefined || this.painter.history.end > this.#logoFrom) {
					this.logo = false;
				}

				onChange();
			},
			onFill: text => {
				this.type(text);
			},
		});
		this.#line = new KeyboardLine(this.painter, history);
		this.#port = connect(this.painter);
		this.painter.attach(this.#port);
	}

	get input(): Input {
		return this.#line.input;
	}

	set input(input: Input) {
		this.#line.input = input;
	}

	get isOperator(): boolean {
		return this.id === 0;
	}

	/** Who is logged on, else where: for titles. */
	get name(): string {
		return this.painter.userid ?? (this.isOperator ? 'OPERATOR' : this.painter.address);
	}

	/** Virtual CPU time, microseconds. */
	get cpu(): number {
		return this.painter.closed ? 0 : this.#port.cpu().virtual;
	}

	/** The machine computes although it reads: attention found a program that goes on. */
	get isBusy(): boolean {
		return this.#watch.isBusy && this.painter.status !== 'RUNNING';
	}

	/** Figures of this pane grow by themselves, or may. */
	get isLive(): boolean {
		return this.painter.status === 'RUNNING' || this.#watch.isWatching;
	}

	/** Looks whether the machine has used its processor since the last look; to be called with every frame. */
	look(): void {
		this.#watch.look();
	}

	/** What is typed must not be seen. */
	get isSecret(): boolean {
		return this.painter.read.conceal && this.search === undefined;
	}

	/** Lines have come since the pane was last seen. */
	get news(): boolean {
		return this.painter.history.end > this.#seen;
	}

	/** The pane is on the screen. */
	seen(): void {
		this.#seen = this.painter.history.end;
	}

	/** Output rows as the pane shows them now. */
	rows(): Row[] {
		return rowsShown(this);
	}

	/** Rows between what is shown and the present, while looking back. */
	get rowsBehind(): number {
		return rowsToPresent(this);
	}

	/** Characters typed at the keyboard. What has no place in the system's character set is not accepted. */
	type(text: string): void {
		this.copied = 0;
		if (this.copy) {
			const change = text === ' ' ? anchorCopy : (/^b$/i.test(text) ? blockCopy : undefined);
			this.copy = change ? change(this.copy) : this.copy;
			return;
		}

		const accepted = acceptable(text);
		if (accepted.length < text.length) {
			this.painter.refuse();
		}

		this.logo &&= accepted === '';
		if (this.search?.typing) {
			this.search = {...this.search, wanted: this.search.wanted + accepted, missed: false};
		} else if (!this.painter.closed) {
			this.input = typed(this.input, accepted);
		}
	}

	/** Pasted text: every line but an unfinished last one is entered. */
	paste(text: string): void {
		this.copy = undefined;
		const lines = text.replaceAll(/\r\n?/g, '\n').split('\n');
		for (const [index, line] of lines.entries()) {
			this.type(line);
			if (index < lines.length - 1) {
				this.#enterLine();
			}
		}
	}

	/** What may be entered, for the palette. */
	vocabulary(): Vocabulary {
		return this.painter.closed || this.isSecret
			? {commands: [], words: []}
			: {commands: this.#port.commands(), words: this.#port.complete('')};
	}

	/** A key's action; actions that are none of a pane's do nothing. */
	act(action: Action): void {
		this.copied = 0;
		if (this.search?.typing && this.#searchKey(action, this.search)) {
			return;
		}

		if (this.copy && this.#copyKey(action, this.copy)) {
			return;
		}

		const own = paneKeys[action];
		if (own) {
			own(this);
		} else if (action.startsWith('pf')) {
			this.press(`PF${Number(action.slice(2))}`);
		} else {
			this.#line.edit(action, this.isSecret);
		}
	}

	/** One of the 3270's keys that the system sees as such. */
	press(key: AttentionKey): void {
		this.#port.key(key);
	}

	/** PA1: after it the processor is watched. */
	attention(): void {
		this.present();
		this.#watch.begin();
		this.press('PA1');
	}

	/** Looks `rows` further down (back where negative); at the present again, it follows it. */
	scroll(rows: number): void {
		this.back = scrolled(this, rows);
	}

	/** Another size of the body: output rows and the input row. */
	resize(columns: number, rows: number): void {
		if (this.back && columns !== this.painter.columns) {
			this.back = {line: this.back.line, row: 0};
		}

		this.painter.resize(columns, rows - 1);
	}

	/** The pane goes: as by a broken line. */
	hangUp(): void {
		if (!this.painter.closed) {
			this.#port.hangUp();
		}
	}

	/** Enter, as the pane is: connects again, uncovers the screen, holds it, or enters the line. */
	enter(): void {
		if (this.painter.closed) {
			this.#logoFrom = this.painter.history.end;
			this.painter.reopen();
			this.logo = this.painter.kind === 'display';
			this.#port = this.#connect(this.painter);
			this.painter.attach(this.#port);
		} else if (this.logo) {
			this.logo = false;
		} else if (this.input.line.text !== '' || !this.painter.holdScreen()) {
			this.#enterLine();
		}
	}

	/** Back from the logo and from the past. */
	present(): void {
		this.back = undefined;
		this.logo = false;
	}

	/** Tab: completes the word before the cursor, or shows what it may become. */
	complete(): void {
		if (!this.isSecret) {
			const {line, search} = this.input;
			this.input = search
				? edited(this.input, 'complete')
				: completed(this.input, this.#port.complete(line.text.slice(0, line.cursor)));
		}
	}

	/** Copy mode, with the cursor on the last line shown. */
	beginCopy(): void {
		const last = this.rows().at(-1);
		if (last && !this.logo) {
			this.search = undefined;
			this.copy = copyFrom(last.place.line);
		}
	}

	#enterLine(): void {
		this.#line.take(this.isSecret, text => {
			this.back = undefined;
			this.logo = false;
			if (!this.painter.closed) {
				this.#port.enter(text);
			}
		});
	}

	/** Search and copy mode end with the user who began them. */
	#changeUser(): void {
		if (this.#line.changeUser()) {
			this.search = undefined;
			this.copy = undefined;
		}
	}

	/** True where the key was for copy mode alone. */
	#copyKey(action: Action, copy: Copy): boolean {
		const {copy: next, back, text, passes = false} = copyStep(copy, action, this);
		this.copy = next;
		this.back = back;
		if (text !== undefined) {
			this.copied = text.split('\n').length - 1;
			this.#onCopy?.(text);
		}

		return !passes;
	}

	/** True where the key was for the search. */
	#searchKey(action: Action, before: Search): boolean {
		const step = searchStep(before, action, this);
		if (step) {
			this.search = step.search;
			this.back = step.back;
		}

		return step !== undefined;
	}
}
