/** Who wants to hear of changes of which members, and what waits to be told. */
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import type {Note} from '../context.js';
import {field, keyOf, table} from '../store/keys.js';
import {after, type Reader, type Transaction} from '../store/store.js';
import {keyOfMoment} from './events.js';
import type {MemberId} from './member-id.js';
import {fits} from './patterns.js';

/** A user, and the patterns of the members that he watches. */
export type Watch = MemberId & {readonly user: string};

const nothing = new Uint8Array(0);
const nameLength = 8;
const batch = 200;
const longestNote = 120;

const watchKey = ({user, name, type}: Watch): Uint8Array =>
	keyOf(table.watcher, field(user), field(name), field(type));
const notesKey = (user: string): Uint8Array => keyOf(table.note, field(user));

/** What users watch; those of one, or of all. */
export function * watches(reader: Reader, user?: string): Step<readonly Watch[]> {
	const prefix = user === undefined ? keyOf(table.watcher) : keyOf(table.watcher, field(user));
	const found: Watch[] = [];
	let from = prefix;
	while (true) {
		const entries = yield * reader.scan(prefix, from, batch);
		for (const {key} of entries) {
			const part = (index: number): string =>
				fromEbcdic(key.subarray(1 + (index * nameLength), 1 + ((index + 1) * nameLength))).trimEnd();
			found.push({user: part(0), name: part(1), type: part(2)});
		}

		if (entries.length < batch) {
			return found;
		}

		from = after(entries.at(-1)!.key);
	}
}

/** Begins to watch. */
export function * watch(transaction: Transaction, one: Watch): Step {
	yield * transaction.put(watchKey(one), nothing);
}

/** Ends to watch; false where nobody did. */
export function * unwatch(transaction: Transaction, one: Watch): Step<boolean> {
	const isThere = (yield * transaction.get(watchKey(one))) !== undefined;
	yield * transaction.remove(watchKey(one));
	return isThere;
}

/** Leaves a line for all who watch a member, but not for whose work it is. Answers what was left. */
export function * tellWatchers(
	transaction: Transaction,
	{name, type}: MemberId,
	by: {readonly user: string; readonly now: {readonly date: string; readonly time: string}},
	line: string,
): Step<readonly Note[]> {
	const left: Note[] = [];
	const users = (yield * watches(transaction))
		.filter(each => each.user !== by.user && fits(each.name)(name) && fits(each.type)(type))
		.map(({user}) => user);
	for (const user of new Set(users)) {
		const waiting = yield * transaction.scan(notesKey(user), undefined, limits.libraryNotes.value);
		if (waiting.length < limits.libraryNotes.value) {
			const key = yield * keyOfMoment(transaction, notesKey(user), by.now);
			const note = {user, key, line: line.slice(0, longestNote)};
			yield * transaction.put(key, toEbcdic(note.line));
			left.push(note);
		}
	}

	return left;
}

/** Takes notes back that still wait: their users are about to be told. Answers which they are. */
export function * takeNotes(transaction: Transaction, notes: readonly Note[]): Step<readonly Note[]> {
	const taken: Note[] = [];
	for (const note of notes) {
		if (yield * transaction.get(note.key)) {
			yield * transaction.remove(note.key);
			taken.push(note);
		}
	}

	return taken;
}

/** They were not told: they wait again. */
export function * leaveNotes(transaction: Transaction, notes: readonly Note[]): Step {
	for (const {key, line} of notes) {
		yield * transaction.put(key, toEbcdic(line));
	}
}

/** What waits to be told to a user. */
export function * notesFor(reader: Reader, user: string): Step<readonly string[]> {
	const entries = yield * reader.scan(notesKey(user), undefined, limits.libraryNotes.value);
	return entries.map(({value}) => fromEbcdic(value));
}

/** They have been told. */
export function * forgetNotes(transaction: Transaction, user: string): Step {
	for (const {key} of yield * transaction.scan(notesKey(user))) {
		yield * transaction.remove(key);
	}
}
