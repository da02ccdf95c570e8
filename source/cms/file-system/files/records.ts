/**
 * Records in 800-byte blocks: F records follow each other, a V record has its length in front; both run on over block
 * ends.
 */
import {Failure} from '../../../base/failure.js';
import {blank} from '../../../base/ebcdic.js';
import {greatest} from '../../../base/sequences.js';
import {halfword, halfwordAt, Layout} from '../../../base/layout.js';
import {blockSize} from '../disk/geometry.js';
import {mostDataBlocks} from './chain.js';
import {fileCode, type NewFile} from '../disk/disk.js';

/** What stands before each V record. */
export const recordHead = new Layout(2, {length: halfword(0)});

/** Longest record: its length is a halfword. */
export const longestRecord = 65_535;
/** Most records: the write pointer, one more, is a halfword. */
export const mostRecords = 65_534;

/** Most bytes of a file: what the chain links can name. */
const mostBytes = mostDataBlocks * blockSize;

/** Whether so many records of that length are too much for any file: asked before they are made. */
export function isTooLarge(records: number, recordLength: number): boolean {
	return records * recordLength > mostBytes;
}

/** A record of `length` bytes: blanks behind what is shorter, what is longer cut. */
export function fitted(record: Uint8Array, length: number): Uint8Array {
	const bytes = new Uint8Array(length).fill(blank);
	bytes.set(record.subarray(0, length));
	return bytes;
}

/** What the directory says of records: their form and how many there are. */
export type RecordForm = {readonly recordFormat: 'F' | 'V'; readonly recordLength: number; readonly records: number};

/**
 * Packs the records of one file, one batch after the other, and counts them. A V record of length zero becomes one
 * blank, as CMS has none.
 */
export class RecordPacker {
	readonly #format: 'F' | 'V';
	/** Of every record (F). */
	readonly #length: number;
	#records = 0;
	#bytes = 0;
	#longest = 1;
	/** Bytes that the record in hand still lacks, and the first byte of its head where only that has come. */
	#lacking = 0;
	#head: number | undefined;
	#isEmpty = false;

	constructor(format: 'F' | 'V', length = longestRecord) {
		this.#format = format;
		this.#length = length;
	}

	/** The bytes of further records, or the `fileCode` that forbids them. */
	pack(records: readonly Uint8Array[]): Uint8Array | Failure {
		if (this.#records + records.length > mostRecords) {
			return new Failure(fileCode.tooLarge);
		}

		const fixed = this.#format === 'F';
		let size = fixed ? records.length * this.#length : recordHead.length * records.length;
		for (const {length} of records) {
			this.#longest = Math.max(this.#longest, length);
			size += fixed ? 0 : Math.max(length, 1);
		}

		if (this.#length > longestRecord || this.#longest > this.#length) {
			return new Failure(fileCode.recordTooLong);
		}

		this.#bytes += size;
		if (this.#bytes > mostBytes) {
			return new Failure(fileCode.tooLarge);
		}

		this.#records += records.length;
		const data = new Uint8Array(size);
		let at = 0;
		for (const record of records) {
			if (fixed) {
				data.set(record, at);
				data.fill(blank, at + record.length, at + this.#length);
				at += this.#length;
			} else {
				const length = Math.max(record.length, 1);
				recordHead.change(data, at, {length});
				data[at + recordHead.length] = blank;
				data.set(record, at + recordHead.length);
				at += recordHead.length + length;
			}
		}

		return data;
	}

	/**
	 * Counts bytes that somebody else packed, cut where he liked: his word for what they are is not taken. Answers a
	 * `fileCode`.
	 */
	count(data: Uint8Array): number {
		this.#bytes += data.length;
		if (this.#bytes > mostBytes || this.#length > longestRecord) {
			return fileCode.tooLarge;
		}

		for (let at = 0; at < data.length;) {
			if (this.#lacking === 0 && !this.#begin(data[at])) {
				at++;
				continue;
			}

			const piece = Math.min(this.#lacking, data.length - at);
			this.#lacking -= piece;
			at += piece;
		}

		if (this.#isEmpty) {
			return fileCode.noData;
		}

		return this.#records > mostRecords ? fileCode.tooLarge : fileCode.ok;
	}

	/** What the directory entry says, or the `fileCode` that forbids the file. */
	end(): RecordForm | Failure {
		if (this.#records === 0 || this.#lacking > 0 || this.#head !== undefined) {
			return new Failure(fileCode.noData);
		}

		const fixed = this.#format === 'F';
		return {
			recordFormat: this.#format, recordLength: fixed ? this.#length : this.#longest, records: this.#records,
		};
	}

	/** Whether the byte in hand is one of the next record, and no part of its head. */
	#begin(byte: number): boolean {
		if (this.#format === 'F') {
			this.#lacking = this.#length;
		} else if (this.#head === undefined) {
			this.#head = byte;
			return false;
		} else {
			this.#lacking = (this.#head << 8) + byte;
			this.#head = undefined;
			this.#longest = Math.max(this.#longest, this.#lacking);
			this.#isEmpty ||= this.#lacking === 0;
		}

		this.#records++;
		return this.#format === 'F';
	}
}

/** Length of the longest record, at least 1. */
export function longestOf(records: readonly Uint8Array[]): number {
	return greatest(records.map(record => record.length), 1);
}

export type PackedRecords = {
	readonly blocks: readonly Uint8Array[];
	readonly recordLength: number;
};

/** The data blocks of a file, or the `fileCode` that forbids it. */
export function packRecords(file: Pick<NewFile, 'recordFormat' | 'recordLength' | 'records'>): PackedRecords | Failure {
	const {recordFormat, records} = file;
	const fixed = recordFormat === 'F';
	const packer = new RecordPacker(recordFormat, fixed ? file.recordLength ?? longestOf(records) : undefined);
	const data = packer.pack(records);
	if (data instanceof Failure) {
		return data;
	}

	const form = packer.end();
	return form instanceof Failure ? form : {blocks: blocksOfBytes(data), recordLength: form.recordLength};
}

/** Bytes cut into blocks, the last one filled with zeros. */
export function blocksOfBytes(data: Uint8Array): Uint8Array[] {
	const blocks: Uint8Array[] = [];
	for (let start = 0; start < data.length; start += blockSize) {
		const block = data.subarray(start, start + blockSize);
		if (block.length < blockSize) {
			const filled = new Uint8Array(blockSize);
			filled.set(block);
			blocks.push(filled);
		} else {
			blocks.push(block);
		}
	}

	return blocks;
}

/**
 * The records in a file's bytes, parts of them; `undefined` where there are fewer than `count`. F records have
 * `recordLength` each.
 */
export function unpackRecords(
	bytes: Uint8Array,
	recordFormat: 'F' | 'V',
	recordLength: number,
	count: number,
): Uint8Array[] | undefined {
	const records: Uint8Array[] = [];
	for (let at = 0; records.length < count;) {
		const start = recordFormat === 'F' ? at : at + recordHead.length;
		const end = start + (recordFormat === 'F' ? recordLength : halfwordAt(bytes, at));
		if (end > bytes.length || start > bytes.length || end === at) {
			return undefined;
		}

		records.push(bytes.subarray(start, end));
		at = end;
	}

	return records;
}
