/**
 * What CP tells one terminal: lines and screens as they come, status and pending read where they changed. A terminal
 * that fails is told nothing any more.
 */
import type {Terminal, TerminalOutput, TerminalStatus} from '../../port/terminal-port.js';

export class TerminalDisplay {
	#status: TerminalStatus | undefined;
	#reading = false;
	#concealed = false;
	#closed = false;
	readonly #terminal: Terminal;
	readonly #failed: (error: unknown) => void;

	/** `failed` is told what the terminal threw. */
	constructor(terminal: Terminal, failed: (error: unknown) => void) {
		this.#terminal = terminal;
		this.#failed = failed;
	}

	/** The connection ended: nothing more is sent. */
	get closed(): boolean {
		return this.#closed;
	}

	/** What is typed now is not shown. */
	get concealed(): boolean {
		return this.#concealed;
	}

	close(): void {
		this.#closed = true;
	}

	send(output: TerminalOutput): void {
		if (this.#closed) {
			return;
		}

		try {
			this.#terminal.send(output);
		} catch (error) {
			this.#failed(error);
		}
	}

	/** A line was not taken; told each time, until the next change of status. */
	notAccepted(): void {
		this.#status = 'NOT ACCEPTED';
		this.send({kind: 'status', status: 'NOT ACCEPTED'});
	}

	/** `RUNNING`, `CP READ`, `VM READ`, as they change. */
	status(status: TerminalStatus): void {
		if (status !== this.#status) {
			this.#status = status;
			this.send({kind: 'status', status});
		}
	}

	/** A read is pending, or is not; `concealed`: what is typed is not shown. */
	read(pending: boolean, concealed: boolean): void {
		if (pending !== this.#reading || concealed !== this.#concealed) {
			this.#reading = pending;
			this.#concealed = concealed;
			this.send({kind: 'read', pending, conceal: concealed});
		}
	}
}
