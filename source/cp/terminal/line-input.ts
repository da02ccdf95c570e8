/**
 * Who gets the lines typed at one terminal, and when: the CP command that reads, CP, or the machine (DMKCNS, "Console
 * Reads"); whether what is typed may be shown.
 */
import {withoutPasswords} from '../../port/passwords.js';
import type {Execution} from '../execution.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {editLine} from './line-editing.js';
import type {SessionLine} from './session-line.js';
import type {TerminalSettings} from './settings.js';
import type {TerminalDisplay} from './terminal-display.js';
import {TypeAhead} from './type-ahead.js';

/** What the input of a terminal asks of the system. */
export type InputHost = {
	execute(commandLine: string, execution: Execution): void;
	/** Whether the command in a line will have CP ask for a password; `undefined` = nobody is logged on. */
	asksForPassword(vm: VirtualMachine | undefined, line: string): boolean;
};

/** The terminal's line, and what it has for its input alone. */
export type InputLine = {
	readonly line: SessionLine;
	readonly display: TerminalDisplay;
	/** What the terminal is set to while nobody is logged on. */
	readonly standard: TerminalSettings;
	/** Does `work` at the next turn, for who is here then. */
	soon(work: () => void): void;
};

export class LineInput {
	readonly #queue = new TypeAhead();
	/** LOGON or LINK was entered without a password: the next line is one, even before CP asks for it. */
	#passwordFollows = false;
	#offered = false;
	readonly #host: InputHost;
	readonly #at: InputLine;

	constructor(host: InputHost, at: InputLine) {
		this.#host = host;
		this.#at = at;
	}

	get #vm(): VirtualMachine | undefined {
		return this.#at.line.vm;
	}

	get #display(): TerminalDisplay {
		return this.#at.display;
	}

	/** A line as it is repeated: without passwords. */
	openly(line: string): string {
		return withoutPasswords(line, this.#vm !== undefined, (this.#vm?.terminal ?? this.#at.standard).lineEnd);
	}

	/** A line was typed. */
	enter(line: string): void {
		if (this.#queue.full) {
			this.#display.notAccepted();
			return;
		}

		this.#queue.announceWithheld();
		if (this.#display.concealed) {
			this.#queue.addWithheld(line);
			this.#passwordFollows = false;
			this.#readEnded();
		} else {
			const vm = this.#vm;
			const lines = editLine(line, vm?.terminal ?? this.#at.standard, vm?.settings.linedit ?? true);
			this.#queue.add(lines);
			if (!this.#at.line.task && this.#host.asksForPassword(vm, vm ? lines.at(-1)?.text ?? '' : line)) {
				this.#passwordFollows = true;
				this.#readEnded(true);
			}
		}

		this.#at.soon(() => {
			this.#serve();
		});
	}

	/** Tells the terminal status and pending read where they changed. */
	refresh(): void {
		const {task} = this.#at.line;
		const wait = task?.wait;
		const status = this.#vm?.status ?? (task && wait?.kind !== 'read' ? 'RUNNING' : 'CP READ');
		const isReading = status !== 'RUNNING';
		// What was typed ahead answers this read: the terminal is asked for a line only when there is none.
		const reading = isReading && this.#queue.empty;
		// What was to ask for a password does it now, or is over.
		this.#passwordFollows &&= !reading;
		this.#display.status(status);
		this.#display.read(reading, this.#passwordFollows || (reading && wait?.kind === 'read' && wait.conceal));
		if (isReading) {
			this.#offer();
		}
	}

	/** Something of ours failed for who typed here: what he was doing ends. */
	abandon(): void {
		this.#queue.purge();
		this.#at.line.task?.cancel();
		this.refresh();
	}

	/** Somebody may take a line now: looks at the next turn, for this may be called from inside a device. */
	#offer(): void {
		if (!this.#offered && !this.#display.closed && !this.#queue.empty) {
			this.#offered = true;
			this.#at.soon(() => {
				this.#offered = false;
				this.#serve();
			});
		}
	}

	/** Gives typed lines to whoever reads; a machine that reads nothing is told by attention that there is one. */
	#serve(): void {
		for (let {first} = this.#queue; first && !this.#display.closed; {first} = this.#queue) {
			const {text, toCp} = first;
			const vm = this.#vm;
			const {task} = this.#at.line;
			if (task) {
				if (task.wait?.kind !== 'read') {
					break;
				}

				this.#taken();
				task.resume(text);
			} else if (!vm || vm.cpMode.active || toCp) {
				this.#taken();
				vm?.console.entered(this.openly(text));
				this.#command(text, toCp);
			} else if (vm.console.reading) {
				this.#taken();
				vm.console.entered(this.openly(text));
				vm.console.deliver(text);
			} else {
				if (this.#queue.announce()) {
					vm.console.attention();
				}

				break;
			}
		}

		this.refresh();
	}

	/** The first line has its reader. */
	#taken(): void {
		this.#queue.take();
		this.#readEnded();
	}

	/**
	 * The read that was pending has its line: so that the next one, of the same kind, is announced anew. `conceal`:
	 * what is typed until then is not shown.
	 */
	#readEnded(conceal = this.#passwordFollows): void {
		this.#display.read(false, conceal);
	}

	#command(text: string, toCp: boolean): void {
		const vm = this.#vm;
		const {line} = this.#at;
		// LOGON asks for the password itself now, or refuses.
		this.#passwordFollows = false;
		if (vm && toCp && text.trim() === '') {
			vm.enterCp();
			return;
		}

		this.#host.execute(text, {
			...vm ? {vm, line} : {vm, line},
			reply(response) {
				line.type(response);
			},
			fail(message) {
				line.type(message, 'error');
			},
			done() {
				line.refresh();
			},
		});
	}
}
