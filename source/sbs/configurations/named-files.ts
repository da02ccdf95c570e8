/**
 * Which of his files a user's command is about: those that its line names, and no others. Whoever works for him has
 * them while it lasts.
 */
import type {Given, SbsCommand} from '../context.js';

/** `mode`: the letter of the disk. `write`: it may be written. */
export type NamedFile = {
	readonly name: string;
	readonly type: string;
	readonly mode: string;
	readonly write: boolean;
};

/** The files of a line. */
export function namedFiles({userFiles}: SbsCommand, given: Given): readonly NamedFile[] {
	if (!userFiles) {
		return [];
	}

	const {operands, rows} = given;
	return [operands, ...rows].flatMap(({fn, ft, fm}) => fn === undefined || ft === undefined
		? []
		: [{
			name: fn, type: ft, mode: (fm ?? operands.fm ?? 'A')[0], write: userFiles === 'write',
		}]);
}
