/**
 * `--linear`: the same terminals as plain lines, for screen readers, dumb terminals and pipes. No cursor is moved,
 * nothing is drawn.
 *
 *     USER1> LISTFILE          what USER1's terminal shows (`LINE 0C1>` while nobody is logged on there)
 *     user1: listfile          a line for USER1's terminal; a user without one is logged on at the first free one
 *     user1!: PA1              without waiting for a read: a key (PA1, PA2, CLEAR, PF1–PF24) or a line
 *     listfile                 a line for the terminal that the last line was for
 *
 * A person's lines are typed ahead at once. Lines from a pipe or a file wait, each for a read of its terminal; the line
 * after one that logs on answers the password prompt. The end of the input shuts down: from a pipe only when every line
 * was read and all terminals read again. What answers a password prompt is not echoed where the input is a terminal.
 */
import process from 'node:process';
import {constants} from 'node:os';
import {greatest} from '../../base/sequences.js';
import type {AttentionKey} from '../../port/terminal-port.js';
import {logonUser} from '../../port/passwords.js';
import {InputLines} from './input-lines.js';
import {LinearTerminal} from './linear-terminal.js';
import type {PanesOptions} from '../start.js';

/** Plain lines need no look, no key table, no load. `welcome` is for a person, not for a pipe. */
export type LinearOptions = Pick<PanesOptions, 'connect' | 'panes' | 'welcome' | 'onQuit' | 'ended'> & {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WritableStream;
	/** For lines that nobody read. */
	readonly stderr?: NodeJS.WritableStream;
};

const toTerminal = /^([\w$#@]{1,8}|\d)(!?):\s?(.*)$/;
/**
 * How long all terminals must read, and nothing come, before the end of a pipe is the end: messages of other machines
 * are on their way, milliseconds.
 */
const quietTime = 300;

/** The terminals, and whom a line is for. */
class Desk {
	readonly terminals: LinearTerminal[] = [];
	focus: LinearTerminal | undefined;

	constructor(
		/** Lines wait for reads. */
		readonly isPiped: boolean,
		readonly connect: PanesOptions['connect'],
		readonly print: (line: string) => void,
		readonly onChange: () => void,
	) {
		// The parameters are all there is.
	}

	/** Every line given was read, and every terminal reads. */
	get isQuiet(): boolean {
		return this.terminals.every(terminal => terminal.isQuiet);
	}

	/** What was never read, as messages. */
	get unread(): string[] {
		return this.terminals.flatMap(terminal => terminal.unread);
	}

	get #entry(): 'read' | 'typed' {
		return this.isPiped ? 'read' : 'typed';
	}

	open(number: number, connect = this.connect): LinearTerminal {
		const terminal = new LinearTerminal(number, connect, this.print, this.onChange);
		this.terminals.push(terminal);
		terminal.dial();
		return terminal;
	}

	take(line: string): void {
		const match = this.focus?.isSecret ? null : toTerminal.exec(line);
		if (!match) {
			this.focus?.take(line, this.#entry);
			return;
		}

		const [, name = '', bang, text = ''] = match;
		const userid = name.toUpperCase();
		const known = this.#find(userid);
		// The line may be the LOGON that its prefix would be.
		const isLogon = logonUser(text) === userid;
		this.focus = known ?? this.#logOn(userid, isLogon ? text : undefined);
		const key = text.toUpperCase();
		if (bang && isKey(key)) {
			this.focus.key(key);
		} else if (known) {
			known.take(text, bang ? 'now' : this.#entry);
		} else if (text !== '' && !isLogon) {
			this.focus.takeLater(text);
		}
	}

	/** By number, or by the userid logged on or logging on. */
	#find(name: string): LinearTerminal | undefined {
		return (
			this.terminals.find(({number}) => String(number) === name)
			?? this.terminals.find(terminal => terminal.isFor(name))
		);
	}

	/** `name` at the first terminal that nobody used yet. */
	#logOn(name: string, line: string | undefined): LinearTerminal {
		const free =
			this.terminals.find(terminal => terminal.isFree)
			?? this.open(greatest(this.terminals.map(({number}) => number), 0) + 1);
		free.logOn(name, line);
		return free;
	}
}

/**
 * Runs until the input ends, the system ends or a signal comes. Returns the exit status: 0, 1 where lines were never
 * read (each named on standard error), or 128 + the signal's number.
 */
export async function startLinear({
	connect,
	panes = [{operator: true}, {}],
	welcome = [],
	stdin,
	stdout,
	stderr = process.stderr,
	onQuit,
	ended,
}: LinearOptions): Promise<number> {
	let isOver = false;
	let hasEnded = false;
	let quiet: NodeJS.Timeout | undefined;
	let settle: (status: number) => void;
	const leaving = new Promise<number>(resolve => {
		settle = resolve;
	});

	const reconnect = (terminal: LinearTerminal): void => {
		// The system is still at work on the old connection.
		setImmediate(() => {
			if (!isOver && terminal.isCutOff) {
				terminal.dial();
			}
		});
	};

	const changed = (): void => {
		input.conceal(desk.focus?.isSecret ?? false);
		clearTimeout(quiet);
		for (const terminal of desk.terminals.filter(({isCutOff}) => isCutOff)) {
			reconnect(terminal);
		}

		if (hasEnded && desk.isQuiet) {
			quiet = setTimeout(() => {
				settle(0);
			}, quietTime);
		}
	};

	// A prompt is written when the read that follows it is known: what is typed at the sight of `ENTER PASSWORD:` finds
	// the echo off.
	let shown = '';
	const show = (): void => {
		if (shown !== '') {
			stdout.write(shown);
			shown = '';
		}
	};

	const desk = new Desk(
		!stdin.isTTY,
		connect,
		line => {
			if (shown === '') {
				setImmediate(show);
			}

			shown += `${line}\n`;
		},
		changed,
	);
	const attention = (): void => {
		const {focus} = desk;
		if (focus) {
			const leave = desk.isPiped ? 'the end of the input' : 'Ctrl-D';
			stdout.write(`${shown}yorktown: attention to ${focus.name}, again: to CP; ${leave} shuts down\n`);
			shown = '';
			focus.attention();
		}
	};

	const input = new InputLines(
		stdin,
		line => {
			desk.take(line);
			changed();
		},
		attention,
		() => {
			hasEnded = true;
			if (desk.isPiped) {
				changed();
			} else {
				settle(0);
			}
		},
	);

	const terminate = (signal: NodeJS.Signals): void => {
		settle(128 + constants.signals[signal]);
	};

	if (stdin.isTTY) {
		stdout.write(welcome.map(line => `yorktown: ${line}\n`).join(''));
	}

	process.on('SIGINT', attention);
	process.on('SIGTERM', terminate);
	process.on('SIGHUP', terminate);
	void ended?.then(() => {
		isOver = true;
		settle(0);
	});
	try {
		let number = 1;
		for (const start of panes) {
			const terminal = desk.open(start.operator ? 0 : number++, start.connect);
			for (const line of start.lines ?? []) {
				terminal.take(line, 'typed');
			}
		}

		desk.focus = desk.terminals.find(terminal => terminal.number !== 0) ?? desk.terminals[0];
		input.start();
		const status = await leaving;
		show();
		const {unread} = desk;
		for (const message of unread) {
			stderr.write(`yorktown: ${message}\n`);
		}

		if (!isOver) {
			isOver = true;
			await onQuit();
			show();
		}

		return status === 0 && unread.length > 0 ? 1 : status;
	} finally {
		clearTimeout(quiet);
		input.stop();
		process.off('SIGINT', attention);
		process.off('SIGTERM', terminate);
		process.off('SIGHUP', terminate);
	}
}

function isKey(text: string): text is AttentionKey {
	return /^(?:PA[12]|CLEAR|PF(?:[1-9]|1\d|2[0-4]))$/.test(text);
}
