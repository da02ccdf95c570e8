/**
 * A real device for one machine alone (ATTACH, DEDICATE; GC20-1806, GC20-1801): the whole volume of a disk drive, a
 * tape drive with its reel, a drained reader, printer or punch, a display or line. It comes back when the machine
 * detaches it or logs off; a reel is rewound and taken off then. Not here: who types at a display or line; no terminal
 * shows full-screen data, so it wants intervention like one that nobody has switched on.
 */
import {Tape3420} from '../../../machine/devices/tape/3420.js';
import {UnconnectedTerminal} from '../../../machine/devices/unconnected-terminal.js';
import type {Device} from '../../../machine/channel/device.js';
import {cuu} from '../../formats.js';
import type {Accountant, Payer} from '../../machine/accountant.js';
import type {RealUnits} from '../../spool/real/real-units.js';
import type {SystemEvents} from '../../system-events.js';
import type {SessionLine} from '../../terminal/session-line.js';
import type {MinidiskLinks} from '../minidisk-links.js';
import type {VirtualDevices} from '../virtual-devices.js';
import type {RealDevice} from './real-device.js';
import type {Reels} from './reels.js';
import type {SystemVolumes} from './system-volumes.js';
import {lineAt} from './terminals.js';

/** What attaching asks of the system. */
export type DedicationHost = {
	readonly volumes: SystemVolumes;
	readonly reels: Reels;
	readonly links: Pick<MinidiskLinks, 'count'>;
	readonly events: Pick<SystemEvents, 'announce'>;
	readonly units: Pick<RealUnits, 'lend' | 'canLend'>;
	/** Terminals connected. */
	readonly lines: ReadonlySet<SessionLine>;
	readonly accountant: Pick<Accountant, 'dedicated'>;
};

/** The machine that gets a device. */
export type DedicationMachine = Payer & {readonly devices: VirtualDevices};

/** Why a machine cannot have a device, in the order in which they are looked for. */
export type Refusal =
	| {readonly why: 'offline' | 'type' | 'owned' | 'noVolume'}
	| {readonly why: 'attached'; readonly userid: string; readonly address: number}
	| {readonly why: 'inUse'; readonly users: number}
	| {readonly why: 'notDrained' | 'terminal'}
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
	const refusal = refusalOf(host, drive) ?? (vm.devices.has(address) ? {why: 'defined'} as const : undefined);
	if (refusal) {
		return refusal;
	}

	const made = deviceOf(host, vm, drive, readOnly);
	if ('why' in made) {
		return made;
	}

	drive.isSystem = false;
	const account = host.accountant.dedicated(vm, drive);
	drive.attachedTo = {userid: vm.userid, address, readOnly: made.readOnly};
	vm.devices.attach({
		address,
		kind: drive.kind,
		type: drive.type,
		readOnly: made.readOnly,
		device: made.device,
		real: drive,
		onDetach() {
			made.release();
			account();
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
		const {userid} = attachedTo;
		const device = `${drive.kind} ${cuu(drive.address)}`;
		events.announce({kind: 'device', text: detachText(device, userid), by: userid});
	}
}

/** `TAPE 181 DETACHED USER1`, what the operator reads of a device that a machine, or SYSTEM, had. */
export const detachText = (device: string, from: string): string => `${device} DETACHED ${from}`;

/** Takes a device from the machine that has it, in silence. */
export function takeAway(vm: DedicationMachine, drive: RealDevice): void {
	const address = drive.attachedTo?.address;
	drive.attachedTo = undefined;
	if (address !== undefined) {
		vm.devices.detach(address);
	}
}

/** Kinds of devices that a machine can have. */
const dedicable = new Set(['DASD', 'TAPE', 'RDR', 'PRT', 'PUN', 'GRAF', 'LINE']);

/** Why nobody may have the device now. */
export function refusalOf({links, lines, units, volumes}: DedicationHost, drive: RealDevice): Refusal | undefined {
	if (drive.isOffline) {
		return {why: 'offline'};
	}

	if (!dedicable.has(drive.kind)) {
		return {why: 'type'};
	}

	if (drive.attachedTo) {
		return {why: 'attached', ...drive.attachedTo};
	}

	if (drive.isOwned) {
		return {why: 'owned'};
	}

	if (lineAt(lines, drive)) {
		return {why: 'terminal'};
	}

	if (drive.kind === 'DASD') {
		const users = drive.volume === undefined ? 0 : links.count(drive.volume);
		const isMounted = drive.volume !== undefined && volumes.pack(drive.volume) !== undefined;
		return drive.isSystem && users > 0 ? {why: 'inUse', users} : (isMounted ? undefined : {why: 'noVolume'});
	}

	return isUnitRecord(drive) && !units.canLend(drive) ? {why: 'notDrained'} : undefined;
}

const isUnitRecord = ({kind}: RealDevice): boolean => kind === 'RDR' || kind === 'PRT' || kind === 'PUN';

type Made = {readonly device: Device; readonly readOnly: boolean; release(): void};

/** The device of a drive that nothing refuses. */
function deviceOf(host: DedicationHost, vm: DedicationMachine, drive: RealDevice, readOnly: boolean): Made | Refusal {
	if (drive.kind === 'DASD') {
		const pack = host.volumes.pack(drive.volume!)!;
		return {device: pack.open(0, pack.cylinders, readOnly), readOnly, release() {
			// Its reservation goes with the device's reset.
		}};
	}

	if (drive.kind === 'TAPE') {
		return tapeOn(host, drive, readOnly);
	}

	const unit = isUnitRecord(drive) ? host.units.lend(drive, vm.userid) : undefined;
	return {
		device: unit?.device ?? new UnconnectedTerminal(drive.type),
		readOnly: false,
		release() {
			unit?.release();
		},
	};
}

function tapeOn({reels}: DedicationHost, drive: RealDevice, readOnly: boolean): Made | Refusal {
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
