/** SYSTEM (GC20-1820; DMKCFP): the system control panel's RESET, CLEAR and RESTART keys. */
import {pageSize} from '../../base/architecture.js';
import {assigned} from '../../base/assigned-storage.js';
import type {UserCommand} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {prefixGone} from '../machine/intercepts.js';
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

		const {cpu: {prefix, psw}, processor: {execution}, storage} = vm;
		if (!storage.contains(prefix, pageSize)) {
			prefixGone(vm);
			return 0;
		}

		const [high, low] = [execution.realWord(assigned.restartNew), execution.realWord(assigned.restartNew + 4)];
		execution.setRealWord(assigned.restartOld, psw.high);
		execution.setRealWord(assigned.restartOld + 4, psw.low);
		vm.processor.pswReplaced(psw.load(high, low));
		vm.resident.discard();
		vm.begin();
		return 0;
	},
};
