/**
 * How a disk comes into the search order: what the table of disks asks of its machine, disks in segments, and disks
 * that are there again after a restart.
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {type ActiveDisk, adt} from '../disk/active-disk.js';
import type {BlockDevice} from '../disk/block-device.js';
import {accessCode, type DiskFiles} from '../disk/disk.js';
import {LocalDisk, type LocalDiskHost} from '../disk/local-disk.js';
import {SharedDisk, type SharedSegment} from '../disk/shared-disk.js';
import type {DirectoryStorage} from './directory-storage.js';
import type {DirectoryCopy, DirectoryView} from './directory.js';

/** A disk in the search order: its directory, and whoever performs the functions on its files. */
export type MountedDisk = DirectoryCopy & DiskFiles;

/** What the table needs of the machine it serves. */
export type DiskTableHost = LocalDiskHost & {
	readonly storage: DirectoryStorage;
	/** The driver for virtual device `device`, or the `accessCode` that says why there is none. */
	openDevice(device: number): Step<BlockDevice | Failure>;
	/** A disk that `owner` has accessed, or the `accessCode` that says why not. */
	accessRemote?(owner: string, view: DirectoryView): Step<MountedDisk | Failure>;
	/** The segment of a group of machines, or a failure with an `accessCode`; none where machines share nothing. */
	openSegment?(name: string): Step<SharedSegment | Failure>;
	/** No disk of that segment is accessed any more. */
	closeSegment?(name: string): Step;
	/** Storage word that anchors the chain of ADTs, zero at first; the table keeps one of its own otherwise. */
	readonly anchor?: number;
	/** After a restart: a disk of another machine, whose table lies in storage. */
	resumeRemote?(active: ActiveDisk): MountedDisk;
	/** After a restart: the lock table that the disk has in storage. */
	resumeLocks?(active: ActiveDisk): Step<unknown>;
};

const isBlank = (text: string): boolean => /^[\0 ]*$/.test(text);

/** A disk whose directory lies in a segment, or the `accessCode` that says why not. */
export function * accessShared(
	host: DiskTableHost,
	blockDevice: BlockDevice,
	view: DirectoryView,
	name: string,
): Step<SharedDisk | Failure> {
	const segment = (yield * host.openSegment?.(name) ?? nothing()) ?? new Failure(accessCode.noSegment);
	return segment instanceof Failure
		? segment
		: yield * SharedDisk.accessShared(host, blockDevice, host.storage, {view, segment});
}

/** No disk of that segment is accessed any more. */
export function * closeSegment(host: DiskTableHost, name: string): Step {
	yield * host.closeSegment?.(name) ?? nothing();
}

/** The disk whose table lies in storage; `undefined` where it cannot be accessed any more. */
export function * resumeDisk(host: DiskTableHost, active: ActiveDisk): Step<MountedDisk | undefined> {
	if (!isBlank(active.get('owner'))) {
		return host.resumeRemote?.(active);
	}

	const device = active.get('device');
	const blockDevice = yield * host.openDevice(device);
	if (blockDevice instanceof Failure) {
		return undefined;
	}

	const segment = active.get('segment');
	if (isBlank(segment)) {
		yield * host.resumeLocks?.(active) ?? nothing();
		return new LocalDisk(host, blockDevice, active);
	}

	const letter = active.get('mode');
	const {extensionOf, readOnly} = active;
	const shared = yield * accessShared(host, blockDevice, {
		device, letter, extensionOf, readOnly,
	}, segment);
	host.storage.release(active.address, adt.length);
	return shared instanceof Failure ? undefined : shared;
}

/** Nothing to be done: this machine shares nothing. */
function * nothing(): Step<undefined> {
	return undefined;
}
