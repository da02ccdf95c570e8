/**
 * DETACH (GC20-1820; DMKVDD): virtual devices leave the machine. Class B's DETACH of real devices is not implemented.
 */
import type {UserCommand, UserContext} from '../command.js';
import {cuu, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';

export const detach: UserCommand = {
	name: 'DETACH', minimum: 3, classes: 'G',
	syntax: ['DETach {vaddr [vaddr...]|vaddr-vaddr}'],
	summary: 'remove devices from your virtual machine',
	description: [
		'Several addresses, or a range of them, but not both. What cannot be detached is named and does not stop the '
		+ 'rest.',
	],
	returnCodes: ['22  VADDR MISSING OR INVALID', '40  DEV vaddr DOES NOT EXIST'],
	run(context) {
		const {words} = context;
		const range = words.length === 1 ? /^([\dA-F]{1,3})-([\dA-F]{1,3})$/.exec(words[0]) : undefined;
		if (range) {
			const [first, last] = [Number.parseInt(range[1], 16), Number.parseInt(range[2], 16)];
			return first > last ? fail(context, messages.DMKVDD022E) : detachRange(context, first, last);
		}

		const addresses = words.map(word => parseCuu(word)).filter(address => address !== undefined);
		if (words.length === 0 || addresses.length < words.length) {
			return fail(context, messages.DMKVDD022E);
		}

		return addresses.length === 1 ? detachOne(context, addresses[0]) : detachSeveral(context, addresses);
	},
};

/** Device kinds that the response to one DETACH names; the others are `DEV`. */
const named = new Set(['DASD', 'TAPE', 'LINE', 'GRAF', 'CTCA', 'CONS']);

function detachOne(context: UserContext, address: number): number {
	const {vm} = context;
	const device = vm.devices.get(address);
	if (!device || !vm.devices.detach(address)) {
		return fail(context, messages.DMKVDD040E, {device: cuu(address)});
	}

	inform(context, `${named.has(device.kind) ? device.kind : 'DEV'} ${cuu(address)} DETACHED`);
	return 0;
}

/** One response for all that went. */
function detachSeveral(context: UserContext, addresses: readonly number[]): number {
	const missing = addresses.filter(address => !context.vm.devices.detach(address));
	for (const address of missing) {
		fail(context, messages.DMKVDD040E, {device: cuu(address)});
	}

	const detached = addresses.filter(address => !missing.includes(address));
	if (detached.length > 0) {
		inform(context, `${detached.map(address => cuu(address)).join(' ')} DETACHED`);
	}

	return missing.length > 0 ? noDevice : 0;
}

/** A response for every run of addresses that went. */
function detachRange(context: UserContext, first: number, last: number): number {
	let returnCode = 0;
	for (let address = first; address <= last; address++) {
		const start = address;
		while (address <= last && context.vm.devices.detach(address)) {
			address++;
		}

		if (address > start) {
			inform(context, `${start === address - 1 ? cuu(start) : `${cuu(start)}-${cuu(address - 1)}`} DETACHED`);
		}

		if (address <= last) {
			returnCode = fail(context, messages.DMKVDD040E, {device: cuu(address)});
		}
	}

	return returnCode;
}

const noDevice = 40;

/** A response that SET IMSG OFF suppresses. */
function inform({vm, reply}: UserContext, text: string): void {
	if (vm.settings.imsg) {
		reply(text);
	}
}
