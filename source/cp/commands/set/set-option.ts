/** What SET can set (GC20-1820, GC20-1806, SET; DMKCFS): one row an operand, each in the file of its subject. */
import type {CommandResult, UserContext} from '../../command.js';

export type SetOption = {
	readonly name: string;
	readonly minimum: number;
	/** Privilege classes that may set it. */
	readonly classes: string;
	readonly syntax: string;
	/** `words` = what follows the operand. */
	run(context: UserContext, words: readonly string[]): CommandResult;
};

/** Where `text` goes on behind its first `words` words. */
export const behind = (text: string, words: number): string =>
	text.trimStart().replace(new RegExp(String.raw`^(?:\S+\s?){${words}}`), '');
