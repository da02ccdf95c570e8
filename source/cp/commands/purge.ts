/** PURGE (GC20-1820; DMKCSU): drops closed spool files of one's own. */
import type {CpCommand} from '../command.js';
import {fail} from '../messages.js';
import {queueNamed, replyCount, selectFiles} from '../spool/file-selection.js';
import type {SpoolQueue} from '../spool/spool-file.js';

const queues: readonly SpoolQueue[] = ['RDR', 'PRT', 'PUN'];

export const purge: CpCommand = {
	name: 'PURGE', minimum: 3, classes: 'G',
	syntax: ['PURge {Reader|RDR|Printer|PRT|PUnch|PCH} {ALL|CLass c|spoolid...}', 'PURge ALL'],
	summary: 'remove closed spool files',
	returnCodes: ['26  OPERAND MISSING OR INVALID', '27  SPOOLID MISSING OR INVALID', '28  CLASS MISSING OR INVALID', '35  DEVICE TYPE MISSING OR INVALID', '42  SPOOLID spoolid DOES NOT EXIST'],
	run(context) {
		const {cp: {spooler}, vm: {userid}, words: [word, ...words]} = context;
		const queue = queueNamed(word);
		if (!queue && word !== 'ALL') {
			return fail(context, 'DMKCSU035E');
		}

		const files = queues.filter(each => word === 'ALL' || each === queue).flatMap(each => spooler.filesOf(userid, each));
		const selection = selectFiles(context, files, word === 'ALL' ? ['ALL', ...words] : words);
		if (typeof selection === 'number') {
			return selection;
		}

		if (selection.rest.length > 0) {
			return fail(context, 'DMKCSU003E', selection.rest[0]);
		}

		for (const file of selection.files) {
			spooler.purge(file);
		}

		replyCount(context, selection.files.length, 'PURGED');
		return selection.returnCode;
	},
};
