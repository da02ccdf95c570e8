/** DISCONN (GC20-1820; DMKUSO): the terminal goes, the machine stays and runs on. */
import type {UserCommand} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {timestamp} from '../formats.js';
import {fail, messages} from '../messages/index.js';

export const disconn: UserCommand = {
	name: 'DISCONN', minimum: 4, classes: 'ABCDEFGH',
	syntax: ['DISConn [HOld]'],
	summary: 'give up the terminal; the virtual machine goes on running',
	description: [
		'LOGON connects a terminal again. A machine that reads from its console while nobody is there is logged off '
		+ 'after 15 minutes.',
	],
	run(context) {
		const {cp, vm, words} = context;
		const hold = words.length > 0;
		if (hold && !isAbbreviation(words[0], 'HOLD', 2)) {
			return fail(context, messages.DMKUSO003E, {option: words[0]});
		}

		context.reply(`DISCONNECT AT ${timestamp(cp.clock)}`);
		cp.sessions.disconnect(vm, hold);
		return 0;
	},
};
