/** SET and QUERY with an operand that CMS does not have (GC20-1818, "SET", "QUERY"; DMSSET, DMSQRY). */
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {notFound} from '../../not-found.js';

/** As if nothing had the name: at the terminal the line goes to CP then, while SET IMPCP is on; EXECs see the code. */
export function * noneOfOurs(cms: Cms, module: 'DMSSET' | 'DMSQRY', word: string): Step<number> {
	return cms.settings.impliedCp ? notFound.command : yield * cms.message(messages[`${module}014E`], {function: word});
}
