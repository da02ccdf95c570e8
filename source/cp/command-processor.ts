/**
 * From a line to a CP command (VM/370's DMKCFM): name, abbreviation, privilege class, and the waits of a command in
 * execution.
 */
import {findCommand} from '../base/command.js';
import type {
	CpCommand, CpContext, CpStep, CpWait,
} from './command.js';
import {isEdited, editMessage} from './terminal/message-editing.js';
import type {ControlProgram} from './control-program.js';
import type {TerminalLine} from './terminal/terminal-line.js';
import type {VirtualMachine} from './machine/virtual-machine.js';

/** Return code of DIAGNOSE X'08' for what is no CP command of this user's classes (GC20-1807). */
export const unknownCommand = 1;

/** Return code of a command whose terminal went away while it waited. */
const abandoned = 1;

/** How a command line is executed. */
export type Execution = {
	/** `undefined`: nobody is logged on at the line. */
	readonly vm: VirtualMachine | undefined;
	readonly line: TerminalLine | undefined;
	reply(text: string): void;
	/** An error message already edited; by `reply` where absent. */
	readonly fail?: ((text: string) => void) | undefined;
	/** DIAGNOSE X'08': what is no command is told by the return code alone. */
	readonly silentUnknown?: boolean;
	/** Called once, at once or later, with the return code. */
	done(returnCode: number): void;
};

/** Commands a user of `classes` may use; `undefined` = nobody is logged on. */
export function permittedCommands(commands: readonly CpCommand[], classes: string | undefined): CpCommand[] {
	return commands.filter(({classes: needed}) =>
		needed === '*'
		|| (classes === undefined ? needed === '-' : [...needed].some(letter => classes.includes(letter))));
}

/** One command in execution. */
export class CommandTask {
	/** What it waits for now. */
	wait: CpWait | undefined;
	#cancelTimer: (() => void) | undefined;
	#ended = false;
	#running = false;
	readonly #cp: ControlProgram;
	readonly #execution: Execution;
	readonly #step: CpStep;

	constructor(cp: ControlProgram, readonly vm: VirtualMachine | undefined, execution: Execution, step: CpStep) {
		this.#cp = cp;
		this.#execution = execution;
		this.#step = step;
	}

	/** Starts it, or gives it the line it waited for. */
	resume(input = ''): void {
		if (this.#ended) {
			return;
		}

		this.#cancelTimer?.();
		this.#cancelTimer = undefined;
		this.wait = undefined;
		this.#running = true;
		const {done, value} = this.#step.next(input);
		this.#running = false;
		if (done) {
			if (!this.#ended) {
				this.#end();
			}

			this.#execution.done(value);
			return;
		}

		if (this.#ended) {
			this.#step.return(0);
			return;
		}

		this.wait = value;
		this.vm?.hold(value.kind === 'sleep' ? 'sleep' : 'command');
		if (value.kind === 'sleep') {
			if (value.microseconds !== undefined) {
				this.#cancelTimer = this.#cp.schedule(value.microseconds, () => {
					this.resume();
				});
			}
		} else if (this.#execution.line) {
			if (value.prompt !== '') {
				this.#execution.line.type(value.prompt);
			}
		} else {
			this.#cp.schedule(0, () => {
				this.resume();
			});
		}

		this.#execution.line?.refresh();
	}

	/** Attention ends a SLEEP. True where it did. */
	attention(): boolean {
		if (this.wait?.kind !== 'sleep') {
			return false;
		}

		this.resume();
		return true;
	}

	/** Abandons it: its machine or its terminal is gone. */
	cancel(): void {
		if (!this.#ended) {
			this.#end();
			this.#cancelTimer?.();
			// LOGOFF or FORCE of its own machine: it runs to its own end.
			if (!this.#running) {
				this.#step.return(0);
				if (!this.vm?.loggedOff) {
					this.#execution.done(abandoned);
				}
			}
		}
	}

	#end(): void {
		this.#ended = true;
		this.wait = undefined;
		if (this.vm?.task === this) {
			this.vm.task = undefined;
		}

		if (this.#execution.line?.task === this) {
			this.#execution.line.task = undefined;
		}

		this.vm?.release('sleep');
		this.vm?.release('command');
	}
}

/** Executes one command line; see `ControlProgram.execute`. */
export function executeCommand(cp: ControlProgram, commandLine: string, execution: Execution): void {
	const {vm, line} = execution;
	const text = commandLine.trim().replace(/^cp(?: +|$)/i, '');
	if (text === '' || text.startsWith('*')) {
		execution.done(0);
		return;
	}

	const [typed] = text.split(' ', 1);
	const word = typed.toUpperCase();
	if (vm) {
		cp.charge(vm, 'command');
	}

	const context: CpContext = {
		cp,
		line,
		// Only commands for anyone (`*`) run where nobody is logged on, and they know (command.ts).
		vm: vm!,
		words: text.toUpperCase().split(/ +/).slice(1).filter(operand => operand !== ''),
		text: text.slice(typed.length + 1),
		reply(response) {
			execution.reply(response);
		},
		error(id, message) {
			const emsg = vm?.settings.emsg ?? 'TEXT';
			if (isEdited(emsg)) {
				(execution.fail ?? execution.reply)(editMessage(emsg, id, message));
			}

			return Number.parseInt(id.slice(6, 9), 10);
		},
	};
	const command = findCommand(word, permittedCommands(cp.options.commands, vm?.classes));
	if (!command) {
		if (!vm) {
			execution.reply('RESTART');
		} else if (!execution.silentUnknown) {
			context.error('DMKCFM001E', `?CP: ${word}`);
		}

		execution.done(unknownCommand);
		return;
	}

	const result = command.run(context);
	if (typeof result === 'number') {
		execution.done(result);
		return;
	}

	const task = new CommandTask(cp, vm, execution, result);
	if (vm) {
		vm.task = task;
	}

	if (line) {
		line.task = task;
	}

	task.resume();
}
