/** SET and QUERY with an operand that CMS does not have (GC20-1818, "SET", "QUERY"; DMSSET, DMSQRY). */
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {messages} from '../../messages/index.js';

/**
 * Return code of SVC 202 where nothing has the name: at the terminal the line goes to CP then, while SET IMPCP is on;
 * an EXEC sees it.
 */
const unknownCommand = -3;

export function * noneOfOurs(cms: Cms, module: 'DMSSET' | 'DMSQRY', word: string): Step<number> {
	return cms.settings.impliedCp ? unknownCommand : yield * cms.message(messages[`${module}014E`], {function: word});
}
