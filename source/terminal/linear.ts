/**
 * `--linear`: the same terminals as plain lines, for screen readers, dumb terminals and pipes. No cursor is moved, nothing is drawn.
 *
 *     USER1> LISTFILE          what USER1's terminal shows (`GRAF 021>` while nobody is logged on there)
 *     user1: listfile          a line for USER1's terminal; a user without one gets a new one and is logged on
 *     user1!: PA1              a key: PA1, PA2, CLEAR, PF1–PF24
 *     listfile                 a line for the terminal that the last line was for
 *
 * The end of the input shuts down. What answers a password prompt is not echoed where the input is a terminal.
 */
import process from 'node:process';
import {constants} from 'node:os';
import {displayable} from '../port/text.js';
import type {
	AttentionKey, Terminal, TerminalOutput, TerminalPort,
} from '../port/terminal-port.js';
import {InputLines} from './input-lines.js';
import type {PanesOptions} from './start.js';

/** Plain lines need no look, no key table, no load. */
export type LinearOptions = Pick<PanesOptions, 'connect' | 'panes' | 'onQuit' | 'ended'> & {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WritableStream;
};

const toTerminal = /^([\w$#@]{1,8}|\d)(!?):\s?(.*)$/;

/** One terminal: a typewriter with 130 columns. */
class LinearTerminal implements Terminal {
	readonly kind = 'typewriter';
	readonly lineSize = 130;
	userid: string | undefined;
	isSecret = false;
	isClosed = false;
	port!: TerminalPort;
	/** A line to enter once the user is logged on. */
	after: string | undefined;

	/** A read is pending that takes ordinary lines of a user. */
	readsLines = false;

	constructor(
		readonly number: number,
		readonly address: string,
		/** Userid for whom the terminal was opened. */
		readonly wanted: string | undefined,
		readonly onOutput: (terminal: LinearTerminal, output: TerminalOutput) => void,
	) {
		// The parameters are all there is.
	}

	get name(): string {
		return this.userid ?? this.address;
	}

	send(output: TerminalOutput): void {
		this.onOutput(this, output);
	}

	/** What the system says of itself. */
	note(output: TerminalOutput): void {
		if (output.kind === 'user') {
			this.userid = output.userid;
		}

		if (output.kind === 'read') {
			this.isSecret = output.pending && output.conceal;
			this.readsLines = output.pending && !output.conceal && this.userid !== undefined;
		}

		if (output.kind === 'closed') {
			this.isClosed = true;
			this.userid = undefined;
			this.isSecret = false;
			this.readsLines = false;
		}
	}
}

/** Runs until the input ends, the system ends or a signal comes. Returns the exit status: 0, or 128 + the signal's number. */
export async function startLinear({connect, panes = [{operator: true}, {}], stdin, stdout, onQuit, ended}: LinearOptions): Promise<number> {
	const terminals: LinearTerminal[] = [];
	let focus: LinearTerminal | undefined;
	let isOver = false;
	let settle: (status: number) => void;
	const leaving = new Promise<number>(resolve => {
		settle = resolve;
	});

	const input = new InputLines(stdin, line => {
		take(line);
	}, () => {
		settle(0);
	});

	const print = (line: string): void => {
		stdout.write(`${line}\n`);
	};

	const onOutput = (terminal: LinearTerminal, output: TerminalOutput): void => {
		if (output.kind === 'line' && output.lineClass !== 'input') {
			print(`${terminal.name}> ${displayable(output.text)}`.trimEnd());
			return;
		}

		terminal.note(output);
		input.conceal(focus?.isSecret ?? false);
		const {after} = terminal;
		if (after !== undefined && terminal.readsLines) {
			terminal.after = undefined;
			terminal.port.enter(after);
		}
	};

	const open = (number: number, wanted?: string, dial = connect): LinearTerminal => {
		const address = number === 0 ? 'CONS 009' : `GRAF ${(0x20 + number).toString(16).toUpperCase().padStart(3, '0')}`;
		const terminal = new LinearTerminal(number, address, wanted, onOutput);
		terminals.push(terminal);
		terminal.port = dial(terminal);
		return terminal;
	};

	/** The terminal that `name` means, by number or userid; a userid without one gets the first free terminal, logging on. */
	const find = (name: string): LinearTerminal => {
		const folded = name.toUpperCase();
		const known = terminals.find(({isClosed, userid, wanted, number}) => !isClosed && (userid === folded || (userid === undefined && wanted === folded) || String(number) === name));
		if (known) {
			return known;
		}

		const number = Math.max(0, ...terminals.map(terminal => terminal.number)) + 1;
		const terminal = open(number, folded);
		terminal.port.enter(`LOGON ${folded}`);
		return terminal;
	};

	const take = (line: string): void => {
		const match = focus?.isSecret ? null : toTerminal.exec(line);
		if (!match) {
			focus?.port.enter(line);
			return;
		}

		const [, name = '', bang, text = ''] = match;
		const isNew = !terminals.some(({userid, wanted, number}) => [userid, wanted, String(number)].includes(name.toUpperCase()));
		focus = find(name);
		const key = text.toUpperCase();
		if (bang && isKey(key)) {
			focus.port.key(key);
		} else if (isNew) {
			focus.after = text === '' ? undefined : text;
		} else {
			focus.port.enter(text);
		}

		input.conceal(focus.isSecret);
	};

	const attention = (): void => {
		focus?.port.key('PA1');
	};

	const terminate = (signal: NodeJS.Signals): void => {
		settle(128 + constants.signals[signal]);
	};

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
			const terminal = open(start.operator ? 0 : number++, undefined, start.connect);
			focus = start.operator && focus ? focus : terminal;
			for (const line of start.lines ?? []) {
				terminal.port.enter(line);
			}
		}

		focus = terminals.find(terminal => terminal.number !== 0) ?? focus;
		input.start();
		const status = await leaving;
		if (!isOver) {
			isOver = true;
			await onQuit();
		}

		return status;
	} finally {
		input.stop();
		process.off('SIGINT', attention);
		process.off('SIGTERM', terminate);
		process.off('SIGHUP', terminate);
	}
}

function isKey(text: string): text is AttentionKey {
	return /^(?:PA[12]|CLEAR|PF(?:[1-9]|1\d|2[0-4]))$/.test(text);
}
