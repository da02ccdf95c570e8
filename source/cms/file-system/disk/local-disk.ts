/** A disk of this machine in the search order: its directory, and functions on files as transactions on its blocks. */
import type {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {DirectoryStorage} from '../directory/directory-storage.js';
import {Directory, type DirectoryView, type Reservations} from '../directory/directory.js';
import type {FileEntry} from '../directory/fst.js';
import {FileClaims, ownPrograms} from '../files/file-claims.js';
import {FileReader, readRecords} from '../files/file-reader.js';
import {StagedFile} from '../files/staged-file.js';
import {Transaction, type Moment} from '../files/transaction.js';
import type {ActiveDisk} from './active-disk.js';
import type {BlockDevice} from './block-device.js';
import {
	DiskError, failureCode, fileCode, type DiskFiles, type FileStatus, type NewFile, type NewForm, type OpenFile,
	type RecordSource,
} from './disk.js';

/** What a disk needs of the machine that has it. */
export type LocalDiskHost = {
	now(): Step<Moment>;
	/** Runs a change of a disk so that nothing else of this machine comes in between; at once where nothing can. */
	exclusively?<T>(change: Step<T>): Step<T>;
};

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

	/** Files that other machines are writing. */
	readonly claims = new FileClaims();
	readonly #host: LocalDiskHost;

	constructor(host: LocalDiskHost, blockDevice: BlockDevice, active: ActiveDisk, reserved?: Reservations) {
		super(blockDevice, active, reserved);
		this.#host = host;
	}

	* open(status: FileStatus): Step<OpenFile> {
		return new FileReader(this, this.#entry(status));
	}

	* readAll(status: FileStatus): Step<Uint8Array[]> {
		return yield * readRecords(this, this.#entry(status));
	}

	* write(file: NewFile): Step<number> {
		const now = yield * this.#momentOf(file);
		return yield * this.#change([file], ownPrograms, transaction => transaction.put(file, now));
	}

	* writeFrom(form: NewForm, records: RecordSource): Step<number> {
		const refusal = this.refusal();
		if (refusal !== fileCode.ok) {
			return refusal;
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

	/** Enters a staged file in the directory, in one step. `by`: whose it is. Answers a `fileCode`, as all below. */
	* commit(staged: StagedFile, by = ownPrograms): Step<number> {
		const stored = yield * staged.end();
		if (typeof stored === 'number') {
			return stored;
		}

		const {form, blocks} = staged;
		const now = yield * this.#momentOf(form);
		return yield * this.#change([form], by, transaction => transaction.enter(form, stored, blocks, now));
	}

	* erase(name: string, type: string, by = ownPrograms): Step<number> {
		return yield * this.#change([{name, type}], by, transaction => transaction.erase(name, type));
	}

	/** Erases every file in one step. */
	* eraseAll(): Step<number> {
		const files = this.list();
		return yield * this.#change(files, ownPrograms, function * (transaction) {
			for (const {name, type} of files) {
				yield * transaction.erase(name, type);
			}

			return fileCode.ok;
		});
	}

	* rename(
		from: {readonly name: string; readonly type: string},
		to: {readonly name: string; readonly type: string; readonly modeNumber: string},
		by = ownPrograms,
	): Step<number> {
		return yield * this.#change([from, to], by, function * (transaction) {
			return transaction.rename(from, to);
		});
	}

	* claim(name: string, type: string, _modeNumber: string): Step<number> {
		// What programs of this machine have open is known from the active file table.
		return this.claims.areOthers(name, type, ownPrograms) ? fileCode.inUse : fileCode.ok;
	}

	* unclaim(_name: string, _type: string): Step {
		// Nothing was noted.
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

	/** One change of `files` as a transaction of its own. */
	* #change(
		files: ReadonlyArray<{readonly name: string; readonly type: string}>,
		by: string,
		change: (transaction: Transaction) => Step<number>,
	): Step<number> {
		const refusal = this.refusal();
		if (refusal !== fileCode.ok) {
			return refusal;
		}

		if (files.some(({name, type}) => this.claims.areOthers(name, type, by))) {
			return fileCode.inUse;
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
		const transaction = new Transaction(this);
		try {
			const code = yield * change(transaction);
			return code === fileCode.ok ? yield * transaction.commit() : code;
		} finally {
			transaction.end();
		}
	}

	* #momentOf({date, time}: NewForm): Step<Moment> {
		return date === undefined || time === undefined ? yield * this.#host.now() : {date, time};
	}

	#entry({name, type}: FileStatus): FileEntry {
		const entry = this.find(name, type);
		if (!entry) {
			throw new DiskError(fileCode.inputOutput, 0, `${name} ${type} is not on the disk`);
		}

		return entry;
	}
}
