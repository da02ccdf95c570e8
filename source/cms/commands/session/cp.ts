/** CP (GC20-1818): passes a line to the control program. */
import type {CmsCommand} from '../../cms.js';

/** CP's return code for a line it does not know. */
const unknown = 1;

export const cp: CmsCommand = {
	name: 'CP',
	minimum: 2,
	syntax: ['CP [commandline]'],
	summary: 'Executes a CP command from CMS. Without an operand the machine enters CP READ; BEGIN returns.',
	description: [
		'At the terminal CP can be left out where CMS has no such command (SET IMPCP ON); EXEC procedures must write '
		+ 'it.',
	],
	returnCodes: ['1  CP does not know the command.', 'other  The number of CP\'s message.'],
	* run({cms, call}) {
		const {rc} = yield * cms.cp(call.line.trimStart().replace(/^\S+ */, ''));
		if (rc === unknown && call.from === 'terminal') {
			yield * cms.console.type('Unknown CP/CMS command');
		}

		return rc;
	},
};
