/** SET (GC20-1818): options of CMS. What is none of CMS's goes to CP while SET IMPCP is on. */
import {assigned} from '../../../base/assigned-storage.js';
import {isAbbreviation} from '../../../base/command.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {noneOfOurs} from './not-ours.js';
import {blipInterval} from '../../nucleus/interruptions.js';
import {messages} from '../../messages/index.js';

type Option = {
	readonly name: string;
	readonly minimum: number;
	/** False where the operand is not valid. */
	set(cms: Cms, operand: string | undefined, more: readonly string[], line: string): boolean;
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

/** A code of two hexadecimal digits. */
function hexCode(text: string): number | undefined {
	return /^[\da-f]{2}$/i.test(text) ? Number.parseInt(text, 16) : undefined;
}

/**
 * SET INPUT and SET OUTPUT: two operands, read as `codes` says from the line as it was typed (a character may be in
 * lower case); without them every character is itself again.
 */
function translation(
	name: string,
	minimum: number,
	direction: 'input' | 'output',
	codes: (operands: readonly [string, string]) => readonly [number | undefined, number | undefined],
): Option {
	return {
		name,
		minimum,
		set(cms, operand, more, line) {
			if (operand === undefined) {
				cms.terminalTranslation.clear(direction);
				return true;
			}

			const [first, second, ...extra] = line.trim().split(/ +/).slice(2);
			const [from, to] = second === undefined || extra.length > 0 ? [] : codes([first, second]);
			if (from === undefined || to === undefined) {
				return false;
			}

			cms.terminalTranslation.set(direction, from, to);
			return true;
		},
	};
}

const defaultBlip = '.';
const severalOperands: ReadonlySet<string> = new Set(['BLIP', 'FILEWAIT', 'INPUT', 'OUTPUT']);

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
	onOff('RELPAGE', 4, (cms, on) => {
		cms.settings.releasePages = on;
	}),
	onOff('PROTECT', 4, (cms, on) => {
		cms.settings.protect = on;
	}),
	translation('INPUT', 5, 'input', ([from, to]) => {
		const code = from.length === 1 ? toEbcdic(from)[0] : hexCode(from);
		return [code, hexCode(to)];
	}),
	translation('OUTPUT', 6, 'output', ([from, to]) => [hexCode(from), to.length === 1 ? toEbcdic(to)[0] : undefined]),
	{
		name: 'FILEWAIT',
		minimum: 5,
		set(cms, operand, [seconds = '60']) {
			const isValid = operand === 'ON' ? /^[1-9]\d{0,4}$/.test(seconds) : operand === 'OFF';
			if (isValid) {
				cms.settings.fileWait = operand === 'ON' ? Number(seconds) : 0;
			}

			return isValid;
		},
	},
	onOff('REDTYPE', 4, (cms, on) => {
		cms.settings.redType = on;
	}),
	{
		name: 'RDYMSG',
		minimum: 3,
		set(cms, operand = '') {
			const form = isAbbreviation(operand, 'LMSG', 1)
				? 'LMSG'
				: (isAbbreviation(operand, 'SMSG', 1)
					? 'SMSG'
					: undefined);
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
			if (
				operand === undefined
				|| !Number.isInteger(times)
				|| times < 1
				|| times > 8
				|| operand.length * times > 8
			) {
				return false;
			}

			cms.settings.blip =
				operand === 'OFF' ? undefined : (operand === 'ON' ? defaultBlip : operand).repeat(times);
			cms.guest.storage.setWord(assigned.timer, operand === 'OFF' ? 0x7FFF_FFFF : blipInterval);
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
		'BLIP types characters after every two seconds of CPU time.',
		'FILEWAIT ON makes CMS wait, 60 seconds unless you say how many, for a file on a shared disk that another '
		+ 'machine has locked (ours, as VM/SP and later have it). It is OFF after IPL.',
		'INPUT gives the character a from the terminal the code xx; OUTPUT shows the code xx as a. Without operands '
		+ 'every character is itself again.',
		'PROTECT OFF lets programs store into the nucleus. RELPAGE has no effect here. Options of CP need the word CP '
		+ 'in an EXEC.',
	],
	returnCodes: ['24  An operand is missing or not valid.'],
	* run({cms, call, operands}) {
		const [word, operand, ...more] = operands;
		if (word === undefined) {
			return yield * cms.message(messages.DMSSET047E);
		}

		const option = options.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		if (!option) {
			return yield * noneOfOurs(cms, 'DMSSET', word);
		}

		if (more.length > 0 && !severalOperands.has(option.name)) {
			return yield * cms.message(messages.DMSSET070E, {parameter: more[0]});
		}

		if (more.length > 1) {
			return yield * cms.message(messages.DMSSET070E, {parameter: more[1]});
		}

		if (option.set(cms, operand, more, call.line)) {
			return 0;
		}

		return operand === undefined
			? yield * cms.message(messages.DMSSET050E, {operand: option.name})
			: yield * cms.message(messages.DMSSET026E, {parameter: operand, function: option.name});
	},
	complete: (_cms, words) => words.length === 2 ? options.map(({name}) => name) : ['ON', 'OFF'],
};
