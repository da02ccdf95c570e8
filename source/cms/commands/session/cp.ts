/** CP (GC20-1818, and VM/370's HELP: FIFO, LIFO, DISCARD): passes a line to the control program. */
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {stackResponse, type StackOrder} from './query-option.js';

/** CP's return code for a line it does not know, and what it becomes at the terminal. */
const unknown = {ofCp: 1, atTerminal: -1} as const;
const destinations: ReadonlySet<string> = new Set(['FIFO', 'LIFO', 'DISCARD']);

/** Types nothing of what CP answers: it goes into the console stack, or nowhere. Of an error only the code is seen. */
function * keepBack(cms: Cms, command: string, destination: string): Step<number> {
	return destination === 'DISCARD'
		? (yield * cms.cp(command, true)).rc
		: yield * stackResponse(cms, command, {order: destination as StackOrder, errors: false});
}

export const cp: CmsCommand = {
	name: 'CP',
	minimum: 2,
	syntax: ['CP [FIFO|LIFO|DISCARD] [commandline]'],
	summary: 'Executes a CP command from CMS. Without a command the machine enters CP READ; BEGIN returns.',
	description: [
		'At the terminal CP can be left out where CMS has no such command (SET IMPCP ON); EXEC procedures must write '
		+ 'it.',
		'FIFO and LIFO put what CP answers into the console stack, DISCARD drops it; its error messages are not seen '
		+ 'then.',
	],
	returnCodes: [
		'-1  CP does not know the command; 1 in an EXEC.',
		'88  CP\'s answer is longer than 8192 characters: nothing is stacked.',
		'other  The number of CP\'s message.',
	],
	* run({cms, call}) {
		const line = call.line.trimStart().replace(/^\S+ */, '');
		const [, word, rest] = /^(\S*) *(.*)$/s.exec(line)!;
		const kept = destinations.has(word.toUpperCase());
		// Without a command the machine enters CP, wherever an answer is to go.
		const rc = kept && rest !== ''
			? yield * keepBack(cms, rest, word.toUpperCase())
			: (yield * cms.cp(kept ? rest : line)).rc;
		if (rc !== unknown.ofCp || call.from !== 'terminal') {
			return rc;
		}

		if (!kept) {
			yield * cms.console.type('Unknown CP/CMS command');
		}

		return unknown.atTerminal;
	},
};
