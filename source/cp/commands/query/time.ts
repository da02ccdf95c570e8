/** QUERY TIME, and the times LOGOFF types. */
import {connectTime, cpuTime, timestamp} from '../../formats.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {anyClass, type QueryOperand} from './query.js';

/** `CONNECT= hh:mm:ss VIRTCPU= mmm:ss.hs TOTCPU= mmm:ss.hs` of this session. */
export function sessionTimes({cp, loggedOnAt, usage}: VirtualMachine): string {
	return `CONNECT= ${connectTime(cp.clock.now() - loggedOnAt)} VIRTCPU= ${cpuTime(usage.virtualCpu)} TOTCPU= `
		+ `${cpuTime(usage.totalCpu)}`;
}

export const time: QueryOperand = {
	name: 'TIME', minimum: 1, classes: anyClass, syntax: 'Query Time',
	run({cp, vm, reply}) {
		reply(`TIME IS ${timestamp(cp.clock)}`);
		reply(sessionTimes(vm));
		return 0;
	},
};
