/**
 * READY and NOTREADY (GC20-1820; DMKCPB): the Start and Stop keys of a virtual device. Spooled devices can be made not
 * ready; all others always are ready.
 */
import {Failure} from '../../base/failure.js';
import type {UserCommand, UserContext} from '../command.js';
import {cuu, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import type {VirtualDevice} from '../devices/virtual-device.js';

export const ready: UserCommand = {
	name: 'READY', minimum: 5, classes: 'G',
	syntax: ['READY vaddr'],
	summary: 'make a device-end interruption pending for a virtual device',
	returnCodes: ['22  VADDR MISSING OR INVALID', '40  DEV vaddr DOES NOT EXIST'],
	run(context) {
		const unit = unitNamed(context);
		if (unit instanceof Failure) {
			return unit.returnCode;
		}

		if (unit.unit) {
			unit.unit.isReady = true;
		}

		context.vm.channels.ready(unit.address);
		return 0;
	},
};

export const notReady: UserCommand = {
	name: 'NOTREADY', minimum: 4, classes: 'G',
	syntax: ['NOTReady vaddr'],
	summary: 'take the ready state from a virtual device',
	returnCodes: ready.returnCodes,
	run(context) {
		const unit = unitNamed(context);
		if (unit instanceof Failure) {
			return unit.returnCode;
		}

		if (unit.unit) {
			unit.unit.isReady = false;
		}

		return 0;
	},
};

/** The device an operand names, or a failure, with its message. */
function unitNamed(context: UserContext): VirtualDevice | Failure {
	const {vm, words: [word]} = context;
	const address = parseCuu(word);
	return address === undefined
		? new Failure(fail(context, messages.DMKCPB022E))
		: (vm.devices.get(address) ?? new Failure(fail(context, messages.DMKCPB040E, {device: cuu(address)})));
}
