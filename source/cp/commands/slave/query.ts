/** SLAVE QUERY: whose slaves are, what they do and have used. */
import {slaveState, type SlaveState} from '../../../base/intermachine.js';
import type {UserContext} from '../../command.js';
import {isCharged} from '../../communication/assignment.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {fail, messages} from '../../messages/index.js';

const stateWords: Readonly<Record<SlaveState, string>> = {
	[slaveState.running]: 'RUNNING',
	[slaveState.waiting]: 'WAITING',
	[slaveState.stopped]: 'STOPPED',
	[slaveState.reading]: 'READING',
};

/** `0.123`. */
const seconds = (microseconds: number): string => (microseconds / 1_000_000).toFixed(3);

/** `SLAVE1   OF SBSMASTR FOR USER1    CHARGE CONTROL  RUNNING TIME 0.123 LIMIT 60.000`. */
function line({cp}: UserContext, slave: VirtualMachine): string {
	const {assignment, timeLimit: {used, limit}} = slave;
	const {creator, control} = assignment;
	const state = stateWords[cp.slaves.state(slave)];
	return [
		slave.userid.padEnd(8), 'OF', creator?.padEnd(8), 'FOR', cp.slaves.owner(slave).padEnd(8),
		(isCharged(assignment) ? 'CHARGE' : '').padEnd(6), (control ? 'CONTROL' : '').padEnd(7),
		state, 'TIME', seconds(used),
		...limit === 0 ? [] : ['LIMIT', seconds(limit)],
	].join(' ');
}

/** One slave, or all that concern the user: class A is concerned with all. */
export function querySlaves(context: UserContext, [name = 'ALL']: readonly string[]): number {
	const {cp, vm, reply} = context;
	const concerns = (slave: VirtualMachine): boolean =>
		vm.classes.includes('A') || typeof cp.slaves.find(vm, slave.userid, 'any') !== 'number';
	const shown = cp.slaves.list().filter(slave => concerns(slave) && (name === 'ALL' || slave.userid === name));
	if (shown.length === 0 && name !== 'ALL') {
		return fail(context, messages.DMKSLV801E, {userid: name});
	}

	for (const slave of shown) {
		reply(line(context, slave));
	}

	return 0;
}
