/** QUERY (GC20-1820; DMKCQG): the table of operands is in `query/`. */
import type {UserCommand} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';
import {parseCuu} from '../formats.js';
import {queryOperands} from './query/index.js';
import {queryDevice} from './query/real-devices.js';
import {queryKey} from './query/settings.js';
import {queryUser} from './query/users.js';

export const query: UserCommand = {
	name: 'QUERY', minimum: 1, classes: 'ABCDEFGH',
	syntax: [...queryOperands.map(({syntax}) => syntax), 'Query raddr', 'Query userid'],
	summary: 'show settings, devices, users, time',
	returnCodes: [
		'3  INVALID OPTION - option',
		'26  OPERAND MISSING OR INVALID',
		'40  DEV vaddr DOES NOT EXIST',
		'45  userid NOT LOGGED ON',
	],
	run(context) {
		const {vm, words: [word, ...rest]} = context;
		if (word === undefined) {
			return fail(context, messages.DMKCQG026E);
		}

		const permitted = queryOperands.filter(({classes}) => [...classes].some(letter => vm.classes.includes(letter)));
		const operand =
			permitted.find(({name}) => name === word)
			?? permitted.find(({name, minimum}) => isAbbreviation(word, name, minimum));
		if (operand) {
			return operand.run(context, rest);
		}

		if (/^PF\d{1,2}$/.test(word) && vm.classes.includes('G')) {
			return queryKey(context, word);
		}

		const real = vm.classes.includes('B') ? parseCuu(word) : undefined;
		const drive = real === undefined ? undefined : context.cp.realDevices.get(real);
		if (drive) {
			return queryDevice(context, drive);
		}

		// A userid, unless it is an operand for other classes.
		return word.length > 8 || queryOperands.some(({name, minimum}) => isAbbreviation(word, name, minimum))
			? fail(context, messages.DMKCQG003E, {option: word})
			: queryUser(context, word);
	},
};
