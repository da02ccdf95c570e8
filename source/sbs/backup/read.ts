/** A file of a backup, looked at record by record: whether it is whole, and its units. */
import type {Step} from '../../guest/action.js';
import type {FileSource} from '../../service/parts.js';
import {
	checksumOf, endLayout, ending, entryLayout, headLayout, kind, sign, textLayout, type BackupEntry,
} from './format.js';

/** How a file ends: as the last of its set, within a unit, or before the unit whose key is `next`. */
export type FileEnd = {readonly isLast: boolean; readonly isWithin: boolean; readonly next: Uint8Array};

/** The end of a file that is whole: sign, number and checksum are right; else `undefined`. */
export function * checkedEnd(file: FileSource, number: number): Step<FileEnd | undefined> {
	const head = file.records >= 2 ? yield * file.read(1) : new Uint8Array(0);
	if (head.length !== headLayout.length || headLayout.decode(head).sign !== sign
		|| headLayout.decode(head).files !== number) {
		return undefined;
	}

	let checksum = 0;
	for (let record = 1; record < file.records; record++) {
		checksum = checksumOf(yield * file.read(record), checksum);
	}

	const end = yield * file.read(file.records);
	if (end[0] !== kind.end || !endLayout.fits(end)) {
		return undefined;
	}

	const fields = endLayout.decode(end);
	return fields.checksum === checksum && end.length === endLayout.length + fields.next
		? {
			isLast: fields.ending === ending.nothing,
			isWithin: fields.ending === ending.rest,
			next: end.slice(endLayout.length),
		}
		: undefined;
}

/** Puts the records of the files of a set together to units. */
export class Units {
	readonly #entries: Array<{key: Uint8Array; fixed: Uint8Array; texts: Uint8Array[]}> = [];
	#text: Uint8Array = new Uint8Array(0);
	#filled = 0;

	/** Takes a record; false where it cannot stand there. */
	take(record: Uint8Array): boolean {
		const entry = this.#entries.at(-1);
		switch (record[0]) {
			case kind.entry: {
				if (!entryLayout.fits(record)) {
					return false;
				}

				const {key, fixed} = entryLayout.decode(record);
				const at = entryLayout.length;
				this.#entries.push({
					key: record.slice(at, at + key), fixed: record.slice(at + key, at + key + fixed), texts: [],
				});
				return record.length === at + key + fixed;
			}

			case kind.text: {
				const length = textLayout.fits(record) ? textLayout.decode(record).bytes : Number.POSITIVE_INFINITY;
				if (!entry || length > mostText) {
					return false;
				}

				this.#text = new Uint8Array(length);
				this.#filled = 0;
				entry.texts.push(this.#text);
				return true;
			}

			case kind.data: {
				const data = record.subarray(1);
				if (this.#filled + data.length > this.#text.length) {
					return false;
				}

				this.#text.set(data, this.#filled);
				this.#filled += data.length;
				return true;
			}

			default: {
				return false;
			}
		}
	}

	/** What was put together. */
	done(): readonly BackupEntry[] {
		return this.#entries.splice(0);
	}
}

/** Bytes of a text that a backup may hold. */
const mostText = 64 * 1024 * 1024;

/**
 * Hands each unit of a file that was checked to `work`, one that it ends in not yet: `units` has that when the next
 * file is read. False where records are in no order.
 */
export function * eachUnit(
	units: Units,
	file: FileSource,
	{isWithin}: FileEnd,
	work: (entries: readonly BackupEntry[]) => Step,
): Step<boolean> {
	function * finish(): Step {
		const entries = units.done();
		if (entries.length > 0) {
			yield * work(entries);
		}
	}

	for (let number = 2; number < file.records; number++) {
		const record = yield * file.read(number);
		if (record[0] === kind.unit && record.length === 1) {
			yield * finish();
		} else if (!units.take(record)) {
			return false;
		}
	}

	if (!isWithin) {
		yield * finish();
	}

	return true;
}
