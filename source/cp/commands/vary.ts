/** VARY (GC20-1806; DMKCPS): a real device is there for the system, or is not. */
import {isAbbreviation} from '../../base/command.js';
import type {UserCommand, UserContext} from '../command.js';
import type {RealDevice} from '../devices/real/real-device.js';
import {lineAt} from '../devices/real/terminals.js';
import {cuu, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';

export const vary: UserCommand = {
	name: 'VARY', minimum: 4, classes: 'B',
	syntax: ['VARY {ONLine|OFFline} raddr [raddr...]'],
	summary: 'make a real device available to the system, or not',
	description: [
		'A device that a user or the system has cannot be varied offline. At a terminal that is offline nobody can log '
		+ 'on.',
	],
	returnCodes: [
		'3  INVALID OPTION - option',
		'21  RADDR MISSING OR INVALID',
		'40  DEV raddr DOES NOT EXIST',
		'122-124, 143  ATTACHED TO userid; CP OWNED; IN USE',
	],
	run(context) {
		const [how, ...rest] = context.words;
		if (how === undefined) {
			return fail(context, messages.DMKCPS026E);
		}

		const isOnline = isAbbreviation(how, 'ONLINE', 2);
		if (!isOnline && !isAbbreviation(how, 'OFFLINE', 3)) {
			return fail(context, messages.DMKCPS003E, {option: how});
		}

		const addresses = rest.map(word => parseCuu(word));
		if (addresses.length === 0 || addresses.includes(undefined)) {
			return fail(context, messages.DMKCPS021E);
		}

		let returnCode = 0;
		for (const address of addresses) {
			const code = varyOne(context, address!, isOnline);
			returnCode = code === 0 ? returnCode : code;
		}

		return returnCode;
	},
};

function varyOne(context: UserContext, address: number, isOnline: boolean): number {
	const device = context.cp.realDevices.get(address);
	if (!device) {
		return fail(context, messages.DMKCPS040E, {device: cuu(address)});
	}

	const refused = isOnline ? 0 : refuse(context, device);
	if (refused !== 0) {
		return refused;
	}

	device.isOffline = !isOnline;
	context.reply(`${device.kind} ${cuu(address)} VARIED ${isOnline ? 'ONLINE' : 'OFFLINE'}`);
	return 0;
}

/** The message why a device cannot go offline; 0: it can. */
function refuse(context: UserContext, drive: RealDevice): number {
	const {cp} = context;
	const {kind, address, attachedTo, isOwned, isSystem, volume} = drive;
	const device = cuu(address);
	if (attachedTo) {
		const {userid} = attachedTo;
		return fail(context, messages.DMKCPS122E, {kind, device, userid, address: cuu(attachedTo.address)});
	}

	if (isOwned) {
		return fail(context, messages.DMKCPS123E, {device});
	}

	const users = isSystem && volume !== undefined ? cp.links.count(volume) : 0;
	if (users > 0) {
		return fail(context, messages.DMKCPS124E, {device, users});
	}

	const isAtWork = drive.isBusy || lineAt(cp.lines, drive)?.vm !== undefined;
	return isAtWork
		? fail(context, messages.DMKCPS143E, {kind, device})
		: 0;
}
