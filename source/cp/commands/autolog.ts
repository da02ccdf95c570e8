/** AUTOLOG (GC20-1806; DMKALG): logs a user on without a terminal, to run what its directory entry IPLs. */
import type {CpCommand} from '../command.js';
import {noLogon} from '../directory.js';
import {fail} from '../messages.js';
import {checkPassword} from '../passwords.js';
import {initialLoad} from './ipl.js';

export const autolog: CpCommand = {
	name: 'AUTOLOG', minimum: 7, classes: 'AB',
	syntax: ['AUTOLOG userid password'],
	summary: 'log a user on disconnected: service machines',
	returnCodes: ['50  PASSWORD INCORRECT', '53  userid NOT IN CP DIRECTORY', '54  userid ALREADY LOGGED ON device'],
	run(context) {
		const {cp, words: [userid, password]} = context;
		if (userid === undefined || userid.length > 8) {
			return fail(context, 'DMKALG020E');
		}

		if (password === undefined) {
			return fail(context, 'DMKALG025E');
		}

		const entry = cp.directory.find(userid);
		if (!entry || entry.password === noLogon) {
			return fail(context, 'DMKALG053E', userid);
		}

		const holder = cp.machines.get(userid);
		if (holder) {
			return fail(context, 'DMKALG054E', userid, holder.line?.address ?? 'DISCONNECTED');
		}

		if (!checkPassword(entry.password, password)) {
			return fail(context, 'DMKALG050E');
		}

		const vm = cp.logon(entry, undefined);
		const returnCode = entry.ipl === undefined ? 0 : initialLoad({...context, vm}, entry.ipl, '');
		// A machine without a terminal must not wait in CP READ, where LOGON would leave it.
		vm.begin();
		return returnCode;
	},
};
