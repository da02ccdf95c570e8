/** ENABLE and DISABLE (GC20-1806; DMKCPV): whether people can log on at displays and lines. */
import type {UserCommand, UserContext} from '../command.js';
import type {RealDevice} from '../devices/real/real-device.js';
import {cuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import {addressesOf} from './operands/real-addresses.js';

export const enable: UserCommand = {
	name: 'ENABLE', minimum: 2, classes: 'AB',
	syntax: ['ENable {ALL|raddr [raddr...]|raddr-raddr}'],
	summary: 'let people log on at displays and lines',
	returnCodes: [
		'6  INVALID DEVICE TYPE - raddr', '21  RADDR MISSING OR INVALID', '40  DEV raddr DOES NOT EXIST',
		'46  type raddr OFFLINE',
	],
	run: context => setAll(context, true),
};

export const disable: UserCommand = {
	name: 'DISABLE', minimum: 4, classes: 'AB',
	syntax: ['DISAble {ALL|raddr [raddr...]|raddr-raddr}'],
	summary: 'let nobody log on at displays and lines any more',
	description: [
		'Who is logged on there stays until he logs off. The operator\'s console is always enabled.',
	],
	returnCodes: enable.returnCodes,
	run: context => setAll(context, false),
};

const isTerminal = ({kind}: RealDevice): boolean => kind === 'GRAF' || kind === 'LINE';

function setAll(context: UserContext, isEnabled: boolean): number {
	const {words, cp, reply} = context;
	if (words.length === 1 && words[0] === 'ALL') {
		for (const device of cp.realDevices.all().filter(each => isTerminal(each) && !each.isOffline)) {
			device.isEnabled = isEnabled;
		}

		reply('COMMAND COMPLETE');
		return 0;
	}

	const named = words.map(word => addressesOf([word], '', 1)?.addresses);
	if (words.length === 0 || named.includes(undefined)) {
		return fail(context, messages.DMKCPV021E);
	}

	let returnCode = 0;
	for (const address of named.flatMap(each => each!)) {
		const code = setOne(context, address, isEnabled);
		returnCode = code === 0 ? returnCode : code;
	}

	if (returnCode === 0) {
		reply('COMMAND COMPLETE');
	}

	return returnCode;
}

function setOne(context: UserContext, address: number, isEnabled: boolean): number {
	const device = context.cp.realDevices.get(address);
	if (!device) {
		return fail(context, messages.DMKCPV040E, {device: cuu(address)});
	}

	if (!isTerminal(device)) {
		return fail(context, messages.DMKCPV006E, {device: cuu(address)});
	}

	if (device.isOffline) {
		return fail(context, messages.DMKCPV046E, {kind: device.kind, device: cuu(address)});
	}

	device.isEnabled = isEnabled;
	return 0;
}
