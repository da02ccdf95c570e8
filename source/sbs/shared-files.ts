/**
 * Files of the SBS disk, which the master alone has accessed, as slaves have them: whole files in parts of bounded
 * size, and locks. The master performs all of it with its own CMS, so that there is one copy of the directory and one
 * writer.
 */
import {Failure} from '../base/failure.js';
import {limits} from '../base/limits.js';
import type {Cms} from '../cms/cms.js';
import {fileCode, type AccessedDisk, type OpenFile} from '../cms/file-system/disk/disk.js';
import {LocalDisk} from '../cms/file-system/disk/local-disk.js';
import {StagedFile} from '../cms/file-system/files/staged-file.js';
import type {Step} from '../guest/action.js';
import {emptyBlock, type Block, type CarriedFile} from '../service/block.js';
import {Locks} from '../service/locks.js';
import {ContentLost, type FileSource} from '../service/parts.js';
import type {Answer, Job, MasterPart} from '../service/program.js';

/** What a slave asks, the first of a block's words. */
const asked = {
	/** Records of a file from a number on. */
	read: 'READ',
	/** More records of the file to be stored next. */
	stage: 'STAGE',
	/** Writes what was staged, under a name. */
	store: 'STORE',
	erase: 'ERASE',
	lock: 'LOCK',
	unlock: 'UNLOCK',
} as const;

/** Bytes of a block before each record. */
const recordHead = 4;
/** Return code of a request that is none. */
const notUnderstood = 24;

/** Whole files and locks that all slaves share. */
export type SharedFiles = {
	/**
	 * The file; `undefined` where there is none. A failure is not taken for that: who writes anew what he could not
	 * read destroys it.
	 */
	read(name: string, type: string): Step<FileSource | undefined | Failure>;
	/** Hands over records of the file that `store` writes. A file system code (`fileCode`). */
	stage(part: CarriedFile): Step<number>;
	/** Replaces or creates a file with what was staged. */
	store(name: string, type: string): Step<number>;
	erase(name: string, type: string): Step<number>;
	/** Waits until `name` is this machine's alone. */
	lock(name: string): Step<number>;
	unlock(name: string): Step<number>;
};

export class SlaveFiles implements SharedFiles {
	constructor(readonly job: Pick<Job, 'ask'>) {
		// Nothing else.
	}

	* read(name: string, type: string): Step<FileSource | undefined | Failure> {
		let first = 1;
		let {returnCode, words: [count], files: [part]} = yield * this.#read(name, type, first);
		if (returnCode !== 0 || !part) {
			return returnCode === 0 || returnCode === fileCode.notFound ? undefined : new Failure(returnCode);
		}

		const {recordFormat, recordLength} = part;
		const read = (number: number): Step<Block> => this.#read(name, type, number);
		return {
			name,
			type,
			recordFormat,
			recordLength,
			records: Number(count),
			* read(number) {
				if (number < first || number >= first + part.records.length) {
					first = number;
					({returnCode, files: [part]} = yield * read(number));
				}

				if (returnCode !== 0 || !part || part.records.length === 0) {
					throw new ContentLost();
				}

				return part.records[number - first];
			},
		};
	}

	* stage(part: CarriedFile): Step<number> {
		return (yield * this.#ask([asked.stage], part)).returnCode;
	}

	* store(name: string, type: string): Step<number> {
		return (yield * this.#ask([asked.store, name, type])).returnCode;
	}

	* erase(name: string, type: string): Step<number> {
		return (yield * this.#ask([asked.erase, name, type])).returnCode;
	}

	* lock(name: string): Step<number> {
		return (yield * this.#ask([asked.lock, name])).returnCode;
	}

	* unlock(name: string): Step<number> {
		return (yield * this.#ask([asked.unlock, name])).returnCode;
	}

	* #read(name: string, type: string, number: number): Step<Block> {
		return yield * this.#ask([asked.read, name, type, String(number)]);
	}

	* #ask(words: readonly string[], file?: CarriedFile): Step<Block> {
		return yield * this.job.ask({...emptyBlock, words, files: file ? [file] : []});
	}
}

/** What a slave has under way with the master. */
type Work = {
	/** The file it reads, and which record comes next. */
	reading?: {readonly name: string; readonly type: string; readonly file: OpenFile};
	/** The file that it hands over, whose blocks are on the disk already. */
	staged?: StagedFile;
};

/** The master's side: the files of one disk, and who has which lock. */
export class MasterFiles implements MasterPart {
	readonly #locks = new Locks();
	readonly #work = new Map<string, Work>();

	constructor(readonly disks: Cms['disks'], readonly letter: string) {
		// Nothing else.
	}

	* perform(slave: string, {words, files: [file]}: Block): Step<readonly Answer[]> {
		const [verb, name = '', type = '', number = ''] = words;
		switch (verb) {
			case asked.lock: {
				return this.#locks.acquire(name, slave) ? [{slave, block: emptyBlock}] : [];
			}

			case asked.unlock: {
				return [{slave, block: emptyBlock}, ...this.#next(this.#locks.release(name, slave))];
			}

			default: {
				const disk = this.disks.disk(this.letter);
				const block = disk
					? yield * this.#onDisk(disk, this.#workOf(slave), {
						verb, name, type, number: Number(number), file,
					})
					: {...emptyBlock, returnCode: fileCode.diskNotAccessed};
				return [{slave, block}];
			}
		}
	}

	* gone(slave: string): Step<readonly Answer[]> {
		const work = this.#work.get(slave);
		work?.reading?.file.close();
		work?.staged?.drop();
		this.#work.delete(slave);
		return this.#locks.releaseAll(slave).flatMap(next => this.#next(next));
	}

	#next(slave: string | undefined): readonly Answer[] {
		return slave === undefined ? [] : [{slave, block: emptyBlock}];
	}

	#workOf(slave: string): Work {
		const work = this.#work.get(slave) ?? {};
		this.#work.set(slave, work);
		return work;
	}

	* #onDisk(
		disk: AccessedDisk,
		work: Work,
		{verb, name, type, number, file}: {
			readonly verb: string; readonly name: string; readonly type: string; readonly number: number;
			readonly file: CarriedFile | undefined;
		},
	): Step<Block> {
		switch (verb) {
			case asked.read: {
				return yield * this.#read(disk, work, name, type, number);
			}

			case asked.stage: {
				return {...emptyBlock, returnCode: file ? yield * stage(disk, work, file) : notUnderstood};
			}

			case asked.store: {
				return {...emptyBlock, returnCode: yield * store(disk, work, name, type)};
			}

			case asked.erase: {
				return {...emptyBlock, returnCode: yield * this.disks.erase(disk, name, type)};
			}

			default: {
				return {...emptyBlock, returnCode: notUnderstood};
			}
		}
	}

	/** As many records from `number` on as go into a part; the words say how many the file has. */
	* #read(disk: AccessedDisk, work: Work, name: string, type: string, number: number): Step<Block> {
		const status = disk.find(name, type);
		if (!status) {
			return {...emptyBlock, returnCode: fileCode.notFound};
		}

		const open = work.reading;
		if (open?.name !== name || open.type !== type || number === 1) {
			open?.file.close();
			work.reading = {name, type, file: yield * this.disks.open(disk, status)};
		}

		const records: Uint8Array[] = [];
		let size = 0;
		const batch = yield * work.reading!.file.readMany(number, limits.servicePart.value);
		for (const record of batch === 'gone' ? [] : batch) {
			if (size > 0 && size + record.length > limits.servicePart.value) {
				break;
			}

			records.push(record);
			size += record.length + recordHead;
		}

		const {recordFormat, recordLength} = status;
		return {
			...emptyBlock,
			words: [String(status.records)],
			files: [{
				name, type, recordFormat, recordLength, records,
			}],
		};
	}
}

/** Writes records of what a slave stages, on blocks that nobody else takes meanwhile. A file system code. */
function * stage(disk: AccessedDisk, work: Work, {records, ...form}: CarriedFile): Step<number> {
	if (!(disk instanceof LocalDisk)) {
		return fileCode.diskNotAccessed;
	}

	work.staged ??= new StagedFile(disk, {...form, modeNumber: '1'});
	const code = yield * work.staged.add(records);
	if (code !== fileCode.ok) {
		work.staged.drop();
		work.staged = undefined;
	}

	return code;
}

/** Enters it in the directory, under this name. A file system code. */
function * store(disk: AccessedDisk, work: Work, name: string, type: string): Step<number> {
	const {staged} = work;
	work.staged = undefined;
	if (!staged || !(disk instanceof LocalDisk)) {
		return notUnderstood;
	}

	staged.rename(name, type);
	const code = yield * disk.commit(staged);
	staged.drop();
	return code;
}
