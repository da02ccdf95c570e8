/** QUERY VIRTUAL: the configuration of one's own machine. */
import {isAbbreviation} from '../../../base/command.js';
import {
	cuu, digits, parseCuu, storageSize,
} from '../../formats.js';
import {fail, messages} from '../../messages/index.js';
import type {VirtualDevice, VirtualDeviceKind} from '../../devices/virtual-device.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {anyClass, type QueryOperand} from './query-operand.js';

/** Lines about one device. */
function deviceLines(vm: VirtualMachine, device: VirtualDevice): string[] {
	const {address, kind, type, readOnly, minidisk, spool, unit} = device;
	const state = unit?.isReady === false ? 'NOTREADY' : 'READY';
	const head = `${kind.padEnd(4)} ${cuu(address)}`;
	const owner = `     ${cuu(address)} ${spool?.to === undefined ? 'FOR' : 'TO '} `
		+ `${(spool?.to ?? spool?.forUser ?? vm.userid).padEnd(8)} DIST ${vm.entry.distribution}`;
	const copies = `COPY ${digits(spool?.copies ?? 1, 2)}`;
	const spoolText = (end: string): string => [
		`CL ${spool?.class ?? 'A'}`, spool?.continuous ? 'CONT  ' : 'NOCONT', spool?.hold ? 'HOLD  ' : 'NOHOLD', end,
	].join(' ');
	if (device.real) {
		return [`${head} ON DEV ${cuu(device.real.address)}${kind === 'DASD' ? (readOnly ? ' R/O' : ' R/W') : ''}`];
	}

	switch (kind) {
		case 'CONS': {
			const place = vm.session.line ? `ON ${vm.session.line.address}` : 'DISCONNECTED';
			return [
				`${head} ${place} ${spool?.terminal === false ? 'NOTERM' : 'TERM'} `
				+ `${spool?.started ? 'START' : 'STOP'}`,
				`     ${cuu(address)} ${spoolText(`${copies}    ${state}`)}`,
				owner,
			];
		}

		case 'DASD': {
			return [
				`${head} ${type} ${minidisk?.volume.startsWith('TEMP ') ? '(TEMP)' : (minidisk?.volume ?? '')} `
				+ `${readOnly ? 'R/O' : 'R/W'}    ${digits(minidisk?.cylinders ?? 0, 3)} CYL`,
			];
		}

		case 'RDR': {
			return [`${head} ${spoolText(`${spool?.eof === false ? 'NOEOF  ' : '  EOF  '}    ${state}`)}`];
		}

		case 'PUN':
		case 'PRT': {
			return [`${head} ${spoolText(`${copies}    ${state}`)}`, owner];
		}

		case 'CTCA': {
			const {partner} = device.adapter ?? {};
			return [partner
				? `${head} COUPLE TO ${partner.vm.userid.padEnd(8)} ${cuu(partner.address)}`
				: `${head} UNCOUPLED`];
		}

		case 'GRAF': {
			return [`${head} NOT READY`];
		}

		case 'LINE': {
			return [`${head} DISABLED`];
		}

		case 'TIMR': {
			return [head];
		}

		case 'TAPE':
		case 'DEV': {
			return [`${head} ${type}`];
		}
	}
}

/** QUERY VIRTUAL's own operands, and the kinds of devices they show. */
const kinds: ReadonlyArray<readonly [name: string, minimum: number, kinds: readonly VirtualDeviceKind[]]> = [
	['CONSOLE', 3, ['CONS']],
	['DASD', 2, ['DASD']],
	['READER', 2, ['RDR']],
	['RDR', 3, ['RDR']],
	['PRINTER', 1, ['PRT']],
	['PRT', 3, ['PRT']],
	['PUNCH', 2, ['PUN']],
	['PCH', 3, ['PUN']],
	['UR', 2, ['RDR', 'PUN', 'PRT']],
	['TAPES', 2, ['TAPE']],
	['GRAF', 4, ['GRAF']],
	['LINES', 4, ['LINE']],
	['CTCA', 4, ['CTCA']],
];

/** Kinds in the order in which all of them are listed. */
const order: readonly VirtualDeviceKind[] = [
	'CONS',
	'RDR',
	'PUN',
	'PRT',
	'LINE',
	'GRAF',
	'TAPE',
	'CTCA',
	'TIMR',
	'DEV',
	'DASD',
];

function devicesOf(vm: VirtualMachine, wanted: readonly VirtualDeviceKind[]): VirtualDevice[] {
	return [...vm.devices.values()]
		.filter(({kind}) => wanted.includes(kind))
		.toSorted(
			(left, right) => order.indexOf(left.kind) - order.indexOf(right.kind) || left.address - right.address,
		);
}

export const virtual: QueryOperand = {
	name: 'VIRTUAL', minimum: 1, classes: 'G',
	syntax: 'Query Virtual [ALL|CHANnels|CONsole|CTCA|DAsd|GRAF|LINES|Printer|PUnch|REader|STORage|TApes|UR|vaddr]',
	run(context, [word = 'ALL']) {
		const {vm, reply} = context;
		const show = (devices: readonly VirtualDevice[]): number => {
			for (const line of devices.flatMap(device => deviceLines(vm, device))) {
				reply(line);
			}

			return 0;
		};

		const storage = `STORAGE = ${storageSize(vm.storage.size)}`;
		const channels = `CHANNELS = ${vm.channelMode}`;
		if (word === 'ALL') {
			reply(storage);
			reply(channels);
			return show(devicesOf(vm, order));
		}

		if (isAbbreviation(word, 'STORAGE', 4) || isAbbreviation(word, 'CHANNELS', 4)) {
			reply(word.startsWith('S') ? storage : channels);
			return 0;
		}

		const row = kinds.find(([name, minimum]) => isAbbreviation(word, name, minimum));
		if (row) {
			const devices = devicesOf(vm, row[2]);
			return devices.length > 0 ? show(devices) : fail(context, messages.DMKCQG040E, {device: row[0]});
		}

		const address = parseCuu(word);
		if (address === undefined) {
			return fail(context, messages.DMKCQG003E, {option: word});
		}

		const device = vm.devices.get(address);
		return device ? show([device]) : fail(context, messages.DMKCQG040E, {device: cuu(address)});
	},
};

/** Operands of VIRTUAL that may stand without it, where no other class has one of that name (GC20-1820, QUERY). */
const alone: ReadonlyArray<readonly [name: string, minimum: number]> = [
	['ALL', 3], ['CHANNELS', 4], ['CONSOLE', 3], ['CTCA', 4], ['DASD', 2], ['GRAF', 4], ['LINES', 4], ['TAPES', 2],
	['UR', 2],
];

export const isVirtualOperand = (word: string): boolean =>
	alone.some(([name, minimum]) => isAbbreviation(word, name, minimum));

/** Whether QUERY of `word` shows a device of one's own machine, as QUERY VIRTUAL of it does. */
export function isOwnDevice({classes, devices}: VirtualMachine, word: string): boolean {
	const address = parseCuu(word);
	return classes.includes('G') && (isVirtualOperand(word) || (address !== undefined && devices.has(address)));
}

export const storage: QueryOperand = {
	name: 'STORAGE', minimum: 4, classes: anyClass, syntax: 'Query STORage',
	run({cp, vm, reply}) {
		// Classes B and E ask for the real machine's.
		const size = /[BE]/.test(vm.classes) ? cp.hostStorage.bytes.length : vm.storage.size;
		reply(`STORAGE = ${storageSize(size)}`);
		return 0;
	},
};
