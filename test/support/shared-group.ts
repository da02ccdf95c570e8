/** Machines of a group that shares a disk, without virtual machines: their CMS disks and locks over one segment. */
import {accepted, event, refusal} from '../../source/base/intermachine.js';
import {Failure} from '../../source/base/failure.js';
import type {BlockDevice} from '../../source/cms/file-system/disk/block-device.js';
import {SharedDisk, type SharedSegment} from '../../source/cms/file-system/disk/shared-disk.js';
import {BufferStorage} from '../../source/cms/file-system/directory/directory-storage.js';
import {SharedSegments} from '../../source/cms/locks/shared-segments.js';
import type {Endpoint} from '../../source/cms/intermachine/endpoint.js';
import type {Action, Step} from '../../source/guest/action.js';
import {memoryDisk, moment} from './disks.js';

const segmentAt = 0x1000;
export const segmentEnd = 0x2_0FFF;

/** Others may go on here. */
export const pause: Action = {kind: 'charge', instructions: 1};

/** A segment that all machines have loaded, of 128 KiB unless it ends elsewhere. */
export function segmentStorage(end = segmentEnd) {
	const storage = new BufferStorage();
	storage.allocate(end);
	return storage;
}

/** An endpoint by which machines find each other there, but for those that are `gone`. */
const endpointAmong = (gone: ReadonlySet<string>): Endpoint => ({
	* authorize() {
		return accepted;
	},
	* signal(userid: string) {
		return gone.has(userid) ? {kind: 'refused', refusal: refusal.notLoggedOn} : {kind: 'signalled', exchange: 1};
	},
	* of() {
		yield pause;
		return {code: event.replied};
	},
	* take() {
		// Whoever is in the way gives way at some time: it is looked at again.
		yield pause;
		return {code: event.replied, exchange: 1};
	},
	* close() {
		// Nothing is open.
	},
	* refuse() {
		return accepted;
	},
	* slave() {
		return accepted;
	},
}) as unknown as Endpoint;

/** A step that asks for nothing but instructions. */
export function carriedOut<T>(step: Step<T>): T {
	for (;;) {
		const next = step.next(0);
		if (next.done) {
			return next.value;
		}

		if (next.value.kind !== 'charge') {
			throw new Error(`${next.value.kind} asked for`);
		}
	}
}

export type Machine = {readonly userid: string; readonly segment: SharedSegment; readonly disk: SharedDisk};

/** Machines of a group; `stops`: whether the machine is stopped before its next write to the disk. */
export function group(
	userids: readonly string[],
	{device = memoryDisk(), storage = segmentStorage(), end = segmentEnd, stops = () => false, gone = new Set()}: {
		device?: BlockDevice;
		storage?: BufferStorage;
		end?: number;
		stops?: () => boolean;
		gone?: ReadonlySet<string>;
	} = {},
): Machine[] {
	const watched: BlockDevice = {
		geometry: device.geometry,
		readOnly: false,
		cylinders: () => device.cylinders(),
		formatCylinder: cylinder => device.formatCylinder(cylinder),
		* read(blocks) {
			yield pause;
			return yield * device.read(blocks);
		},
		* write(blocks) {
			if (stops()) {
				// For ever: nobody resumes it.
				yield {kind: 'wait', systemMask: 0};
			}

			yield pause;
			yield * device.write(blocks);
		},
	};
	return userids.map(userid => {
		const segments = new SharedSegments({
			userid,
			storage,
			endpoint: () => endpointAmong(gone),
			* charge() {
				yield pause;
			},
			* isLoaded() {
				return false;
			},
			* load() {
				return {start: segmentAt, end};
			},
			* purge() {
				// It stays for the others.
			},
			* now() {
				return 0;
			},
		});
		const segment = carriedOut(segments.open('SHARED'));
		if (segment instanceof Failure) {
			throw new TypeError('no segment');
		}

		const host = {
			* now() {
				return moment;
			},
		};
		const view = {
			device: 0x300, letter: 'C', extensionOf: undefined, readOnly: false,
		};
		const disk = carriedOut(SharedDisk.accessShared(host, watched, new BufferStorage(), {view, segment}));
		if (disk instanceof Failure) {
			throw new TypeError(`no disk: ${disk.returnCode}`);
		}

		return {userid, segment, disk};
	});
}
