/** QUERY AUTHORIZED and EXCHANGES: who may signal a machine, and what is under way between machines. */
import type {QueryOperand} from './query-operand.js';

export const authorized: QueryOperand = {
	name: 'AUTHORIZED', minimum: 4, classes: 'G', syntax: 'Query AUTHorized',
	run({cp, vm, reply}) {
		const {authorizations} = cp.intermachine;
		const listed = authorizations.list(vm);
		for (const userid of listed) {
			reply(`${userid.padEnd(8)} AUTHORIZED`);
		}

		if (listed.length === 0) {
			reply('NO USERS AUTHORIZED');
		} else if (authorizations.area(vm) === undefined) {
			reply('NO PROGRAM TAKES SIGNALS');
		}

		return 0;
	},
};

export const exchanges: QueryOperand = {
	name: 'EXCHANGES', minimum: 4, classes: 'AE', syntax: 'Query EXCHanges',
	run({cp, reply}) {
		for (const {number, signaller, target, state} of cp.exchanges.all) {
			const parties = `${signaller.userid.padEnd(8)} TO ${target.userid.padEnd(8)}`;
			reply(`${String(number).padStart(6, '0')} ${parties} ${state}`);
		}

		if (cp.exchanges.size === 0) {
			reply('NO EXCHANGES');
		}

		return 0;
	},
};
