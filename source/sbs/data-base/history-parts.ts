/**
 * How the history of a member lies in the table: entries of versions in parts of a few slots, each part by the last
 * version in it, the youngest with the member; and the places of versions that are kept whole.
 */
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import {
	byte, bytes as bytesField, fullword, Layout,
} from '../../base/layout.js';
import type {Step} from '../../guest/action.js';
import {field, keyOf, table} from '../store/keys.js';
import {after, type Reader} from '../store/store.js';
import type {MemberId} from './member-id.js';
import type {Member} from './members.js';
import {packNumber, Unpacking} from './packed-records.js';
import {decodeHead, encodeHead, versionLayout, type VersionHead} from './versions.js';

/** Where the records of a version in the history are. */
export const kind = {
	/** With the member: it is the newest. */
	newest: 0,
	/** In the edits that follow. */
	edits: 1,
	/** In a text of its own, which the table `whole` has the place of. */
	whole: 2,
} as const;

/** An entry of a part; the length of its edits as a number, the reason and the edits follow. */
export const entryLayout = new Layout(versionLayout.length + 2, {
	head: bytesField(0, versionLayout.length), kind: byte(versionLayout.length), why: byte(versionLayout.length + 1),
});

/** Characters of a reason that are kept. */
export const longestReason = 200;

export type HistoryEntry = {
	readonly head: VersionHead;
	readonly why: string;
	readonly kind: number;
	/** Edits. */
	readonly data: Uint8Array;
};

export function encodeEntries(entries: readonly HistoryEntry[]): Uint8Array {
	return Buffer.concat(entries.flatMap(entry => {
		const why = toEbcdic(entry.why.slice(0, longestReason));
		return [
			entryLayout.encode({head: encodeHead(entry.head), kind: entry.kind, why: why.length}),
			packNumber(entry.data.length),
			why,
			entry.data,
		];
	}));
}

export function decodeEntries(bytes: Uint8Array): readonly HistoryEntry[] {
	const entries: HistoryEntry[] = [];
	for (const text = new Unpacking(bytes); !text.isAtEnd;) {
		const entry = entryLayout.decode(text.take(entryLayout.length));
		const length = text.number();
		const why = fromEbcdic(text.take(entry.why));
		entries.push({
			head: decodeHead(entry.head, 0), kind: entry.kind, why, data: text.take(length),
		});
	}

	return entries;
}

/** What all parts of a member's history have at the beginning of their keys, and all versions that are kept whole. */
export const partsKey = ({name, type}: MemberId): Uint8Array => keyOf(table.history, field(name), field(type));
export const wholesKey = ({name, type}: MemberId): Uint8Array => keyOf(table.whole, field(name), field(type));

/** The end of such keys: the last version of the part, or the version. */
export const lastVersion = new Layout(4, {version: fullword(0)});

export const partKey = (member: MemberId, version: number): Uint8Array =>
	Buffer.concat([partsKey(member), lastVersion.encode({version})]);
export const wholeKey = (member: MemberId, version: number): Uint8Array =>
	Buffer.concat([wholesKey(member), lastVersion.encode({version})]);

/** Parts that are read at once. */
export const partsBatch = 50;

/** Places of the parts with version `from` and those behind it, the member's own tail at the end. */
export function * partsFrom(reader: Reader, member: Member, from: number): Step<readonly Uint8Array[]> {
	const places: Uint8Array[] = [];
	let next = partKey(member, from);
	while (true) {
		const entries = yield * reader.scan(partsKey(member), next, partsBatch);
		for (const {value} of entries) {
			places.push(value);
		}

		if (entries.length < partsBatch) {
			return member.tail ? [...places, member.tail] : places;
		}

		next = after(entries.at(-1)!.key);
	}
}
