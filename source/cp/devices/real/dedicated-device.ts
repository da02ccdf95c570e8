/**
 * A real device for one machine alone (ATTACH, DEDICATE; GC20-1806, GC20-1801): the whole volume of a disk drive, a
 * tape drive with its reel. It comes back when the machine detaches it or logs off; a reel is rewound and taken off
 * then.
 */
import {Tape3420} from '../../../machine/devices/tape/3420.js';
import type {Device} from '../../../machine/channel/device.js';
import {cuu} from '../../formats.js';
import type {SystemEvents} from '../../system-events.js';
import type {MinidiskLinks} from '../minidisk-links.js';
import type {VirtualDevices} from '../virtual-devices.js';
import type {RealDevice} from './real-device.js';
import type {Reels} from './reels.js';
import type {SystemVolumes} from './system-volumes.js';

/** What attaching asks of the system. */
export type DedicationHost = {
	readonly volumes: SystemVolumes;
	readonly reels: Reels;
	readonly links: Pick<MinidiskLinks, 'count'>;
	readonly events: Pick<SystemEvents, 'announce'>;
};

/** The machine that gets a device. */
export type DedicationMachine = {readonly userid: string; readonly devices: VirtualDevices};

/** Why a machine cannot have a device, in the order in which they are looked for. */
export type Refusal =
	| {readonly why: 'offline' | 'type' | 'owned' | 'noVolume'}
	| {readonly why: 'attached'; readonly userid: string; readonly address: number}
	| {readonly why: 'inUse'; readonly users: number}
	| {readonly why: 'defined'}
	| {readonly why: 'reel'; readonly problem: string};

export type DedicationRequest = {
	readonly drive: RealDevice;
	/** Address in the machine. */
	readonly address: number;
	readonly readOnly: boolean;
};

const models = [3, 4, 5, 6, 7, 8] as const;

/** Gives a machine a device. Answers why not, or nothing. */
export function dedicate(
	host: DedicationHost,
	vm: DedicationMachine,
	{drive, address, readOnly}: DedicationRequest,
): Refusal | undefined {
	const refusal = refuse(host, drive) ?? (vm.devices.has(address) ? {why: 'defined'} as const : undefined);
	if (refusal) {
		return refusal;
	}

	const made = deviceOf(host, drive, readOnly);
	if ('why' in made) {
		return made;
	}

	drive.isSystem = false;
	drive.attachedTo = {userid: vm.userid, address, readOnly: made.readOnly};
	vm.devices.attach({
		address,
		kind: drive.kind === 'TAPE' ? 'TAPE' : 'DASD',
		type: drive.type,
		readOnly: made.readOnly,
		device: made.device,
		real: drive,
		onDetach() {
			made.release();
			giveBack(host, drive);
		},
	});
	return undefined;
}

/** The machine gives a device back: the operator hears of it, unless whoever took it away has said so (`takeAway`). */
function giveBack({events}: DedicationHost, drive: RealDevice): void {
	const {attachedTo} = drive;
	if (attachedTo) {
		drive.attachedTo = undefined;
		const {userid, address} = attachedTo;
		events.announce({kind: 'device', text: detachText(drive, userid, address), by: userid});
	}
}

/** `TAPE 181 DETACHED USER1    181`. */
export const detachText = ({kind, address: real}: RealDevice, userid: string, address: number): string =>
	`${kind} ${cuu(real)} DETACHED ${userid.padEnd(8)} ${cuu(address)}`;

/** Takes a device from the machine that has it, in silence. */
export function takeAway(vm: DedicationMachine, drive: RealDevice): void {
	const address = drive.attachedTo?.address;
	drive.attachedTo = undefined;
	if (address !== undefined) {
		vm.devices.detach(address);
	}
}

/** Whether nobody may have the device now. */
function refuse({links}: DedicationHost, drive: RealDevice): Refusal | undefined {
	if (drive.isOffline) {
		return {why: 'offline'};
	}

	if (drive.kind !== 'DASD' && drive.kind !== 'TAPE') {
		return {why: 'type'};
	}

	if (drive.attachedTo) {
		return {why: 'attached', ...drive.attachedTo};
	}

	if (drive.isOwned) {
		return {why: 'owned'};
	}

	const users = drive.volume === undefined ? 0 : links.count(drive.volume);
	return drive.isSystem && users > 0 ? {why: 'inUse', users} : undefined;
}

type Made = {readonly device: Device; readonly readOnly: boolean; release(): void};

function deviceOf({volumes, reels}: DedicationHost, drive: RealDevice, readOnly: boolean): Made | Refusal {
	if (drive.kind === 'DASD') {
		const pack = drive.volume === undefined ? undefined : volumes.pack(drive.volume);
		return pack
			? {device: pack.open(0, pack.cylinders, readOnly), readOnly, release() {
				// Its reservation goes with the device's reset.
			}}
			: {why: 'noVolume'};
	}

	const reel = reels.take(drive, readOnly);
	if (reel && 'problem' in reel) {
		return {why: 'reel', problem: reel.problem};
	}

	const model = models.find(each => String(each) === drive.model);
	return {
		device: new Tape3420(reel, {model}),
		readOnly: reel?.readOnly ?? readOnly,
		release() {
			reel?.close();
		},
	};
}
