/** COUPLE (GC20-1820; DMKDIA): a channel-to-channel adapter of two ends, of which the other may be one's own too. */
import type {UserCommand, UserContext} from '../command.js';
import type {VirtualAdapter} from '../devices/virtual-adapter.js';
import {cuu, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';

export const couple: UserCommand = {
	name: 'COUPLE', minimum: 6, classes: 'G',
	syntax: ['COUPLE vaddr1 [To] userid vaddr2'],
	summary: 'connect your channel-to-channel adapter to another one',
	description: [
		'Both have to be there (DEFINE CTCA); userid * is yourself. What yours was connected to before is dropped; one '
		+ 'that is in use elsewhere is not taken away.',
	],
	returnCodes: [
		'11  INVALID DEVICE TYPE - userid vaddr',
		'20, 22  USERID, VADDR MISSING OR INVALID',
		'40  DEV vaddr DOES NOT EXIST',
		'45  userid NOT LOGGED ON',
		'58  CTCA vaddr BUSY ON userid',
	],
	run(context) {
		const {cp, vm, words, reply} = context;
		const [first, ...rest] = words;
		const [name, second, surplus] = rest[0] === 'TO' || rest[0] === 'T' ? rest.slice(1) : rest;
		const address = parseCuu(first);
		if (address === undefined) {
			return fail(context, messages.DMKDIA022E);
		}

		if (name === undefined || name.length > 8) {
			return fail(context, messages.DMKDIA020E);
		}

		const otherAddress = parseCuu(second);
		if (otherAddress === undefined || surplus !== undefined) {
			return fail(context, messages.DMKDIA022E);
		}

		const other = name === '*' ? vm : cp.machines.get(name);
		if (!other) {
			return fail(context, messages.DMKDIA045E, {userid: name});
		}

		const one = adapterAt(context, vm.devices, address, vm.userid);
		if (typeof one === 'number') {
			return one;
		}

		const two = adapterAt(context, other.devices, otherAddress, other.userid);
		if (typeof two === 'number') {
			return two;
		}

		if (one === two || (two.partner && two.partner !== one)) {
			return fail(context, messages.DMKDIA058E, {device: cuu(otherAddress), userid: other.userid});
		}

		const dropped = one.drop();
		if (dropped !== undefined) {
			reply(dropped);
		}

		one.couple(two);
		reply(`CTCA ${cuu(address)} COUPLE TO ${other.userid.padEnd(8)} ${cuu(otherAddress)}`);
		if (other !== vm) {
			other.type(`CTCA ${cuu(otherAddress)} COUPLE BY ${vm.userid.padEnd(8)} ${cuu(address)}`, 'message');
		}

		return 0;
	},
};

/** The adapter at an address of a machine, or the return code of the message why there is none. */
function adapterAt(
	context: UserContext,
	devices: UserContext['vm']['devices'],
	address: number,
	userid: string,
): VirtualAdapter | number {
	const device = devices.get(address);
	if (!device) {
		return fail(context, messages.DMKDIA040E, {device: cuu(address)});
	}

	return device.adapter ?? fail(context, messages.DMKDIA011E, {userid, device: cuu(address)});
}
