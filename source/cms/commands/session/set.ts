/** SET (GC20-1818): options of CMS. What is none of CMS's goes to CP while SET IMPCP is on. */
import {isAbbreviation} from '../../../base/command.js';
import type {CmsCommand} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {noneOfOurs} from './not-ours.js';
import {
	blip, cmsType, fileWait, onOff, readyMessage, simple, type SetOption,
} from './set-option.js';
import {systemOptions} from './set-systems.js';
import {translations} from './set-translation.js';

const options: readonly SetOption[] = [
	onOff('IMPEX', 5, ({settings}, on) => {
		settings.impliedExec = on;
	}),
	onOff('IMPCP', 5, ({settings}, on) => {
		settings.impliedCp = on;
	}),
	onOff('ABBREV', 6, ({settings}, on) => {
		settings.abbreviations = on;
	}),
	onOff('RELPAGE', 4, ({settings}, on) => {
		settings.releasePages = on;
	}),
	onOff('PROTECT', 4, ({settings}, on) => {
		settings.protect = on;
	}),
	simple('ABEND', 5, ({settings}, command) => {
		settings.abendCommand = command;
		return true;
	}),
	onOff('REDTYPE', 4, ({settings}, on) => {
		settings.redType = on;
	}),
	...translations,
	fileWait,
	readyMessage,
	blip,
	cmsType,
	...systemOptions,
];

/** Those that mean something without operand. */
const without: ReadonlySet<string> = new Set(['INPUT', 'OUTPUT']);

export const set: CmsCommand = {
	name: 'SET',
	minimum: 3,
	syntax: [
		'SET RDYmsg {LMSG|SMSG}',
		'SET IMPEX {ON|OFF}',
		'SET IMPCP {ON|OFF}',
		'SET ABBREV {ON|OFF}',
		'SET REDType {ON|OFF}',
		'SET BLIP {ON|OFF|string[(count)]}',
		'SET ABEND command',
		'SET CMSTYPE {HT|RT}',
		'SET AUTORead {ON|OFF}',
		'SET LDRtbls nn',
		'SET SYSNAME {CMSSEG|CMSVSAM|CMSAMS|CMSDOS} name',
		'SET NONSHARE {CMSSEG|CMSVSAM|CMSAMS|CMSDOS}',
		'SET DOS {ON [mode [(VSAM[)]]]|OFF}',
		'SET {DOSPArt {nnnnnK|OFF}|UPSI {nnnnnnnn|OFF}}',
		'SET RELPage {ON|OFF}',
		'SET PROTect {ON|OFF}',
		'SET FILEWait {ON [seconds]|OFF}',
		'SET INPUT [a xx|xx yy]',
		'SET OUTPUT [xx a]',
		'SET (an option of CP, e.g. SET EMSG {ON|OFF|CODE|TEXT})',
	],
	summary: 'Sets options of your CMS machine.',
	description: [
		'RDYMSG LMSG shows CPU times and the time of day in the ready message, SMSG does not.',
		'IMPEX ON lets you run an EXEC by its name alone, IMPCP ON a CP command without the word CP.',
		'BLIP types the string, up to eight characters, after every two seconds of CPU time; with a count blanks make '
		+ 'it up to so many.',
		'ABEND puts a command, or the name of an EXEC, into the console stack after the next abend, once.',
		'CMSTYPE HT keeps what is typed from the terminal until RT or the next ready message, as &STACK HT does.',
		'AUTOREAD OFF: no read waits at the terminal when a command has ended; what you type then is an attention, and '
		+ 'its line is stacked and run. LDRTBLS sets how many pages the table of LOAD and INCLUDE may have, 1 to 128, '
		+ 'with 204 names each.',
		'SYSNAME gives a named system that CMS would ask CP for another name. There is nothing here that lies in one: '
		+ 'DOS ON and NONSHARE end with a message, and so do DOSPART and UPSI, which need CMS/DOS.',
		'FILEWAIT ON makes CMS wait, 60 seconds unless you say how many, for a file on a shared disk that another '
		+ 'machine has locked (ours, as VM/SP and later have it). It is OFF after IPL.',
		'INPUT gives the character a from the terminal the code xx; OUTPUT shows the code xx as a. Without operands '
		+ 'every character is itself again.',
		'PROTECT OFF lets programs store into the nucleus. RELPAGE and REDTYPE are kept and shown: pages are CP\'s '
		+ 'affair, and no terminal here has a ribbon of two colors. Options of CP (EMSG, LINEDIT, MSG and others) need '
		+ 'the word CP in an EXEC; TERMINAL of CP sets LINESIZE, APL and TEXT.',
	],
	returnCodes: [
		'24  An operand is missing or not valid.',
		'36  The disk of DOS ON is not accessed.',
		'40  CMS/DOS is not active, or storage has no room for the pages of LDRTBLS.',
		'44  The named system does not exist.',
	],
	* run(context) {
		const {cms, operands, call} = context;
		const [word, operand] = operands;
		if (word === undefined) {
			return yield * cms.message(messages.DMSSET047E);
		}

		const option = options.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		if (!option) {
			return yield * noneOfOurs(cms, 'DMSSET', word);
		}

		const surplus = operands[1 + option.most]
			?? (call.tokens.includes('(') && !option.hasOptions ? '(' : undefined);
		if (surplus !== undefined) {
			return yield * cms.message(messages.DMSSET070E, {parameter: surplus});
		}

		if (operand === undefined && !without.has(option.name)) {
			return yield * cms.message(messages.DMSSET050E, {operand: option.name});
		}

		const outcome = yield * option.set(context);
		return outcome === 'invalid'
			? yield * cms.message(messages.DMSSET026E, {parameter: operand, function: option.name})
			: outcome;
	},
	complete: (_cms, words) => words.length === 2 ? options.map(({name}) => name) : ['ON', 'OFF'],
};
