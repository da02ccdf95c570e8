/** OPTION (GC20-1818): compiler options of CMS/DOS, which is not here: as where SET DOS ON was not entered. */
import type {CmsCommand} from '../../cms.js';
import {messages} from '../../messages/index.js';

export const option: CmsCommand = {
	name: 'OPTION',
	minimum: 6,
	syntax: ['OPTION [DUMP|NODUMP] [DECK|NODECK] [LIST|NOLIST] [LISTX|NOLISTX] [SYM|NOSYM] [XREF|NOXREF] '
		+ '[ERRS|NOERRS] [48C|60C] [TERM|NOTERM]'],
	summary: 'Sets options of the DOS/VS COBOL compiler under CMS/DOS.',
	description: ['CMS/DOS is not here: the command is refused, as it is where the environment is not active.'],
	returnCodes: ['40  CMS/DOS is not active.'],
	* run({cms}) {
		return yield * cms.message(messages.DMSOPT099E);
	},
};
