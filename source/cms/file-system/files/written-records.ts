/**
 * The records of a file being written, before it is brought to the disk: where one goes, what a variable-length one
 * does to those behind it, and whether the disk has room (GC20-1819, "CMS macros", FSWRITE).
 */
import {blockSize} from '../disk/geometry.js';
import type {AccessedDisk, FileStatus} from '../disk/disk.js';
import {activeCode} from './active-code.js';
import {furtherLinksOf, mostDataBlocks, sparseLength} from './chain.js';

const mostItems = 65_533;

export type Writing = {
	readonly disk: AccessedDisk;
	readonly format: 'F' | 'V';
	/** Length of every record (F). */
	readonly length: number;
	readonly modeNumber: string;
	readonly records: Uint8Array[];
	/** Bytes that its records take. */
	size: number;
	/** F: the data blocks with something in them, where the file has holes (GC20-1818, FSWRITE). */
	written?: Set<number>;
	next: number;
	changed: boolean;
};

/** Bytes that records take on the disk. */
export const sizeOf = (format: 'F' | 'V', records: readonly Uint8Array[]): number =>
	records.reduce((sum, record) => sum + record.length, format === 'V' ? 2 * records.length : 0);

/** Blocks a file of `size` bytes takes. */
function blocksFor(size: number): number {
	const data = Math.ceil(size / blockSize);
	return 1 + furtherLinksOf(data) + data;
}

/** Puts records at `item`, 0: behind the last one written. A return code. */
export function putRecords(writing: Writing, item: number, pieces: readonly Uint8Array[]): number {
	const {format, length, records} = writing;
	const at = item === 0 ? writing.next : item;
	if (at + pieces.length - 1 > mostItems) {
		return activeCode.tooManyItems;
	}

	if (format === 'V' && at > records.length + 1) {
		return activeCode.skipped;
	}

	const first = at - 1;
	if (format === 'F') {
		const size = Math.max(records.length, first + pieces.length) * length;
		if (Math.ceil(size / blockSize) > mostDataBlocks) {
			return activeCode.tooManyBlocks;
		}

		const written = writing.written ?? writtenBefore(writing, first);
		const added = [...blocksOf(first, pieces.length, length)].filter(block => written && !written.has(block));
		if ((written ? written.size + added.length + 1 : blocksFor(size)) > writing.disk.blocks.left) {
			return activeCode.diskFull;
		}

		for (const block of added) {
			written?.add(block);
		}

		writing.written = written;
		const hole = new Uint8Array(length);
		while (records.length < first) {
			records.push(hole);
		}

		for (const [index, piece] of pieces.entries()) {
			records[first + index] = Uint8Array.from(piece);
		}

		writing.size = size;
	} else if (!putVariable(writing, first, pieces[0])) {
		return activeCode.diskFull;
	}

	writing.next = at + pieces.length;
	writing.changed = true;
	return activeCode.ok;
}

/** Data blocks of so many records from index `first` on. */
function * blocksOf(first: number, count: number, length: number): Generator<number> {
	const end = (first + count) * length;
	for (let block = Math.floor(first * length / blockSize); block * blockSize < end; block++) {
		yield block;
	}
}

/** The blocks a file has, where a record at index `first` leaves a hole behind them; `undefined`: it does not. */
function writtenBefore({records, length}: Writing, first: number): Set<number> | undefined {
	const end = Math.ceil(records.length * length / blockSize);
	return Math.floor(first * length / blockSize) > end ? new Set(blocksOf(0, records.length, length)) : undefined;
}

/** The data blocks of a file that are no holes; `undefined`: it has none. */
export function writtenOf(status: FileStatus, records: readonly Uint8Array[]): Set<number> | undefined {
	if (sparseLength(status) === undefined) {
		return undefined;
	}

	const {recordLength} = status;
	const written = new Set<number>();
	for (const [index, record] of records.entries()) {
		for (let at = record.findIndex(byte => byte !== 0); at !== -1 && at < recordLength;) {
			const place = (index * recordLength) + at;
			const block = Math.floor(place / blockSize);
			written.add(block);
			// On to the next block of the record that has something.
			const next = ((block + 1) * blockSize) - (index * recordLength);
			const found = record.subarray(next).findIndex(byte => byte !== 0);
			at = found === -1 ? -1 : next + found;
		}
	}

	return written;
}

/**
 * Replaces record `index` or appends it; one of another length ends the file where it stands. False where the disk has
 * no room.
 */
function putVariable(writing: Writing, index: number, record: Uint8Array): boolean {
	const {records, disk} = writing;
	const fits = records[index]?.length === record.length;
	const size = fits
		? writing.size
		: sizeOf('V', [record]) + (index === records.length ? writing.size : sizeOf('V', records.slice(0, index)));
	if (blocksFor(size) > disk.blocks.left) {
		return false;
	}

	records.length = fits ? records.length : index;
	records[index] = Uint8Array.from(record);
	writing.size = size;
	return true;
}
