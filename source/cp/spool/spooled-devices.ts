/** Which spooled devices of one's own machine SPOOL and CLOSE mean (GC20-1820). */
import {Failure} from '../../base/failure.js';
import type {UserContext} from '../command.js';
import {isAbbreviation} from '../../base/command.js';
import {cuu, parseCuu} from '../formats.js';
import {fail, messages} from '../messages/index.js';
import type {SpoolOptions, VirtualDevice, VirtualDeviceKind} from '../devices/virtual-device.js';
import {queueNamed} from './file-selection.js';
import type {SpooledUnit} from './unit.js';

export type OwnSpooledDevice = VirtualDevice & {readonly spool: SpoolOptions; readonly unit: SpooledUnit};

const isSpooled = (device: VirtualDevice): device is OwnSpooledDevice =>
	device.spool !== undefined && device.unit !== undefined;

/** The devices that a kind (`PUNCH`: all of them) or an address names, or a failure, with its message. */
export function devicesNamed(context: UserContext, word: string | undefined): readonly OwnSpooledDevice[] | Failure {
	const {vm} = context;
	if (word === undefined) {
		return new Failure(fail(context, messages.DMKCSP026E));
	}

	const kind: VirtualDeviceKind | undefined = isAbbreviation(word, 'CONSOLE', 3) ? 'CONS' : queueNamed(word);
	if (kind !== undefined) {
		return [...vm.devices.values()].filter(device => isSpooled(device)).filter(device => device.kind === kind);
	}

	const address = parseCuu(word);
	if (address === undefined) {
		return new Failure(fail(context, messages.DMKCSP022E));
	}

	const device = vm.devices.get(address);
	if (!device) {
		return new Failure(fail(context, messages.DMKCSP040E, {device: cuu(address)}));
	}

	return isSpooled(device) ? [device] : new Failure(fail(context, messages.DMKCSP006E, {device: cuu(address)}));
}

/** Whether spool files can go to a userid. */
export function isUser({cp}: UserContext, userid: string): boolean {
	return cp.directory.find(userid) !== undefined || cp.machines.has(userid);
}
