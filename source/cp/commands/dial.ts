/**
 * DIAL (GC20-1820; DMKDIA), in place of LOGON: a terminal for a virtual machine that serves several. Not here: the
 * connection itself, for terminals do not show full-screen data yet, and lines have no teleprocessing control unit; so
 * no machine has a line that is available.
 */
import type {VisitorCommand} from '../command.js';
import {parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';

export const dial: VisitorCommand = {
	name: 'DIAL', minimum: 4, audience: 'visitors',
	syntax: ['DIAL userid [vaddr]'],
	summary: 'connect your terminal to a virtual machine that serves several',
	description: ['In place of LOGON. Machines of this system have no lines for it yet.'],
	returnCodes: [
		'20, 22  USERID, VADDR MISSING OR INVALID', '45  userid NOT LOGGED ON',
		'55  LINE(S) NOT AVAILABLE ON userid',
	],
	run(context) {
		const {cp, words: [userid, address]} = context;
		if (userid === undefined || userid.length > 8) {
			return fail(context, messages.DMKDIA020E);
		}

		if (address !== undefined && parseCuu(address) === undefined) {
			return fail(context, messages.DMKDIA022E);
		}

		return cp.machines.has(userid)
			? fail(context, messages.DMKDIA055E, {userid})
			: fail(context, messages.DMKDIA045E, {userid});
	},
};
