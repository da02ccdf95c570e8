/**
 * CP's end of one terminal (VM/370's RDEVBLOK of a graphic device, DMKGRF, DMKCNS): who is logged on here, what passes
 * in and out. Implements the port; what is shown how is the terminal's matter, who gets a typed line that of
 * `line-input.ts`. Everything that comes in waits for the next turn of the system, so that input arrives between
 * instructions and a terminal may answer from inside `send`.
 */
import {externalCode, type PendingExternal} from '../../machine/cpu/cpu.js';
import type {ExplainedCommand} from '../../base/command.js';
import type {
	AttentionKey, LineClass, Terminal, TerminalPort,
} from '../../port/terminal-port.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import type {Wall} from '../machine/wall.js';
import {LineInput, type InputHost} from './line-input.js';
import {completions, offeredCommands, type CommandsOf} from './offered-commands.js';
import type {PendingCommand} from './pending-command.js';
import type {SessionLine} from './session-line.js';
import {initialTerminal} from './settings.js';
import {TerminalDisplay} from './terminal-display.js';

/** What a line asks of the system. */
export type LineHost = InputHost & {
	readonly wall: Pick<Wall, 'guard' | 'report'>;
	readonly commands: CommandsOf;
	schedule(microseconds: number, action: () => void): () => void;
	raiseExternal(vm: VirtualMachine, pending: PendingExternal): void;
	/** The connection broke. */
	hungUp(line: SessionLine): void;
	/** The line was closed. */
	closed(line: SessionLine): void;
};

export class TerminalLine implements TerminalPort, SessionLine {
	/** The terminal takes no lines now (`MORE...`, `HOLDING`). */
	holding = false;
	wrongPasswords = 0;
	/** The CP command typed here that waits for something. */
	task: PendingCommand | undefined;
	#vm: VirtualMachine | undefined;
	#screenInput: ((data: Uint8Array) => void) | undefined;
	readonly #display: TerminalDisplay;
	readonly #input: LineInput;
	readonly #host: LineHost;

	constructor(host: LineHost, readonly terminal: Terminal) {
		this.#host = host;
		this.#display = new TerminalDisplay(terminal, error => {
			// A terminal that fails is a broken line, whoever wrote to it: its machine goes on without it.
			this.hangUp();
			host.wall.report(error, `output to terminal ${this.address}`, this.#vm);
		});
		this.#input = new LineInput(host, {
			line: this,
			display: this.#display,
			standard: initialTerminal(terminal.lineSize),
			soon: work => {
				this.#soon(work);
			},
		});
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
			this.#display.send({kind: 'user', userid: vm?.userid});
		}
	}

	/** `GRAF 021`. */
	get address(): string {
		return this.terminal.address;
	}

	get closed(): boolean {
		return this.#display.closed;
	}

	/** Shows one line. */
	type(text: string, lineClass: LineClass = 'cp'): void {
		if (!this.#vm?.console.spool(text)) {
			this.#display.send({kind: 'line', text, lineClass});
		}
	}

	/** Shows a full-screen program's data. */
	screen(data: Uint8Array, erase: boolean): void {
		this.#display.send({kind: 'screen', data, erase});
	}

	/** `answer` gets the next input of the screen. */
	readScreen(answer: (data: Uint8Array) => void): void {
		this.#screenInput = answer;
	}

	alarm(): void {
		this.#display.send({kind: 'alarm'});
	}

	enter(line: string): void {
		if (!this.#display.concealed) {
			this.#display.send({kind: 'line', text: this.#input.openly(line), lineClass: 'input'});
		}

		this.#guard(() => {
			this.#input.enter(line);
		});
	}

	key(key: AttentionKey): void {
		this.#soon(() => {
			if (key === 'PA1') {
				this.#attention();
			} else if (key === 'PA2') {
				this.#interruptKey();
			} else if (key.startsWith('PF')) {
				const meaning = this.#vm?.settings.pfKeys.get(Number(key.slice(2)));
				if (meaning?.mode === 'DELAYED') {
					this.#display.send({kind: 'fill', text: meaning.text});
				} else if (meaning?.mode === 'IMMED') {
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
		this.#display.close();
		this.#soon(() => {
			this.#host.hungUp(this);
		});
	}

	complete(line: string): readonly string[] {
		let found: readonly string[] = [];
		this.#guard(() => {
			found = completions(this.#vm, this.#host.commands, line);
		});
		return found;
	}

	commands(): readonly ExplainedCommand[] {
		return offeredCommands(this.#vm, this.#host.commands);
	}

	cpu(): {readonly virtual: number; readonly total: number} {
		const usage = this.#vm?.account.usage;
		return {virtual: usage?.virtualCpu ?? 0, total: usage?.totalCpu ?? 0};
	}

	/** Ends the connection (LOGOFF without HOLD, SHUTDOWN). */
	close(): void {
		this.#display.send({kind: 'closed'});
		this.#display.close();
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
		this.#input.refresh();
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
			this.#input.abandon();
		}
	}

	/** PA2 is the interrupt key of a machine that has asked for that, and whose terminal is for APL. */
	#interruptKey(): void {
		const vm = this.#vm;
		if (vm?.settings.pa2Interrupts && vm.terminal.apl) {
			this.#host.raiseExternal(vm, {code: externalCode.interruptKey});
		}
	}

	/** `schedule(0)` for who will be here then. */
	#soon(work: () => void): void {
		this.#host.schedule(0, () => {
			this.#guard(work);
		});
	}
}
