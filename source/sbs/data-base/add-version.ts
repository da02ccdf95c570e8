/** Stores new versions of members: the newest becomes one of the old ones. */
import type {Step} from '../../guest/action.js';
import {DamagedLibrary, type Transaction} from '../store/store.js';
import {difference} from './difference.js';
import {packEdits} from './edits.js';
import {
	decodeEntries, encodeEntries, kind, partKey, wholeKey, type HistoryEntry,
} from './history-parts.js';
import {newestOf, type Member} from './members.js';
import {kept, pack, unpack} from './packed-records.js';
import {freeText, readText, writeText} from './texts.js';
import type {Form, Stored, VersionHead} from './versions.js';

/** Bytes of a part that is full. */
const fullPart = 4000;
/** Ways back: the edits of no more versions than this, and of no more bytes than these many texts, are gone through. */
const mostDeltas = 200;
const mostTexts = 4;
const shortWay = 8000;

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
