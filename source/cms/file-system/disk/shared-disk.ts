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
import {labelOf} from '../directory/disk-label.js';
import {labelBlock} from '../directory/master-directory.js';
import {SegmentFull} from '../directory/segment-storage.js';
import type {SharedDirectory} from '../directory/shared-directory.js';
import type {StagedFile} from '../files/staged-file.js';
import {ActiveDisk, adt} from './active-disk.js';
import {readBlock, type BlockDevice} from './block-device.js';
import {
	accessCode, DiskError, fileCode, type FileStatus, type NewFile, type NewForm, type OpenFile, type RecordSource,
} from './disk.js';
import {LocalDisk, type LocalDiskHost} from './local-disk.js';

/** The segment of a group, as this machine has it loaded. */
export type SharedSegment = {
	readonly name: string;
	readonly group: LockGroup;
	readonly directory: SharedDirectory;
	/** Seconds that a lock is waited for (SET FILEWAIT); 0: not at all. */
	patience(): number;
};

/** The lock of the directory itself: no file has that name. */
export const directoryLock = {name: '', type: 'DIRECTRY', implicit: true} as const;

/** However impatient its user is, a change waits for the one before it, seconds. */
const directoryPatience = 60;

type Named = {readonly name: string; readonly type: string};

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
			active.setMode(view.letter, view.extensionOf, view.readOnly);
			return disk;
		}

		active.release();
		return new Failure(code === accessCode.ok ? accessCode.otherDisk : code);
	}

	readonly #segment: SharedSegment;

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

	override get segmentName(): string {
		return this.#segment.name;
	}

	/** Runs `work` while no other machine of the group changes the directory. */
	* exclusively<T>(work: () => Step<T>): Step<T> {
		const {group} = this.#segment;
		const locked = yield * group.own.acquire({...directoryLock, mode: lockMode.exclusive}, directoryPatience);
		if (locked.kind !== 'held') {
			throw new DiskError(fileCode.inUse, 0, 'the directory is locked');
		}

		return yield * group.own.finally([directoryLock], work());
	}

	override * open(status: FileStatus): Step<OpenFile> {
		this.#requireReadable(status);
		return yield * super.open(status);
	}

	override * readAll(status: FileStatus): Step<Uint8Array[]> {
		this.#requireReadable(status);
		return yield * super.readAll(status);
	}

	override * write(file: NewFile): Step<number> {
		return yield * this.#locked([file], super.write(file));
	}

	override * writeFrom(form: NewForm, records: RecordSource): Step<number> {
		return yield * this.#locked([form], super.writeFrom(form, records));
	}

	override * commit(staged: StagedFile, by?: string): Step<number> {
		return yield * this.#locked([staged.form], super.commit(staged, by));
	}

	override * erase(name: string, type: string, by?: string): Step<number> {
		return yield * this.#locked([{name, type}], super.erase(name, type, by));
	}

	override * rename(from: Named, to: Named & {readonly modeNumber: string}, by?: string): Step<number> {
		return yield * this.#locked([from, to], super.rename(from, to, by));
	}

	override * refresh(): Step {
		if (!this.#segment.directory.isCurrent) {
			yield * this.exclusively(() => this.#reread());
		}
	}

	override * claim(name: string, type: string, modeNumber: string): Step<number> {
		const code = yield * super.claim(name, type, modeNumber);
		return code === fileCode.ok ? yield * this.#acquire({name, type}) : code;
	}

	override * unclaim(name: string, type: string): Step {
		yield * super.unclaim(name, type);
		yield * this.#segment.group.own.release({name, type, implicit: true});
	}

	/** A change of files that this machine then has alone; what it had before it keeps. */
	* #locked(files: readonly Named[], change: Step<number>): Step<number> {
		const {group} = this.#segment;
		const held = files.map(({name, type}) => ({name, type, implicit: true})).filter(file => !group.own.holds(file));
		return yield * group.own.finally(held, this.#change(held, change));
	}

	* #change(files: readonly Named[], change: Step<number>): Step<number> {
		for (const file of files) {
			const code = yield * this.#acquire(file);
			if (code !== fileCode.ok) {
				return code;
			}
		}

		return yield * change;
	}

	/** Answers a `fileCode`. */
	* #acquire({name, type}: Named): Step<number> {
		const {group, patience} = this.#segment;
		const {kind} = yield * group.own.acquire({
			name, type, mode: lockMode.update, implicit: true,
		}, patience());
		return kind === 'held' ? fileCode.ok : (kind === 'circle' ? fileCode.deadlock : fileCode.inUse);
	}

	/** EXCLUSIVE keeps readers away too; who reads meanwhile what another writes finds that it is gone. */
	#requireReadable({name, type}: Named): void {
		const {group} = this.#segment;
		if (group.own.others({name, type}).some(({mode, implicit, waiting}) =>
			mode === lockMode.exclusive && !implicit && !waiting)) {
			throw new DiskError(fileCode.inUse, 0, `${name} ${type} is locked`);
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
