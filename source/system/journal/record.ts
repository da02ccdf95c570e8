/**
 * A record of the journal: one change of one file of the data folder, which can be made any number of times with the
 * same result. Numbers are little-endian; the checksum (CRC-32) covers everything behind itself, so that a record is
 * whole or is none. `sequence` counts records from the first one of the installation on.
 */
import {crc32} from 'node:zlib';
import {
	byte, fullword, Layout, littleEndian, sixBytes,
} from '../../base/layout.js';

/** A record's head; name and data follow. */
export const recordHead = new Layout(22, {
	checksum: littleEndian(fullword(0)),
	/** Of the whole record. */
	length: littleEndian(fullword(4)),
	sequence: littleEndian(sixBytes(8)),
	kind: byte(14),
	nameLength: byte(15),
	/** `write`: where in the file; `adopt`: length of the file to be adopted. */
	offset: littleEndian(sixBytes(16)),
});
/** The data of an adoption; the file's present name follows. */
export const adoptionHead = new Layout(4, {checksum: littleEndian(fullword(0))});

/** Where what the checksum covers begins. */
const checkedFrom = recordHead.offset.length;

/** A longer record is damage. */
const longest = 16 * 1024 * 1024;

const kinds = ['write', 'replace', 'remove', 'adopt'] as const;

/** What a record does to the file `name` (a path in the data folder, `/` between its parts). */
export type Change =
	/** Bytes of an image. */
	| {readonly kind: 'write'; readonly name: string; readonly offset: number; readonly data: Uint8Array}
	/** The file has this content and no other. */
	| {readonly kind: 'replace'; readonly name: string; readonly data: Uint8Array}
	| {readonly kind: 'remove'; readonly name: string}
	/** A file too large for the journal, already there under another name, with its checksum, takes this one. */
	| {
		readonly kind: 'adopt';
		readonly name: string;
		readonly from: string;
		readonly length: number;
		readonly checksum: number;
	};

export type JournalRecord = {readonly sequence: number; readonly change: Change};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An adopted file's checksum, then its present name. */
function adoption({from, checksum}: {readonly from: string; readonly checksum: number}): Uint8Array {
	return Buffer.concat([adoptionHead.encode({checksum}), encoder.encode(from)]);
}

/** The record's bytes, and where in them its data begin. */
export function encodeRecord(sequence: number, change: Change): {readonly bytes: Uint8Array; readonly data: number} {
	const name = encoder.encode(change.name);
	const data = change.kind === 'remove'
		? new Uint8Array(0)
		: (change.kind === 'adopt' ? adoption(change) : change.data);
	const start = recordHead.length + name.length;
	const bytes = new Uint8Array(start + data.length);
	recordHead.change(bytes, 0, {
		length: bytes.length,
		sequence,
		kind: kinds.indexOf(change.kind),
		nameLength: name.length,
		offset: change.kind === 'write' ? change.offset : (change.kind === 'adopt' ? change.length : 0),
	});
	bytes.set(name, recordHead.length);
	bytes.set(data, start);
	recordHead.change(bytes, 0, {checksum: crc32(bytes.subarray(checkedFrom))});
	return {bytes, data: start};
}

/** The record at the start of `bytes` and its length; `undefined` where there is no whole one. */
export function decodeRecord(
	bytes: Uint8Array,
): {readonly record: JournalRecord; readonly length: number} | undefined {
	if (!recordHead.fits(bytes)) {
		return undefined;
	}

	const {checksum, length, sequence, kind, nameLength, offset} = recordHead.decode(bytes);
	const start = recordHead.length + nameLength;
	if (length < start || length > longest || length > bytes.length) {
		return undefined;
	}

	if (crc32(bytes.subarray(checkedFrom, length)) !== checksum) {
		return undefined;
	}

	const change = changeOf(
		kinds[kind],
		decoder.decode(bytes.subarray(recordHead.length, start)),
		offset,
		bytes.subarray(start, length),
	);
	return change && {record: {sequence, change}, length};
}

function changeOf(
	kind: Change['kind'] | undefined,
	name: string,
	offset: number,
	data: Uint8Array,
): Change | undefined {
	switch (kind) {
		case 'write': {
			return {kind, name, offset, data};
		}

		case 'replace': {
			return {kind, name, data};
		}

		case 'remove': {
			return {kind, name};
		}

		case 'adopt': {
			return data.length <= adoptionHead.length
				? undefined
				: {
					kind,
					name,
					from: decoder.decode(data.subarray(adoptionHead.length)),
					length: offset,
					checksum: adoptionHead.decode(data).checksum,
				};
		}

		case undefined: {
			return undefined;
		}
	}
}

/** The checksum an adopted file is known by. */
export const checksumOf = (bytes: Uint8Array): number => crc32(bytes);
