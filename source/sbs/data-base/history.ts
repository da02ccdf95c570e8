/**
 * Versions of a member. The newest is kept whole; each before it as what makes it of the one behind it, or whole where
 * that is shorter. So a PUT writes the new text and one edit more, whatever the age of the member.
 *
 * The edits lie in parts of a few slots: the youngest part, with the head of the newest version, belongs to the
 * member's entry and is written anew with each PUT until it is full; then it gets an entry of its own in the table, by
 * the last version in it. Now and then a version is kept whole (the text that was the newest just stays where it is),
 * so that no way back is long.
 */
import type {Step} from '../../guest/action.js';
import {DamagedLibrary, type Reader} from '../store/store.js';
import {applyEdits, difference, type Edit} from './difference.js';
import {unpackEdits} from './edits.js';
import {
	decodeEntries, kind, partsFrom, wholeKey, type HistoryEntry,
} from './history-parts.js';
import type {Member} from './members.js';
import {kept, padded, unpack} from './packed-records.js';
import {readText} from './texts.js';
import type {VersionHead} from './versions.js';

/** A version as HISTORY tells it. */
export type VersionRecord = VersionHead & {readonly why: string};

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
