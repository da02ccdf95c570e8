/** What a terminal offers to who types there: completion, and the commands he may use, of his program and of CP. */
import {explained, type CommandDefinition, type ExplainedCommand} from '../../base/command.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** The commands that a user of `classes` may use; `undefined` = nobody is logged on. */
export type CommandsOf = (classes: string | undefined) => readonly CommandDefinition[];

/** The machine whose program, not CP, reads what is typed. */
const programOf = (vm: VirtualMachine | undefined): VirtualMachine | undefined =>
	vm && !vm.cpMode.active && vm.loaded.name !== undefined ? vm : undefined;

/** Candidates for the last word of `line`: of the program that reads, else CP's commands. */
export function completions(vm: VirtualMachine | undefined, commandsOf: CommandsOf, line: string): readonly string[] {
	const program = programOf(vm);
	if (program) {
		return program.resident.complete(line);
	}

	const words = line.split(' ');
	return words.length > 1
		? []
		: commandsOf(vm?.classes).map(({name}) => name).filter(name => name.startsWith(words[0].toUpperCase()));
}

/** The program's commands first, then CP's. */
export function offeredCommands(vm: VirtualMachine | undefined, commandsOf: CommandsOf): readonly ExplainedCommand[] {
	const own = programOf(vm)?.resident.commands() ?? [];
	return [...own, ...commandsOf(vm?.classes).map(command => explained(command, 'CP'))];
}
