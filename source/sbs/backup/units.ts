/** What a backup is made of: the library's entries, those of a member and its history together. */
import type {Step} from '../../guest/action.js';
import {splitValue} from '../data-base/entry-texts.js';
import {historyEntries, removeHistory} from '../data-base/move-history.js';
import {findMember, memberOfKey} from '../data-base/members.js';
import {readText, writeText} from '../data-base/texts.js';
import {table} from '../store/keys.js';
import {
	after, type Entry, type Reader, type Transaction,
} from '../store/store.js';
import type {BackupEntry} from './format.js';

/** Tables that are not copied: what belongs to one library, or to the moment; histories go with their members. */
const left: ReadonlySet<number> = new Set([
	table.allocation, table.request, table.note, table.history, table.whole,
]);

/** Entries of other tables that go together. */
const batch = 100;

/** The next unit from a key on, and the key behind it; `undefined` where there is nothing more. */
export type NextUnit = {
	readonly entries: readonly BackupEntry[];
	readonly next: Uint8Array;
	readonly isMember: boolean;
};

function * withTexts(reader: Reader, entry: Entry): Step<BackupEntry> {
	const {fixed, places} = splitValue(entry);
	const texts: Uint8Array[] = [];
	for (const place of places) {
		texts.push(yield * readText(reader, place));
	}

	return {key: entry.key, fixed, texts};
}

export function * nextUnit(reader: Reader, from: Uint8Array): Step<NextUnit | undefined> {
	const [first] = yield * reader.scan(new Uint8Array(0), from, 1);
	if (!first) {
		return undefined;
	}

	const [kind] = first.key;
	if (left.has(kind)) {
		// All of the table is left out: the next one begins behind it.
		return {entries: [], next: Uint8Array.of(kind + 1), isMember: false};
	}

	if (kind === table.member) {
		const entries = [first, ...yield * historyEntries(reader, memberOfKey(first.key))];
		const unit: BackupEntry[] = [];
		for (const entry of entries) {
			unit.push(yield * withTexts(reader, entry));
		}

		return {entries: unit, next: after(first.key), isMember: true};
	}

	const entries = yield * reader.scan(Uint8Array.of(kind), first.key, batch);
	return {
		entries: entries.map(({key, value}) => ({key, fixed: value, texts: []})),
		next: after(entries.at(-1)!.key),
		isMember: false,
	};
}

/** Whether a unit is that of a member. */
export const isMemberUnit = ([first]: readonly BackupEntry[]): boolean => first.key[0] === table.member;

/** Puts a unit into the library, in place of what was there of it. False where all of it was there already. */
export function * restoreUnit(transaction: Transaction, unit: readonly BackupEntry[]): Step<boolean> {
	const [first] = unit;
	if (isMemberUnit(unit)) {
		const id = memberOfKey(first.key);
		const before = yield * findMember(transaction, id.name, id.type);
		if (before && (yield * isSame(transaction, first))) {
			return false;
		}

		if (before) {
			yield * removeHistory(transaction, before);
		}
	}

	let isChanged = false;
	for (const {key, fixed, texts} of unit) {
		const places: Uint8Array[] = [];
		for (const text of texts) {
			places.push(yield * writeText(transaction, text));
		}

		const value = Buffer.concat([fixed, ...places]);
		const before = texts.length > 0 ? undefined : yield * transaction.get(key);
		if (!before || Buffer.compare(before, value) !== 0) {
			yield * transaction.put(key, value);
			isChanged = true;
		}
	}

	return isChanged;
}

/** Whether a member is what the entry of a backup says: everything of it is in there, its newest version too. */
function * isSame(reader: Reader, {key, fixed, texts}: BackupEntry): Step<boolean> {
	const value = yield * reader.get(key);
	const {fixed: is, places} = value ? splitValue({key, value}) : {fixed: new Uint8Array(0), places: []};
	if (Buffer.compare(is, fixed) !== 0 || places.length !== texts.length) {
		return false;
	}

	for (const [index, place] of places.entries()) {
		if (Buffer.compare(yield * readText(reader, place), texts[index]) !== 0) {
			return false;
		}
	}

	return true;
}
