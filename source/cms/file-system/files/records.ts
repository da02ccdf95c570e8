/**
 * Records in 800-byte blocks: F records follow each other, a V record has its length in front; both run on over block
 * ends.
 */
import {Failure} from '../../../base/failure.js';
import {blank} from '../../../base/ebcdic.js';
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

export type PackedRecords = {
	readonly blocks: readonly Uint8Array[];
	readonly recordLength: number;
};

/**
 * The data blocks of a file, or the `fileCode` that forbids it. A V record of length zero becomes one blank, as CMS has
 * none.
 */
export function packRecords(file: Pick<NewFile, 'recordFormat' | 'recordLength' | 'records'>): PackedRecords | Failure {
	const {records} = file;
	if (records.length === 0) {
		return new Failure(fileCode.noData);
	}

	if (records.length > mostRecords) {
		return new Failure(fileCode.tooLarge);
	}

	let longest = 1;
	let bytes = 0;
	for (const record of records) {
		longest = Math.max(longest, record.length);
		bytes += Math.max(record.length, 1);
	}

	const fixed = file.recordFormat === 'F';
	const recordLength = fixed ? file.recordLength ?? longest : longest;
	if (recordLength > longestRecord || longest > recordLength) {
		return new Failure(fileCode.recordTooLong);
	}

	const length = fixed ? records.length * recordLength : bytes + (recordHead.length * records.length);
	if (length > mostBytes) {
		return new Failure(fileCode.tooLarge);
	}

	const data = new Uint8Array(Math.ceil(length / blockSize) * blockSize);
	let at = 0;
	for (const record of records) {
		if (fixed) {
			data.set(record, at);
			data.fill(blank, at + record.length, at + recordLength);
			at += recordLength;
		} else {
			const size = Math.max(record.length, 1);
			recordHead.change(data, at, {length: size});
			data[at + recordHead.length] = blank;
			data.set(record, at + recordHead.length);
			at += recordHead.length + size;
		}
	}

	const blocks: Uint8Array[] = [];
	for (let start = 0; start < data.length; start += blockSize) {
		blocks.push(data.subarray(start, start + blockSize));
	}

	return {blocks, recordLength};
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
