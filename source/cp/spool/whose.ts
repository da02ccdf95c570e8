/**
 * Whose files CHANGE, ORDER, PURGE and TRANSFER mean (GC20-1820, GC20-1806): one's own; the spooling operator (class D)
 * may name a user before the rest of the command, SYSTEM for everybody's, or give the number of anybody's file.
 */
import type {UserContext} from '../command.js';
import type {SpoolFile} from './spool-file.js';

export type Whose = {
	/** Whose they are; `undefined`: everybody's. */
	readonly owner: string | undefined;
	/** The spooling operator works on them as such, not on his own. */
	readonly asOperator: boolean;
	/** What stands behind the name. */
	readonly words: readonly string[];
};

/** Reads a name before the rest, which begins with a word that `isRest` knows. */
export function whose({vm}: UserContext, words: readonly string[], isRest: (word: string) => boolean): Whose {
	const [name, ...rest] = words;
	const isNamed = vm.classes.includes('D') && name !== undefined && !isRest(name);
	return isNamed
		? {owner: name === 'SYSTEM' ? undefined : name, asOperator: true, words: rest}
		: {owner: vm.userid, asOperator: false, words};
}

/**
 * The files that a selection is made from. `find`: those of a user, or all. Without a name the spooling operator means
 * by a number the file that has it, whoever's it is, and by everything else his own.
 */
export function filesInReach(
	{vm}: UserContext,
	{owner, asOperator}: Whose,
	selection: string | undefined,
	find: (owner: string | undefined) => readonly SpoolFile[],
): readonly SpoolFile[] {
	const byNumber = !asOperator && vm.classes.includes('D') && /^\d{1,4}$/.test(selection ?? '');
	return find(byNumber ? undefined : owner);
}
