/**
 * A backup as a set of files of variable-length records, which any system can read: entries of the library's table,
 * each with the texts it refers to, and at the end of each file its checksum and where the next one begins. Where texts
 * lay on the disks is not in it. A unit may go on in the next file: members can be as large as a file of CMS.
 *
 * Records: `H` head of a file; `U` a unit begins (what belongs together: a member with its history, or entries of other
 * tables); `E` an entry; `T` a text of it, `D` its bytes; `Z` the end of the file.
 */
import {crc32} from 'node:zlib';
import {
	byte, characters, fullword, halfword, Layout,
} from '../../base/layout.js';

/** What a record is, in its first byte. */
export const kind = {
	head: 0xC8, unit: 0xE4, entry: 0xC5, text: 0xE3, data: 0xC4, end: 0xE9,
} as const;

/** `files` before this one of the set. */
export const headLayout = new Layout(27, {
	kind: byte(0), sign: characters(1, 8), files: halfword(9), date: characters(11, 8), time: characters(19, 8),
});
export const sign = 'SBSBACK1';

/** An entry: key and what of its value is no place follow. */
export const entryLayout = new Layout(5, {
	kind: byte(0), key: byte(1), fixed: halfword(2), texts: byte(4),
});
export const textLayout = new Layout(5, {kind: byte(0), bytes: fullword(1)});

/** The end: checksum of all records before it, how it ends (`ending`), and the key of the unit that comes next. */
export const endLayout = new Layout(8, {
	kind: byte(0), checksum: fullword(1), ending: byte(5), next: halfword(6),
});

/** What stands behind a file of a set: the next one, with a unit; nothing; the rest of the unit that it ends in. */
export const ending = {unit: 0, nothing: 1, rest: 2} as const;

/** Bytes of a text in a record. */
export const dataBytes = 4000;

/** An entry with the texts it refers to. */
export type BackupEntry = {
	readonly key: Uint8Array;
	readonly fixed: Uint8Array;
	readonly texts: readonly Uint8Array[];
};

/** The records of a unit. */
export function unitRecords(entries: readonly BackupEntry[]): readonly Uint8Array[] {
	const records: Uint8Array[] = [Uint8Array.of(kind.unit)];
	for (const {key, fixed, texts} of entries) {
		const head = entryLayout.encode({
			kind: kind.entry, key: key.length, fixed: fixed.length, texts: texts.length,
		});
		records.push(Buffer.concat([head, key, fixed]));
		for (const text of texts) {
			records.push(textLayout.encode({kind: kind.text, bytes: text.length}));
			for (let at = 0; at < text.length; at += dataBytes) {
				records.push(Buffer.concat([Uint8Array.of(kind.data), text.subarray(at, at + dataBytes)]));
			}
		}
	}

	return records;
}

/** A checksum that goes on over records. */
export const checksumOf = (record: Uint8Array, before = 0): number => crc32(record, before);

/** `next`: key of the unit behind those that have begun; `isWithin`: one that has begun goes on in the next file. */
export function endRecord(checksum: number, next: Uint8Array | undefined, isWithin: boolean): Uint8Array {
	const behind = next ? ending.unit : ending.nothing;
	return Buffer.concat([
		endLayout.encode({
			kind: kind.end, checksum, ending: isWithin ? ending.rest : behind, next: next?.length ?? 0,
		}),
		next ?? new Uint8Array(0),
	]);
}

/** Filetype of the files of a set: the first, the second... */
export const fileType = (number: number): string => number === 0 ? 'SBSBACK' : `SBSB${String(number).padStart(4, '0')}`;

/** Files of a set, at most. */
export const mostFiles = 9999;
