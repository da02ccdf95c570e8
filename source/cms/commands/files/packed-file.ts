/**
 * Files that COPYFILE has packed (GC20-1818, "Packing files"): two or more blanks, or other fill characters, are one
 * byte, four or more of another character three. What the manual does not tell, the bytes themselves, is ours:
 *
 *     file     header, records, zeros up to a whole record of 1024 bytes
 *     record   V: its length, halfword; runs that make up all of it
 *     run      n text      n + 1 bytes (1-128) as they are
 *              80 + n      n + 2 fill characters (2-127)
 *              FF n c      n + 4 times c (4-259)
 */
import {
	characters, fullword, halfwordAt, Layout,
} from '../../../base/layout.js';
import {append} from '../../../base/sequences.js';
import {longestRecord} from '../../file-system/files/records.js';

export const header = new Layout(24, {
	id: characters(0, 8),
	recordFormat: characters(8, 1),
	recordLength: fullword(12),
	records: fullword(16),
});
const id = 'PACKED 1';

/** Bytes of a record of a packed file, which has fixed length. */
export const packedLength = 1024;

export type PackedForm = {
	readonly recordFormat: 'F' | 'V';
	/** Of the longest where they vary. */
	readonly recordLength: number;
	readonly records: number;
};

const run = {
	mostText: 128, fill: 0x80, leastFill: 2, mostFill: 127, same: 0xFF, leastSame: 4, mostSame: 259,
} as const;

export const encodeHeader = (form: PackedForm): Uint8Array => header.encode({id, ...form});

/** What the beginning of a file says; undefined: it is not packed. */
export function decodeHeader(bytes: Uint8Array): PackedForm | undefined {
	if (!header.fits(bytes)) {
		return undefined;
	}

	const {id: found, recordFormat, recordLength, records} = header.decode(bytes);
	return found === id && (recordFormat === 'F' || recordFormat === 'V')
		&& recordLength > 0 && recordLength <= longestRecord && records > 0
		? {recordFormat, recordLength, records}
		: undefined;
}

export const headerLength = header.length;

/** How many bytes from `at` on are as the one there. */
function sameFrom(record: Uint8Array, at: number, most: number): number {
	let end = at + 1;
	while (end < record.length && end - at < most && record[end] === record[at]) {
		end++;
	}

	return end - at;
}

/** A record as its runs, behind its length where `recordFormat` is V. */
export function packRecord(record: Uint8Array, recordFormat: 'F' | 'V', fill: number): Uint8Array {
	const bytes: number[] = recordFormat === 'V' ? [record.length >>> 8, record.length & 0xFF] : [];
	let text = 0;
	const endText = (end: number): void => {
		for (; text < end; text += run.mostText) {
			const part = record.subarray(text, Math.min(end, text + run.mostText));
			bytes.push(part.length - 1);
			append(bytes, part);
		}

		text = end;
	};

	for (let at = 0; at < record.length;) {
		const isFill = record[at] === fill;
		const count = sameFrom(record, at, isFill ? run.mostFill : run.mostSame);
		if (count < (isFill ? run.leastFill : run.leastSame)) {
			at += count;
			continue;
		}

		endText(at);
		if (isFill) {
			bytes.push(run.fill + count - run.leastFill);
		} else {
			bytes.push(run.same, count - run.leastSame, record[at]);
		}

		at += count;
		text = at;
	}

	endText(record.length);
	return Uint8Array.from(bytes);
}

/**
 * The record whose bytes begin at `at`, and where they end; undefined: they do not end within `bytes`. `damaged`: no
 * record of the form can be there.
 */
export function unpackRecord(
	bytes: Uint8Array,
	at: number,
	{recordFormat, recordLength}: PackedForm,
	fill: number,
): {readonly record: Uint8Array; readonly end: number} | 'damaged' | undefined {
	const isVariable = recordFormat === 'V';
	if (isVariable && at + 2 > bytes.length) {
		return undefined;
	}

	const length = isVariable ? halfwordAt(bytes, at) : recordLength;
	if (length === 0 || length > recordLength) {
		return 'damaged';
	}

	const record = new Uint8Array(length);
	let from = isVariable ? at + 2 : at;
	for (let to = 0; to < length;) {
		const code = bytes[from];
		const size = code < run.fill ? code + 2 : (code === run.same ? 3 : 1);
		if (from + size > bytes.length) {
			return undefined;
		}

		const count = code < run.fill
			? code + 1
			: (code === run.same ? bytes[from + 1] + run.leastSame : code - run.fill + run.leastFill);
		if (to + count > length) {
			return 'damaged';
		}

		if (code < run.fill) {
			record.set(bytes.subarray(from + 1, from + size), to);
		} else {
			record.fill(code === run.same ? bytes[from + 2] : fill, to, to + count);
		}

		to += count;
		from += size;
	}

	return {record, end: from};
}
