/** FORCE (GC20-1806; DMKUSO): the operator logs a user off. */
import type {UserCommand} from '../command.js';
import {timestamp} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import {sessionTimes} from './query/time.js';

export const force: UserCommand = {
	name: 'FORCE', minimum: 5, classes: 'A',
	syntax: ['FORCE userid'],
	summary: 'log another user off',
	returnCodes: ['20  USERID MISSING OR INVALID', '45  userid NOT LOGGED ON'],
	run(context) {
		const {cp, words: [userid]} = context;
		if (userid === undefined || userid.length > 8) {
			return fail(context, messages.DMKUSO020E);
		}

		const victim = cp.machines.get(userid);
		if (!victim) {
			return fail(context, messages.DMKUSO045E, {userid});
		}

		victim.type(sessionTimes(cp.clock, victim));
		victim.type(`LOGOFF AT ${timestamp(cp.clock)} BY SYSTEM`);
		cp.sessions.force(victim);
		return 0;
	},
};
