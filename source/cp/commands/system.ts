/** SYSTEM (GC20-1820; DMKCFP): the system control panel's RESET, CLEAR and RESTART keys. */
import {assigned} from '../../base/assigned-storage.js';
import type {UserCommand} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';

export const system: UserCommand = {
	name: 'SYSTEM', minimum: 3, classes: 'G',
	syntax: ['SYStem {CLEAR|RESET|RESTART}'],
	summary: 'reset or restart your virtual machine, as its control panel would',
	run(context) {
		const {vm, words: [word]} = context;
		if (word === undefined) {
			return fail(context, messages.DMKCFP026E);
		}

		if (isAbbreviation(word, 'CLEAR', 5) || isAbbreviation(word, 'RESET', 5)) {
			const clear = word === 'CLEAR';
			vm.reset(clear);
			context.reply(clear ? 'STORAGE CLEARED - SYSTEM RESET' : 'SYSTEM RESET');
			vm.stop();
			return 0;
		}

		if (word !== 'RESTART') {
			return fail(context, messages.DMKCFP003E, {option: word});
		}

		const {psw} = vm.cpu;
		const [high, low] = [vm.storage.word(assigned.restartNew), vm.storage.word(assigned.restartNew + 4)];
		vm.storage.setWord(assigned.restartOld, psw.high);
		vm.storage.setWord(assigned.restartOld + 4, psw.low);
		vm.processor.pswReplaced(psw.load(high, low));
		vm.resident.discard();
		vm.begin();
		return 0;
	},
};
