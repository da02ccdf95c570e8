/** Functions of the console stack that EXECs call as commands (GC20-1819; those of VM/SP: SC19-6209). */
import type {CmsCommand} from '../cms.js';

export const desbuf: CmsCommand = {
	name: 'DESBUF',
	minimum: 6,
	syntax: ['DESBUF'],
	summary: 'Drops all lines of the console stack.',
	* run({cms}) {
		yield * cms.charge('svc');
		cms.console.clearStack();
		return 0;
	},
};

export const conwait: CmsCommand = {
	name: 'CONWAIT',
	minimum: 7,
	syntax: ['CONWAIT'],
	summary: 'Waits until everything typed has appeared at the terminal.',
	* run({cms}) {
		yield * cms.charge('svc');
		return 0;
	},
};

export const sentries: CmsCommand = {
	name: 'SENTRIES',
	minimum: 8,
	syntax: ['SENTRIES'],
	summary: 'Answers the number of lines in the console stack as return code.',
	origin: 'VM/SP',
	* run({cms}) {
		yield * cms.charge('svc');
		return cms.console.stacked;
	},
};
