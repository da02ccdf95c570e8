/**
 * Which of his files a user's command is about: those that its line names, and no others. Whoever works for him has
 * them while it lasts.
 */
import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {
	Given, NamedFile, SbsCommand, UserFiles,
} from '../context.js';

/** The files of a line; the answer where they cannot be known. */
export function * namedFiles(
	{userFiles}: SbsCommand,
	given: Given,
	files: UserFiles,
): Step<readonly NamedFile[] | Content> {
	if (!userFiles) {
		return [];
	}

	if (typeof userFiles === 'function') {
		return yield * userFiles(given, files);
	}

	const {operands: {fn, ft, fm = 'A'}} = given;
	return fn === undefined || ft === undefined
		? []
		: [{
			name: fn, type: ft, mode: fm[0], write: userFiles === 'write',
		}];
}
