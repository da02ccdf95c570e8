/** LOGOFF (GC20-1820; DMKUSO): the end of a session. */
import type {UserCommand} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {timestamp} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import {sessionTimes} from './query/time.js';

export const logoff: UserCommand = {
	name: 'LOGOFF', minimum: 3, synonyms: ['LOGOUT'], classes: 'ABCDEFGH',
	syntax: ['LOGoff [HOld]', 'LOGout [HOld]'],
	summary: 'end the session; the virtual machine is gone',
	description: ['HOLD keeps the line, so that somebody can log on again without dialing.'],
	run(context) {
		const {cp, vm, words} = context;
		const hold = words.length > 0;
		if (hold && !isAbbreviation(words[0], 'HOLD', 2)) {
			return fail(context, messages.DMKUSO003E, {option: words[0]});
		}

		cp.events.announce({kind: 'leaving', vm});
		context.reply(sessionTimes(cp.clock, vm));
		context.reply(`LOGOFF AT ${timestamp(cp.clock)}`);
		cp.sessions.logoff(vm, hold);
		return 0;
	},
};
