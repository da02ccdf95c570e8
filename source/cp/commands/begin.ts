/** BEGIN (GC20-1820; DMKCFM): the machine goes on. */
import type {UserCommand} from '../command.js';
import {parseHex} from '../../base/hex.js';
import {fail, messages} from '../messages/index.js';

export const begin: UserCommand = {
	name: 'BEGIN', minimum: 1, classes: 'G',
	syntax: ['Begin [hexloc]'],
	summary: 'leave CP; the virtual machine goes on, at an address where one is given',
	run(context) {
		const {vm, words: [word]} = context;
		if (word === undefined) {
			vm.begin();
			return 0;
		}

		const address = word.length <= 6 ? parseHex(word) : undefined;
		if (address === undefined) {
			return fail(context, messages.DMKCFM004E, {hexloc: word});
		}

		if (!vm.storage.contains(address, 2)) {
			return fail(context, messages.DMKCFM160E, {hexloc: word});
		}

		vm.begin(address);
		return 0;
	},
};
