/**
 * LOCATE (GC20-1806): where CP keeps the control blocks of a user, of his device or of a real device. Here they are no
 * words of real storage that DCP could show, so that after looking whether what is named is there it says so.
 */
import type {UserCommand} from '../command.js';
import {cuu, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';

export const locate: UserCommand = {
	name: 'LOCATE', minimum: 3, classes: 'CE',
	syntax: ['LOCate {userid [vaddr]|raddr}'],
	summary: 'tell where CP\'s control blocks of a user or device are: not in real storage',
	returnCodes: [
		'20   USERID MISSING OR INVALID',
		'40   DEV vaddr DOES NOT EXIST',
		'45   userid NOT LOGGED ON',
		'805  what: NO CONTROL BLOCK IN REAL STORAGE',
	],
	run(context) {
		const {cp, words: [who, device]} = context;
		if (who === undefined) {
			return fail(context, messages.DMKCFO020E);
		}

		const vm = cp.machines.get(who);
		if (!vm) {
			const real = device === undefined ? parseCuu(who) : undefined;
			return real !== undefined && cp.realDevices.get(real)
				? fail(context, messages.DMKCFO805E, {what: `RDEVBLOK ${cuu(real)}`})
				: fail(context, messages.DMKCFO045E, {userid: who});
		}

		if (device === undefined) {
			return fail(context, messages.DMKCFO805E, {what: `VMBLOK ${who}`});
		}

		const address = parseCuu(device);
		if (address === undefined || !vm.devices.has(address)) {
			return fail(context, messages.DMKCFO040E, {device: address === undefined ? device : cuu(address)});
		}

		return fail(context, messages.DMKCFO805E, {what: `VDEVBLOK ${cuu(address)}`});
	},
};
