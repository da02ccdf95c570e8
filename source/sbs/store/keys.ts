/**
 * Keys of the library's table: a byte that says which table of the data base, and fields of fixed length in EBCDIC,
 * padded with blanks, so that they are in the order of LISTFILE and all of a member, or of a name's beginning, lie side
 * by side.
 */
import {toEbcdic} from '../../base/ebcdic.js';

/** First byte of each table's keys. */
export const table = {
	/** Members: name, type. */
	member: 0x01,
	/** Versions that users took with them: user, name, type. */
	taken: 0x02,
	/** Grants. */
	grant: 0x03,
	/** Systems and subsystems: name. */
	system: 0x04,
	/** What a system includes: system, what. */
	included: 0x05,
	/** Who uses a name: name used, user's name and type. And the inverse: name, type, what it uses. */
	usedBy: 0x06,
	uses: 0x07,
	/** Frozen releases. */
	release: 0x08,
	/** Configuration records of what was built. */
	built: 0x09,
	/** Who wants to hear of changes. */
	watcher: 0x0A,
	/** The last request of each user, and its answer. */
	request: 0x0B,
	/** Settings of the library. */
	setting: 0x0C,
	/** Of which systems something is part: kind, name, type, system. The inverse of `included`. */
	partOf: 0x0E,
	/** What happened to members beside new versions: name, type, when. */
	event: 0x0F,
	/** Versions that are kept whole: name, type, version. */
	whole: 0x11,
	/** What users are told at their next command: user, when. */
	note: 0x10,
	/** Parts of the histories of members: name, type, the last version in it. */
	history: 0x0D,
	/** Which slots of the containers are taken: the store's own. */
	allocation: 0xF0,
} as const;

/** A text field of a key; longer texts are cut. */
export const field = (text: string, length = 8): Uint8Array => toEbcdic(text.slice(0, length).padEnd(length));

/** A key of a table. */
export function keyOf(tableByte: number, ...fields: readonly Uint8Array[]): Uint8Array {
	return Uint8Array.from(Buffer.concat([Uint8Array.of(tableByte), ...fields]));
}

/** What all names that begin with `text` have in common: no padding. */
export const beginning = (tableByte: number, text: string): Uint8Array => keyOf(tableByte, toEbcdic(text));
