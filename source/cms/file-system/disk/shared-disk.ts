/**
 * A disk that a group of machines shares (R15): one copy of its directory in their segment, seen by all of them as it
 * changes, and locks: who writes a file is the only one who does. Changes of the directory are made one after the
 * other, by the commit rule of every disk.
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {lockMode} from '../../locks/lock-layout.js';
import type {LockGroup} from '../../locks/lock-group.js';
import type {DirectoryStorage} from '../directory/directory-storage.js';
import {
	enterDisk, enterMap, placedBlocks, readDirectory, type DirectoryView,
} from '../directory/directory.js';
import {isConsistent} from '../directory/consistency.js';
import {labelOf} from '../directory/disk-label.js';
import {labelBlock} from '../directory/master-directory.js';
import {SegmentFull, type SegmentAccess} from '../directory/segment-storage.js';
import type {SharedDirectory} from '../directory/shared-directory.js';
import {ActiveDisk, adt} from './active-disk.js';
import {readBlock, type BlockDevice} from './block-device.js';
import {accessCode, DiskError, fileCode} from './disk.js';
import {LocalDisk, type LocalDiskHost} from './local-disk.js';

/** The segment of a group, as this machine has it loaded. */
export type SharedSegment = {
	readonly name: string;
	readonly group: LockGroup;
	readonly directory: SharedDirectory;
	/** What is left of it for programs that all of them run: from an address up to another. */
	readonly rest: {readonly storage: SegmentAccess; readonly from: number; readonly to: number};
};

/** The lock of the directory itself: no file has that name. */
export const directoryLock = {name: '', type: 'DIRECTRY', implicit: true} as const;

/** However impatient its user is, a change waits for the one before it, seconds. */
const directoryPatience = 60;

export class SharedDisk extends LocalDisk {
	/**
	 * Finds the directory in the segment, or reads it there. Answers an `accessCode`: the device is no CMS disk, or the
	 * segment is another disk's or has no room.
	 */
	static * accessShared(
		host: LocalDiskHost,
		blockDevice: BlockDevice,
		storage: DirectoryStorage,
		{view, segment}: {readonly view: DirectoryView; readonly segment: SharedSegment},
	): Step<SharedDisk | Failure> {
		const {directory} = segment;
		const label = labelOf(yield * readBlock(blockDevice, labelBlock));
		const active = new ActiveDisk(storage, storage.allocate(adt.length), directory);
		const disk = new SharedDisk(host, blockDevice, active, segment);
		const code = yield * disk.exclusively(function * (): Step<number> {
			return directory.isCurrent ? accessCode.ok : yield * disk.#read(view);
		});
		if (code === accessCode.ok && label?.slice(0, 6).trimEnd() === active.get('label')) {
			active.mirror();
			active.set('device', view.device);
			active.set('segment', segment.name);
			active.setMode(view.letter, view.extensionOf, view.readOnly);
			return disk;
		}

		active.release();
		return new Failure(code === accessCode.ok ? accessCode.otherDisk : code);
	}

	readonly #segment: SharedSegment;
	/** Some work of this machine has the directory locked, or waits for that. */
	#isLocking = false;

	private constructor(host: LocalDiskHost, blockDevice: BlockDevice, active: ActiveDisk, segment: SharedSegment) {
		const {directory, group} = segment;
		super(
			{...host, exclusively: change => this.#alone(host, change)},
			blockDevice,
			active,
			directory.reservations(() => group.own.generation, () => active.get('total')),
		);
		this.#segment = segment;
	}

	/** The segment of its group. */
	get segment(): SharedSegment {
		return this.#segment;
	}

	override get segmentName(): string {
		return this.#segment.name;
	}

	override get locks(): LockGroup {
		return this.#segment.group;
	}

	/**
	 * Runs `work` while no other machine of the group changes the directory. Work for others comes in by interruptions,
	 * also while this machine waits for the lock or has just got it: what began first gives it up.
	 */
	* exclusively<T>(work: () => Step<T>): Step<T> {
		const {own} = this.#segment.group;
		const isFirst = !this.#isLocking;
		this.#isLocking = true;
		try {
			const locked = yield * own.acquire({...directoryLock, mode: lockMode.exclusive}, directoryPatience);
			if (locked.kind !== 'held') {
				throw new DiskError(fileCode.inUse, 0, 'the directory is locked');
			}

			return yield * own.finally(isFirst ? [directoryLock] : [], work());
		} finally {
			this.#isLocking &&= !isFirst;
		}
	}

	override * refresh(): Step {
		if (!this.#segment.directory.isCurrent) {
			yield * this.exclusively(() => this.#reread());
		}
	}

	/** A change of the directory: alone in the group, on a directory that says what the disk says. */
	* #alone<T>({exclusively}: LocalDiskHost, change: Step<T>): Step<T> {
		const work = this.#onCurrent(change);
		return yield * this.exclusively(() => exclusively ? exclusively(work) : work);
	}

	* #onCurrent<T>(change: Step<T>): Step<T> {
		const {directory} = this.#segment;
		if (!directory.isCurrent) {
			yield * this.#reread();
		}

		// Until the copy says what the disk says again, whatever happens in between.
		directory.isCurrent = false;
		const result = yield * change;
		directory.isCurrent = true;
		return result;
	}

	* #reread(): Step {
		const {letter, extensionOf, device, readOnly} = this;
		const code = yield * this.#read({
			letter, extensionOf, device, readOnly,
		});
		if (code !== accessCode.ok) {
			throw new DiskError(fileCode.inputOutput, 0, 'the directory cannot be read');
		}
	}

	* #read(view: DirectoryView): Step<number> {
		const {directory} = this.#segment;
		const read = yield * readDirectory(this.blockDevice, true);
		if (read instanceof Failure) {
			return read.returnCode;
		}

		if (!isConsistent(this.blockDevice.geometry, read)) {
			return accessCode.deviceError;
		}

		try {
			directory.clear(this.#segment.group.table.generations());
			enterDisk(this.active, view, read);
			this.active.setHyperblocks(placedBlocks(read));
			enterMap(this, read);
			this.active.set('files', this.list().length);
			directory.isCurrent = true;
			return accessCode.ok;
		} catch (error) {
			if (error instanceof SegmentFull) {
				return accessCode.segmentFull;
			}

			throw error;
		}
	}
}
