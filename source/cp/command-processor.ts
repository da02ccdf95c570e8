/** From a line to a CP command (VM/370's DMKCFM): name, abbreviation, privilege class. */
import type {Issued} from '../base/message.js';
import {findCommand} from '../base/command.js';
import {
	type CommandHost, type CpCommand, type CpContext, type CommandResult,
} from './command.js';
import {CommandTask} from './command-task.js';
import type {Execution} from './execution.js';
import type {Overhead} from './machine/accounting.js';
import type {VirtualMachine} from './machine/virtual-machine.js';
import type {Wall} from './machine/wall.js';
import {fail, messages} from './messages/index.js';
import {isEdited, editMessage} from './terminal/message-editing.js';

/** Return code of DIAGNOSE X'08' for what is no CP command of this user's classes (GC20-1807). */
const unknownCommand = 1;

/** What executing a command line takes. */
export type CommandProcessorHost = CommandHost & {
	/** What whoever has these classes may use; `undefined`: nobody is logged on. */
	commandsOf(classes: string | undefined): readonly CpCommand[];
	readonly wall: Pick<Wall, 'note'>;
	charge(vm: VirtualMachine | undefined, what: Overhead): void;
};

/** Executes one command line; see `ControlProgram.execute`. */
export function executeCommand(host: CommandProcessorHost, commandLine: string, execution: Execution): void {
	const {vm, line} = execution;
	const trimmed = commandLine.trim();
	const text = /^cp(?: |$)/i.test(trimmed) ? trimmed.slice(2).trimStart() : trimmed;
	if (text === '' || text.startsWith('*')) {
		execution.done(0);
		return;
	}

	host.wall.note(text, vm !== undefined);
	const end = text.indexOf(' ');
	const typed = end === -1 ? text : text.slice(0, end);
	const word = typed.toUpperCase();
	host.charge(vm, 'command');

	const context = contextOf(host, execution, text, typed);
	if (!context.vm && !host.realDevices.isOpen(context.line.address)) {
		execution.done(fail(context, messages.DMKYTN901E, {device: context.line.address}));
		return;
	}

	const command = findCommand(word, host.commandsOf(vm?.classes));
	if (!command) {
		if (!vm) {
			execution.reply('RESTART');
		} else if (!execution.silentUnknown) {
			fail(context, messages.DMKCFM001E, {command: word});
		}

		execution.done(unknownCommand);
		return;
	}

	const result = run(command, context);
	if (typeof result === 'number') {
		execution.done(result);
		return;
	}

	const task = new CommandTask(host, execution, result);
	vm?.cpMode.take(task);
	if (line) {
		line.task = task;
	}

	task.resume();
}

/** Words between blanks. */
const wordsOf = (text: string): string[] => text.split(' ').filter(word => word !== '');

/** `text`: the command with its operands; `typed`: the first word of it. */
function contextOf(host: CommandHost, execution: Execution, text: string, typed: string): CpContext {
	const emsg = execution.vm?.settings.emsg ?? 'TEXT';
	const common = {
		cp: host,
		words: wordsOf(text.slice(typed.length).toUpperCase()),
		text: text.slice(typed.length + 1),
		reply(response: string) {
			execution.reply(response);
		},
		error({id, text: message, returnCode}: Issued) {
			if (isEdited(emsg)) {
				(execution.fail ?? execution.reply)(editMessage(emsg, id, message));
			}

			return returnCode;
		},
	};
	return Object.assign(common, execution.vm
		? {vm: execution.vm, line: execution.line}
		: {vm: undefined, line: execution.line});
}

/** Runs a command that `isPermitted` to who issues it. */
function run(command: CpCommand, context: CpContext): CommandResult {
	switch (command.audience) {
		case 'everybody': {
			return command.run(context);
		}

		case 'visitors': {
			if (context.vm) {
				throw new Error(`${command.name} of somebody who is logged on`);
			}

			return command.run(context);
		}

		case undefined: {
			if (!context.vm) {
				throw new Error(`${command.name} of somebody who is not logged on`);
			}

			return command.run(context);
		}
	}
}
