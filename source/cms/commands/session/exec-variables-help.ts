/** Pages of EXEC's special variables and of assignment, for HELP (GC20-1819, "EXEC special variables"). */
import type {CommandDefinition} from '../../../base/command.js';
import {tokenLength} from '../../exec/expression/scanner.js';

const variable = (name: string, summary: string, ...description: readonly string[]): CommandDefinition => ({
	name, minimum: Math.min(name.length, tokenLength), syntax: [name], summary, description,
});

const cannotBeSet = 'You can test and type it, but not give it a value.';
const ownValue = 'You may give it a value of your own; then it no longer tells this.';

const assignment: CommandDefinition = {
	name: 'ASSIGN',
	minimum: 6,
	syntax: [
		'&variable = [token]', '&variable = token {+|-} token ...', '&variable = &function token ...',
	],
	summary: 'Gives a variable a value.',
	description: [
		'A blank stands before and behind the equal sign. Without anything behind it the variable has no value; a '
		+ 'token may be a hexadecimal number, as X\'C1\'. Values are cut to eight characters.',
	],
};

const specials: readonly CommandDefinition[] = [
	variable('&0', 'The name of the EXEC.'),
	variable(
		'&n',
		'The arguments, &1 to &30; blank where there is none.',
		'&ARGS, &READ ARGS and assignments set them.',
	),
	variable('&*', 'All arguments together, in &IF and &LOOP: the comparison must hold for each.', cannotBeSet),
	variable('&$', 'Any of the arguments, in &IF and &LOOP: the comparison must hold for one.', cannotBeSet),
	variable('&DISKx', 'What is accessed as disk x: CMS, or NA where nothing is.', ownValue),
	variable('&DISK*', 'The mode letter of the first read/write disk in the search order, or NONE.', ownValue),
	variable('&DISK?', 'The mode letter of the read/write disk with the most room, or NONE.', ownValue),
	variable('&DOS', 'ON or OFF: whether SET DOS is ON.', ownValue),
	variable('&EXEC', 'The name of the EXEC.', cannotBeSet),
	variable('&GLOBAL', 'How many EXECs run, each called by the one before.', cannotBeSet),
	variable(
		'&GLOBALn',
		'&GLOBAL0 to &GLOBAL9: numbers that all levels of EXECs share.',
		'They are 1 at first, and can have whole numbers only.',
	),
	variable('&INDEX', 'The number of arguments.', '&ARGS and &READ ARGS set it.'),
	variable('&LINENUM', 'The number of the line that is executed.', cannotBeSet),
	variable(
		'&READFLAG',
		'CONSOLE or STACK: where the next &READ, or read of a command, takes its line from.',
		cannotBeSet,
	),
	variable('&RETCODE', 'The return code of the last CMS command that the EXEC ran.', ownValue),
	variable('&TYPEFLAG', 'RT or HT: whether what is typed is shown.', cannotBeSet),
];

export const variableDefinitions: readonly CommandDefinition[] = [assignment, ...specials];

/** The page that a variable of a kind has: `&3` is a `&n`. */
export function variableKind(word: string): string {
	if (/^&(?:[1-9]|[12]\d|30)$/.test(word)) {
		return '&n';
	}

	return /^&DISK[A-Z]$/.test(word) ? '&DISKx' : (/^&GLOBAL\d$/.test(word) ? '&GLOBALn' : word);
}
