/** BEGIN (GC20-1820; DMKCFM): the machine goes on. */
import type {UserCommand} from '../command.js';
import {parseHex} from '../../base/hex.js';
import {fail} from '../messages.js';

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
			return fail(context, 'DMKCFM004E', word);
		}

		if (address >= vm.storage.size) {
			return fail(context, 'DMKCFM160E', word);
		}

		vm.begin(address);
		return 0;
	},
};
