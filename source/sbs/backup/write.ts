/** The records of the files of a backup, one file after the other, read from the library as they are written. */
import type {RecordSource} from '../../cms/file-system/disk/disk.js';
import type {Step} from '../../guest/action.js';
import type {LibraryStore} from '../store/store.js';
import {
	checksumOf, endRecord, headLayout, kind, sign, unitRecords,
} from './format.js';
import {nextUnit} from './units.js';

/** A file of CMS has 65,533 records and 12,848,000 bytes at most: one of a backup ends well before. */
const fullRecords = 40_000;
const fullBytes = 4_000_000;

/** Longest record, of any kind. */
export const longestRecord = 4100;

/** Records that are handed on at once. */
const batch = 64;

export class BackupSource {
	members = 0;
	entries = 0;
	/** Where the next unit begins; `undefined` where the library is at its end. */
	#next: Uint8Array | undefined;
	/** Records of the unit that was read last, and which of them comes next. */
	#unit: readonly Uint8Array[] = [];
	#at = 0;
	readonly #store: LibraryStore;

	constructor(store: LibraryStore, from: Uint8Array) {
		this.#store = store;
		this.#next = from;
	}

	/** Everything has been written. */
	get isAtEnd(): boolean {
		return !this.#next && this.#at === this.#unit.length;
	}

	/** The records of a file. */
	file(number: number, {date, time}: {readonly date: string; readonly time: string}): RecordSource {
		let records = 0;
		let bytes = 0;
		let checksum = 0;
		let isEnded = false;
		const counted = (some: readonly Uint8Array[]): readonly Uint8Array[] => {
			for (const record of some) {
				records++;
				bytes += record.length;
				checksum = checksumOf(record, checksum);
			}

			return some;
		};

		const more = (): Step<readonly Uint8Array[]> => this.#more();
		const end = (): Uint8Array => endRecord(checksum, this.#next, this.#at < this.#unit.length);
		return {
			* next() {
				if (records === 0) {
					return counted([headLayout.encode({
						kind: kind.head, sign, files: number, date, time,
					})]);
				}

				const isFull = records >= fullRecords || bytes >= fullBytes;
				const some = isFull || isEnded ? [] : yield * more();
				if (some.length > 0) {
					return counted(some);
				}

				if (isEnded) {
					return [];
				}

				isEnded = true;
				return [end()];
			},
		};
	}

	/** What comes next; nothing at the end of the library. */
	* #more(): Step<readonly Uint8Array[]> {
		while (this.#next && this.#at === this.#unit.length) {
			const from = this.#next;
			const unit = yield * this.#store.read(reader => nextUnit(reader, from));
			this.#next = unit?.next;
			if (unit && unit.entries.length > 0) {
				this.members += unit.isMember ? 1 : 0;
				this.entries += unit.isMember ? 0 : unit.entries.length;
				this.#unit = unitRecords(unit.entries);
				this.#at = 0;
			}
		}

		const some = this.#unit.slice(this.#at, this.#at + batch);
		this.#at += some.length;
		return some;
	}
}
