/**
 * HALT (GC20-1806; DMKCPV): the channel program that a real device is executing is ended, whoever's it is; his machine
 * finds it ended in its CSW.
 */
import type {UserCommand, UserContext} from '../command.js';
import type {RealDevice} from '../devices/real/real-device.js';
import {cuu, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';

export const halt: UserCommand = {
	name: 'HALT', minimum: 4, classes: 'A',
	syntax: ['HALT raddr'],
	summary: 'end what a real device is doing',
	returnCodes: ['21  RADDR MISSING OR INVALID', '40  DEV raddr DOES NOT EXIST', '46  DEV raddr OFFLINE'],
	run(context) {
		const {cp, words: [word, ...more], reply} = context;
		const address = parseCuu(word);
		if (address === undefined || more.length > 0) {
			return fail(context, messages.DMKCPV021E);
		}

		const device = cp.realDevices.get(address);
		if (!device) {
			return fail(context, messages.DMKCPV040E, {device: cuu(address)});
		}

		if (device.isOffline) {
			return fail(context, messages.DMKCPV046E, {kind: device.kind, device: cuu(address)});
		}

		end(context, device);
		reply('DEVICE HALTED');
		return 0;
	},
};

/** Ends the programs of all who have the device, or cylinders of the volume on it. */
function end({cp}: UserContext, drive: RealDevice): void {
	for (const {devices, channels} of cp.machines.values()) {
		for (const {address, real, minidisk} of devices.values()) {
			if (real === drive || (drive.volume !== undefined && minidisk?.volume === drive.volume)) {
				channels.halt(address);
			}
		}
	}
}
