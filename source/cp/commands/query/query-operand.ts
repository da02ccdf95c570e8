/** What QUERY can be asked (GC20-1820, QUERY; DMKCQG): one row an operand, each in the file of its subject. */
import type {UserContext} from '../../command.js';

export type QueryOperand = {
	readonly name: string;
	readonly minimum: number;
	/** Privilege classes that may ask. */
	readonly classes: string;
	readonly syntax: string;
	/** `words` = what follows the operand. */
	run(context: UserContext, words: readonly string[]): number;
};

export const anyClass = 'ABCDEFGH';
