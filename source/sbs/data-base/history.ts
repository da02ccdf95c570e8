/**
 * Versions of a member. The newest is kept whole; each before it as what makes it of the one behind it, or whole where
 * that is shorter. So a PUT writes the new text and one edit more, whatever the age of the member.
 *
 * The edits lie in parts of a few slots: the youngest part, with the head of the newest version, belongs to the
 * member's entry and is written anew with each PUT until it is full; then it gets an entry of its own in the table, by
 * the last version in it. Now and then a version is kept whole (the text that was the newest just stays where it is),
 * so that no way back is long.
 */
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import {
	byte, bytes as bytesField, fullword, Layout,
} from '../../base/layout.js';
import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {field, keyOf, table} from '../store/keys.js';
import {
	after, DamagedLibrary, type Entry, type Reader, type Transaction,
} from '../store/store.js';
import {applyEdits, difference, type Edit} from './difference.js';
import {packEdits, unpackEdits} from './edits.js';
import type {MemberId} from './member-id.js';
import {newestOf, type Member} from './members.js';
import {
	kept, pack, packNumber, padded, unpack, Unpacking,
} from './packed-records.js';
import {
	freeText, readText, writeText,
} from './texts.js';
import {
	decodeHead, encodeHead, versionLayout, type Form, type Stored, type VersionHead,
} from './versions.js';

/** Where the records of a version in the history are. */
const kind = {
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

type HistoryEntry = {
	readonly head: VersionHead;
	readonly why: string;
	readonly kind: number;
	/** Edits. */
	readonly data: Uint8Array;
};

/** A version as HISTORY tells it. */
export type VersionRecord = VersionHead & {readonly why: string};

/** Bytes of a part that is full. */
const fullPart = 4000;
/** Ways back: the edits of no more versions than this, and of no more bytes than these many texts, are gone through. */
const mostDeltas = 200;
const mostTexts = 4;
const shortWay = 8000;

function encodeEntries(entries: readonly HistoryEntry[]): Uint8Array {
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

function decodeEntries(bytes: Uint8Array): readonly HistoryEntry[] {
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
const partsKey = ({name, type}: MemberId): Uint8Array => keyOf(table.history, field(name), field(type));
const wholesKey = ({name, type}: MemberId): Uint8Array => keyOf(table.whole, field(name), field(type));

/** The end of such keys: the last version of the part, or the version. */
export const lastVersion = new Layout(4, {version: fullword(0)});

const partKey = (member: MemberId, version: number): Uint8Array =>
	Buffer.concat([partsKey(member), lastVersion.encode({version})]);
const wholeKey = (member: MemberId, version: number): Uint8Array =>
	Buffer.concat([wholesKey(member), lastVersion.encode({version})]);

/** Parts that are read at once. */
const batch = 50;

/** Places of the parts with version `from` and those behind it, the member's own tail at the end. */
function * partsFrom(reader: Reader, member: Member, from: number): Step<readonly Uint8Array[]> {
	const places: Uint8Array[] = [];
	let next = partKey(member, from);
	while (true) {
		const entries = yield * reader.scan(partsKey(member), next, batch);
		for (const {value} of entries) {
			places.push(value);
		}

		if (entries.length < batch) {
			return member.tail ? [...places, member.tail] : places;
		}

		next = after(entries.at(-1)!.key);
	}
}

/** Every version, the oldest first; those from `from` on. */
export function * historyOf(reader: Reader, member: Member, from = 1): Step<readonly VersionRecord[]> {
	const versions: VersionRecord[] = [];
	for (const place of yield * partsFrom(reader, member, from)) {
		for (const {head, why} of decodeEntries(yield * readText(reader, place))) {
			if (head.version >= from) {
				versions.push({...head, why});
			}
		}
	}

	return versions;
}

/** A version of a file: what is known of it, and its records as the file has them. */
export type VersionText = {readonly head: VersionHead; readonly records: readonly Uint8Array[]};

/** A version with its records; `undefined` where the member has none of the number. Throws `DamagedLibrary`. */
export function * readVersion(reader: Reader, member: Member, version: number): Step<VersionText | undefined> {
	const {latest, text, name, type} = member;
	if (!latest || !text || version < 1 || version > latest.version) {
		return undefined;
	}

	if (version === latest.version) {
		return {head: latest, records: padded(unpack(yield * readText(reader, text)), latest)};
	}

	const way: HistoryEntry[] = [];
	for (const place of yield * partsFrom(reader, member, version)) {
		for (const entry of decodeEntries(yield * readText(reader, place))) {
			if (entry.head.version < version) {
				continue;
			}

			if (entry.head.version !== version + way.length) {
				throw new DamagedLibrary(`history of ${name} ${type}: no version ${version + way.length}`);
			}

			if (entry.kind === kind.edits) {
				way.push(entry);
				continue;
			}

			const place = entry.kind === kind.whole ? yield * wholePlace(reader, member, entry.head.version) : text;
			let records = unpack(yield * readText(reader, place));
			for (const {data} of way.toReversed()) {
				records = applyEdits(records, unpackEdits(data));
			}

			const {head} = way[0] ?? entry;
			return {head, records: padded(records, head)};
		}
	}

	throw new DamagedLibrary(`history of ${name} ${type}: it has no end`);
}

/** Where a version lies that is kept whole. */
function * wholePlace(reader: Reader, member: Member, version: number): Step<Uint8Array> {
	const place = yield * reader.get(wholeKey(member, version));
	if (!place) {
		throw new DamagedLibrary(`history of ${member.name} ${member.type}: version ${version} is not there`);
	}

	return place;
}

/** The records of a version. */
export function * versionRecords(
	reader: Reader,
	member: Member,
	version: number,
): Step<readonly Uint8Array[] | undefined> {
	return (yield * readVersion(reader, member, version))?.records;
}

/** A step back: what makes a version of the one behind it. */
export type StepBack = {readonly head: VersionHead; readonly edits: readonly Edit[]};

/** The steps from a version back to the first, the youngest first. */
export function * editsBack(reader: Reader, member: Member, version: number): Step<readonly StepBack[]> {
	const entries: HistoryEntry[] = [];
	for (const place of yield * partsFrom(reader, member, 1)) {
		for (const entry of decodeEntries(yield * readText(reader, place))) {
			if (entry.head.version < version) {
				entries.push(entry);
			}
		}
	}

	const steps: StepBack[] = [];
	for (const {head, kind: entryKind, data} of entries.toReversed()) {
		if (entryKind === kind.edits) {
			steps.push({head, edits: unpackEdits(data)});
		} else {
			// One that is kept whole: what is different is found again.
			const behind = yield * keptVersion(reader, member, head.version + 1);
			steps.push({head, edits: difference(behind, yield * keptVersion(reader, member, head.version))});
		}
	}

	return steps;
}

/** Records of a version as they are kept. */
function * keptVersion(reader: Reader, member: Member, version: number): Step<readonly Uint8Array[]> {
	const found = yield * readVersion(reader, member, version);
	return found ? found.records.map(record => kept(record, found.head.recordFormat)) : [];
}

/** Stores a new version: the member as it is then, not yet put. Throws `LibraryFull`. */
export function * addVersion(
	transaction: Transaction,
	member: Member,
	form: Form,
	records: readonly Uint8Array[],
	stored: Stored & {readonly why: string},
): Step<Member> {
	const keptRecords = records.map(record => kept(record, form.recordFormat));
	const packed = pack(keptRecords);
	const head: VersionHead = {
		...form,
		user: stored.user,
		date: stored.date,
		time: stored.time,
		version: newestOf(member) + 1,
		records: records.length,
	};
	const newest: HistoryEntry = {
		head, why: stored.why, kind: kind.newest, data: new Uint8Array(0),
	};
	const before = yield * historyBehind(transaction, member, keptRecords, packed.length);
	return {
		...member,
		latest: head,
		groups: {...member.groups, TEST: head.version},
		text: yield * writeText(transaction, packed),
		tail: yield * writeText(transaction, encodeEntries([...before.entries, newest])),
		deltas: before.deltas,
		deltaBytes: before.deltaBytes,
	};
}

type Behind = Pick<Member, 'deltas' | 'deltaBytes'> & {readonly entries: readonly HistoryEntry[]};

/**
 * What stands before the entry of a new version in the member's youngest part, now that the newest so far becomes one
 * of the old ones: its own entry, and those before it while they have room.
 */
function * historyBehind(
	transaction: Transaction,
	member: Member,
	records: readonly Uint8Array[],
	packedBytes: number,
): Step<Behind> {
	const {text, tail} = member;
	if (!text || !tail) {
		return {entries: [], deltas: 0, deltaBytes: 0};
	}

	const packed = yield * readText(transaction, text);
	const entries = decodeEntries(yield * readText(transaction, tail));
	const last = entries.at(-1);
	if (last?.kind !== kind.newest) {
		throw new DamagedLibrary(`history of ${member.name} ${member.type}: no newest version`);
	}

	const edits = packEdits(difference(records, unpack(packed)));
	const deltaBytes = member.deltaBytes + edits.length;
	const isWhole = edits.length >= packed.length
		|| member.deltas >= mostDeltas
		|| deltaBytes > shortWay + (mostTexts * packedBytes);
	yield * isWhole
		? transaction.put(wholeKey(member, last.head.version), text)
		: freeText(transaction, text);

	const entry: HistoryEntry = isWhole
		? {...last, kind: kind.whole}
		: {...last, kind: kind.edits, data: edits};
	const way = isWhole ? {deltas: 0, deltaBytes: 0} : {deltas: member.deltas + 1, deltaBytes};
	const older = entries.slice(0, -1);
	if (older.length > 0 && encodeEntries([...older, entry]).length > fullPart) {
		// The part is full: it has its place in the table from now on.
		const place = yield * writeText(transaction, encodeEntries(older));
		yield * transaction.put(partKey(member, older.at(-1)!.head.version), place);
		yield * freeText(transaction, tail);
		return {...way, entries: [entry]};
	}

	yield * freeText(transaction, tail);
	return {...way, entries: [...older, entry]};
}

/** Frees all versions of a member, and takes the entries of its history out. */
export function * removeHistory(transaction: Transaction, member: Member): Step {
	for (const prefix of [partsKey(member), wholesKey(member)]) {
		yield * takeOut(transaction, prefix, function * (_end, place) {
			yield * freeText(transaction, place);
		});
	}

	for (const place of [member.text, member.tail]) {
		if (place) {
			yield * freeText(transaction, place);
		}
	}
}

/** Puts the entries of a member's history under another name. */
export function * moveHistory(transaction: Transaction, member: MemberId, to: MemberId): Step {
	for (const [from, prefix] of [[partsKey(member), partsKey(to)], [wholesKey(member), wholesKey(to)]]) {
		yield * takeOut(transaction, from, function * (end, place) {
			yield * transaction.put(Buffer.concat([prefix, end]), place);
		});
	}
}

/** Takes all entries of a prefix out; `work` has the end of each key, and the value. */
function * takeOut(
	transaction: Transaction,
	prefix: Uint8Array,
	work: (end: Uint8Array, value: Uint8Array) => Step,
): Step {
	while (true) {
		const entries = yield * transaction.scan(prefix, prefix, batch);
		for (const {key, value} of entries) {
			yield * transaction.remove(key);
			yield * work(key.subarray(prefix.length), value);
		}

		if (entries.length < batch) {
			return;
		}
	}
}

/** The entries of a member's history: its parts, and the versions that are kept whole. */
export function * historyEntries(reader: Reader, member: MemberId): Step<readonly Entry[]> {
	const found: Entry[] = [];
	for (const prefix of [partsKey(member), wholesKey(member)]) {
		let from = prefix;
		for (let entries = yield * reader.scan(prefix, from, batch); entries.length > 0;) {
			append(found, entries);
			from = after(entries.at(-1)!.key);
			entries = yield * reader.scan(prefix, from, batch);
		}
	}

	return found;
}
