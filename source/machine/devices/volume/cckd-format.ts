/**
 * Layout of Hercules' compressed CKD images (`CKD_C370`): the header of a plain image, a second header of 512 bytes, a
 * first table of offsets of second tables of 256 entries, each with place and length of a track's image. A track's
 * image is its home address, whose first byte says how the rest is compressed. A track that has never been written has
 * no image; its entry's length says what it holds.
 */
import {appendRecord, emptyTrack, trackRecords} from './ckd-track.js';

export const cckdSignature = 'CKD_C370';
export const headerLength = 512;
/** Second header: offsets in the file. */
export const cckdHeader = {
	version: headerLength,
	options: headerLength + 3,
	firstEntries: headerLength + 4,
	secondEntries: headerLength + 8,
	size: headerLength + 12,
	used: headerLength + 16,
	cylinders: headerLength + 40,
	nullFormat: headerLength + 44,
	compression: headerLength + 45,
	parameter: headerLength + 46,
} as const;
export const cckdOption = {noFudge: 0x01, bigEndian: 0x02} as const;
export const cckdCompression = {none: 0, zlib: 1, bzip2: 2} as const;
export const firstTableAt = headerLength * 2;
export const secondTableEntries = 256;
export const secondEntryLength = 8;
/** Offset of a table or track that a file below this shadow file has. */
export const inBaseFile = 0xFF_FF_FF_FF;

/**
 * What a track without image holds: home address and R0, and in format 0 an end-of-file R1. `undefined` for a format
 * nobody but Linux uses.
 */
export function nullTrack(format: number, cylinder: number, head: number): Uint8Array | undefined {
	const track = emptyTrack(cylinder, head);
	if (format === 1) {
		return track;
	}

	const record = Uint8Array.of(cylinder >>> 8, cylinder, head >>> 8, head, 1, 0, 0, 0);
	return format === 0 ? appendRecord(track, trackRecords(track)[0].end, record) : undefined;
}
