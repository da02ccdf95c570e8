/** QUERY (GC20-1820; DMKCQG): the table of operands is in `query/`. */
import {sharesClass, type UserCommand} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';
import {parseCuu} from '../formats.js';
import type {QueryOperand} from './query/query-operand.js';
import {queryOperands} from './query/index.js';
import {queryDevice} from './query/real-devices.js';
import {queryKey} from './query/settings.js';
import {queryUser} from './query/users.js';
import {isOwnDevice, isVirtualOperand, virtual} from './query/virtual.js';

export const query: UserCommand = {
	name: 'QUERY', minimum: 1, classes: 'ABCDEFGH',
	syntax: [
		...queryOperands.map(({syntax}) => syntax),
		'Query {ALL|CHANnels|CONsole|CTCA|DAsd|GRAF|LINES|TApes|UR|vaddr}    (as Query Virtual, without class B)',
		'Query raddr',
		'Query userid',
	],
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

		const isMine = ({classes}: QueryOperand): boolean => sharesClass(classes, vm.classes);
		const operand =
			queryOperands.find(each => each.name === word && isMine(each))
			?? queryOperands.find(each => isAbbreviation(word, each.name, each.minimum) && isMine(each));
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

		if (isOwnDevice(vm, word)) {
			return virtual.run(context, [word]);
		}

		// A userid, unless it is an operand for other classes.
		return word.length > 8
			|| isVirtualOperand(word)
			|| queryOperands.some(({name, minimum}) => isAbbreviation(word, name, minimum))
			? fail(context, messages.DMKCQG003E, {option: word})
			: queryUser(context, word);
	},
};
