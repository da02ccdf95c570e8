/** RESET (GC20-1820; DMKCPB): what a virtual device does, and the interruptions it has pending, are gone. */
import type {UserCommand} from '../command.js';
import {cuu, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';

export const reset: UserCommand = {
	name: 'RESET', minimum: 5, classes: 'G',
	syntax: ['RESET vaddr'],
	summary: 'clear all pending interruptions of a virtual device',
	returnCodes: ['22  VADDR MISSING OR INVALID', '40  DEV vaddr DOES NOT EXIST'],
	run(context) {
		const {vm, words: [word], reply} = context;
		const address = parseCuu(word);
		if (address === undefined) {
			return fail(context, messages.DMKCPB022E);
		}

		if (!vm.channels.resetDevice(address)) {
			return fail(context, messages.DMKCPB040E, {device: cuu(address)});
		}

		reply('DEVICE RESET');
		return 0;
	},
};
