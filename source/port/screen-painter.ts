/**
 * Paints CP's line-mode screen from logical lines, as a 3277 shows it (VM/370 Terminal User's Guide, GC20-1810, "The
 * 3270 display"): lines fill the screen from the top; one that finds no room waits under `MORE...`, Clear or sixty
 * seconds begin a new screen, Enter on an empty line holds it (`HOLDING`) until Clear. A typewriter console rolls
 * instead, and keeps words whole in a narrow window. Lines that have left the screen stay in the history for scrolling
 * back. Knows neither Ink nor the network: a pane and a TN3270 session are both clients. Not here: full-screen programs
 * (`screen` output is kept as the last data stream, not drawn).
 */
import {second} from '../base/clock.js';
import {limits} from '../base/limits.js';
import {LineHistory, type PaintedLine} from './line-history.js';
import {ScreenPage} from './screen-page.js';
import {ScreenStatus} from './screen-status.js';
import type {Place, Row} from './scroll.js';
import {displayable} from './text.js';
import {WaitingLines} from './waiting-lines.js';
import type {
	LineClass, Terminal, TerminalOutput, TerminalPort, TerminalStatus,
} from './terminal-port.js';

export type PainterOptions = {
	readonly kind: Terminal['kind'];
	/** As CP prints it: `GRAF 021`. */
	readonly address: string;
	/** Size of the output area, in cells; the input area is the client's. */
	readonly columns: number;
	readonly rows: number;
	/** Microseconds; the painter sets no timer, see `deadline`. */
	readonly now: () => number;
	/** Called after every change of what is shown. */
	readonly onChange?: () => void;
	/** Text for the client's input area. */
	readonly onFill?: (text: string) => void;
	/** Lines kept for scrolling back (`limits.history`). */
	readonly historyLimit?: number;
	/** Seconds that `MORE...` waits (60). */
	readonly moreSeconds?: number;
};

export class ScreenPainter implements Terminal {
	readonly kind: Terminal['kind'];
	readonly address: string;
	readonly history: LineHistory;
	readonly #page: ScreenPage;
	readonly #now: () => number;
	readonly #onChange: () => void;
	readonly #onFill: (text: string) => void;
	readonly #status: ScreenStatus;
	#port: TerminalPort | undefined;
	readonly #waiting = new WaitingLines();
	#read = {pending: false, conceal: false};
	#userid: string | undefined;
	/** Who was here last, and where his lines end. */
	#former: {readonly userid: string; readonly end: number} | undefined;
	#closed = false;
	#alarms = 0;

	constructor(options: PainterOptions) {
		this.kind = options.kind;
		this.address = options.address;
		this.#now = options.now;
		this.#onChange = options.onChange ?? (() => undefined);
		this.#onFill = options.onFill ?? (() => undefined);
		this.#status = new ScreenStatus(this.#now, (options.moreSeconds ?? 60) * second);
		const limit = options.historyLimit ?? limits.history.value;
		this.history = new LineHistory(limit, this.kind === 'typewriter' ? 'word' : 'cell');
		this.#page = new ScreenPage(this.history, options.columns, options.rows);
	}

	/** Columns of a line as programs see it, whatever the size of the window. */
	get lineSize(): number {
		return this.kind === 'display' ? 80 : 130;
	}

	get columns(): number {
		return this.#page.columns;
	}

	get rows(): number {
		return this.#page.rows;
	}

	/** First row of the screen in the history. */
	get top(): Place {
		return this.#page.top;
	}

	/** What the lower right corner says; `undefined` before the system said anything and after it hung up. */
	get status(): TerminalStatus | undefined {
		return this.#status.shown;
	}

	/** Whether the screen waits under `MORE...` or `HOLDING`. */
	get held(): boolean {
		return this.#status.held !== undefined;
	}

	get read(): {readonly pending: boolean; readonly conceal: boolean} {
		return this.#read;
	}

	/** Who is logged on here. */
	get userid(): string | undefined {
		return this.#userid;
	}

	/** Whether the system ended the connection. */
	get closed(): boolean {
		return this.#closed;
	}

	/** Alarms sounded so far. */
	get alarms(): number {
		return this.#alarms;
	}

	/** When `tick` has something to do next, microseconds. */
	get deadline(): number | undefined {
		return this.#status.deadline;
	}

	/** The port that `hold` and `resume` go to. */
	attach(port: TerminalPort): void {
		this.#port = port;
	}

	/** A new connection on the same glass: an empty screen, the history stays. */
	reopen(): void {
		this.#closed = false;
		this.#page.begin();
		this.#onChange();
	}

	/** The rows on the screen now, at most as many as it has. */
	screen(): Row[] {
		return this.#page.screen();
	}

	send(output: TerminalOutput): void {
		switch (output.kind) {
			case 'line': {
				this.#line(output.text, output.lineClass);
				break;
			}

			case 'status': {
				this.#status.say(output.status);
				break;
			}

			case 'read': {
				this.#read = {pending: output.pending, conceal: output.conceal};
				break;
			}

			case 'user': {
				this.#setUser(output.userid);
				break;
			}

			case 'alarm': {
				this.#alarms++;
				break;
			}

			case 'fill': {
				this.#onFill(output.text);
				break;
			}

			case 'closed': {
				this.#close();
				break;
			}

			case 'screen': {
				break;
			}
		}

		this.#onChange();
	}

	/** The Clear key: the next screen under `MORE...` and `HOLDING`, an empty one else. */
	clear(): void {
		const wasHeld = this.held;
		this.#page.begin();
		if (wasHeld) {
			this.#goOn();
		}

		this.#onChange();
	}

	/** Enter on an empty line. True where it held the screen, so that no line is to be sent. */
	holdScreen(): boolean {
		if (!this.held) {
			return false;
		}

		this.#status.hold();
		this.#onChange();
		return true;
	}

	/** The terminal did not take what was typed: three seconds of `NOT ACCEPTED`. */
	refuse(): void {
		this.#status.refuse();
		this.#onChange();
	}

	/** To be called when `deadline` has passed (earlier does no harm). */
	tick(): void {
		if (this.#status.endRefusal()) {
			this.#onChange();
		}

		if (this.#status.isMoreOver) {
			this.clear();
		}
	}

	/** Another size of the output area: lines wrap anew, the newest stay on the screen. */
	resize(columns: number, rows: number): void {
		if (columns === this.columns && rows === this.rows) {
			return;
		}

		this.#page.resize(columns, rows);
		if (this.#status.held === 'MORE...') {
			this.#fill();
		}

		this.#onChange();
	}

	/** The lines of one user are not for the next. */
	#setUser(userid: string | undefined): void {
		if (this.#userid !== undefined && userid !== this.#userid) {
			this.#former = {userid: this.#userid, end: this.history.end};
		}

		if (userid !== undefined && this.#former !== undefined && this.#former.userid !== userid) {
			this.#page.forget(this.#former.end);
			this.#former = undefined;
		}

		this.#userid = userid;
	}

	#line(text: string, lineClass: LineClass): void {
		const line = {text: displayable(text), lineClass, at: this.#now()};
		if (this.held) {
			this.#waiting.add(line);
		} else {
			this.#paint(line);
		}
	}

	#paint(line: PaintedLine): void {
		if (this.kind === 'typewriter' || this.#closed) {
			this.#page.put(line);
			this.#page.fit();
		} else if (this.#page.fits(line)) {
			this.#page.put(line);
		} else if (this.#page.isEmpty) {
			const room = this.rows * this.columns;
			this.#page.put({...line, text: line.text.slice(0, room)});
			this.#more({...line, text: line.text.slice(room)});
		} else if (line.lineClass === 'input') {
			// The echo of what the user typed is no surprise: it begins a new screen by itself.
			this.#page.begin();
			this.#paint(line);
		} else {
			this.#more(line);
		}
	}

	#more(line: PaintedLine): void {
		this.#waiting.putBack(line);
		this.#status.more();
		this.#port?.hold();
	}

	/** A screen that grew has room for lines that wait; where all find it, nothing waits any more. */
	#fill(): void {
		for (
			let line = this.#waiting.first;
			line !== undefined && this.#page.fits(line);
			line = this.#waiting.first
		) {
			this.#waiting.take();
			this.#page.put(line);
		}

		if (this.#waiting.length === 0) {
			this.#goOn();
		}
	}

	#goOn(): void {
		this.#status.release();
		for (let line = this.#waiting.take(); line !== undefined; line = this.#waiting.take()) {
			this.#paint(line);
			if (this.held) {
				return;
			}
		}

		this.#port?.resume();
	}

	#close(): void {
		this.#closed = true;
		this.#status.hangUp();
		this.#read = {pending: false, conceal: false};
		for (let line = this.#waiting.take(); line !== undefined; line = this.#waiting.take()) {
			this.#paint(line);
		}

		// LOGOFF says so before the line is closed, but what waited belongs to him too.
		this.#setUser(undefined);
		this.#former &&= {...this.#former, end: this.history.end};
	}
}
