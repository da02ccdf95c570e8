/** READY (GC20-1820; DMKCPB): the Start key of a virtual device. Only card readers have one: other devices are always ready. */
import type {CpCommand} from '../command.js';
import {CardReader2540} from '../../machine/devices/2540-reader.js';
import {cuu, parseCuu} from '../formats.js';
import {fail} from '../messages.js';

export const ready: CpCommand = {
	name: 'READY', minimum: 5, classes: 'G',
	syntax: ['READY vaddr'],
	summary: 'make a device-end interruption pending for a virtual device',
	returnCodes: ['22  VADDR MISSING OR INVALID', '40  DEV vaddr DOES NOT EXIST'],
	run(context) {
		const {vm, words: [word]} = context;
		const address = parseCuu(word);
		if (address === undefined) {
			return fail(context, 'DMKCPB022E');
		}

		const unit = vm.devices.get(address);
		if (!unit) {
			return fail(context, 'DMKCPB040E', cuu(address));
		}

		if (unit.device instanceof CardReader2540) {
			unit.device.ready();
		}

		return 0;
	},
};
