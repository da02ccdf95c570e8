/**
 * The devices a directory entry gives its machine at LOGON (GC20-1801; DMKLOG), the console excepted: links, minidisks,
 * spooled units.
 */
import type {Clock} from '../../base/clock.js';
import {specialDevice} from '../devices/special-devices.js';
import type {DirectoryEntry, UserDirectory} from './directory.js';
import {cuu} from '../formats.js';
import {linkMinidisk, type LinkHost, type LinkRequest} from '../devices/minidisk-link.js';
import {dedicate, type DedicationHost} from '../devices/real/dedicated-device.js';
import type {RealDevices} from '../devices/real/real-devices.js';
import {messages} from '../messages/index.js';
import {messageText} from '../../base/message.js';
import {initialSpool, spooledDevice} from '../spool/spooled-units.js';
import type {Spooler} from '../spool/spooler.js';
import type {VirtualDeviceKind} from '../devices/virtual-device.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** What the devices of a directory entry are made of. */
export type DirectoryDevicesHost = LinkHost & DedicationHost & {
	readonly clock: Clock;
	readonly realDevices: RealDevices;
	readonly directory: UserDirectory;
	readonly spooler: Spooler;
};

/**
 * Attaches everything and answers the texts of messages about what is missing or not as asked for. A slave gets its
 * prototype's devices.
 */
export function attachDirectoryDevices(host: DirectoryDevicesHost, vm: VirtualMachine): string[] {
	const {entry} = vm;
	const lines: string[] = [];
	for (const {address, type} of entry.specials) {
		const device = specialDevice(host, vm, type, address);
		if (device) {
			vm.devices.attach(device);
		}
	}

	for (const statement of entry.spool) {
		const kind = deviceKind(statement.type);
		const spool = initialSpool(statement.class ?? (kind === 'RDR' ? '*' : 'A'));
		const made = spooledDevice(statement.type, spool, vm, host.spooler);
		if (made) {
			vm.devices.attach({
				address: statement.address, kind, type: statement.type, readOnly: false, spool, ...made,
			});
		}
	}

	for (const {address, real, byVolume, readOnly} of entry.dedicates ?? []) {
		const drive = byVolume ? host.realDevices.driveOf(real) : host.realDevices.get(Number.parseInt(real, 16));
		if (!drive || dedicate(host, vm, {drive, address, readOnly})) {
			lines.push(messageText(messages.DMKLOG090E, {device: cuu(address), real}));
		}
	}

	for (const {userid, ownerAddress, address, mode} of entry.links) {
		const owner = host.directory.find(userid);
		if (owner) {
			link(host, vm, {
				owner, ownerAddress, address, mode,
			}, lines);
		} else {
			lines.push(messageText(messages.DMKLNK053E, {userid}));
		}
	}

	for (const {address, mode} of entry.minidisks) {
		link(host, vm, {
			owner: entry, ownerAddress: address, address, mode,
		}, lines);
	}

	return lines;
}

function link(host: LinkHost, vm: VirtualMachine, request: LinkRequest, lines: string[]): void {
	const result = linkMinidisk(host, vm, request);
	if (!('id' in result)) {
		// Somebody writes the disk that the user is about to read.
		if (result.response.includes('R/W BY')) {
			lines.push(result.response);
		}

		return;
	}

	lines.push(result.id === messages.DMKLNK108E.id
		? messageText(messages.DMKLOG091E, {
			device: cuu(request.address), volume: volumeOf(request.owner, request.ownerAddress),
		})
		: result.text);
}

function volumeOf({minidisks}: DirectoryEntry, address: number): string {
	return minidisks.find(statement => statement.address === address)?.volume ?? '';
}

/** How commands call a device of a type. */
export function deviceKind(type: string): VirtualDeviceKind {
	if (type === '2540R' || type === '2501' || type === '3505') {
		return 'RDR';
	}

	if (type === '2540P' || type === '3525') {
		return 'PUN';
	}

	if (type === 'CTCA') {
		return 'CTCA';
	}

	return /^(?:1403|1443|3203|3211)$/.test(type) ? 'PRT' : (type === '3270' ? 'GRAF' : 'LINE');
}
