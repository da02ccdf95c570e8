/** SET (GC20-1818): options of CMS. What is none of CMS's goes to CP while SET IMPCP is on. */
import type {Step} from '../../guest/action.js';
import {isAbbreviation} from '../../base/command.js';
import type {Cms, CmsCommand} from '../cms.js';
import {blipInterval} from '../nucleus/interruptions.js';
import {lowStorage} from '../nucleus/layout.js';

type Option = {
	readonly name: string;
	readonly minimum: number;
	/** False where the operand is not valid. */
	set(cms: Cms, operand: string | undefined, more: readonly string[]): boolean;
};

/** Sets one of two values by the words ON and OFF. */
function onOff(name: string, minimum: number, change: (cms: Cms, on: boolean) => void): Option {
	return {
		name,
		minimum,
		set(cms, operand) {
			if (operand !== 'ON' && operand !== 'OFF') {
				return false;
			}

			change(cms, operand === 'ON');
			return true;
		},
	};
}

const defaultBlip = '.';

const options: readonly Option[] = [
	onOff('IMPEX', 5, (cms, on) => {
		cms.settings.impliedExec = on;
	}),
	onOff('IMPCP', 5, (cms, on) => {
		cms.settings.impliedCp = on;
	}),
	onOff('ABBREV', 6, (cms, on) => {
		cms.settings.abbreviations = on;
	}),
	onOff('REDTYPE', 4, (cms, on) => {
		cms.settings.redType = on;
	}),
	{
		name: 'RDYMSG',
		minimum: 3,
		set(cms, operand = '') {
			const form = isAbbreviation(operand, 'LMSG', 1) ? 'LMSG' : (isAbbreviation(operand, 'SMSG', 1) ? 'SMSG' : undefined);
			if (form) {
				cms.settings.readyMessage = form;
			}

			return form !== undefined;
		},
	},
	{
		name: 'BLIP',
		minimum: 4,
		set(cms, operand, [count = '1']) {
			const times = Number(count);
			if (operand === undefined || !Number.isInteger(times) || times < 1 || times > 8 || operand.length * times > 8) {
				return false;
			}

			cms.settings.blip = operand === 'OFF' ? undefined : (operand === 'ON' ? defaultBlip : operand).repeat(times);
			cms.guest.storage.setWord(lowStorage.timer, operand === 'OFF' ? 0x7FFF_FFFF : blipInterval);
			return true;
		},
	},
];

export const set: CmsCommand = {
	name: 'SET',
	minimum: 3,
	syntax: [
		'SET RDYmsg {LMSG|SMSG}',
		'SET IMPEX {ON|OFF}',
		'SET IMPCP {ON|OFF}',
		'SET ABBREV {ON|OFF}',
		'SET REDType {ON|OFF}',
		'SET BLIP {ON|OFF|string [count]}',
		'SET (an option of CP, e.g. SET EMSG {ON|OFF|CODE|TEXT})',
	],
	summary: 'Sets options of your CMS machine.',
	description: [
		'RDYMSG LMSG shows CPU times and the time of day in the ready message, SMSG does not.',
		'IMPEX ON lets you run an EXEC by its name alone, IMPCP ON a CP command without the word CP.',
		'BLIP types characters after every two seconds of CPU time.',
	],
	returnCodes: ['24  An operand is missing or not valid.'],
	* run({cms, call, operands}) {
		const [word, operand, ...more] = operands;
		if (word === undefined) {
			return yield * cms.message('DMSSET026E', 'Missing SET function.', 24);
		}

		const option = options.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		if (!option) {
			return yield * setInCp(cms, call.line, word);
		}

		return option.set(cms, operand, more)
			? 0
			: yield * cms.message('DMSSET029E', `Invalid parameter '${operand ?? ''}' in the ${option.name} field.`, 24);
	},
	complete: (_cms, words) => words.length === 2 ? options.map(({name}) => name) : ['ON', 'OFF'],
};

const unknown = 1;

function * setInCp(cms: Cms, line: string, word: string): Step<number> {
	const rc = cms.settings.impliedCp ? (yield * cms.cp(line.trim())).rc : unknown;
	return rc === unknown ? yield * cms.message('DMSSET014E', `Invalid function '${word}'.`, 24) : rc;
}
