/** The history of a member as a whole: taken out, put under another name, looked at entry by entry. */
import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {
	after, type Entry, type Reader, type Transaction,
} from '../store/store.js';
import {partsBatch, partsKey, wholesKey} from './history-parts.js';
import type {MemberId} from './member-id.js';
import type {Member} from './members.js';
import {freeText} from './texts.js';

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
		const entries = yield * transaction.scan(prefix, prefix, partsBatch);
		for (const {key, value} of entries) {
			yield * transaction.remove(key);
			yield * work(key.subarray(prefix.length), value);
		}

		if (entries.length < partsBatch) {
			return;
		}
	}
}

/** The entries of a member's history: its parts, and the versions that are kept whole. */
export function * historyEntries(reader: Reader, member: MemberId): Step<readonly Entry[]> {
	const found: Entry[] = [];
	for (const prefix of [partsKey(member), wholesKey(member)]) {
		let from = prefix;
		for (let entries = yield * reader.scan(prefix, from, partsBatch); entries.length > 0;) {
			append(found, entries);
			from = after(entries.at(-1)!.key);
			entries = yield * reader.scan(prefix, from, partsBatch);
		}
	}

	return found;
}
