/** SET (GC20-1820, GC20-1806; DMKCFS): what can be set is in `set/`, one row an operand. */
import type {UserCommand} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';
import {setKey} from './set/function-keys.js';
import {setOptions} from './set/index.js';

export const set: UserCommand = {
	name: 'SET', minimum: 3, classes: 'ABFG',
	syntax: [
		...setOptions.map(({syntax}) => syntax),
		'SET PFnn [IMMed|DELayed] [text]',
		'SET PFnn {TAB n1 n2 ...|COPY [resid]|RETrieve}',
	],
	summary: 'change settings of your virtual machine and terminal, or of the system',
	description: [
		'PFnn: IMMED executes the text at once, DELAYED puts it into the input area. No text: the key has no function.',
		'Operands of class A: PRIORITY, FAVORED (nn percent of the processor, as far as the machine can use it), '
		+ 'RESERVE (so many page frames are taken from the user last), PAGING, SASSIST, CPASSIST. Class B: DUMP, '
		+ 'LOGMSG. Class F: MODE, RECORD, which this system takes and has no use for: its hardware does not fail.',
	],
	returnCodes: ['3  INVALID OPTION - option', '26  OPERAND MISSING OR INVALID', '45  userid NOT LOGGED ON'],
	run(context) {
		const {vm, words: [word, ...rest]} = context;
		if (word === undefined) {
			return fail(context, messages.DMKCFS026E);
		}

		const permitted = setOptions.filter(({classes}) => [...classes].some(letter => vm.classes.includes(letter)));
		const option = permitted.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		if (option) {
			return option.run(context, rest);
		}

		return /^PF\d{1,2}$/.test(word) && vm.classes.includes('G')
			? setKey(context, Number(word.slice(2)), rest)
			: fail(context, messages.DMKCFS003E, {option: word});
	},
};
