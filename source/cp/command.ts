/** What a CP command is (GC20-1820, section 1): one file each under `commands/`, listed in `commands/index.ts`. */
import type {CommandDefinition} from '../base/command.js';
import type {ControlProgram} from './control-program.js';
import type {TerminalLine} from './terminal/terminal-line.js';
import type {VirtualMachine} from './machine/virtual-machine.js';

/** What a command can wait for while its machine stays in CP. */
export type CpWait =
	/** CP reads a line at the terminal (`ENTER PASSWORD:`); resumed with it. */
	| {readonly kind: 'read'; readonly prompt: string; readonly conceal: boolean}
	/** Time passes (SLEEP), microseconds; `undefined` = until attention. */
	| {readonly kind: 'sleep'; readonly microseconds: number | undefined};

/** A CP command in execution: yields what it waits for, is resumed with the line read, ends with its return code. */
export type CpStep = Generator<CpWait, number, string>;

export type CpContext = {
	readonly cp: ControlProgram;
	/** The terminal it was typed at; `undefined` where a disconnected machine issued it by DIAGNOSE X'08'. */
	readonly line: TerminalLine | undefined;
	/**
	 * The machine that issues it; `undefined` at a terminal where nobody is logged on (LOGON, MESSAGE, DISCONN only).
	 */
	readonly vm: VirtualMachine;
	/** Operands, upper case, as split at blanks. */
	readonly words: readonly string[];
	/** The operands as typed, after the command word and one blank. */
	readonly text: string;
	/** A line of response: to the terminal, or into the buffer of DIAGNOSE X'08'. */
	reply(text: string): void;
	/** Types message `DMKxxxnnns text` as SET EMSG says and returns its number as return code. */
	error(id: string, text: string): number;
};

export type CpCommand = CommandDefinition & {
	/**
	 * Privilege classes that may use it: `G`, `ABCDEFG`; `*` = any, also before LOGON; `-` = nobody who is logged on
	 * (LOGON itself).
	 */
	readonly classes: string;
	run(context: CpContext): number | CpStep;
};
