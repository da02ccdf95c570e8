/**
 * ATTACH (GC20-1806; DMKVDA): real devices for one machine alone, or volumes for CP. Not here: the 3330V of a mass
 * storage system, whose words are taken and change nothing.
 */
import {isAbbreviation} from '../../base/command.js';
import {hex} from '../../base/hex.js';
import type {UserCommand, UserContext} from '../command.js';
import {dedicate, refusalOf, type Refusal} from '../devices/real/dedicated-device.js';
import type {RealDevice} from '../devices/real/real-device.js';
import {cuu, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {isAddressable, withoutAs} from './operands/new-device.js';
import {
	addressesOf, channelOperands, parseChannel, severalAddresses, targetMachine, tell,
} from './operands/real-addresses.js';

export const attach: UserCommand = {
	name: 'ATTACH', minimum: 3, classes: 'B',
	syntax: [
		'ATTach raddr [To] userid [As] vaddr [R/O]',
		'ATTach raddr [To] SYSTEM [As] volid',
		'ATTach {raddr [raddr...]|raddr-raddr} To userid [R/O]',
		'ATTach CHANnel c [To] userid',
	],
	summary: 'give a real device to one machine alone, or a volume to the system',
	description: [
		'userid * is yourself. Several devices have the addresses in the machine that they really have. What cannot be '
		+ 'attached is named and does not stop the rest.',
		'SYSTEM: the volume on the drive, whose serial number is checked, is there for minidisks from then on.',
		'A tape drive has the reel that the host keeps for it: the file tapes/CUU.aws of the data folder, or what '
		+ 'SYSTEM DEVICES names. Without one it is not ready. DETACH rewinds and unloads it.',
		'A printer, punch or reader that is drained: the machine drives it itself, without the spool. What it prints '
		+ 'and punches comes into output/ of the data folder; decks come from reader/, as they are. START is refused '
		+ 'until it is detached. A display or line that nobody is at: it is not ready.',
		'CHANnel: every device on the real channel, none of which anybody may have.',
	],
	returnCodes: [
		'20-23  USERID, RADDR, VADDR, VOLID MISSING OR INVALID',
		'40  DEV raddr DOES NOT EXIST',
		'45  userid NOT LOGGED ON',
		'46  type raddr OFFLINE',
		'120-127  NOT ATTACHED; ALREADY ATTACHED; IN USE; VOLID DOES NOT MATCH',
		'142-143  type raddr NOT DRAINED; IN USE',
	],
	run(context) {
		const [first = '', ...rest] = context.words;
		return isAbbreviation(first, 'CHANNEL', 4) ? attachChannel(context, rest) : attachDevices(context);
	},
};

function attachDevices(context: UserContext): number {
	const {words, cp} = context;
	const operands = addressesOf(words, 'TO', 1);
	if (!operands) {
		return fail(context, messages.DMKVDA021E);
	}

	const {addresses, isSingle, isRange, rest: [userid, ...rest]} = operands;
	if (userid === undefined || userid.length > 8) {
		return fail(context, messages.DMKVDA020E);
	}

	if (userid === 'SYSTEM') {
		return isSingle ? attachToSystem(context, addresses[0], rest) : fail(context, messages.DMKVDA021E);
	}

	const vm = targetMachine(context, userid);
	if (!vm) {
		return fail(context, messages.DMKVDA045E, {userid});
	}

	const [address, more] = isSingle ? virtualAddress(rest) : [undefined, rest];
	if (isSingle && address === undefined) {
		return fail(context, messages.DMKVDA022E);
	}

	const readOnly = more[0] === 'R/O' || more[0] === 'R';
	const surplus = readOnly ? more[1] : more[0];
	if (surplus !== undefined && surplus !== '3330V' && surplus !== 'VOLID') {
		return fail(context, messages.DMKVDA003E, {option: surplus});
	}

	let returnCode = 0;
	const attached: number[] = [];
	for (const real of addresses) {
		const drive = cp.realDevices.get(real);
		const code = drive
			? attachOne(context, vm, drive, address ?? real, readOnly)
			: fail(context, messages.DMKVDA040E, {device: cuu(real)});
		if (code === 0) {
			attached.push(real);
		} else {
			returnCode = code;
		}
	}

	if (address === undefined) {
		for (const several of severalAddresses(attached, isRange)) {
			tell(context, `${several} ATTACH TO ${vm.userid}`);
			tellOwner(context, vm, `${several} ATTACHED`);
		}
	} else if (attached.length > 0) {
		const {kind} = cp.realDevices.get(attached[0])!;
		tell(context, `${kind} ${cuu(attached[0])} ATTACH TO ${vm.userid.padEnd(8)} ${cuu(address)}`);
		tellOwner(context, vm, `${kind} ${cuu(address)} ATTACHED`);
	}

	return returnCode;
}

/** `[As] vaddr`, and what follows. */
function virtualAddress(words: readonly string[]): readonly [number | undefined, readonly string[]] {
	const [word, ...rest] = withoutAs(words);
	return [parseCuu(word), rest];
}

function attachOne(
	context: UserContext,
	vm: VirtualMachine,
	drive: RealDevice,
	address: number,
	readOnly: boolean,
): number {
	if (!isAddressable(vm, address)) {
		return fail(context, messages.DMKVDA022E);
	}

	const refusal = dedicate(context.cp, vm, {drive, address, readOnly});
	return refusal ? refuse(context, drive, address, refusal) : 0;
}

/** Who gets a device from somebody else hears of it, unless SET IMSG is OFF. */
function tellOwner(context: UserContext, vm: VirtualMachine, text: string): void {
	if (vm !== context.vm && vm.settings.imsg) {
		vm.type(text, 'message');
	}
}

function refuse(context: UserContext, {kind, address, volume}: RealDevice, at: number, refusal: Refusal): number {
	const device = cuu(address);
	switch (refusal.why) {
		case 'offline': {
			return fail(context, messages.DMKVDA046E, {kind, device});
		}

		case 'type': {
			return fail(context, messages.DMKVDA006E, {device});
		}

		case 'owned': {
			return fail(context, messages.DMKVDA123E, {device});
		}

		case 'noVolume': {
			return fail(context, messages.DMKVDA121E, {device, volume: volume ?? ''});
		}

		case 'attached': {
			const {userid} = refusal;
			return fail(context, messages.DMKVDA122E, {kind, device, userid, address: cuu(refusal.address)});
		}

		case 'inUse': {
			return fail(context, messages.DMKVDA124E, {device, users: refusal.users});
		}

		case 'defined': {
			return fail(context, messages.DMKVDA120E, {kind, device, existing: cuu(at)});
		}

		case 'notDrained': {
			return fail(context, messages.DMKVDA142E, {kind, device});
		}

		case 'terminal': {
			return fail(context, messages.DMKVDA143E, {kind, device});
		}

		case 'reel': {
			return fail(context, messages.DMKVDA126E, {kind, device, problem: refusal.problem.toUpperCase()});
		}
	}
}

function attachToSystem(context: UserContext, real: number, operands: readonly string[]): number {
	const {cp} = context;
	const [volume, surplus] = withoutAs(operands);
	const drive = cp.realDevices.get(real);
	const device = cuu(real);
	if (volume === undefined || volume.length > 6) {
		return fail(context, messages.DMKVDA023E);
	}

	if (surplus !== undefined && surplus !== '3330V') {
		return fail(context, messages.DMKVDA003E, {option: surplus});
	}

	if (!drive) {
		return fail(context, messages.DMKVDA040E, {device});
	}

	if (drive.kind !== 'DASD') {
		return fail(context, messages.DMKVDA006E, {device});
	}

	if (drive.isOffline) {
		return fail(context, messages.DMKVDA046E, {kind: drive.kind, device});
	}

	const {kind, attachedTo} = drive;
	if (attachedTo ?? drive.isSystem) {
		const {userid, address} = attachedTo
			? {userid: attachedTo.userid, address: cuu(attachedTo.address)}
			: {userid: 'SYSTEM', address: drive.volume ?? ''};
		return fail(context, messages.DMKVDA122E, {kind, device, userid, address});
	}

	if (drive.volume !== volume) {
		return fail(context, messages.DMKVDA127E, {device, volume});
	}

	drive.isSystem = true;
	tell(context, `DASD ${device} ATTACH TO SYSTEM ${volume}`);
	return 0;
}

/** Every device of a channel, or none. */
function attachChannel(context: UserContext, words: readonly string[]): number {
	const {cp} = context;
	const {number, userid, vm} = channelOperands(context, words, 'TO');
	const channel = number === undefined ? undefined : parseChannel(number);
	if (channel === undefined) {
		return fail(context, messages.DMKVDA034E);
	}

	if (userid === undefined) {
		return fail(context, messages.DMKVDA020E);
	}

	if (!vm) {
		return fail(context, messages.DMKVDA045E, {userid});
	}

	if (!isAddressable(vm, channel << 8)) {
		return fail(context, messages.DMKVDA034E);
	}

	const devices = cp.realDevices.all().filter(({address}) => address >>> 8 === channel);
	const busy = devices.find(each =>
		!each.isFree || refusalOf(cp, each) !== undefined || vm.devices.has(each.address));
	if (busy) {
		const {kind, address} = busy;
		return fail(context, messages.DMKVDA131E, {channel: hex(channel, 1), kind, device: cuu(address)});
	}

	for (const drive of devices) {
		dedicate(cp, vm, {drive, address: drive.address, readOnly: false});
	}

	tell(context, `CHANNEL ${hex(channel, 1)} ATTACH TO ${vm.userid}`);
	return 0;
}
