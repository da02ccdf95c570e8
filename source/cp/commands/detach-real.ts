/** DETACH of real devices (GC20-1806; DMKVDE), for class B: from a user, or a volume from CP. */
import {hex} from '../../base/hex.js';
import type {UserContext} from '../command.js';
import {detachText, takeAway} from '../devices/real/dedicated-device.js';
import type {RealDevice} from '../devices/real/real-device.js';
import {cuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {
	addressesOf, channelOperands, parseChannel, severalAddresses, targetMachine, tell,
} from './operands/real-addresses.js';

/** `raddr FROM userid`, `raddr-raddr SYSTEM` and the like. Several devices: each is named, none stops the rest. */
export function detachReal(context: UserContext): number {
	const operands = addressesOf(context.words, 'FROM', 1);
	if (!operands) {
		return fail(context, messages.DMKVDE021E);
	}

	const {addresses, isSingle, isRange, rest: [userid, surplus]} = operands;
	if (userid === undefined || userid.length > 8) {
		return fail(context, messages.DMKVDE020E);
	}

	if (surplus !== undefined) {
		return fail(context, messages.DMKVDE003E, {option: surplus});
	}

	const vm = targetMachine(context, userid);
	if (userid !== 'SYSTEM' && !vm) {
		return fail(context, messages.DMKVDE045E, {userid});
	}

	let returnCode = 0;
	const detached: Detached[] = [];
	for (const address of addresses) {
		const result = detachOne(context, address, vm);
		if (typeof result === 'number') {
			returnCode = result;
		} else {
			detached.push(result);
		}
	}

	const named = (of: 'real' | 'virtual'): string[] => isSingle
		? detached.map(each => `${each.kind} ${cuu(each[of])}`)
		: severalAddresses(detached.map(each => each[of]), isRange);
	for (const real of named('real')) {
		tell(context, detachText(real, userid === 'SYSTEM' ? userid : vm!.userid));
	}

	if (vm && vm !== context.vm && vm.settings.imsg) {
		for (const text of named('virtual')) {
			vm.type(`${text} DETACHED BY ${context.vm.userid}`, 'message');
		}
	}

	return returnCode;
}

/** What was detached: its kind, its real address and the one that it had in the machine. */
type Detached = {readonly kind: string; readonly real: number; readonly virtual: number};

/** Every device of a channel that a machine has. */
export function detachRealChannel(context: UserContext, words: readonly string[]): number {
	const {cp} = context;
	const {number, userid, vm} = channelOperands(context, words, 'FROM');
	const channel = number === undefined ? undefined : parseChannel(number);
	if (channel === undefined) {
		return fail(context, messages.DMKVDE034E);
	}

	if (userid === undefined) {
		return fail(context, messages.DMKVDE020E);
	}

	if (!vm) {
		return fail(context, messages.DMKVDE045E, {userid});
	}

	const drives = cp.realDevices.all()
		.filter(({address, attachedTo}) => address >>> 8 === channel && attachedTo?.userid === vm.userid);
	if (drives.length === 0) {
		return fail(context, messages.DMKVDE132E, {channel: hex(channel, 1), userid: vm.userid});
	}

	for (const drive of drives) {
		takeAway(vm, drive);
	}

	const text = `CHANNEL ${hex(channel, 1)} DETACHED ${vm.userid}`;
	tell(context, text);
	if (vm !== context.vm) {
		vm.type(text, 'message');
	}

	return 0;
}

/** A return code, where it could not be. */
function detachOne(context: UserContext, address: number, vm: VirtualMachine | undefined): Detached | number {
	const drive = context.cp.realDevices.get(address);
	if (!drive) {
		return fail(context, messages.DMKVDE040E, {device: cuu(address)});
	}

	return vm ? detachFrom(context, drive, vm) : detachFromSystem(context, drive);
}

function detachFrom(context: UserContext, drive: RealDevice, vm: VirtualMachine): Detached | number {
	const {kind, attachedTo} = drive;
	if (attachedTo?.userid !== vm.userid) {
		return fail(context, messages.DMKVDE125E, {kind, device: cuu(drive.address), userid: vm.userid});
	}

	takeAway(vm, drive);
	return {kind, real: drive.address, virtual: attachedTo.address};
}

function detachFromSystem(context: UserContext, drive: RealDevice): Detached | number {
	const {kind} = drive;
	const device = cuu(drive.address);
	if (!drive.isSystem) {
		return fail(context, messages.DMKVDE125E, {kind, device, userid: 'SYSTEM'});
	}

	if (drive.isOwned) {
		return fail(context, messages.DMKVDE123E, {device});
	}

	const users = context.cp.links.count(drive.volume ?? '');
	if (users > 0) {
		return fail(context, messages.DMKVDE124E, {device, users});
	}

	drive.isSystem = false;
	return {kind, real: drive.address, virtual: drive.address};
}
