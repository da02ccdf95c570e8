/**
 * Minidisks: cylinder extents of mounted volumes, given to machines as devices of their own. `minidisk-links.ts` knows
 * who has which extent, `minidisk-link.ts` decides who may.
 */
import type {Device} from '../../machine/channel/device.js';
import type {DiskArm} from '../../machine/devices/disk/disk-arm.js';
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';
import type {MinidiskStatement} from '../directory/directory.js';
import type {MinidiskExtent, VirtualDevice} from './virtual-device.js';

/** Where on which real disk a device is. */
export type DiskPlace = {readonly arm: DiskArm; readonly start: number};

/** How a device on a volume goes with others. */
export type OpenOptions = {
	/** The arm it shares with others, and where on its disk it begins; alone unless told. */
	readonly place?: DiskPlace;
	/** Devices on the very same cylinders reserve them against each other (Device Reserve; MDISK mode V). */
	readonly reserves?: boolean | undefined;
};

/** A volume CP has mounted. `system/` makes it of an image file or of memory. */
export type MountedVolume = {
	readonly serial: string;
	/** Machine type: `3350`. */
	readonly type: string;
	readonly cylinders: number;
	/**
	 * A device that sees `cylinders` cylinders from `start` on as its own 0, 1, … A new device every time; its writes
	 * are the volume's.
	 */
	open(start: number, cylinders: number, readOnly: boolean, options?: OpenOptions): Device;
	/** Gives temporary space back. */
	release?(): void;
	/** Number of the last write to these cylinders: while it is the same, nothing there has changed. */
	lastWrite(start: number, cylinders: number): number;
};

export type VolumeTable = {
	/** Serial numbers of all volumes. */
	serials(): readonly string[];
	/** The volume mounted under `serial`. */
	find(serial: string): MountedVolume | undefined;
	/**
	 * New, empty temporary space (T-DISK) of that type, which begins at cylinder `start` of the disk that all such
	 * space is on; `undefined` where the system has none.
	 */
	temporary(type: string, cylinders: number, start?: number): MountedVolume | undefined;
};

/** The extent an MDISK statement describes; a T-DISK has a name nobody else's can have. */
export function extentOf(owner: string, statement: MinidiskStatement): MinidiskExtent {
	const {address, volume, start, cylinders, reserveRelease} = statement;
	if (volume === undefined) {
		return temporaryExtent(owner, address, cylinders);
	}

	return {
		owner, ownerAddress: address, volume, start: start ?? 0, cylinders, ...reserveRelease ? {reserves: true} : {},
	};
}

/** Temporary space, under a name nobody else's can have. */
export function temporaryExtent(owner: string, address: number, cylinders: number): MinidiskExtent {
	return {
		owner, ownerAddress: address, volume: `TEMP ${owner} ${address.toString(16)}`, start: 0, cylinders,
	};
}

/** A 3330-11 or 3340-70 is a 3330 or 3340 for the directory, with more cylinders; a 2319 is a 2314. */
function isOfType(model: string, type: string): boolean {
	const name = findCkdModel(type)?.name ?? type;
	return model === name || model.startsWith(`${name}-`);
}

/** The virtual device of an extent, or `undefined` where its volume is not mounted or shorter than the extent. */
export function minidiskDevice(
	volumes: VolumeTable,
	address: number,
	type: string,
	extent: MinidiskExtent,
	readOnly: boolean,
): VirtualDevice | undefined {
	const temporary = extent.volume.startsWith('TEMP ');
	const volume = temporary ? volumes.temporary(type, extent.cylinders) : volumes.find(extent.volume);
	if (!volume || extent.start + extent.cylinders > volume.cylinders || !isOfType(volume.type, type)) {
		volume?.release?.();
		return undefined;
	}

	return {
		address,
		kind: 'DASD',
		type,
		device: volume.open(extent.start, extent.cylinders, readOnly, {reserves: extent.reserves}),
		readOnly,
		minidisk: extent,
		...volume.release && {
			onDetach() {
				volume.release?.();
			},
		},
	};
}
