/**
 * DETACH (GC20-1820; DMKVDD): virtual devices leave the machine; for class B also real devices a user or CP
 * (`detach-real.ts`).
 */
import type {UserCommand, UserContext} from '../command.js';
import {cuu, parseCuu} from '../formats.js';
import {isAbbreviation} from '../../base/command.js';
import {fail, messages} from '../messages/index.js';
import {detachReal, detachRealChannel} from './detach-real.js';
import {parseChannel} from './operands/real-addresses.js';

export const detach: UserCommand = {
	name: 'DETACH', minimum: 3, classes: 'BG',
	syntax: [
		'DETach {vaddr [vaddr...]|vaddr-vaddr}',
		'DETach CHANnel c',
		'DETach {raddr [raddr...]|raddr-raddr} [FROM] {userid|SYSTEM}',
		'DETach CHANnel c [FROM] userid',
	],
	summary: 'remove devices from your virtual machine; class B: from a user, or a volume from the system',
	description: [
		'Several addresses, or a range of them, but not both. What cannot be detached is named and does not stop the '
		+ 'rest.',
		'A device that the operator attached is his again, and he is told. A tape is rewound and unloaded.',
		'Class B: real devices that a user has, also while he works with them, and volumes on which nobody has a '
		+ 'minidisk. FROM is needed where a userid could be an address.',
	],
	returnCodes: [
		'21-22  RADDR, VADDR MISSING OR INVALID',
		'40  DEV vaddr DOES NOT EXIST',
		'123-125  CP OWNED; IN USE BY nnn USERS; NOT ATTACHED TO userid',
		'273  DETACH REJECTED; VIRTUAL MACHINE TRACING I/O',
	],
	run(context) {
		const {vm, words} = context;
		if (isAbbreviation(words[0] ?? '', 'CHANNEL', 4)) {
			return vm.classes.includes('B') && words.length > 2
				? detachRealChannel(context, words.slice(1))
				: detachChannel(context, words.slice(1));
		}

		if (vm.classes.includes('B') && namesSomebody(words)) {
			return detachReal(context);
		}

		if (vm.debugging.traces.looksAtDevices) {
			return fail(context, messages.DMKVDD273E);
		}

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

/** Whether words behind the first are not all addresses: then they name who is to lose real devices. */
const namesSomebody = (words: readonly string[]): boolean =>
	words.length > 1 && words.slice(1).some(word => parseCuu(word) === undefined);

/** One's own dedicated channel. */
function detachChannel(context: UserContext, [number = '', surplus]: readonly string[]): number {
	const {cp, vm} = context;
	const channel = parseChannel(number);
	if (channel === undefined || surplus !== undefined) {
		return fail(context, messages.DMKVDD034E);
	}

	if (vm.debugging.traces.looksAtDevices) {
		return fail(context, messages.DMKVDD273E);
	}

	const own = [...vm.devices.values()].filter(({address, real}) => real && address >>> 8 === channel);
	if (own.length === 0) {
		return fail(context, messages.DMKVDD132E, {channel: number, userid: vm.userid});
	}

	for (const {address, real} of own) {
		real!.attachedTo = undefined;
		vm.devices.detach(address);
	}

	const text = `CHANNEL ${number} DETACHED ${vm.userid}`;
	inform(context, text);
	cp.events.announce({kind: 'device', text, by: vm.userid});
	return 0;
}

/** Device kinds that the response to one DETACH names; the others are `DEV`. */
const named = new Set(['DASD', 'TAPE', 'LINE', 'RDR', 'PRT', 'PUN', 'GRAF', 'CONS', 'CTCA']);

function detachOne(context: UserContext, address: number): number {
	const {vm} = context;
	const device = vm.devices.get(address);
	const dropped = device?.adapter?.drop();
	if (!device || !vm.devices.detach(address)) {
		return fail(context, messages.DMKVDD040E, {device: cuu(address)});
	}

	if (dropped !== undefined) {
		inform(context, dropped);
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
