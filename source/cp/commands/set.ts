/** SET (GC20-1820, GC20-1806; DMKCFS): switches of the machine, PF keys, the log message. */
import type {
	CommandResult, UserCommand, UserContext, CpStep,
} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {limits} from '../../base/limits.js';
import {fail, messages} from '../messages/index.js';
import type {MachineSettings} from '../terminal/settings.js';
import {functionKeys} from './query/settings.js';

type Switch = {
	[Key in keyof MachineSettings]: MachineSettings[Key] extends boolean ? Key : never;
}[keyof MachineSettings];

/** Settings that are ON or OFF. */
const switches: ReadonlyArray<readonly [name: string, minimum: number, key: Switch]> = [
	['ACNT', 4, 'acnt'],
	['MSG', 3, 'msg'],
	['WNG', 3, 'wng'],
	['RUN', 3, 'run'],
	['LINEDIT', 4, 'linedit'],
	['ISAM', 4, 'isam'],
	['IMSG', 4, 'imsg'],
	['SMSG', 4, 'smsg'],
	['NOTRANS', 3, 'notrans'],
	['PAGEX', 3, 'pagex'],
];

type Option = {
	readonly name: string;
	readonly minimum: number;
	readonly classes: string;
	readonly syntax: string;
	run(context: UserContext, words: readonly string[]): CommandResult;
};

/** Where `text` goes on behind its first `words` words. */
const behind = (text: string, words: number): string =>
	text.trimStart().replace(new RegExp(String.raw`^(?:\S+\s?){${words}}`), '');

const options: readonly Option[] = [
	...switches.map(([name, minimum, key]): Option => ({
		name,
		minimum,
		classes: 'G',
		syntax: `SET ${name.slice(0, minimum)}${name.slice(minimum).toLowerCase()} {ON|OFF}`,
		run(context, [value]) {
			if (value !== 'ON' && value !== 'OFF') {
				return fail(context, messages.DMKCFS026E);
			}

			context.vm.settings[key] = value === 'ON';
			return 0;
		},
	})),
	{
		name: 'EMSG', minimum: 4, classes: 'G', syntax: 'SET EMSG {ON|OFF|CODE|TEXT}',
		run(context, [value]) {
			if (value !== 'ON' && value !== 'OFF' && value !== 'CODE' && value !== 'TEXT') {
				return fail(context, messages.DMKCFS026E);
			}

			context.vm.settings.emsg = value;
			return 0;
		},
	},
	{
		name: 'ASSIST', minimum: 3, classes: 'G', syntax: 'SET ASSist {ON [SVC|NOSVC] [TMR|NOTMR]|OFF}',
		run: (context, words) => setAssist(context, words),
	},
	{
		name: 'PRIORITY', minimum: 2, classes: 'A', syntax: 'SET PRiority userid nn',
		run: (context, words) => setPriority(context, words),
	},
	{
		name: 'FAVORED', minimum: 4, classes: 'A', syntax: 'SET FAVOred userid [nn|OFF]',
		run: (context, words) => setFavored(context, words),
	},
	{
		name: 'TIMER', minimum: 5, classes: 'G', syntax: 'SET TIMER {ON|OFF|REAL}',
		run(context, [value]) {
			if (value !== 'ON' && value !== 'OFF' && value !== 'REAL') {
				return fail(context, messages.DMKCFS026E);
			}

			context.vm.settings.timer = value;
			return 0;
		},
	},
	{
		name: 'ECMODE', minimum: 6, classes: 'G', syntax: 'SET ECMODE {ON|OFF}',
		run(context, [value]) {
			if (value !== 'ON' && value !== 'OFF') {
				return fail(context, messages.DMKCFS026E);
			}

			// The other mode has other control registers: IBM resets the machine.
			context.vm.settings.ecmode = value === 'ON';
			context.vm.reset(false);
			context.vm.enterCp();
			return 0;
		},
	},
	{
		name: 'LOGMSG', minimum: 3, classes: 'B', syntax: 'SET LOGmsg [nn|NULL] [text]',
		run: (context, words) => setLogMessage(context, words),
	},
];

export const set: UserCommand = {
	name: 'SET', minimum: 3, classes: 'ABG',
	syntax: [...options.map(({syntax}) => syntax), 'SET PFnn [IMMed|DELayed|RETrieve] [text]'],
	summary: 'change settings of your virtual machine and terminal',
	description: [
		'PFnn: IMMED executes the text at once, DELAYED puts it into the input area. No text: the key has no function.',
	],
	returnCodes: ['3  INVALID OPTION - option', '26  OPERAND MISSING OR INVALID'],
	run(context) {
		const {vm, words: [word, ...rest]} = context;
		if (word === undefined) {
			return fail(context, messages.DMKCFS026E);
		}

		const permitted = options.filter(({classes}) => [...classes].some(letter => vm.classes.includes(letter)));
		const option = permitted.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		if (option) {
			return option.run(context, rest);
		}

		return /^PF\d{1,2}$/.test(word) && vm.classes.includes('G')
			? setKey(context, Number(word.slice(2)), rest)
			: fail(context, messages.DMKCFS003E, {option: word});
	},
};

/** What is not named stays as it is; ON or OFF may be left out where something else is said. */
function setAssist(context: UserContext, words: readonly string[]): number {
	const {vm: {settings}} = context;
	const wanted = {assist: settings.assist, assistSvc: settings.assistSvc, assistTimer: settings.assistTimer};
	for (const word of words) {
		switch (word) {
			case 'ON':
			case 'OFF': {
				wanted.assist = word === 'ON';
				break;
			}

			case 'SVC':
			case 'NOSVC': {
				wanted.assistSvc = word === 'SVC';
				break;
			}

			case 'TMR':
			case 'NOTMR': {
				wanted.assistTimer = word === 'TMR';
				break;
			}

			default: {
				return fail(context, messages.DMKCFS003E, {option: word});
			}
		}
	}

	if (words.length === 0) {
		return fail(context, messages.DMKCFS026E);
	}

	Object.assign(settings, wanted);
	return 0;
}

/** The dispatching priority of a machine, for this session: 0 (best) to 99. */
function setPriority(context: UserContext, [userid, value]: readonly string[]): number {
	if (userid === undefined || userid.length > 8) {
		return fail(context, messages.DMKCFS020E);
	}

	const other = context.cp.machines.get(userid);
	if (!other) {
		return fail(context, messages.DMKCFS045E, {userid});
	}

	if (value === undefined || !/^\d{1,2}$/.test(value)) {
		return fail(context, messages.DMKCFS026E);
	}

	other.settings.priority = Number(value);
	return 0;
}

/**
 * Favored execution (SY20-0886, "Favored Execution Options"): the machine, and who works for it, always stays in queue;
 * with a percentage it has so much of the processor wherever it can use it.
 */
function setFavored(context: UserContext, [userid, value]: readonly string[]): number {
	if (userid === undefined || userid.length > 8) {
		return fail(context, messages.DMKCFS020E);
	}

	const {machines, dispatcher: {scheduler}} = context.cp;
	const other = machines.get(userid);
	if (!other) {
		return fail(context, messages.DMKCFS045E, {userid});
	}

	const percentage = Number(value ?? '0');
	if (value !== undefined && value !== 'OFF' && !(/^\d{1,2}$/.test(value) && percentage > 0)) {
		return fail(context, messages.DMKCFS026E);
	}

	if (percentage > 0) {
		// One at a time has a percentage, as in DMKSCH: two could be promised more than there is.
		for (const vm of machines.values()) {
			if (vm !== other && (vm.settings.favored ?? 0) > 0) {
				scheduler.favor(vm, 0);
			}
		}
	}

	scheduler.favor(other, value === 'OFF' ? undefined : percentage);
	return 0;
}

function setKey(context: UserContext, number: number, words: readonly string[]): number {
	const {vm: {settings: {pfKeys}}, text} = context;
	if (number < 1 || number > functionKeys) {
		return fail(context, messages.DMKCFS003E, {option: `PF${number}`});
	}

	const [word] = words;
	if (word !== undefined && isAbbreviation(word, 'RETRIEVE', 3)) {
		pfKeys.set(number, {mode: 'RETRIEVE', text: ''});
		return 0;
	}

	const named = word !== undefined && (isAbbreviation(word, 'IMMED', 3) || isAbbreviation(word, 'DELAYED', 3));
	const content = behind(text, named ? 2 : 1);
	if (content.trim() === '') {
		pfKeys.delete(number);
	} else {
		pfKeys.set(number, {mode: named && word.startsWith('I') ? 'IMMED' : 'DELAYED', text: content});
	}

	return 0;
}

/** Text given is added, or replaces line `nn`; none given is asked for, line by line, until a null line. */
function setLogMessage(context: UserContext, [word]: readonly string[]): CommandResult {
	const {cp: {logMessages}, text} = context;
	if (word === 'NULL') {
		logMessages.length = 0;
		return 0;
	}

	const at = /^\d{1,2}$/.test(word ?? '') ? Number(word) : undefined;
	const content = behind(text, at === undefined ? 1 : 2);
	if (at !== undefined) {
		if (at < 1 || at > Math.min(logMessages.length + 1, limits.logMessages.value)) {
			return fail(context, messages.DMKCFS003E, {option: word});
		}

		logMessages.splice(at - 1, 1, ...content === '' ? [] : [content]);
		return 0;
	}

	if (logMessages.length >= limits.logMessages.value) {
		return fail(context, messages.DMKCFS003E, {option: 'LOGMSG'});
	}

	if (content !== '') {
		logMessages.push(content);
		return 0;
	}

	return askLogMessage(logMessages);
}

function * askLogMessage(logMessages: string[]): CpStep {
	while (logMessages.length < limits.logMessages.value) {
		const typed = yield {kind: 'read', prompt: logMessages.length === 0 ? 'ENTER LOGMSG:' : '', conceal: false};
		if (typed.trim() === '') {
			return 0;
		}

		logMessages.push(typed);
	}

	return 0;
}
