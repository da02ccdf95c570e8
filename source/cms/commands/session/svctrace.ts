/** SVCTRACE (GC20-1818): every SVC and its return on the virtual printer; `nucleus/svc/trace.ts` records them. */
import type {CmsCommand} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {unit} from '../../unit-record/unit-records.js';
import {checkUnit} from '../unit-record/unit-commands.js';

export const svctrace: CmsCommand = {
	name: 'SVCTRACE',
	minimum: 4,
	syntax: ['SVCTrace ON|OFF'],
	summary: 'Records SVCs and their returns on the virtual printer (00E).',
	description: [
		'The first line of a record begins with - before an SVC, with + after it, with * where its return code is not '
		+ '0: number of the SVC and depth, what it calls, from where, old PSW, the PSW that goes on. Below: .GPRSB, '
		+ 'general registers before; .GPRS AFTER, registers 0, 1 and 15 as the program gets them; .GPRSS, those of CMS '
		+ 'when it is done; .FPRS and .FPRSS, floating-point registers of the program and of CMS; .PARM, the parameter '
		+ 'list. GOPSW before an SVC is that of the SVC handler.',
		'OFF and the immediate command HO end it, and close the printer: what was recorded is printed. So do HX and '
		+ 'an abend. SO suspends it, RO resumes it. What is printed meanwhile stands among the records.',
		'Commands that CMS or an EXEC calls are recorded as SVC 202; functions that commands of this CMS use '
		+ 'themselves are not.',
	],
	returnCodes: ['24   Neither ON nor OFF, or more than that.', '36   No printer.'],
	* run({cms, operands, options}) {
		const [word, extra = options[0]] = operands;
		if (word === undefined && extra === undefined) {
			return yield * cms.message(messages.DMSOVR047E);
		}

		if (word !== 'ON' && word !== 'OFF') {
			return yield * cms.message(messages.DMSOVR014E, {function: word ?? extra});
		}

		if (extra !== undefined) {
			return yield * cms.message(messages.DMSOVR070E, {parameter: extra});
		}

		if (word === 'OFF') {
			yield * cms.svcTrace.end();
			return 0;
		}

		const rc = yield * checkUnit(cms, 'DMSOVR', unit.printer, 'output');
		if (rc === 0) {
			cms.svcTrace.begin();
		}

		return rc;
	},
};
