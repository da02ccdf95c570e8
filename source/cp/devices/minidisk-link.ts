/** Who may have a minidisk how (GC20-1820, LINK): the access table, the words for it, and the link itself. */
import type {AccessMode} from '../../port/passwords.js';
import type {DirectoryEntry, MinidiskStatement} from '../directory/directory.js';
import {cuu} from '../formats.js';
import {issue, type Issued, type Message} from '../../base/message.js';
import {messages} from '../messages/index.js';
import {extentOf, minidiskDevice, type VolumeTable} from './minidisk.js';
import type {MinidiskLinks, Users} from './minidisk-links.js';
import type {Accountant} from '../machine/accountant.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** What a request for an access mode gets. */
export type LinkDecision = 'R/O' | 'R/W' | 'forced' | 'refused';

/**
 * The access table of the LINK command: `readers` and `writers` are the links that exist. `forced`: read-only, as the
 * alternate.
 */
export function decide(mode: AccessMode, readers: number, writers: number): LinkDecision {
	switch (mode) {
		case 'R': {
			return writers > 0 ? 'refused' : 'R/O';
		}

		case 'RR': {
			return 'R/O';
		}

		case 'W':
		case 'WR': {
			const alone = readers + writers === 0;
			return alone ? 'R/W' : (mode === 'WR' ? 'forced' : 'refused');
		}

		case 'M':
		case 'MR': {
			return writers === 0 ? 'R/W' : (mode === 'MR' ? 'forced' : 'refused');
		}

		case 'MW': {
			return 'R/W';
		}
	}
}

/** Which password of the minidisk a mode needs. */
export type PasswordKind = 'READ' | 'WRITE' | 'MULT';

export function passwordKind(mode: AccessMode): PasswordKind {
	return mode.startsWith('R') ? 'READ' : (mode.startsWith('W') ? 'WRITE' : 'MULT');
}

/** The password itself as the directory has it; `undefined` = nobody else may link in that mode. */
export function linkPassword({read, write, multiple}: MinidiskStatement, kind: PasswordKind): string | undefined {
	return {READ: read, WRITE: write, MULT: multiple}[kind];
}

/** `R/W BY MAINT; R/O BY 003 USERS`, empty where nobody has it. */
export function othersText(readers: Users, writers: Users): string {
	const by = (access: string, {count, one}: Users): string[] =>
		count === 0 ? [] : [`${access} BY ${count === 1 ? one : `${String(count).padStart(3, '0')} USERS`}`];

	return [...by('R/W', writers), ...by('R/O', readers)].join('; ');
}

/** A link that was made (`response`, with a warning's number where it is not the access asked for) or was not. */
export type LinkResult =
	| {readonly linked: true; readonly response: string}
	| (Issued & {readonly linked: boolean});

export type LinkRequest = {
	/** Directory entry of the owner. */
	readonly owner: DirectoryEntry;
	readonly ownerAddress: number;
	/** Address in the machine that links. */
	readonly address: number;
	readonly mode: AccessMode;
};

/** Which of three messages says who has the disk. */
function busy<Text extends string>(
	readers: number,
	writers: number,
	[onlyReaders, onlyWriters, both]: ReadonlyArray<Message<Text, number>>,
): Message<Text, number> {
	if (writers === 0) {
		return onlyReaders;
	}

	return readers === 0 ? onlyWriters : both;
}

/** The minidisk an entry has at an address. */
export function ownMinidisk({minidisks}: DirectoryEntry, address: number): MinidiskStatement | undefined {
	return minidisks.find(statement => statement.address === address);
}

/** What LINK asks of the system. */
export type LinkHost = {
	readonly links: MinidiskLinks;
	readonly volumes: VolumeTable;
	readonly accountant: Pick<Accountant, 'temporary'>;
};

/** Makes a link, passwords aside. A T-DISK is only its owner's, who gets it at LOGON. */
export function linkMinidisk(
	host: LinkHost,
	vm: VirtualMachine,
	{owner, ownerAddress, address, mode}: LinkRequest,
): LinkResult {
	const what = {userid: owner.userid, device: cuu(ownerAddress)};
	const failed = (issued: Issued): LinkResult => ({linked: false, ...issued});
	const statement = ownMinidisk(owner, ownerAddress);
	if (!statement || (statement.volume === undefined && owner.userid !== vm.entry.userid)) {
		return failed(issue(messages.DMKLNK107E, [what]));
	}

	if (vm.devices.has(address)) {
		return failed(issue(messages.DMKLNK110E, [{...what, existing: cuu(address)}]));
	}

	const extent = extentOf(statement.volume === undefined ? vm.userid : owner.userid, statement);
	const {readers, writers} = host.links.use(extent);
	const others = othersText(readers, writers);
	const decision = decide(mode, readers.count, writers.count);
	if (decision === 'refused') {
		return failed(issue(
			busy(readers.count, writers.count, [messages.DMKLNK104E, messages.DMKLNK105E, messages.DMKLNK106E]),
			[{...what, others}],
		));
	}

	const device = minidiskDevice(host.volumes, address, statement.type, extent, decision !== 'R/W');
	if (!device) {
		return failed(issue(messages.DMKLNK108E, [{...what, volume: extent.volume}]));
	}

	vm.devices.attach(statement.volume === undefined ? host.accountant.temporary(vm, device) : device);
	if (decision === 'forced') {
		const warning = busy(
			readers.count,
			writers.count,
			[messages.DMKLNK101W, messages.DMKLNK102W, messages.DMKLNK103W],
		);
		return {linked: true, ...issue(warning, [{device: cuu(address), others}])};
	}

	return {linked: true, response: `DASD ${cuu(address)} LINKED ${decision}${others === '' ? '' : `; ${others}`}`};
}
