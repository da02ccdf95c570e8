/** DETACH (GC20-1820; DMKVDD): a virtual device leaves the machine. Class B's DETACH of real devices is not implemented. */
import type {CpCommand} from '../command.js';
import {cuu, parseCuu} from '../formats.js';
import {fail} from '../messages.js';

export const detach: CpCommand = {
	name: 'DETACH', minimum: 3, classes: 'G',
	syntax: ['DETach vaddr'],
	summary: 'remove a device from your virtual machine',
	returnCodes: ['22  VADDR MISSING OR INVALID', '40  DEV vaddr DOES NOT EXIST'],
	run(context) {
		const {vm, words: [word]} = context;
		const address = parseCuu(word);
		if (address === undefined) {
			return fail(context, 'DMKVDD022E');
		}

		const device = vm.devices.get(address);
		if (!device || !vm.detach(address)) {
			return fail(context, 'DMKVDD040E', cuu(address));
		}

		const {kind} = device;
		context.reply(`${['DASD', 'TAPE', 'LINE', 'GRAF', 'CTCA', 'CONS'].includes(kind) ? kind : 'DEV'} ${cuu(address)} DETACHED`);
		return 0;
	},
};
