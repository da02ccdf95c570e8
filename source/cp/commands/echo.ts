/** ECHO (GC20-1820; DMKMSG): what is typed comes back, to test a terminal. */
import type {UserCommand, UserContext, CpStep} from '../command.js';
import {fail, messages} from '../messages/index.js';

export const echo: UserCommand = {
	name: 'ECHO', minimum: 2, classes: 'G',
	syntax: ['ECho [nn]'],
	summary: 'type lines back, nn times each, until END',
	description: ['nn: 1 to 99; anything else is taken for 1.'],
	run(context) {
		const {line, words: [count = '1']} = context;
		if (!line) {
			return fail(context, messages.DMKMSG003E, {option: count});
		}

		// What is no number of lines means one.
		return repeat(context, /^\d{1,2}$/.test(count) ? Math.max(1, Number(count)) : 1);
	},
};

function * repeat({reply}: UserContext, times: number): CpStep {
	reply('ECHO ENTERED; TO TERMINATE TEST, TYPE END');
	for (;;) {
		const typed = yield {kind: 'read', prompt: 'ENTER LINE', conceal: false};
		if (typed.trim().toUpperCase() === 'END') {
			return 0;
		}

		for (let count = 0; count < times; count++) {
			reply(typed);
		}
	}
}
