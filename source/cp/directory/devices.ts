/**
 * The devices a directory entry gives its machine at LOGON (GC20-1801; DMKLOG), the console excepted: links, minidisks,
 * spooled units.
 */
import type {DirectoryEntry, UserDirectory} from './directory.js';
import {cuu} from '../formats.js';
import {linkMinidisk, type LinkHost, type LinkRequest} from '../devices/minidisk-link.js';
import {messages} from '../messages/index.js';
import {messageText} from '../../base/message.js';
import {initialSpool, spooledDevice} from '../spool/spooled-units.js';
import type {Spooler} from '../spool/spooler.js';
import type {VirtualDeviceKind} from '../devices/virtual-device.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** What the devices of a directory entry are made of. */
export type DirectoryDevicesHost = LinkHost & {
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
	for (const statement of [...entry.spool, ...entry.specials]) {
		const kind = deviceKind(statement.type);
		const spool = initialSpool(statement.class ?? (kind === 'RDR' ? '*' : 'A'));
		const made = spooledDevice(statement.type, spool, vm, host.spooler);
		if (made) {
			vm.devices.attach({
				address: statement.address, kind, type: statement.type, readOnly: false, spool, ...made,
			});
		}
	}

	// There are no real devices to give away.
	for (const {address, real} of entry.dedicates ?? []) {
		lines.push(messageText(messages.DMKLOG090E, {device: cuu(address), real}));
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
