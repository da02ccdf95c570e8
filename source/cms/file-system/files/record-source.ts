/** Where the records of a new file come from: another file, or an array. */
import type {Step} from '../../../guest/action.js';
import {
	DiskError, fileCode, type OpenFile, type RecordSource,
} from '../disk/disk.js';

/** Bytes of a batch: a few tracks. */
export const batchBytes = 32_000;

/** The records of an open file from `first` on, at most `count` of them. */
export class FileRecords implements RecordSource {
	readonly #file: OpenFile;
	#next: number;
	readonly #end: number;

	constructor(file: OpenFile, first = 1, count = Number.POSITIVE_INFINITY) {
		this.#file = file;
		this.#next = first;
		this.#end = first + count;
	}

	* next(): Step<readonly Uint8Array[]> {
		if (this.#next >= this.#end) {
			return [];
		}

		const records = yield * this.#file.readMany(this.#next, batchBytes);
		if (records === 'gone') {
			const {name, type} = this.#file.status;
			throw new DiskError(fileCode.inputOutput, 0, `${name} ${type} was replaced while it was read`);
		}

		const wanted = records.slice(0, this.#end - this.#next);
		this.#next += wanted.length;
		return wanted;
	}
}

/** Records that are all there. */
export class GivenRecords implements RecordSource {
	#records: readonly Uint8Array[];

	constructor(records: readonly Uint8Array[]) {
		this.#records = records;
	}

	* next(): Step<readonly Uint8Array[]> {
		const records = this.#records;
		this.#records = [];
		return records;
	}
}
