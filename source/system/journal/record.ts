/**
 * A record of the journal: one change of one file of the data folder, which can be made any number of times with the
 * same result. Numbers are little-endian; the checksum (CRC-32) covers everything behind itself, so that a record is
 * whole or is none. `sequence` counts records from the first one of the installation on.
 */
import {crc32} from 'node:zlib';

/** Layout of a record's head; name and data follow. */
const layout = {
	checksum: {at: 0, length: 4},
	/** Of the whole record. */
	length: {at: 4, length: 4},
	sequence: {at: 8, length: 6},
	kind: {at: 14, length: 1},
	nameLength: {at: 15, length: 1},
	/** `write`: where in the file; `adopt`: length of the file to be adopted. */
	offset: {at: 16, length: 6},
} as const;

const headLength = 22;

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

type Field = {readonly at: number; readonly length: number};

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const checksumLength = 4;

function put(bytes: Uint8Array, {at, length}: Field, value: number): void {
	let rest = value;
	for (let index = at; index < at + length; index++) {
		bytes[index] = rest % 256;
		rest = Math.floor(rest / 256);
	}
}

function get(bytes: Uint8Array, {at, length}: Field): number {
	let value = 0;
	for (let index = at + length - 1; index >= at; index--) {
		value = (value * 256) + bytes[index];
	}

	return value;
}

/** An adopted file's checksum, then its present name. */
function adoption({from, checksum}: {readonly from: string; readonly checksum: number}): Uint8Array {
	const name = encoder.encode(from);
	const bytes = new Uint8Array(checksumLength + name.length);
	put(bytes, layout.checksum, checksum);
	bytes.set(name, checksumLength);
	return bytes;
}

/** The record's bytes, and where in them its data begin. */
export function encodeRecord(sequence: number, change: Change): {readonly bytes: Uint8Array; readonly data: number} {
	const name = encoder.encode(change.name);
	const data = change.kind === 'remove'
		? new Uint8Array(0)
		: (change.kind === 'adopt' ? adoption(change) : change.data);
	const start = headLength + name.length;
	const bytes = new Uint8Array(start + data.length);
	put(bytes, layout.length, bytes.length);
	put(bytes, layout.sequence, sequence);
	put(bytes, layout.kind, kinds.indexOf(change.kind));
	put(bytes, layout.nameLength, name.length);
	put(bytes, layout.offset, change.kind === 'write' ? change.offset : (change.kind === 'adopt' ? change.length : 0));
	bytes.set(name, headLength);
	bytes.set(data, start);
	put(bytes, layout.checksum, crc32(bytes.subarray(checksumLength)));
	return {bytes, data: start};
}

/** The record at the start of `bytes` and its length; `undefined` where there is no whole one. */
export function decodeRecord(
	bytes: Uint8Array,
): {readonly record: JournalRecord; readonly length: number} | undefined {
	if (bytes.length < headLength) {
		return undefined;
	}

	const length = get(bytes, layout.length);
	const start = headLength + get(bytes, layout.nameLength);
	if (length < start || length > longest || length > bytes.length) {
		return undefined;
	}

	if (crc32(bytes.subarray(checksumLength, length)) !== get(bytes, layout.checksum)) {
		return undefined;
	}

	const change = changeOf(
		kinds[get(bytes, layout.kind)],
		decoder.decode(bytes.subarray(headLength, start)),
		get(bytes, layout.offset),
		bytes.subarray(start, length),
	);
	return change && {record: {sequence: get(bytes, layout.sequence), change}, length};
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
			return data.length <= checksumLength
				? undefined
				: {
					kind,
					name,
					from: decoder.decode(data.subarray(checksumLength)),
					length: offset,
					checksum: get(data, layout.checksum),
				};
		}

		case undefined: {
			return undefined;
		}
	}
}

/** The checksum an adopted file is known by. */
export const checksumOf = (bytes: Uint8Array): number => crc32(bytes);
