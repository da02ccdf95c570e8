/**
 * ACNT (GC20-1806; DMKCPV): accounting records of who is logged on. CLOSE is VM/SP's, and so ours: there is no real
 * punch that takes the cards one by one.
 */
import type {UserCommand} from '../command.js';
import {spoolId} from '../spool/spooler.js';
import {sumOf} from '../machine/accounting.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {fail, messages} from '../messages/index.js';
import {timesLine} from './query/time.js';

export const acnt: UserCommand = {
	name: 'ACNT', minimum: 4, classes: 'A',
	syntax: ['ACNT {userid1 [userid2...]|ALL|CLOSE} [CLOSE]'],
	summary: 'make accounting records of users who are logged on',
	description: [
		'Each record, and its card, tells what the user\'s machine used since LOGON or the last ACNT; the next one '
		+ 'begins at zero. The user is told, unless he has SET ACNT OFF.',
		'CLOSE (as in VM/SP): the cards of all records since become a spool file, class C, in the punch queue, owned '
		+ 'by SYSTEM. At SHUTDOWN that is done by itself.',
	],
	returnCodes: ['20  USERID MISSING OR INVALID', '45  userid NOT LOGGED ON'],
	run(context) {
		const {cp, reply} = context;
		const closes = context.words.at(-1) === 'CLOSE';
		const words = closes ? context.words.slice(0, -1) : context.words;
		if (words.length === 0 && !closes) {
			return fail(context, messages.DMKCPV020E);
		}

		const everybody = words.length === 1 && words[0] === 'ALL';
		let returnCode = 0;
		const users: VirtualMachine[] = [];
		for (const userid of everybody ? [...cp.machines.keys()] : words) {
			const vm = cp.machines.get(userid);
			if (vm) {
				users.push(vm);
			} else {
				returnCode = userid.length > 8
					? fail(context, messages.DMKCPV020E)
					: fail(context, messages.DMKCPV045E, {userid});
			}
		}

		for (const vm of users) {
			if (vm.settings.acnt) {
				const {connect, own, charged} = vm.account.unrecorded(cp.clock.now());
				vm.type(timesLine(connect, sumOf(own, charged)), 'message');
			}

			cp.accountant.record(vm);
		}

		const file = closes ? cp.accountingPunch.close() : undefined;
		if (file) {
			reply(`PUN FILE ${spoolId(file.id)} FROM ${file.owner.padEnd(8)} COPY 01 NOHOLD`);
		}

		return returnCode;
	},
};
