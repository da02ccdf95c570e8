/**
 * CP's end of one terminal (VM/370's RDEVBLOK of a graphic device, DMKGRF, DMKCNS): lines in, lines out, who is logged
 * on here, who reads. Implements the port; what is shown how is the terminal's matter. Everything that comes in waits
 * for the next turn of the system, so that input arrives between instructions and a terminal may answer from inside
 * `send`.
 */
import {explained, type CommandDefinition, type ExplainedCommand} from '../../base/command.js';
import type {
	AttentionKey, LineClass, Terminal, TerminalOutput, TerminalPort, TerminalStatus,
} from '../../port/terminal-port.js';
import {limits} from '../../base/limits.js';
import {withoutPasswords} from '../../port/passwords.js';
import type {Execution} from '../execution.js';
import {editLine, type LogicalLine} from './line-editing.js';
import type {PendingCommand} from './pending-command.js';
import type {SessionLine} from './session-line.js';
import {initialTerminal} from './settings.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import type {Wall} from '../machine/wall.js';

/**
 * A line that waits for a read. `announce`: a machine that reads nothing is yet to be told by attention, once for each
 * line as typed.
 */
type QueuedLine = LogicalLine & {
	announce: boolean;
	/** Likely a password that CP will ask for: not announced, or the machine would read it before CP does. */
	readonly isWithheld?: boolean;
};

/** What a line asks of the system. */
export type LineHost = {
	readonly wall: Pick<Wall, 'guard' | 'report'>;
	schedule(microseconds: number, action: () => void): () => void;
	execute(commandLine: string, execution: Execution): void;
	/** Whether the command in a line will have CP ask for a password; `undefined` = nobody is logged on. */
	asksForPassword(vm: VirtualMachine | undefined, line: string): boolean;
	/** The commands that a user of `classes` may use; `undefined` = nobody is logged on. */
	commands(classes: string | undefined): readonly CommandDefinition[];
	/** The connection broke. */
	hungUp(line: SessionLine): void;
	/** The line was closed. */
	closed(line: SessionLine): void;
};

export class TerminalLine implements TerminalPort, SessionLine {
	/** The terminal takes no lines now (`MORE...`, `HOLDING`). */
	holding = false;
	/** The CP command typed here that waits for something. */
	task: PendingCommand | undefined;
	#vm: VirtualMachine | undefined;
	readonly #queue: QueuedLine[] = [];
	#status: TerminalStatus | undefined;
	#reading = false;
	#concealed = false;
	/** LOGON or LINK was entered without a password: the next line is one, even before CP asks for it. */
	#passwordFollows = false;
	#closed = false;
	#offered = false;
	#screenInput: ((data: Uint8Array) => void) | undefined;
	readonly #standard;
	readonly #host: LineHost;

	constructor(host: LineHost, readonly terminal: Terminal) {
		this.#host = host;
		this.#standard = initialTerminal(terminal.lineSize);
		this.refresh();
	}

	/** The machine logged on here. */
	get vm(): VirtualMachine | undefined {
		return this.#vm;
	}

	/** Connects a machine to this terminal, or none. The caller connects the machine's session. */
	set vm(vm: VirtualMachine | undefined) {
		if (vm !== this.#vm) {
			this.#vm = vm;
			this.#screenInput = undefined;
			this.#send({kind: 'user', userid: vm?.userid});
		}
	}

	/** `GRAF 021`. */
	get address(): string {
		return this.terminal.address;
	}

	get closed(): boolean {
		return this.#closed;
	}

	/** Shows one line. */
	type(text: string, lineClass: LineClass = 'cp'): void {
		if (!this.#vm?.console.spool(text)) {
			this.#send({kind: 'line', text, lineClass});
		}
	}

	/** Shows a full-screen program's data. */
	screen(data: Uint8Array, erase: boolean): void {
		this.#send({kind: 'screen', data, erase});
	}

	/** `answer` gets the next input of the screen. */
	readScreen(answer: (data: Uint8Array) => void): void {
		this.#screenInput = answer;
	}

	alarm(): void {
		this.#send({kind: 'alarm'});
	}

	enter(line: string): void {
		if (!this.#concealed) {
			this.#send({kind: 'line', text: this.#openly(line), lineClass: 'input'});
		}

		this.#guard(() => {
			this.#enter(line);
		});
	}

	key(key: AttentionKey): void {
		this.#soon(() => {
			if (key === 'PA1') {
				this.#attention();
			} else if (key.startsWith('PF')) {
				const meaning = this.#vm?.settings.pfKeys.get(Number(key.slice(2)));
				if (meaning && meaning.mode !== 'RETRIEVE') {
					this.enter(meaning.text);
				}
			}
		});
	}

	screenInput(data: Uint8Array): void {
		this.#soon(() => {
			const answer = this.#screenInput;
			this.#screenInput = undefined;
			answer?.(data);
		});
	}

	hold(): void {
		this.holding = true;
	}

	resume(): void {
		this.#soon(() => {
			this.holding = false;
			this.#vm?.console.resume();
		});
	}

	hangUp(): void {
		this.#closed = true;
		this.#soon(() => {
			this.#host.hungUp(this);
		});
	}

	complete(line: string): readonly string[] {
		let found: readonly string[] = [];
		this.#guard(() => {
			found = this.#candidates(line);
		});
		return found;
	}

	#candidates(line: string): readonly string[] {
		const vm = this.#vm;
		if (vm && !vm.cpMode.active && vm.loaded.name !== undefined) {
			return vm.resident.complete(line);
		}

		const words = line.split(' ');
		if (words.length > 1) {
			return [];
		}

		return this.#host.commands(vm?.classes)
			.map(({name}) => name)
			.filter(name => name.startsWith(words[0].toUpperCase()));
	}

	commands(): readonly ExplainedCommand[] {
		const vm = this.#vm;
		const own = vm && !vm.cpMode.active && vm.loaded.name !== undefined ? vm.resident.commands() : [];
		return [...own, ...this.#host.commands(vm?.classes).map(command => explained(command, 'CP'))];
	}

	cpu(): {readonly virtual: number; readonly total: number} {
		return {virtual: this.#vm?.account.usage.virtualCpu ?? 0, total: this.#vm?.account.usage.totalCpu ?? 0};
	}

	/** Ends the connection (LOGOFF without HOLD, SHUTDOWN). */
	close(): void {
		if (!this.#closed) {
			this.#send({kind: 'closed'});
			this.#closed = true;
		}

		this.task?.cancel();
		this.#host.closed(this);
	}

	/** The machine leaves it. `hold`: the line stays connected. */
	leave(hold: boolean): void {
		this.vm = undefined;
		if (hold) {
			this.refresh();
		} else {
			this.close();
		}
	}

	/** Tells the terminal status and pending read where they changed. */
	refresh(): void {
		const status = this.#vm?.status ?? (this.task && this.task.wait?.kind !== 'read' ? 'RUNNING' : 'CP READ');
		const wait = this.task?.wait;
		const isReading = status !== 'RUNNING';
		// What was typed ahead answers this read: the terminal is asked for a line only when there is none.
		const reading = isReading && this.#queue.length === 0;
		// What was to ask for a password does it now, or is over.
		this.#passwordFollows &&= !reading;
		const concealed = this.#passwordFollows || (reading && wait?.kind === 'read' && wait.conceal);
		if (status !== this.#status) {
			this.#status = status;
			this.#send({kind: 'status', status});
		}

		if (reading !== this.#reading || concealed !== this.#concealed) {
			this.#reading = reading;
			this.#concealed = concealed;
			this.#send({kind: 'read', pending: reading, conceal: concealed});
		}

		if (isReading) {
			this.offer();
		}
	}

	/** Somebody may take a line now: looks at the next turn, for this may be called from inside a device. */
	offer(): void {
		if (!this.#offered && !this.#closed && this.#queue.length > 0) {
			this.#offered = true;
			this.#soon(() => {
				this.#offered = false;
				this.#serve();
			});
		}
	}

	/** Drops what was typed ahead. */
	purge(): void {
		this.#queue.length = 0;
	}

	#enter(line: string): void {
		if (this.#queue.length >= limits.typeAhead.value) {
			this.#send({kind: 'status', status: 'NOT ACCEPTED'});
			this.#status = 'NOT ACCEPTED';
			return;
		}

		// Whoever goes on typing may mean the program: HX is not to wait behind what it does not take.
		for (const waiting of this.#queue) {
			waiting.announce ||= waiting.isWithheld === true;
		}

		if (this.#concealed) {
			this.#queue.push({
				text: line, toCp: false, announce: false, isWithheld: true,
			});
			this.#passwordFollows = false;
			this.#readEnded();
		} else {
			const vm = this.#vm;
			const lines = editLine(line, vm?.terminal ?? this.#standard, vm?.settings.linedit ?? true);
			for (const [index, logical] of lines.entries()) {
				this.#queue.push({...logical, announce: index === 0});
			}

			if (!this.task && this.#host.asksForPassword(vm, vm ? lines.at(-1)?.text ?? '' : line)) {
				this.#passwordFollows = true;
				this.#readEnded(true);
			}
		}

		this.#soon(() => {
			this.#serve();
		});
	}

	/** Gives typed lines to whoever reads; a machine that reads nothing is told by attention that there is one. */
	#serve(): void {
		while (this.#queue.length > 0 && !this.#closed) {
			const [first] = this.#queue;
			const {text, toCp} = first;
			const vm = this.#vm;
			if (this.task) {
				if (this.task.wait?.kind !== 'read') {
					break;
				}

				this.#queue.shift();
				this.#readEnded();
				this.task.resume(text);
			} else if (!vm || vm.cpMode.active || toCp) {
				this.#queue.shift();
				this.#readEnded();
				vm?.console.entered(this.#openly(text));
				this.#command(text, toCp);
			} else if (vm.console.reading) {
				this.#queue.shift();
				this.#readEnded();
				vm.console.entered(this.#openly(text));
				vm.console.deliver(text);
			} else {
				if (first.announce) {
					first.announce = false;
					vm.console.attention();
				}

				break;
			}
		}

		this.refresh();
	}

	/**
	 * The read that was pending has its line: so that the next one, of the same kind, is announced anew. `conceal`:
	 * what is typed until then is not shown.
	 */
	#readEnded(conceal = this.#passwordFollows): void {
		if (this.#reading || this.#concealed !== conceal) {
			this.#reading = false;
			this.#concealed = conceal;
			this.#send({kind: 'read', pending: false, conceal});
		}
	}

	#command(text: string, toCp: boolean): void {
		const vm = this.#vm;
		// LOGON asks for the password itself now, or refuses.
		this.#passwordFollows = false;
		if (vm && toCp && text.trim() === '') {
			vm.enterCp();
			return;
		}

		this.#host.execute(text, {
			...vm ? {vm, line: this} : {vm, line: this},
			reply: response => {
				this.type(response);
			},
			fail: message => {
				this.type(message, 'error');
			},
			done: () => {
				this.refresh();
			},
		});
	}

	#attention(): void {
		const vm = this.#vm;
		const task = this.task ?? vm?.cpMode.task;
		if (task ?? (!vm || vm.cpMode.active)) {
			task?.attention();
			return;
		}

		if (vm.console.reading || vm.console.attentionPending || vm.terminal.mode === 'CP') {
			vm.enterCp();
		} else {
			vm.console.attention();
		}
	}

	/** Does something for who is here now. A fault ends what he was doing; a visitor's command as well. */
	#guard(work: () => void): void {
		if (!this.#host.wall.guard(() => this.#vm, 'line from the terminal', work)) {
			this.#queue.length = 0;
			this.task?.cancel();
			this.refresh();
		}
	}

	/** `schedule(0)` for who will be here then. */
	#soon(work: () => void): void {
		this.#host.schedule(0, () => {
			this.#guard(work);
		});
	}

	/** A line as it is repeated: without passwords. */
	#openly(line: string): string {
		return withoutPasswords(line, this.#vm !== undefined, (this.#vm?.terminal ?? this.#standard).lineEnd);
	}

	#send(output: TerminalOutput): void {
		if (this.#closed) {
			return;
		}

		try {
			this.terminal.send(output);
		} catch (error) {
			// A terminal that fails is a broken line, whoever wrote to it: its machine goes on without it.
			this.hangUp();
			this.#host.wall.report(error, `output to terminal ${this.address}`, this.#vm);
		}
	}
}
