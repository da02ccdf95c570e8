/**
 * One terminal of `--linear`: a typewriter of 130 columns on a line of its own, and the lines that wait for its reads.
 */
import {append} from '../../base/sequences.js';
import {displayable} from '../../port/text.js';
import type {
	AttentionKey, Terminal, TerminalOutput, TerminalPort,
} from '../../port/terminal-port.js';
import {logonUser, withoutPasswords} from '../../port/passwords.js';

/** How long a read must stand before a waiting line answers it, milliseconds. */
const steadyTime = 10;

type Waiting = {readonly text: string; readonly needs: 'read' | 'nothing'; readonly key?: AttentionKey};

export class LinearTerminal implements Terminal {
	readonly kind = 'typewriter';
	readonly lineSize = 130;
	readonly address: string;
	readonly #dial: (terminal: Terminal) => TerminalPort;
	readonly #print: (line: string) => void;
	readonly #onChange: () => void;
	#port: TerminalPort | undefined;
	#userid: string | undefined;
	/** Who is logging on here by a line that named him. */
	#wanted: string | undefined;
	/** Who is to be logged on by lines that wait. */
	#expected: string | undefined;
	/** Nobody has entered anything since the line was connected. */
	#isUnused = true;
	#read = {pending: false, conceal: false};
	#isClosed = false;
	/** The line of `logOn` was given: the next ordinary read of nobody says that it failed. */
	#isLoggingOn = false;
	/** Somebody was logged on when the line was closed. */
	#wasUsed = false;
	/** What waits: lines for a read, and behind them keys and lines that are given as soon as those before them are. */
	#lines: Waiting[] = [];
	/** Lines that wait until `#wanted` is logged on. */
	#later: string[] = [];
	readonly #unread: string[] = [];
	#soon: NodeJS.Timeout | undefined;

	/**
	 * `number` 0 is the operator's console; `print` takes what the terminal shows, `onChange` hears of everything that
	 * happened here.
	 */
	constructor(
		readonly number: number,
		dial: (terminal: Terminal) => TerminalPort,
		print: (line: string) => void,
		onChange: () => void,
	) {
		this.address =
			number === 0 ? 'CONS 009' : `LINE ${(0xC0 + number).toString(16).toUpperCase().padStart(3, '0')}`;
		this.#dial = dial;
		this.#print = print;
		this.#onChange = onChange;
	}

	/** Who is logged on here, else where: as its lines begin. */
	get name(): string {
		return this.#userid ?? this.address;
	}

	/** What is typed must not be seen. */
	get isSecret(): boolean {
		return this.#read.conceal;
	}

	/** Nobody is here and nothing waits. */
	get isFree(): boolean {
		return (
			this.number !== 0
			&& this.#wanted === undefined
			&& (this.#isClosed || (this.#isUnused && this.#userid === undefined))
		);
	}

	/** Nothing waits to be read that can be read, and the terminal reads. */
	get isQuiet(): boolean {
		return this.#lines.length === 0 && (this.#isClosed || this.#read.pending);
	}

	/** Lines wait for a connection that the system has ended. */
	get isCutOff(): boolean {
		return this.#isClosed && this.#lines.length > 0;
	}

	/** What was never read, as messages. */
	get unread(): readonly string[] {
		return [...this.#unread, ...this.#missed()];
	}

	/** Whether a line that names `userid` is for this terminal. */
	isFor(userid: string): boolean {
		return !this.#isClosed && [this.#expected, this.#userid, this.#wanted].includes(userid);
	}

	/** Connects the line to the system. */
	dial(): void {
		this.#isClosed = false;
		this.#isUnused = true;
		this.#port = this.#dial(this);
		// A read may have been announced before the system could hear of lines.
		this.#offer();
	}

	/** A key, behind what waits. */
	key(key: AttentionKey): void {
		this.#lines.push({text: key, needs: 'nothing', key});
		this.#drain();
	}

	/** Attention by the person at the keyboard. */
	attention(): void {
		this.#port?.key('PA1');
	}

	/** `line`: the LOGON itself. */
	logOn(userid: string, line = `LOGON ${userid}`): void {
		this.#wanted = userid;
		this.take(line, 'read');
	}

	/**
	 * A line is entered behind what waits: at the next read, at once where it is `typed` and nothing waits, or without
	 * a read (`now`). A closed line is connected again.
	 */
	take(line: string, how: 'read' | 'typed' | 'now'): void {
		if (this.#isClosed) {
			this.dial();
		}

		this.#isUnused = false;
		if (how === 'read') {
			this.#expected = logonUser(line) ?? this.#expected;
		}

		if (how === 'typed' && this.#lines.length === 0) {
			this.#port?.enter(line);
		} else {
			this.#lines.push({text: line, needs: how === 'now' ? 'nothing' : 'read'});
			this.#drain();
			this.#offer();
		}
	}

	/** A line to enter once the user is logged on: what comes meanwhile answers the prompts before that. */
	takeLater(line: string): void {
		this.#later.push(line);
		this.#offer();
	}

	send(output: TerminalOutput): void {
		switch (output.kind) {
			case 'line': {
				if (output.lineClass !== 'input') {
					this.#print(`${this.name}> ${displayable(output.text)}`.trimEnd());
				}

				break;
			}

			case 'user': {
				this.#user(output.userid);
				break;
			}

			case 'read': {
				this.#read = output;
				this.#offer();
				break;
			}

			case 'closed': {
				this.#close();
				break;
			}

			case 'fill': {
				// There is no input area: what would be put there is entered.
				this.#port?.enter(output.text);
				break;
			}

			case 'status':
			case 'screen':
			case 'alarm': {
				break;
			}
		}

		this.#onChange();
	}

	#user(userid: string | undefined): void {
		this.#userid = userid;
		if (userid !== undefined) {
			this.#wasUsed = true;
			this.#wanted = undefined;
			this.#expected = this.#expected === userid ? undefined : this.#expected;
			this.#isLoggingOn = false;
			// They were given before anything that waits now.
			this.#lines = [...this.#later.map(text => ({text, needs: 'read'}) as const), ...this.#lines];
			this.#later = [];
		}
	}

	/**
	 * Looks after a while whether the terminal still reads: a line that the system has already may be meant for the
	 * read, or another command follow at once.
	 */
	#offer(): void {
		clearTimeout(this.#soon);
		if (this.#read.pending) {
			this.#soon = setTimeout(() => {
				// The system has had its turn after this one.
				setImmediate(() => {
					setImmediate(() => {
						this.#serve();
					});
				});
			}, steadyTime);
		}
	}

	/** Gives a pending read its line; the next one waits for the next read. */
	#serve(): void {
		this.#drain();
		if (!this.#port || !this.#read.pending) {
			return;
		}

		if (this.#isLoggingOn && !this.#read.conceal && this.#userid === undefined) {
			this.#refused();
			this.#onChange();
		}

		const line = this.#lines.shift();
		if (line !== undefined) {
			this.#read = {pending: false, conceal: false};
			this.#isLoggingOn =
				this.#userid === undefined && (this.#wanted !== undefined || logonUser(line.text) !== undefined);
			this.#port.enter(line.text);
			this.#drain();
		}
	}

	/** Gives what needs no read, up to the first line that does. */
	#drain(): void {
		while (this.#port && this.#later.length === 0 && this.#lines[0]?.needs === 'nothing') {
			const {text, key} = this.#lines.shift()!;
			if (key) {
				this.#port.key(key);
			} else {
				this.#port.enter(text);
			}
		}
	}

	/** What waited for a user who did not get in is for nobody: least of all for the next one. */
	#refused(): void {
		append(this.#unread, this.#missed());
		this.#later = [];
		this.#lines = [];
		this.#wanted = undefined;
		this.#expected = undefined;
		this.#isLoggingOn = false;
	}

	/** What follows a LOGOFF is for a new connection. */
	#close(): void {
		clearTimeout(this.#soon);
		this.#isClosed = true;
		this.#port = undefined;
		this.#read = {pending: false, conceal: false};
		if (!this.#wasUsed) {
			this.#refused();
		}

		this.#wasUsed = false;
		this.#userid = undefined;
	}

	/** Lines that wait, as messages. Where nobody got in, any may be a password: they are counted, not shown. */
	#missed(): string[] {
		const who = this.#userid ?? this.#wanted ?? this.address;
		return [...this.#later, ...this.#lines.map(({text}) => text)].map(line =>
			this.#wasUsed
				? `${who} never read: ${withoutPasswords(line, true)}`
				: `${who} never read a line (not shown: it may be a password)`);
	}
}
