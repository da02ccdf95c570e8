/** SHUTDOWN (GC20-1806; DMKCKP): the system ends in order. */
import type {CpCommand} from '../command.js';

export const shutdown: CpCommand = {
	name: 'SHUTDOWN', minimum: 8, classes: 'A',
	syntax: ['SHUTDOWN'],
	summary: 'log every user off and stop the system',
	run({cp, vm}) {
		for (const other of cp.machines.values()) {
			if (other !== vm) {
				other.type('SYSTEM SHUTDOWN BY OPERATOR', 'message');
			}
		}

		cp.shutdown(vm);
		return 0;
	},
};
