/** QUERY TIME, and the times LOGOFF types. */
import type {Clock} from '../../../base/clock.js';
import {connectTime, cpuTime, timestamp} from '../../formats.js';
import type {Usage} from '../../machine/accounting.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {anyClass, type QueryOperand} from './query-operand.js';

/** `CONNECT= hh:mm:ss VIRTCPU= mmm:ss.hs TOTCPU= mmm:ss.hs` of this session. */
export function sessionTimes(clock: Clock, {session, account: {processorTime}}: VirtualMachine): string {
	return timesLine(clock.now() - session.loggedOnAt, processorTime);
}

/** The same of other times, microseconds. */
export function timesLine(connect: number, {virtualCpu, totalCpu}: Pick<Usage, 'virtualCpu' | 'totalCpu'>): string {
	return `CONNECT= ${connectTime(connect)} VIRTCPU= ${cpuTime(virtualCpu)} TOTCPU= ${cpuTime(totalCpu)}`;
}

export const time: QueryOperand = {
	name: 'TIME', minimum: 1, classes: anyClass, syntax: 'Query Time',
	run({cp, vm, reply}) {
		reply(`TIME IS ${timestamp(cp.clock)}`);
		reply(sessionTimes(cp.clock, vm));
		return 0;
	},
};
