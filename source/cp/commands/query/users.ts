/** QUERY NAMES, USERS and USERID. */
import type {UserContext} from '../../command.js';
import {fail, messages} from '../../messages/index.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {anyClass, type QueryOperand} from './query-operand.js';

const mostPerLine = 4;
const entryWidth = 'USER1    - 021, '.length;

/** `USER1    - 021`, `DSC` where disconnected. */
function whereabouts({userid, session: {line}}: VirtualMachine): string {
	return `${userid.padEnd(8)} - ${line ? line.address.slice(-3) : 'DSC'}`;
}

export const names: QueryOperand = {
	name: 'NAMES', minimum: 1, classes: anyClass, syntax: 'Query Names',
	run({cp, vm, reply}) {
		// No entry is broken at the edge of a narrow terminal.
		const {lineSize} = vm.terminal;
		const perLine =
			lineSize === 0 ? mostPerLine : Math.max(1, Math.min(mostPerLine, Math.trunc((lineSize + 1) / entryWidth)));
		const all = [...cp.machines.values()].map(vm => whereabouts(vm));
		for (let at = 0; at < all.length; at += perLine) {
			reply(`${all.slice(at, at + perLine).join(', ')}${at + perLine < all.length ? ',' : ''}`);
		}

		return 0;
	},
};

export const users: QueryOperand = {
	name: 'USERS', minimum: 1, classes: anyClass, syntax: 'Query Users [userid]',
	run(context, [userid]) {
		const {cp, vm, reply} = context;
		if (userid === undefined) {
			reply(`${String(cp.machines.size).padStart(3, '0')} USERS, 000 DIALED`);
			return 0;
		}

		return userid.length > 8
			? fail(context, messages.DMKCQG020E)
			: queryUser(context, userid === '*' ? vm.userid : userid);
	},
};

/** QUERY userid: where one user is. What is no operand of QUERY is taken for a userid. */
export function queryUser(context: UserContext, userid: string): number {
	const other = context.cp.machines.get(userid);
	if (!other) {
		return fail(context, messages.DMKCQG045E, {userid});
	}

	context.reply(whereabouts(other));
	return 0;
}

export const userid: QueryOperand = {
	name: 'USERID', minimum: 6, classes: anyClass, syntax: 'Query USERID',
	run({cp, vm, reply}) {
		reply(`${vm.userid.padEnd(8)} AT ${cp.systemId}`);
		return 0;
	},
};

export const priority: QueryOperand = {
	name: 'PRIORITY', minimum: 2, classes: 'A', syntax: 'Query PRiority userid',
	run(context, [name]) {
		if (name === undefined) {
			return fail(context, messages.DMKCQG020E);
		}

		const other = context.cp.machines.get(name);
		if (!other) {
			return fail(context, messages.DMKCQG045E, {userid: name});
		}

		context.reply(`${other.userid} PRIORITY = ${String(other.settings.priority).padStart(2, '0')}`);
		return 0;
	},
};
