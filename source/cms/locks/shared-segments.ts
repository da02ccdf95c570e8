/**
 * Segments that this machine shares with others for disks (ACCESS, option SEGMENT): each is loaded by DIAGNOSE X'64'
 * when it is first needed; CP lets only those machines have it that SYSTEM NAMES says.
 */
import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import {accessCode} from '../file-system/disk/disk.js';
import {directoryLock, type SharedSegment} from '../file-system/disk/shared-disk.js';
import type {SegmentAccess} from '../file-system/directory/segment-storage.js';
import {SharedDirectory} from '../file-system/directory/shared-directory.js';
import {LockGroup, type LockGroupHost} from './lock-group.js';
import {lockTableLength} from './lock-layout.js';
import {atOnce, formatLockTable, isLockTable, type Lock} from './lock-table.js';

/** Bytes for a directory: that of any disk, and what machines have reserved of it; programs have the rest. */
const mostDirectory = 0x4_0000 - lockTableLength;

/** What segments need of the CMS they are part of. */
export type SegmentsHost = Omit<LockGroupHost, 'lost' | 'storage'> & {
	readonly storage: SegmentAccess;
	/** Loads a segment, shared; answers where it begins and its last byte, or nothing where CP refuses it. */
	load(name: string): Step<{readonly start: number; readonly end: number} | undefined>;
	/** Whether it has it. */
	isLoaded(name: string): Step<boolean>;
	/** Gives it back. */
	purge(name: string): Step;
};

export class SharedSegments {
	readonly #host: SegmentsHost;
	readonly #loaded = new Map<string, SharedSegment>();
	#isOther = false;

	constructor(host: SegmentsHost) {
		this.#host = host;
	}

	/** The segments in use. */
	get segments(): readonly SharedSegment[] {
		return [...this.#loaded.values()];
	}

	/**
	 * A restart of CMS is about to find the segments that it had; `isOther`: the machine is another one, which began as
	 * an image of the one that had joined their groups.
	 */
	resuming(isOther: boolean): void {
		this.#isOther = isOther;
	}

	/** The segment, loaded and joined; a failure with an `accessCode`. */
	* open(name: string): Step<SharedSegment | Failure> {
		const known = this.#loaded.get(name);
		if (known) {
			return known;
		}

		// It has it already only where its CMS was restarted: then it is a member still.
		const isKnown = !this.#isOther && (yield * this.#host.isLoaded(name));
		const place = yield * this.#host.load(name);
		if (!place || place.end - place.start < lockTableLength * 2) {
			return new Failure(place ? accessCode.segmentFull : accessCode.noSegment);
		}

		const {start, end} = place;
		const {storage} = this.#host;
		if (!isLockTable(storage, start)) {
			atOnce(formatLockTable(storage, start));
		}

		const behind = Math.min(start + lockTableLength + mostDirectory, end + 1);
		const directory = new SharedDirectory(storage, start + lockTableLength, behind);
		const lost = (generations: readonly number[], locks: readonly Lock[]): void => {
			// Stopped between the disk and the copy of its directory: the disk is right. What it reserved may be its
			// file's by now, and is free only once the directory is read again.
			const changing = locks.some(({name: file, type, waiting}) =>
				file === directoryLock.name && type === directoryLock.type && !waiting);
			directory.isCurrent &&= !changing;
			for (const generation of changing ? [] : generations) {
				directory.drop(generation);
			}
		};

		const group = yield * LockGroup.join({...this.#host, lost}, {base: start, isKnown});
		if (!group) {
			return new Failure(accessCode.segmentFull);
		}

		// Nobody else is here: others may have changed the disk since the last one was.
		const companions = yield * group.companions();
		directory.isCurrent &&= isKnown || companions > 0;
		const rest = {storage, from: behind, to: end + 1};
		const segment: SharedSegment = {
			name, group, directory, rest,
		};
		this.#loaded.set(name, segment);
		return segment;
	}

	/** Leaves the group. */
	* close(name: string): Step {
		const segment = this.#loaded.get(name);
		if (segment) {
			yield * segment.group.leave();
			this.#loaded.delete(name);
			yield * this.#host.purge(name);
		}
	}

	/** After HX or an abend: who waited for what commands had is told. */
	* recover(): Step {
		for (const {group} of this.segments) {
			yield * group.recover();
		}
	}
}
