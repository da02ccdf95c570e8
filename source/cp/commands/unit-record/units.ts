/** Which real unit-record devices the spooling operator means (GC20-1806; DMKCSO). */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {UserContext} from '../../command.js';
import type {RealDevice} from '../../devices/real/real-device.js';
import {cuu, parseCuu} from '../../formats.js';
import {fail, messages} from '../../messages/index.js';
import {queueNamed} from '../../spool/file-selection.js';
import {RealOutputUnit} from '../../spool/real/real-output-unit.js';
import type {RealUnit} from '../../spool/real/real-units.js';

/** `PRT 00E`, as messages name a device. */
export const unitName = ({kind, address}: RealDevice): string => `${kind} ${cuu(address)}`;

export const unitReturnCodes = [
	'3   INVALID OPTION - option',
	'6   INVALID DEVICE TYPE - raddr',
	'21  RADDR MISSING OR INVALID',
	'40  DEV raddr DOES NOT EXIST',
	'46  type raddr OFFLINE',
	'140 type raddr ATTACHED TO userid',
] as const;

/** The unit at an address, which CP must have; a failure, with its message. */
export function unitAt(context: UserContext, word: string | undefined): RealUnit | Failure {
	const {cp} = context;
	const address = parseCuu(word ?? '');
	if (address === undefined) {
		return new Failure(fail(context, messages.DMKCSO021E));
	}

	const device = cp.realDevices.get(address);
	if (!device) {
		return new Failure(fail(context, messages.DMKCSO040E, {device: cuu(address)}));
	}

	const unit = cp.units.get(address);
	if (!unit) {
		return new Failure(fail(context, messages.DMKCSO006E, {device: cuu(address)}));
	}

	if (device.isOffline) {
		return new Failure(fail(context, messages.DMKCSO046E, {unit: unitName(device)}));
	}

	return device.attachedTo
		? new Failure(fail(context, messages.DMKCSO140E, {
			unit: unitName(device), userid: device.attachedTo.userid,
		}))
		: unit;
}

/** A printer or punch at an address. */
export function outputUnitAt(context: UserContext, word: string | undefined): RealOutputUnit | Failure {
	const unit = unitAt(context, word);
	return unit instanceof Failure || unit instanceof RealOutputUnit
		? unit
		: new Failure(fail(context, messages.DMKCSO006E, {device: cuu(unit.device.address)}));
}

/**
 * Addresses, ALL or a kind of devices, and the words behind them. ALL and a kind leave out what is offline or
 * attached.
 */
export function unitsNamed(
	context: UserContext,
	isOption: (word: string) => boolean,
): {readonly units: readonly RealUnit[]; readonly options: readonly string[]} | Failure {
	const {cp, words} = context;
	const [word, ...more] = words;
	const queue = queueNamed(word);
	if (word === 'ALL' || queue) {
		return {
			units: cp.units.all().filter(({device}) =>
				(word === 'ALL' || device.kind === queue) && !device.isOffline && !device.attachedTo),
			options: more,
		};
	}

	const end = words.findIndex(each => isOption(each));
	const named = end === -1 ? words : words.slice(0, end);
	const units: RealUnit[] = [];
	for (const each of named.length === 0 ? [undefined] : named) {
		const unit = unitAt(context, each);
		if (unit instanceof Failure) {
			return unit;
		}

		units.push(unit);
	}

	return {units, options: end === -1 ? [] : words.slice(end)};
}

/** What a command says to the file that a device has: its lines, or the message that there is none. */
export function replyOf(
	context: UserContext,
	{device}: RealOutputUnit,
	lines: string | readonly string[] | undefined,
): number {
	if (lines === undefined) {
		return fail(context, messages.DMKCSO141E, {unit: unitName(device)});
	}

	for (const line of [lines].flat()) {
		context.reply(line);
	}

	return 0;
}

export const isHold = (word: string | undefined): boolean => isAbbreviation(word ?? '', 'HOLD', 2);
