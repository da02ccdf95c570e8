/** The session of one virtual machine: since when, at which terminal. `sessions.ts` alone connects and ends it. */
import type {MachineTerminal} from './terminal/machine-terminal.js';

export class Session {
	#line: MachineTerminal | undefined;
	#loggedOff = false;
	#attended = 0;

	/** `loggedOnAt`: time of LOGON (µs, `Clock` terms). */
	constructor(readonly loggedOnAt: number) {}

	/** The terminal; `undefined` while disconnected, and for a slave. */
	get line(): MachineTerminal | undefined {
		return this.#line;
	}

	/** Nobody at a terminal. */
	get disconnected(): boolean {
		return this.#line === undefined;
	}

	/** True from FORCE or LOGOFF on. */
	get loggedOff(): boolean {
		return this.#loggedOff;
	}

	/** Counts what ends a wait for the terminal: a later wait has its own time (`Sessions.forceLater`). */
	get attended(): number {
		return this.#attended;
	}

	/** A wait for the terminal ended. */
	attend(): void {
		this.#attended++;
	}

	/** LOGON, or a reconnection; `undefined`: AUTOLOG, a slave. */
	connect(line: MachineTerminal | undefined): void {
		this.#line = line;
		this.attend();
	}

	/** The terminal goes. Answers it, where there was one. */
	disconnect(): MachineTerminal | undefined {
		const line = this.#line;
		this.#line = undefined;
		return line;
	}

	/** LOGOFF, FORCE. */
	end(): void {
		this.#loggedOff = true;
	}
}
