/** Pages of DEBUG's subcommands, for HELP; `commands/programs/debug.ts` performs them. */
import type {CommandDefinition} from '../../../base/command.js';

const location = 'A location is a symbol of DEFINE, or a hexadecimal address that ORIGIN is added to.';

const subcommand = (
	syntax: string,
	summary: string,
	...description: readonly string[]
): CommandDefinition => {
	const [word] = syntax.split(' ');
	return {
		name: word.toUpperCase(), minimum: word.length, syntax: [syntax], summary, description,
	};
};

export const debugSubcommands: readonly CommandDefinition[] = [
	subcommand('CAW', 'Shows the channel address word.'),
	subcommand('CSW', 'Shows the channel status word.'),
	subcommand(
		'DEFINE symbol hexloc [bytes]',
		'Gives a location a name, and the number of bytes (4) that X shows there.',
		'There can be 16 symbols; each has 1 to 56 bytes. ORIGIN counts when the symbol is defined.',
	),
	subcommand('GPR reg1 [reg2]', 'Shows a general register, or all from the first to the second; decimal, 0 to 15.'),
	subcommand('HX', 'Ends DEBUG and everything that was running.'),
	subcommand('ORIGIN symbol|hexloc', 'Sets the address that hexadecimal locations count from; 0 at first.'),
	subcommand('PSW', 'Shows the program status word of who entered DEBUG.'),
	subcommand('RETURN', 'Goes back to CMS.'),
	subcommand('STORE symbol|hexloc hexdata...', 'Stores up to 12 bytes, given as hexadecimal digits.', location),
	subcommand('X symbol|hexloc [bytes]', 'Shows 1 to 56 bytes of storage; 4, or as many as DEFINE said.', location),
];
