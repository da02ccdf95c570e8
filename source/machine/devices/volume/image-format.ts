/**
 * Layout of Hercules' CKD images. Plain (`CKD_P370`): a header of 512 bytes, then the tracks; a split image's header
 * also has the number of the file and the last cylinder in it. Compressed (`CKD_C370`): the same header, a second one
 * of 512 bytes, a first table of offsets of second tables of 256 entries, each with place and length of a track's
 * image, in the byte order that the second header tells. A track's image is its home address, whose first byte says how
 * the rest is compressed. A track that has never been written has no image; its entry's length says what it holds.
 */
import {countField} from '../../../base/count-key-data.js';
import {
	bigEndian, byte, bytes, type Field, fullword, halfword, latin, Layout, littleEndian, signedHalfword,
} from '../../../base/layout.js';
import {appendRecord, emptyTrack, trackRecords} from './ckd-track.js';

export const plainSignature = 'CKD_P370';
export const cckdSignature = 'CKD_C370';

/** The header of every image. */
export const imageHeader = new Layout(512, {
	signature: latin(0, 8),
	heads: littleEndian(fullword(8)),
	trackSize: littleEndian(fullword(12)),
	/** Of the device, `imageType` of a model. */
	imageType: byte(16),
	/** Number of a file of a split image, from 1; 0 of one that is not split. */
	part: byte(17),
	/** Last cylinder in this file of a split image; 0 in its last one. */
	highest: littleEndian(halfword(18)),
});

/** Either order of the bytes of a number. */
type ByteOrder = <T>(field: Field<T>) => Field<T>;

const compressedFields = (order: ByteOrder) => ({
	version: bytes(0, 3),
	/** Bits of `cckdOption`. */
	options: byte(3),
	firstEntries: order(fullword(4)),
	secondEntries: order(fullword(8)),
	/** Bytes of the file, and those in use. */
	size: order(fullword(12)),
	used: order(fullword(16)),
	/** Little-endian in either order, as the header before this one. */
	cylinders: littleEndian(fullword(40)),
	/** What a track holds whose second table is missing. */
	nullFormat: byte(44),
	compression: byte(45),
	parameter: order(signedHalfword(46)),
});
const offsetFields = (order: ByteOrder) => ({at: order(fullword(0))});
const entryFields = (order: ByteOrder) => ({
	at: order(fullword(0)), length: order(halfword(4)), size: order(halfword(6)),
});

/** The second header of a compressed image, an entry of its first table, one of a second table. */
export const littleHeader = new Layout(512, compressedFields(littleEndian));
export const littleOffset = new Layout(4, offsetFields(littleEndian));
export const littleEntry = new Layout(8, entryFields(littleEndian));
export const bigHeader = new Layout(512, compressedFields(bigEndian));
export const bigOffset = new Layout(4, offsetFields(bigEndian));
export const bigEntry = new Layout(8, entryFields(bigEndian));

export const cckdVersion = Uint8Array.of(0, 3, 1);
export const cckdOption = {noFudge: 0x01, bigEndian: 0x02} as const;
export const cckdCompression = {none: 0, zlib: 1, bzip2: 2} as const;
/** Parameter of the compression: the program's own choice. */
export const defaultParameter = -1;
export const firstTableAt = imageHeader.length + littleHeader.length;
export const secondTableEntries = 256;
/** Offset of a table or track that a file below this shadow file has. */
export const inBaseFile = 0xFF_FF_FF_FF;

/** What a track without image holds: home address, R0 and an end-of-file R1, or home address and R0 alone. */
export const nullFormat = {endOfFile: 0, recordZero: 1} as const;
export type NullFormat = (typeof nullFormat)[keyof typeof nullFormat];

/** The format that a file names; `undefined` for one nobody but Linux uses. */
export const nullFormatOf = (number: number): NullFormat | undefined =>
	Object.values(nullFormat).find(format => format === number);

/** A track without image. */
export function nullTrack(format: NullFormat, cylinder: number, head: number): Uint8Array {
	const track = emptyTrack(cylinder, head);
	return format === nullFormat.recordZero
		? track
		: appendRecord(track, trackRecords(track)[0].end, countField.encode({
			cylinder, head, record: 1, keyLength: 0, dataLength: 0,
		}));
}

/** The image header that `bytes` begin with, where they are long enough for one. */
export const readImageHeader = (bytes: Uint8Array) =>
	imageHeader.fits(bytes) ? imageHeader.decode(bytes) : undefined;
