/** A file of a remote disk that is open for reading: what is read on and on is read ahead, in ever larger parts. */
import {halfwordAt} from '../../base/layout.js';
import type {Step} from '../../guest/action.js';
import {encodeFst, isSameFile, type FileEntry} from '../file-system/directory/fst.js';
import {
	DiskError, fileCode, type FileStatus, type OpenFile,
} from '../file-system/disk/disk.js';
import {longestRecord, recordHead} from '../file-system/files/records.js';
import {
	answerFlag, remoteCode, remoteFunction, type RemoteRequest,
} from './protocol.js';
import type {Answer} from './link.js';

/** Bytes asked for where nobody reads on. */
const least = 1600;

/** The disk's owner, who is asked. Both functions throw `DiskError` where there is no answer. */
export type RemoteReader = {
	ask(request: Partial<RemoteRequest>): Step<Answer>;
	/** The records behind those of an answer; `undefined` where it must be asked for them as at first. */
	next(answer: number): Step<Answer | undefined>;
	/** Bytes of records that there is room for now. */
	readonly readSize: number;
};

/** Where its directory entry stands. */
export type EntryPlace = {
	readonly owner: string | undefined;
	/** The disk is accessed no longer. */
	readonly released: boolean;
	find(name: string, type: string): FileEntry | undefined;
};

export class RemoteFile implements OpenFile {
	readonly #directory: EntryPlace;
	readonly #entry: FileEntry;
	readonly #owner: RemoteReader;
	/** Records in hand, and the number of the first. */
	#records: readonly Uint8Array[] = [];
	#first = 1;
	#most = least;
	/** Number and size of the answer they came with. */
	#last: {readonly number: number; readonly most: number} | undefined;

	constructor(directory: EntryPlace, entry: FileEntry, owner: RemoteReader) {
		this.#directory = directory;
		this.#entry = entry;
		this.#owner = owner;
	}

	get status(): FileStatus {
		return this.#entry;
	}

	* read(record: number): Step<Uint8Array | undefined | 'gone'> {
		if (this.#isGone) {
			return 'gone';
		}

		if (record < 1 || record > this.#entry.records) {
			return undefined;
		}

		return (yield * this.#fill(record)) ? this.#records[record - this.#first] : 'gone';
	}

	* readMany(record: number, bytes: number): Step<readonly Uint8Array[] | 'gone'> {
		if (this.#isGone) {
			return 'gone';
		}

		if (record < 1 || record > this.#entry.records) {
			return [];
		}

		this.#most = this.#owner.readSize;
		if (!(yield * this.#fill(record))) {
			return 'gone';
		}

		const records: Uint8Array[] = [];
		let size = 0;
		for (const next of this.#records.slice(record - this.#first)) {
			size += next.length;
			if (size > bytes && records.length > 0) {
				break;
			}

			records.push(next);
		}

		return records;
	}

	close(): void {
		this.#records = [];
		this.#most = least;
	}

	/** The disk was released, or has another file of this name, or none. */
	get #isGone(): boolean {
		const {name, type} = this.#entry;
		const now = this.#directory.released ? undefined : this.#directory.find(name, type);
		return !now || !isSameFile(now, this.#entry);
	}

	/** Has record `record` in hand; false where the file is gone. */
	* #fill(record: number): Step<boolean> {
		const end = this.#first + this.#records.length;
		if (record >= this.#first && record < end) {
			return true;
		}

		const goesOn = record === end;
		this.#most = goesOn ? Math.min(this.#most * 2, this.#owner.readSize) : Math.min(this.#most, least);
		const answer = (goesOn ? yield * this.#further() : undefined) ?? (yield * this.#answer(record, 0));
		if (answer.code === remoteCode.gone) {
			return false;
		}

		this.#first = record;
		this.#records = (answer.flags & answerFlag.part) === 0
			? this.#unpack(answer)
			: [yield * this.#whole(record, answer)];
		return this.#records.length > 0;
	}

	/** The answer behind the last one, where that was as large as it may be by now. */
	* #further(): Step<Answer | undefined> {
		const last = this.#last;
		if (last?.most !== this.#most) {
			return undefined;
		}

		const answer = yield * this.#owner.next(last.number);
		return answer && this.#checked(answer);
	}

	* #answer(record: number, offset: number): Step<Answer> {
		const answer = yield * this.#owner.ask({
			function: remoteFunction.read, entry: encodeFst(this.#entry), record, offset, most: this.#most,
		});
		return this.#checked(answer);
	}

	#checked(answer: Answer): Answer {
		const isPart = (answer.flags & answerFlag.part) !== 0;
		this.#last = isPart ? undefined : {number: answer.number, most: this.#most};
		if (answer.code !== fileCode.ok && answer.code !== remoteCode.gone) {
			throw this.#unreadable(answer.code);
		}

		return answer;
	}

	/** A record that is longer than an answer, part by part. */
	* #whole(record: number, {count, data}: Answer): Step<Uint8Array> {
		if (count > longestRecord || data.length > count) {
			throw this.#unreadable(0);
		}

		const whole = new Uint8Array(count);
		whole.set(data);
		this.#most = this.#owner.readSize;
		for (let at = data.length; at < count;) {
			const part = yield * this.#answer(record, at);
			if (part.count !== count || part.data.length === 0 || at + part.data.length > count) {
				throw this.#unreadable(part.code);
			}

			whole.set(part.data, at);
			at += part.data.length;
		}

		return whole;
	}

	#unpack({data, count}: Answer): Uint8Array[] {
		const {recordFormat, recordLength} = this.#entry;
		if (recordFormat === 'F') {
			if (count * recordLength > data.length || count > this.#entry.records) {
				throw this.#unreadable(0);
			}

			return Array.from(
				{length: count},
				(_, index) => data.subarray(index * recordLength, (index + 1) * recordLength),
			);
		}

		const records: Uint8Array[] = [];
		for (let at = 0; records.length < count;) {
			const start = at + recordHead.length;
			const end = recordHead.fits(data, at) ? start + halfwordAt(data, at) : Infinity;
			if (end > data.length) {
				throw this.#unreadable(0);
			}

			records.push(data.subarray(start, end));
			at = end;
		}

		return records;
	}

	#unreadable(code: number): DiskError {
		const {name, type} = this.#entry;
		const owner = this.#directory.owner ?? '';
		const shown = code === fileCode.inUse ? code : fileCode.inputOutput;
		return new DiskError(shown, code, `${name} ${type} cannot be read from ${owner}`);
	}
}
