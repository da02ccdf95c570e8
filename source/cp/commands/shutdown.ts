/** SHUTDOWN (GC20-1806; DMKCKP): the system ends in order. */
import type {UserCommand} from '../command.js';
import {fail, messages} from '../messages/index.js';

export const shutdown: UserCommand = {
	name: 'SHUTDOWN', minimum: 8, classes: 'A',
	syntax: ['SHUTDOWN'],
	summary: 'log every user off and stop the system',
	description: ['An operand is refused: what was meant may not be the end of everybody\'s session.'],
	returnCodes: ['3   INVALID OPTION - option'],
	run(context) {
		const {cp, vm, words: [word]} = context;
		if (word !== undefined) {
			return fail(context, messages.DMKCPV003E, {option: word});
		}

		for (const other of cp.machines.values()) {
			if (other !== vm) {
				other.type('SYSTEM SHUTDOWN BY OPERATOR', 'message');
			}
		}

		cp.shutdown(vm);
		return 0;
	},
};
