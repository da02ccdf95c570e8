/** A disk of this machine in the search order: its directory, and functions on files as transactions on its blocks. */
import type {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {locksIn, type DiskLocks} from '../../locks/disk-locks.js';
import type {LockGroup} from '../../locks/lock-group.js';
import {lockMode} from '../../locks/lock-layout.js';
import type {LockMember} from '../../locks/lock-member.js';
import type {DirectoryStorage} from '../directory/directory-storage.js';
import {Directory, type DirectoryView, type Reservations} from '../directory/directory.js';
import type {FileEntry} from '../directory/fst.js';
import {DirectFile, type LinkCache} from '../files/direct-file.js';
import {FileReader, readRecords} from '../files/file-reader.js';
import {blocksWritten, type RecordUpdate} from '../files/record-update.js';
import {SegmentFull} from '../directory/segment-storage.js';
import {StagedFile} from '../files/staged-file.js';
import {Transaction, type Moment} from '../files/transaction.js';
import type {ActiveDisk} from './active-disk.js';
import type {BlockDevice} from './block-device.js';
import {ErasedFiles} from './erased-files.js';
import {
	DiskError, failureCode, fileCode, type ArrivingFile, type DiskFiles, type FileStatus, type NewFile, type NewForm,
	type OpenFile, type RecordSource,
} from './disk.js';

/** What a disk needs of the machine that has it. */
export type LocalDiskHost = {
	now(): Step<Moment>;
	/** Runs a change of a disk so that nothing else of this machine comes in between; at once where nothing can. */
	exclusively?<T>(change: Step<T>): Step<T>;
	/** Locks of the files of the disk at that address; none where nobody else uses them. */
	locks?(device: number): LockGroup | undefined;
	/** The same, made where others can use the disk and there are none yet. */
	locksOf?(disk: LocalDisk): Step<LockGroup | undefined>;
	/** Seconds that this machine's programs wait for a lock (SET FILEWAIT); 0: not at all. */
	patience?(): number;
};

type Named = {readonly name: string; readonly type: string};

export type Rename = {readonly from: Named; readonly to: Named & {readonly modeNumber: string}};

export class LocalDisk extends Directory implements DiskFiles {
	/** Reads the directory. Answers an `accessCode` where it is no CMS disk. */
	static * access(
		host: LocalDiskHost,
		blockDevice: BlockDevice,
		storage: DirectoryStorage,
		view: DirectoryView,
	): Step<LocalDisk | Failure> {
		const make = (device: BlockDevice, active: ActiveDisk): LocalDisk => new LocalDisk(host, device, active);
		return yield * Directory.load(blockDevice, storage, view, make);
	}

	readonly #host: LocalDiskHost;
	readonly #erased: ErasedFiles;

	constructor(host: LocalDiskHost, blockDevice: BlockDevice, active: ActiveDisk, reserved?: Reservations) {
		super(blockDevice, active, reserved);
		this.#host = host;
		this.#erased = new ErasedFiles(this);
	}

	/** Locks of its files; none where nobody else uses them. */
	get locks(): LockGroup | undefined {
		return this.#host.locks?.(this.device);
	}

	/** Locks of its files for commands; none where nobody else can use the disk. */
	* fileLocks(): Step<DiskLocks | undefined> {
		const group = this.locks ?? (yield * this.#host.locksOf?.(this) ?? nothing());
		return group && locksIn(group);
	}

	/** `by`: who reads, here and below; this machine's own programs where nothing is said. */
	* open(status: FileStatus, by?: LockMember): Step<OpenFile> {
		this.requireReadable(status, by);
		return new FileReader(this, this.#entry(status));
	}

	* readAll(status: FileStatus): Step<Uint8Array[]> {
		this.requireReadable(status);
		return yield * readRecords(this, this.#entry(status));
	}

	/** EXCLUSIVE keeps readers away too; who reads meanwhile what another writes finds that it is gone. */
	requireReadable({name, type}: Named, by = this.locks?.own): void {
		if (by?.others({name, type}).some(({mode, implicit, waiting}) =>
			mode === lockMode.exclusive && !implicit && !waiting)) {
			throw new DiskError(fileCode.inUse, 0, `${name} ${type} is locked`);
		}
	}

	* write(file: NewFile): Step<number> {
		const now = yield * this.#momentOf(file);
		return yield * this.#change([file], undefined, transaction => transaction.put(file, now));
	}

	* writeFrom(form: NewForm, records: RecordSource): Step<number> {
		return yield * this.#locked([form], undefined, this.#stage(form, records));
	}

	* begin(form: NewForm): Step<ArrivingFile | number> {
		const {name, type, modeNumber} = form;
		const wasOpen = this.locks?.own.holds({name, type, implicit: true}) ?? false;
		const refusal = this.refusal();
		const settled = refusal === fileCode.ok ? yield * this.#settled() : refusal;
		const code = settled === fileCode.ok ? yield * this.claim(name, type, modeNumber) : settled;
		if (code !== fileCode.ok) {
			return code;
		}

		const staged = new StagedFile(this, form);
		return {
			add: packed => staged.addPacked(packed),
			end: () => this.commit(staged),
			drop: () => this.#endStaged(staged, wasOpen),
		};
	}

	* #endStaged(staged: StagedFile, wasOpen: boolean): Step {
		const {name, type} = staged.form;
		staged.drop();
		if (!wasOpen) {
			yield * this.unclaim(name, type);
		}
	}

	/** Records of a file by number; `links` as its caller keeps them. Throws `DiskError` where there is none. */
	direct(file: Named, links?: LinkCache): DirectFile {
		this.requireReadable(file);
		return new DirectFile(this, this.#entry(file), links);
	}

	/**
	 * Changes records of several files, those that `renames` makes room for among them, in one step; `erases` are no
	 * more then.
	 */
	* updateRecords(
		updates: readonly RecordUpdate[],
		renames: readonly Rename[] = [],
		erases: readonly Named[] = [],
	): Step<number> {
		const now = yield * this.#host.now();
		const files = [...renames.flatMap(({from, to}) => [from, to]), ...updates, ...erases];
		return yield * this.#change(files, undefined, function * (transaction) {
			transaction.together(updates.reduce((sum, update) => sum + blocksWritten(update), 0));
			for (const {from, to} of renames) {
				const code = transaction.rename(from, to);
				if (code !== fileCode.ok) {
					return code;
				}
			}

			for (const update of updates) {
				const code = yield * transaction.update(update, now);
				if (code !== fileCode.ok) {
					return code;
				}
			}

			for (const {name, type} of erases) {
				const code = yield * transaction.erase(name, type);
				if (code !== fileCode.ok) {
					return code;
				}
			}

			return fileCode.ok;
		});
	}

	/** Enters a staged file in the directory, in one step. `by`: whose it is. Answers a `fileCode`, as all below. */
	* commit(staged: StagedFile, by?: LockMember): Step<number> {
		const stored = yield * staged.end();
		if (typeof stored === 'number') {
			return stored;
		}

		const {form, blocks} = staged;
		const now = yield * this.#momentOf(form);
		return yield * this.#change([form], by, transaction => transaction.enter(form, stored, blocks, now));
	}

	* erase(name: string, type: string, by?: LockMember): Step<number> {
		return yield * this.#change([{name, type}], by, transaction => transaction.erase(name, type));
	}

	/** Empties the directory here (ACCESS with ERASE). Nothing where others have a lock on a file. */
	eraseAll(): number {
		const {own, table} = this.locks ?? {};
		if (table?.locks().some(({owner}) => owner !== own?.userid)) {
			return fileCode.inUse;
		}

		this.#erased.eraseAll();
		return fileCode.ok;
	}

	/** Before a file that comes piece by piece: those erased here are no more on the disk. Answers a `fileCode`. */
	* #settled(): Step<number> {
		return this.#erased.isPending ? yield * this.#changeAlone(noChange) : fileCode.ok;
	}

	* rename(from: Named, to: Named & {readonly modeNumber: string}, by?: LockMember): Step<number> {
		return yield * this.#change([from, to], by, function * (transaction) {
			return transaction.rename(from, to);
		});
	}

	* claim(name: string, type: string, _modeNumber: string): Step<number> {
		const {locks} = this;
		return locks ? yield * this.#acquire(locks.own, {name, type}) : fileCode.ok;
	}

	* unclaim(name: string, type: string): Step {
		yield * this.locks?.own.release({name, type, implicit: true}) ?? nothing();
	}

	* refresh(): Step {
		// What another machine changes on the volume is not seen until the next ACCESS.
	}

	/** Why nothing can be changed here, as a `fileCode`; `ok` where it can. */
	refusal(): number {
		if (this.released) {
			return fileCode.diskNotAccessed;
		}

		if (this.readOnly) {
			return fileCode.readOnly;
		}

		return fileCode.ok;
	}

	/** One change of `files`, which are then whose it is alone, as a transaction of its own. */
	* #change(
		files: readonly Named[],
		by: LockMember | undefined,
		change: (transaction: Transaction) => Step<number>,
	): Step<number> {
		return yield * this.#locked(files, by, this.#changeAlone(change));
	}

	/** A transaction of its own. */
	* #changeAlone(change: (transaction: Transaction) => Step<number>): Step<number> {
		const refusal = this.refusal();
		if (refusal !== fileCode.ok) {
			return refusal;
		}

		try {
			const {exclusively} = this.#host;
			const work = this.#commit(change);
			return yield * (exclusively ? exclusively(work) : work);
		} catch (error) {
			return failureCode(error, fileCode.inputOutput);
		}
	}

	* #commit(change: (transaction: Transaction) => Step<number>): Step<number> {
		const settled = yield * this.#erased.settle();
		if (settled !== fileCode.ok) {
			return settled;
		}

		const transaction = new Transaction(this);
		try {
			const code = yield * change(transaction);
			return code === fileCode.ok ? yield * transaction.commit() : code;
		} catch (error) {
			if (error instanceof SegmentFull) {
				// Found before anything was written: the directory says what the disk says.
				return error.code;
			}

			throw error;
		} finally {
			transaction.end();
		}
	}

	* #stage(form: NewForm, records: RecordSource): Step<number> {
		const refusal = this.refusal();
		if (refusal !== fileCode.ok) {
			return refusal;
		}

		const settled = yield * this.#settled();
		if (settled !== fileCode.ok) {
			return settled;
		}

		const staged = new StagedFile(this, form);
		try {
			for (;;) {
				const batch = yield * records.next();
				if (batch.length === 0) {
					return yield * this.commit(staged);
				}

				const code = yield * staged.add(batch);
				if (code !== fileCode.ok) {
					return code;
				}
			}
		} finally {
			staged.drop();
		}
	}

	/** Work on files that `by` has locked then; what he had before he keeps. */
	* #locked(files: readonly Named[], by: LockMember | undefined, work: Step<number>): Step<number> {
		const member = by ?? this.locks?.own;
		if (!member) {
			return yield * work;
		}

		const held = files.map(({name, type}) => ({name, type, implicit: true})).filter(file => !member.holds(file));
		return yield * member.finally(held, this.#acquireAll(member, held, work));
	}

	* #acquireAll(member: LockMember, files: readonly Named[], work: Step<number>): Step<number> {
		for (const file of files) {
			const code = yield * this.#acquire(member, file);
			if (code !== fileCode.ok) {
				return code;
			}
		}

		return yield * work;
	}

	/** For writing; answers a `fileCode`. Whom this machine serves has waited before he asks for this. */
	* #acquire(member: LockMember, {name, type}: Named): Step<number> {
		const patience = member === this.locks?.own ? this.#host.patience?.() ?? 0 : 0;
		const {kind} = yield * member.acquire({
			name, type, mode: lockMode.update, implicit: true,
		}, patience);
		return kind === 'held' ? fileCode.ok : (kind === 'circle' ? fileCode.deadlock : fileCode.inUse);
	}

	* #momentOf({date, time}: NewForm): Step<Moment> {
		return date === undefined || time === undefined ? yield * this.#host.now() : {date, time};
	}

	#entry({name, type}: Named): FileEntry {
		const entry = this.find(name, type);
		if (!entry) {
			throw new DiskError(fileCode.inputOutput, 0, `${name} ${type} is not on the disk`);
		}

		return entry;
	}
}

/** Only what is still to be written before. */
function * noChange(): Step<number> {
	return fileCode.ok;
}

/** Nobody else uses the disk. */
function * nothing(): Step<undefined> {
	return undefined;
}
