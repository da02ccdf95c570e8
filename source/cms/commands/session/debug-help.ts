/** Pages of DEBUG's subcommands, for HELP; `nucleus/debug` performs them. */
import type {CommandDefinition} from '../../../base/command.js';

const location = 'A location is a symbol of DEFINE, or a hexadecimal address that ORIGIN is added to.';

const subcommand = (
	syntax: string,
	minimum: number,
	summary: string,
	...description: readonly string[]
): CommandDefinition => {
	const [word] = syntax.split(' ');
	return {
		name: word.toUpperCase(), minimum, syntax: [syntax], summary, description,
	};
};

export const debugSubcommands: readonly CommandDefinition[] = [
	subcommand(
		'BReak id symbol|hexloc',
		2,
		'Stops the program that comes to an instruction.',
		'The number is decimal, 0 to 15; another breakpoint of the number is cleared. At the location X\'B2Ex\' is '
		+ 'stored, x the number. Where a program comes there, DEBUG is entered, the instruction is again what it was, '
		+ 'and GO goes on with it.',
		location,
	),
	subcommand('CAW', 3, 'Shows the channel address word.'),
	subcommand('CSW', 3, 'Shows the channel status word.'),
	subcommand(
		'DEFine symbol hexloc [bytes]',
		3,
		'Gives a location a name, and the number of bytes (4) that X shows there.',
		'There can be 16 symbols, each of 1 to 56 bytes, until CMS is loaded again. At least one character must be no '
		+ 'hexadecimal digit. ORIGIN counts when the symbol is defined.',
	),
	subcommand(
		'DUmp [from [to|*] [name]]',
		2,
		'Prints registers, control words and storage.',
		'From 0 to 32 unless told; * is the end of storage. The name stands in the heading.',
		location,
	),
	subcommand(
		'GO [symbol|hexloc]',
		2,
		'Goes on with the program, or at a location.',
		'Registers and control words are as they were, or as SET changed them. Where the command DEBUG was entered a '
		+ 'location must be given.',
		location,
	),
	subcommand('GPR reg1 [reg2]', 3, 'Shows a general register, or all from one to the other; decimal, 0 to 15.'),
	subcommand('HX', 2, 'Ends DEBUG and everything that was running.'),
	subcommand('ORigin symbol|hexloc', 2, 'Sets the address that hexadecimal locations count from; 0 at first.'),
	subcommand('PSW', 3, 'Shows the program status word of who entered DEBUG.'),
	subcommand('RETurn', 3, 'Goes back to CMS; not behind a breakpoint or an interruption.'),
	subcommand(
		'SET {CAW|CSW|PSW|GPR reg} hexinfo [hexinfo]',
		3,
		'Changes control words and registers.',
		'Up to four bytes a word, zeros behind them. The second is for the second word, or the next register.',
	),
	subcommand(
		'STore symbol|hexloc hexinfo...',
		2,
		'Stores up to three fields of up to four bytes, as hexadecimal digits.',
		location,
	),
	subcommand('X symbol|hexloc [bytes]', 1, 'Shows 1 to 56 bytes of storage; 4, or as many as DEFINE said.', location),
];
