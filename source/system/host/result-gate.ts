/**
 * Results that say that something is kept (a spool file is closed, a user is logged off, the system is shut down) are
 * seen when it is. Only what a terminal shows waits, in its order: the machines, their time and what they write go on.
 */
import type {Terminal, TerminalOutput} from '../../port/terminal-port.js';

/** What the gate asks of the journal. */
export type Keeper = {
	/** Everything done so far is safe. */
	readonly isSafe: boolean;
	/** When everything done so far is safe, or cannot be made so. */
	flushed(): Promise<boolean>;
};

/** A terminal whose output waits while it is held. */
class GatedTerminal implements Terminal {
	/** Who is logged on, as far as the system has told. */
	userid: string | undefined;
	readonly #waiting: TerminalOutput[] = [];
	#holds = 0;
	readonly #terminal: Terminal;
	readonly #closed: (terminal: GatedTerminal) => void;

	constructor(terminal: Terminal, closed: (terminal: GatedTerminal) => void) {
		this.#terminal = terminal;
		this.#closed = closed;
	}

	get lineSize(): number {
		return this.#terminal.lineSize;
	}

	get kind(): 'display' | 'typewriter' {
		return this.#terminal.kind;
	}

	get address(): string {
		return this.#terminal.address;
	}

	send(output: TerminalOutput): void {
		if (output.kind === 'user') {
			this.userid = output.userid ?? this.userid;
		}

		if (output.kind === 'closed') {
			this.#closed(this);
		}

		if (this.#holds > 0) {
			this.#waiting.push(output);
		} else {
			this.#terminal.send(output);
		}
	}

	hold(): void {
		this.#holds++;
	}

	release(): void {
		this.#holds--;
		while (this.#holds === 0 && this.#waiting.length > 0) {
			this.#terminal.send(this.#waiting.shift()!);
		}
	}
}

export class ResultGate {
	readonly #terminals = new Set<GatedTerminal>();
	readonly #keeper: Keeper;

	constructor(keeper: Keeper) {
		this.#keeper = keeper;
	}

	/** The terminal as the system is to see it. */
	terminal(terminal: Terminal): Terminal {
		const gated = new GatedTerminal(terminal, closed => {
			this.#terminals.delete(closed);
		});
		this.#terminals.add(gated);
		return gated;
	}

	/** What these users see from here on waits until what was done is safe; without a list all do. */
	holdUntilSafe(userids?: readonly string[]): void {
		if (this.#keeper.isSafe) {
			return;
		}

		const held = [...this.#terminals].filter(({userid}) =>
			userids === undefined || (userid !== undefined && userids.includes(userid)));
		for (const terminal of held) {
			terminal.hold();
		}

		void this.#keeper.flushed().then(() => {
			for (const terminal of held) {
				terminal.release();
			}
		});
	}
}
