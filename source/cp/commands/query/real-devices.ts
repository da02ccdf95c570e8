/**
 * QUERY of real devices (GC20-1806, QUERY; DMKCQP), for class B: DASD, TAPES, LINES, GRAF, UR, ALL, one by its address,
 * and who has minidisks on a volume (SYSTEM).
 */
import {isAbbreviation} from '../../../base/command.js';
import type {CommandHost, UserContext} from '../../command.js';
import type {RealDevice, RealDeviceKind} from '../../devices/real/real-device.js';
import {lineAt} from '../../devices/real/terminals.js';
import {cuu, digits, parseCuu} from '../../formats.js';
import {fail, messages} from '../../messages/index.js';
import type {QueryOperand} from './query-operand.js';

type State = 'ACTIVE' | 'FREE' | 'OFFLINE';

/** Words for states, and what each selects. ATTACH: those that one machine alone has. */
const stateWords: ReadonlyArray<readonly [word: string, minimum: number, selects: (device: RealDevice) => boolean]> = [
	['ACTIVE', 3, device => stateOf(device) === 'ACTIVE'],
	['FREE', 4, device => stateOf(device) === 'FREE'],
	['OFFLINE', 3, device => stateOf(device) === 'OFFLINE'],
	['ATTACH', 3, device => device.attachedTo !== undefined],
	['ALL', 3, () => true],
];

/** Devices that only are free or offline stand so many on a line. */
const perLine = 4;

function stateOf(device: RealDevice): State {
	if (device.isOffline) {
		return 'OFFLINE';
	}

	const isShared = device.kind !== 'DASD' && device.kind !== 'TAPE';
	return device.attachedTo !== undefined || device.isSystem || isShared ? 'ACTIVE' : 'FREE';
}

/** What is said of a device behind its kind and address. */
function textOf(cp: CommandHost, device: RealDevice): string {
	const {attachedTo, isOffline, isOwned, isSystem, isEnabled, volume, kind} = device;
	if (isOffline) {
		return 'OFFLINE';
	}

	if (attachedTo) {
		const {userid, address, readOnly} = attachedTo;
		return `ATTACH TO ${userid.padEnd(8)} ${cuu(address)}${readOnly ? ' R/O' : ''}`;
	}

	if (kind === 'DASD' && isSystem) {
		const count = digits(volume === undefined ? 0 : cp.links.count(volume), 3);
		return `CP ${isOwned ? 'OWNED ' : 'SYSTEM'} ${(volume ?? '').padEnd(8)} ${count}`;
	}

	if (kind === 'GRAF' || kind === 'LINE' || kind === 'CONS') {
		const vm = lineAt(cp.lines, device)?.vm;
		return vm ? `LOGON  AS ${vm.userid}` : (isEnabled ? 'ENABLED' : 'DISABLED');
	}

	return device.describe?.() ?? 'FREE';
}

/** Lines about devices: each that somebody has, then those that are free or offline, several on a line. */
function show(cp: CommandHost, devices: readonly RealDevice[]): string[] {
	const lines: string[] = [];
	const short: string[] = [];
	for (const device of devices) {
		const text = textOf(cp, device);
		const name = `${device.kind.padEnd(4)} ${cuu(device.address)}`;
		if (text === 'FREE' || text === 'OFFLINE') {
			short.push(`${name} ${text.padEnd(7)}`);
		} else {
			lines.push(`${name} ${text}`);
		}
	}

	for (let at = 0; at < short.length; at += perLine) {
		const end = at + perLine < short.length ? ',' : '';
		lines.push(short.slice(at, at + perLine).join(', ').trimEnd() + end);
	}

	return lines;
}

/** Operands, with the kinds of devices that each shows. */
const kinds: ReadonlyArray<readonly [name: string, minimum: number, kinds: readonly RealDeviceKind[]]> = [
	['DASD', 2, ['DASD']],
	['TAPES', 2, ['TAPE']],
	['LINES', 1, ['LINE', 'CONS']],
	['GRAF', 1, ['GRAF']],
	['UR', 2, ['RDR', 'PRT', 'PUN']],
	['ALL', 3, ['CONS', 'LINE', 'GRAF', 'RDR', 'PRT', 'PUN', 'TAPE', 'CTCA', 'DASD', 'DEV']],
];

export const deviceKinds: readonly QueryOperand[] = kinds.map(([name, minimum, shown]) => ({
	name, minimum, classes: 'B',
	syntax: `Query ${name.slice(0, minimum)}${name.slice(minimum).toLowerCase()} [ACTive|FREE|OFFline|ATTach|ALL`
		+ `${name === 'DASD' ? '|raddr|volid' : ''}]`,
	run(context, words) {
		const {cp} = context;
		const all = cp.realDevices.all()
			.filter(({kind}) => shown.includes(kind))
			.toSorted((one, other) => shown.indexOf(one.kind) - shown.indexOf(other.kind));
		// All states but offline, unless told.
		const [word] = words;
		const state = word === undefined
			? undefined
			: stateWords.find(([name, least]) => isAbbreviation(word, name, least));
		if (word !== undefined && !state) {
			return name === 'DASD' ? queryVolume(context, word) : fail(context, messages.DMKCQP003E, {option: word});
		}

		const chosen = all.filter(device => state ? state[2](device) : !device.isOffline);
		for (const line of show(cp, chosen)) {
			context.reply(line);
		}

		if (chosen.length === 0) {
			context.reply(`NO ${name} ${state?.[0] ?? 'ACTIVE'}`);
		}

		return 0;
	},
}));

/** QUERY DASD 150, QUERY DASD YRKRES. */
function queryVolume(context: UserContext, word: string): number {
	const {cp} = context;
	const address = parseCuu(word);
	const drive = (address === undefined ? undefined : cp.realDevices.get(address)) ?? cp.realDevices.driveOf(word);
	if (drive) {
		return queryDevice(context, drive);
	}

	return address === undefined
		? fail(context, messages.DMKCQP108E, {volume: word})
		: fail(context, messages.DMKCQP040E, {device: cuu(address)});
}

/** QUERY raddr. */
export function queryDevice({cp, reply}: UserContext, device: RealDevice): number {
	for (const line of show(cp, [device])) {
		reply(line);
	}

	return 0;
}

/** QUERY SYSTEM raddr: whose minidisks on the volume somebody has. */
export const devicesOfVolume: QueryOperand = {
	name: 'SYSTEM', minimum: 6, classes: 'B', syntax: 'Query SYSTEM raddr',
	run(context, [word]) {
		const {cp, reply} = context;
		const address = parseCuu(word);
		if (address === undefined) {
			return fail(context, messages.DMKCQP021E);
		}

		const drive = cp.realDevices.get(address);
		if (!drive) {
			return fail(context, messages.DMKCQP040E, {device: cuu(address)});
		}

		if (drive.kind !== 'DASD') {
			return fail(context, messages.DMKCQP006E, {device: cuu(address)});
		}

		queryDevice(context, drive);
		const {volume} = drive;
		const all = volume === undefined
			? []
			: cp.links.holders({volume, start: 0, cylinders: Number.MAX_SAFE_INTEGER}).map(({vm, device}) =>
				`${vm.userid.padEnd(8)} ${cuu(device.address)} ${device.readOnly ? 'R/O' : 'R/W'}`);
		for (let at = 0; at < all.length; at += perLine) {
			reply(`${all.slice(at, at + perLine).join(', ')}${at + perLine < all.length ? ',' : ''}`);
		}

		return 0;
	},
};
