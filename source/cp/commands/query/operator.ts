/** QUERY PAGING, SASSIST, CPASSIST and DUMP: what SET of classes A and B has set for the system (GC20-1806). */
import {cuu, digits} from '../../formats.js';
import type {QueryOperand} from './query-operand.js';

const on = (value: boolean): string => value ? 'ON' : 'OFF';

export const assists: readonly QueryOperand[] = [
	{
		name: 'SASSIST', minimum: 4, classes: 'ABCEFG', syntax: 'Query SASSist',
		run({cp, reply}) {
			reply(`SASSIST ${on(cp.settings.sassist)}`);
			return 0;
		},
	},
	{
		name: 'CPASSIST', minimum: 4, classes: 'ABCEFG', syntax: 'Query CPASsist',
		run({cp, reply}) {
			reply(`CPASSIST ${on(cp.settings.cpassist)}`);
			return 0;
		},
	},
];

/** Pages read and written a second, on the average since CP was loaded. */
export const paging: QueryOperand = {
	name: 'PAGING', minimum: 3, classes: 'ABE', syntax: 'Query PAGing',
	run({cp, reply}) {
		const seconds = (cp.clock.now() - cp.startedAt) / 1e6;
		const rate = seconds > 0 ? Math.round((cp.pager.reads + cp.pager.writes) / seconds) : 0;
		const part = (value: number): string => digits(value, 2);
		const interval = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(value => part(Math.trunc(value)));
		reply(`PAGING ${digits(rate, 3)}, SET ${digits(cp.settings.paging, 3)}, RATE ${digits(rate, 3)}/SEC `
			+ `INTERVAL=${interval.join(':')}`);
		return 0;
	},
};

export const dump: QueryOperand = {
	name: 'DUMP', minimum: 4, classes: 'B', syntax: 'Query DUMP',
	run({cp: {settings: {dump: {unit, scope}}}, reply}) {
		reply(`${unit === undefined ? 'DASD AUTO' : `DEV ${cuu(unit)}`} DUMP UNIT ${scope}`);
		return 0;
	},
};
