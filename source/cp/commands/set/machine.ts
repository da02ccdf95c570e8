/** SET of what a virtual machine is: its messages, timer, mode, assist, processor. */
import type {UserContext} from '../../command.js';
import {fail, messages} from '../../messages/index.js';
import type {SetOption} from './set-option.js';

const emsg: SetOption = {
	name: 'EMSG', minimum: 4, classes: 'G', syntax: 'SET EMSG {ON|OFF|CODE|TEXT}',
	run(context, [value]) {
		if (value !== 'ON' && value !== 'OFF' && value !== 'CODE' && value !== 'TEXT') {
			return fail(context, messages.DMKCFS026E);
		}

		context.vm.settings.emsg = value;
		return 0;
	},
};

const timer: SetOption = {
	name: 'TIMER', minimum: 5, classes: 'G', syntax: 'SET TIMER {ON|OFF|REAL}',
	run(context, [value]) {
		if (value !== 'ON' && value !== 'OFF' && value !== 'REAL') {
			return fail(context, messages.DMKCFS026E);
		}

		context.vm.settings.timer = value;
		return 0;
	},
};

const ecmode: SetOption = {
	name: 'ECMODE', minimum: 2, classes: 'G', syntax: 'SET ECmode {ON|OFF}',
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
};

const assist: SetOption = {
	name: 'ASSIST', minimum: 3, classes: 'G', syntax: 'SET ASSist {ON [SVC|NOSVC] [TMR|NOTMR]|OFF}',
	run: (context, words) => setAssist(context, words),
};

/** Processor addresses are two hexadecimal digits; there is one processor, 00. */
const affinity: SetOption = {
	name: 'AFFINITY', minimum: 3, classes: 'G', syntax: 'SET AFFinity {00|OFF}',
	run(context, [value]) {
		if (value === undefined) {
			return fail(context, messages.DMKCFS026E);
		}

		if (value !== 'OFF' && value !== '00') {
			return fail(context, messages.DMKCFS003E, {option: value});
		}

		context.vm.settings.affinity = value === 'OFF' ? undefined : 0;
		return 0;
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

export const machineOptions: readonly SetOption[] = [emsg, assist, timer, ecmode, affinity];
