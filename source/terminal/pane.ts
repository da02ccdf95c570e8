/** One pane: a terminal of the system with its painter, its port, its input line and its place in the history. */
import {ScreenPainter} from '../port/screen-painter.js';
import {
	comparePlaces, movePlace, rowsBelow, rowsFrom, searchUp, type Place, type Row,
} from '../port/scroll.js';
import {displayable} from '../port/text.js';
import type {Terminal, TerminalPort} from '../port/terminal-port.js';
import {copyStep} from './copy-mode.js';
import type {Action} from './keys.js';
import {anchorCopy, type Copy} from './state/copy.js';
import {
	completed, edited, emptyInput, entered, typed, type Input,
} from './state/input.js';
import {emptyLine} from './state/line.js';
import {logonUser, withoutPasswords} from './state/secrets.js';

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
};

/** Least time between two looks at the processor, microseconds. */
const lookTime = 500_000;

export class Pane {
	readonly id: number;
	readonly painter: ScreenPainter;
	input: Input = emptyInput;
	/** First row shown while looking back. */
	back: Place | undefined;
	/** Search upwards in the pane; `typing`: the input line is the search's. */
	search: {readonly wanted: string; readonly typing: boolean; readonly missed: boolean} | undefined;
	/** Copy mode: what is chosen. */
	copy: Copy | undefined;
	/** The logo covers the screen until somebody uses the terminal. */
	logo: boolean;
	/** End of the history when the pane was last seen. */
	#seen = 0;
	/** End of the history when the logo came up. */
	#logoFrom = 0;
	#user: string | undefined;
	/** Who was logged on here last, and the lines he entered. */
	#former: {readonly userid: string; readonly recall: readonly string[]} | undefined;
	/** End of the history when a LOGON was entered: a line that follows before the system's answer is the password. */
	#logonAt: number | undefined;
	/** CPU time at the last look after attention: the machine may go on while it reads. */
	#attended: {readonly cpu: number; readonly at: number} | undefined;
	#isBusy = false;
	#port: TerminalPort;
	readonly #now: () => number;
	readonly #onCopy: PaneOptions['onCopy'];
	readonly #connect: PaneOptions['connect'];
	readonly #actions: Readonly<Partial<Record<Action, () => void>>> = {
		enter: () => {
			this.#enter();
		},
		attention: () => {
			this.#present();
			this.#attended = {cpu: this.cpu, at: this.#now()};
			this.#port.key('PA1');
		},
		pa2: () => {
			this.#port.key('PA2');
		},
		clear: () => {
			this.#present();
			this.painter.clear();
		},
		complete: () => {
			this.#complete();
		},
		'page-up': () => {
			this.scroll(-Math.max(1, this.painter.rows - 1));
		},
		'page-down': () => {
			this.scroll(Math.max(1, this.painter.rows - 1));
		},
		'scroll-top': () => {
			this.scroll(Number.MIN_SAFE_INTEGER);
		},
		'scroll-end': () => {
			this.back = undefined;
		},
		search: () => {
			this.search = {wanted: '', typing: true, missed: false};
		},
		copy: () => {
			this.#beginCopy();
		},
		escape: () => {
			if (this.back && !this.input.search) {
				this.back = undefined;
				this.search = undefined;
			} else {
				this.input = edited(this.input, 'escape');
			}
		},
		'recall-search': () => {
			this.#recall('recall-search');
		},
		'recall-older': () => {
			this.#recall('recall-older');
		},
		'recall-newer': () => {
			this.#recall('recall-newer');
		},
	};

	constructor({id, kind, address, connect, now, onChange, onCopy, historyLimit}: PaneOptions) {
		this.id = id;
		this.#connect = connect;
		this.#now = now;
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
		});
		this.#port = connect(this.painter);
		this.painter.attach(this.#port);
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
		return this.#isBusy && this.painter.status !== 'RUNNING';
	}

	/** Figures of this pane grow by themselves, or may. */
	get isLive(): boolean {
		return this.painter.status === 'RUNNING' || this.#attended !== undefined;
	}

	/** Looks whether the machine has used its processor since the last look; to be called with every frame. */
	look(): void {
		const before = this.#attended;
		const at = this.#now();
		if (before && at - before.at >= lookTime) {
			const {cpu} = this;
			this.#isBusy = cpu > before.cpu;
			this.#attended = this.#isBusy ? {cpu, at} : undefined;
		}
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
		const {history, columns, rows} = this.painter;
		return this.back ? rowsFrom(history, columns, this.back, rows) : this.painter.screen();
	}

	/** Rows between what is shown and the present, while looking back. */
	get rowsBehind(): number {
		const {history, columns, top} = this.painter;
		return this.back ? Math.max(0, rowsBelow(history, columns, this.back) - rowsBelow(history, columns, top)) : 0;
	}

	/** Characters typed at the keyboard. What has no place in the system's character set is not accepted. */
	type(text: string): void {
		if (this.copy) {
			this.copy = text === ' ' ? anchorCopy(this.copy) : this.copy;
			return;
		}

		const accepted = [...text].filter(character => character === '?' || displayable(character) === character || character === '\t').join('').replaceAll('\t', ' ');
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

	/** What the first word of a line may be, for the palette. */
	commands(): readonly string[] {
		return this.painter.closed || this.isSecret ? [] : this.#port.complete('');
	}

	/** A key's action; actions that are none of a pane's do nothing. */
	act(action: Action): void {
		if (this.search?.typing && this.#searchKey(action, this.search)) {
			return;
		}

		if (this.copy && this.#copyKey(action, this.copy)) {
			return;
		}

		const own = this.#actions[action];
		if (own) {
			own();
		} else if (action.startsWith('pf')) {
			this.#port.key(`PF${Number(action.slice(2))}`);
		} else {
			const input = edited(this.input, action);
			this.input = this.isSecret ? {...input, removed: ''} : input;
		}
	}

	/** Looks `rows` further down (back where negative); at the present again, it follows it. */
	scroll(rows: number): void {
		const {history, columns, top} = this.painter;
		const place = movePlace(history, columns, this.back ?? top, rows);
		this.back = comparePlaces(place, top) < 0 ? place : undefined;
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

	#enter(): void {
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

	#enterLine(): void {
		const {text} = this.input.line;
		const {isSecret} = this;
		const isLoggedOn = this.painter.userid !== undefined;
		const isPassword = isSecret || (!isLoggedOn && this.#logonAt === this.painter.history.end);
		this.input = entered(this.input, withoutPasswords(text, isLoggedOn), isPassword);
		this.back = undefined;
		this.logo = false;
		if (this.painter.closed) {
			return;
		}

		// What is typed on a typewriter stands on its paper; a display gets its echo from CP.
		if (this.painter.kind === 'typewriter' && !isSecret) {
			this.painter.send({kind: 'line', text, lineClass: 'input'});
		}

		this.#port.enter(text);
		this.#logonAt = isPassword || logonUser(text) === undefined ? undefined : this.painter.history.end;
	}

	/** What was entered here belongs to the user who did: it comes back with him, and nobody else sees it. */
	#changeUser(): void {
		const {userid} = this.painter;
		if (userid === this.#user) {
			return;
		}

		if (this.#user !== undefined) {
			this.#former = {userid: this.#user, recall: this.input.recall};
			this.input = emptyInput;
			this.search = undefined;
			this.copy = undefined;
		}

		if (userid !== undefined && this.#former?.userid === userid) {
			this.input = {
				...this.input, recall: [...this.#former.recall, ...this.input.recall], at: undefined, search: undefined,
			};
		}

		this.#user = userid;
	}

	/** Back from the logo and from the past. */
	#present(): void {
		this.back = undefined;
		this.logo = false;
	}

	#complete(): void {
		if (!this.isSecret) {
			const {line, search} = this.input;
			this.input = search ? edited(this.input, 'complete') : completed(this.input, this.#port.complete(line.text.slice(0, line.cursor)));
		}
	}

	#recall(action: Action): void {
		if (!this.isSecret) {
			this.input = edited(this.input, action);
		}
	}

	#beginCopy(): void {
		const last = this.rows().at(-1);
		if (last && !this.logo) {
			this.search = undefined;
			this.copy = {cursor: last.place.line, anchor: undefined};
		}
	}

	/** True where the key was for copy mode alone. */
	#copyKey(action: Action, copy: Copy): boolean {
		const {copy: next, back, text, passes = false} = copyStep(copy, action, this);
		this.copy = next;
		this.back = back;
		if (text !== undefined) {
			this.#onCopy?.(text);
		}

		return !passes;
	}

	/** True where the key was for the search. */
	#searchKey(action: Action, search: NonNullable<Pane['search']>): boolean {
		if (action === 'enter' || action === 'recall-older') {
			this.search = {...search, missed: !this.#searchUp(search.wanted)};
			return true;
		}

		if (action === 'backspace') {
			this.search = {...search, wanted: search.wanted.slice(0, -1), missed: false};
			return true;
		}

		if (action === 'escape') {
			this.search = undefined;
			return true;
		}

		return false;
	}

	/** Shows the next match upwards in the middle of the screen. */
	#searchUp(wanted: string): boolean {
		const {history, columns, rows, top} = this.painter;
		const middle = Math.floor(rows / 2);
		const from = this.back ? movePlace(history, columns, this.back, middle) : {line: history.end, row: 0};
		const found = wanted === '' ? undefined : searchUp(history, columns, from, wanted);
		if (found) {
			const place = movePlace(history, columns, found, -middle);
			this.back = comparePlaces(place, top) < 0 ? place : undefined;
		}

		return found !== undefined;
	}
}

/** The line that a pane's input row shows before the cursor's window is cut out of it. */
export function inputLine(pane: Pane): {readonly prompt: string; readonly text: string; readonly cursor: number} {
	if (pane.search?.typing) {
		const {wanted, missed} = pane.search;
		return {prompt: missed ? 'not found /' : '/', text: wanted, cursor: wanted.length};
	}

	const {line, search} = pane.isSecret ? {line: emptyLine, search: undefined} : pane.input;
	return search
		? {prompt: `search "${search.wanted}": `, text: line.text, cursor: line.cursor}
		: {prompt: '', text: line.text, cursor: line.cursor};
}
