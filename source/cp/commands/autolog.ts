/** AUTOLOG (GC20-1806; DMKALG): logs a user on without a terminal, to run what its directory entry IPLs. */
import type {UserCommand} from '../command.js';
import {autologName} from '../../port/passwords.js';
import {noLogon} from '../directory/directory.js';
import {journalLimits} from '../machine/journal-cards.js';
import {fail, messages} from '../messages/index.js';
import {checkPassword} from '../directory/passwords.js';
import {parseCuu} from '../formats.js';
import {operatorUserid} from '../operator.js';
import {autologText} from '../terminal/operator-log.js';

export const autolog: UserCommand = {
	...autologName, classes: 'AB',
	syntax: ['AUTOLOG userid password [data]'],
	summary: 'log a user on disconnected: service machines',
	description: [
		'The machine loads what its directory entry says. Its first read from the console gets the data, or a null '
		+ 'line.',
	],
	returnCodes: [
		'50  PASSWORD INCORRECT',
		'53  userid NOT IN CP DIRECTORY',
		'54  userid ALREADY LOGGED ON device',
		'59  AUTOLOG FAILED; IPL MISSING',
	],
	run(context) {
		const {cp, vm, words: [userid, password]} = context;
		if (userid === undefined || userid.length > 8) {
			return fail(context, messages.DMKALG020E);
		}

		if (password === undefined) {
			return fail(context, messages.DMKALG025E);
		}

		const entry = cp.directory.find(userid);
		if (!entry || entry.password === noLogon) {
			return fail(context, messages.DMKALG053E, {userid});
		}

		const holder = cp.machines.get(userid);
		if (holder) {
			return fail(context, messages.DMKALG054E, {userid, where: holder.session.line?.address ?? 'DISCONNECTED'});
		}

		if (!checkPassword(entry.password, password)) {
			vm.autologTries.wrong();
			const {count} = vm.autologTries;
			if (count >= journalLimits.logon) {
				cp.accountant.journal({
					type: '04',
					userid,
					terminal: vm.session.line?.address,
					other: vm.userid,
					count,
					limit: journalLimits.logon,
				});
			}

			return fail(context, messages.DMKALG050E);
		}

		if (entry.ipl === undefined) {
			return fail(context, messages.DMKALG059E, {userid});
		}

		// A machine without a terminal must not wait in CP READ for somebody to load something else.
		if (!cp.systems.has(entry.ipl) && parseCuu(entry.ipl) === undefined) {
			return fail(context, messages.DMKALG044E, {system: entry.ipl});
		}

		const machine = cp.sessions.autolog(entry, variableData(context.text), vm.userid);
		if (vm.userid !== operatorUserid) {
			context.reply(autologText(cp, machine));
		}

		return 0;
	},
};

/** Bytes the machine's read can get. */
const dataLength = 108;

/** What stands behind userid and password, as typed. */
function variableData(text: string): string {
	return (/^ *\S+ +\S+ (.*)$/.exec(text)?.[1] ?? '').slice(0, dataLength).trimEnd();
}
