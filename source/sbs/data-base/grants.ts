/** Rights that were granted: to a user, or to all (`*`), on members by pattern, or on those of a system. */
import {fromEbcdicAt, toEbcdic} from '../../base/ebcdic.js';
import {
	byte, characters, Layout, packedDigits,
} from '../../base/layout.js';
import {limits} from '../../base/limits.js';
import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {field, keyOf, table} from '../store/keys.js';
import {
	after, DamagedLibrary, type Entry, type Reader, type Transaction,
} from '../store/store.js';
import {dateOf, digitsOf, timeOf} from './dates.js';
import type {MemberId} from './member-id.js';
import {systemsOf} from './membership.js';
import {fits} from './patterns.js';

/**
 * `GET` to read it, where not everybody may; `PUT` to store versions; `PROMOTE` to move them up to INTEGRATION;
 * `PRODUCTION` to move them there; `OWN` to do what only the owner may.
 */
export const rights = ['GET', 'PUT', 'PROMOTE', 'PRODUCTION', 'OWN'] as const;

export type Right = (typeof rights)[number];

/** All users. */
export const everybody = '*';

/** Whose rights on what. `system` is empty where the patterns say all. */
export type Subject = {
	readonly user: string;
	readonly name: string;
	readonly type: string;
	readonly system: string;
};

export type Grant = Subject & {
	readonly rights: readonly Right[];
	/** What everybody may without a grant is taken from all who have none: for `everybody` alone. */
	readonly taken: readonly Right[];
	readonly by: string;
	readonly date: string;
	readonly time: string;
};

/** `granted` and `taken` have a bit for each right, GET the first. */
export const grantLayout = new Layout(16, {
	granted: byte(0), taken: byte(1), by: characters(2, 8), date: packedDigits(10, 3), time: packedDigits(13, 3),
});

const nameLength = 8;

/** Entries that are read at once. */
const batch = 250;

/** A user's grants that are looked at all together: fewer than this. */
const few = 40;

const bitsOf = (some: readonly Right[]): number =>
	rights.reduce((bits, right, index) => bits | (some.includes(right) ? 0x80 >> index : 0), 0);
const rightsIn = (bits: number): readonly Right[] => rights.filter((_, index) => (bits & (0x80 >> index)) !== 0);

const grantKey = ({user, name, type, system}: Subject): Uint8Array =>
	keyOf(table.grant, field(user), field(name), field(type), field(system));

function decodeGrant({key, value}: Entry): Grant {
	const part = (index: number): string =>
		fromEbcdicAt(key, 1 + (index * nameLength), 1 + ((index + 1) * nameLength)).trimEnd();
	if (!grantLayout.fits(value)) {
		throw new DamagedLibrary(`grant to ${part(0)}`);
	}

	const {granted, taken, by, date, time} = grantLayout.decode(value);
	return {
		user: part(0),
		name: part(1),
		type: part(2),
		system: part(3),
		rights: rightsIn(granted),
		taken: rightsIn(taken),
		by,
		date: dateOf(date),
		time: timeOf(time),
	};
}

/** Every grant whose key begins so. */
function * grantsFrom(reader: Reader, prefix: Uint8Array): Step<readonly Grant[]> {
	const found: Grant[] = [];
	let from = prefix;
	while (true) {
		const entries = yield * reader.scan(prefix, from, batch);
		for (const entry of entries) {
			found.push(decodeGrant(entry));
		}

		if (entries.length < batch) {
			return found;
		}

		from = after(entries.at(-1)!.key);
	}
}

/** Grants to a user, or everyone's where none is told. */
export function * grantsTo(reader: Reader, user?: string): Step<readonly Grant[]> {
	return yield * grantsFrom(reader, user === undefined ? keyOf(table.grant) : keyOf(table.grant, field(user)));
}

/**
 * Grants to a user that can be on members of a name: all of his, where they are few; else those by that name, and those
 * by patterns that begin as it does, each a range of keys.
 */
function * grantsOnName(reader: Reader, user: string, name: string): Step<readonly Grant[]> {
	const prefix = keyOf(table.grant, field(user));
	const first = yield * reader.scan(prefix, prefix, few);
	if (first.length < few) {
		return first.map(entry => decodeGrant(entry));
	}

	const found = [...yield * grantsFrom(reader, keyOf(table.grant, field(user), field(name)))];
	for (let length = 0; length < nameLength; length++) {
		const known = toEbcdic(`${name.slice(0, length)}*`);
		append(found, length > name.length ? [] : yield * grantsFrom(reader, Buffer.concat([prefix, known])));
	}

	return found;
}

/** Whether a user, or everybody, was granted a right on a member, and whether it was taken from who was not. */
export function * grantedTo(
	reader: Reader,
	user: string,
	{name, type}: MemberId,
	right: Right,
): Step<{readonly isGranted: boolean; readonly isTaken: boolean}> {
	const all = [...yield * grantsOnName(reader, user, name), ...yield * grantsOnName(reader, everybody, name)];
	let systems: readonly string[] | undefined;
	let isGranted = false;
	let isTaken = false;
	for (const grant of all) {
		const concerns = grant.rights.includes(right) || grant.taken.includes(right);
		if (!concerns || !fits(grant.name)(name) || !fits(grant.type)(type)) {
			continue;
		}

		if (grant.system !== '') {
			systems ??= yield * systemsOf(reader, {name, type});
			if (!systems.includes(grant.system)) {
				continue;
			}
		}

		isGranted ||= grant.rights.includes(right);
		isTaken ||= grant.taken.includes(right);
	}

	return {isGranted, isTaken};
}

/** What became of a change: nothing was there to change, or the user has as many grants as there can be. */
export type GrantOutcome = 'changed' | 'nothing' | 'tooMany';

/** Changes what a user, or everybody, has on a subject. */
export function * changeGrant(
	transaction: Transaction,
	subject: Subject,
	change: (rights: readonly Right[], taken: readonly Right[]) => Pick<Grant, 'rights' | 'taken'>,
	who: {readonly user: string; readonly date: string; readonly time: string},
): Step<GrantOutcome> {
	const key = grantKey(subject);
	const value = yield * transaction.get(key);
	const before = value && decodeGrant({key, value});
	const after = change(before?.rights ?? [], before?.taken ?? []);
	const isSame = bitsOf(after.rights) === bitsOf(before?.rights ?? [])
		&& bitsOf(after.taken) === bitsOf(before?.taken ?? []);
	if (isSame) {
		return 'nothing';
	}

	if (after.rights.length === 0 && after.taken.length === 0) {
		yield * transaction.remove(key);
		return 'changed';
	}

	const prefix = keyOf(table.grant, field(subject.user));
	const most = limits.libraryGrants.value;
	if (!before && (yield * transaction.scan(prefix, prefix, most)).length === most) {
		return 'tooMany';
	}

	yield * transaction.put(key, grantLayout.encode({
		granted: bitsOf(after.rights),
		taken: bitsOf(after.taken),
		by: who.user,
		date: digitsOf(who.date, 6),
		time: digitsOf(who.time, 6),
	}));
	return 'changed';
}

/** Changes grants: `change` answers what becomes of each, `undefined` where it goes. */
function * replaceGrants(transaction: Transaction, change: (grant: Grant) => Subject | undefined): Step {
	const prefix = keyOf(table.grant);
	let from = prefix;
	while (true) {
		const entries = yield * transaction.scan(prefix, from, batch);
		for (const entry of entries) {
			const grant = decodeGrant(entry);
			const subject = change(grant);
			if (subject !== grant) {
				yield * transaction.remove(entry.key);
				if (subject) {
					yield * transaction.put(grantKey(subject), entry.value);
				}
			}
		}

		if (entries.length < batch) {
			return;
		}

		from = after(entries.at(-1)!.key);
	}
}

/**
 * Takes out what was granted on a member by its name, and puts it under another name if told: a member that somebody
 * else adds under the old name has nothing of it. What patterns grant stays.
 */
export function * moveGrants(transaction: Transaction, member: MemberId, to?: MemberId): Step {
	yield * replaceGrants(transaction, grant => {
		const isOnIt = grant.name === member.name && grant.type === member.type;
		return isOnIt ? to && {...grant, ...to} : grant;
	});
}

/** Takes out what was granted to a user on a member by its name: he gave it to somebody else. */
export function * forgetGrantsTo(transaction: Transaction, user: string, {name, type}: MemberId): Step {
	for (const {key} of yield * transaction.scan(keyOf(table.grant, field(user), field(name), field(type)))) {
		yield * transaction.remove(key);
	}
}

/** A system is gone: who defines another one of its name has not granted anything on it. */
export function * forgetGrantsOn(transaction: Transaction, system: string): Step {
	yield * replaceGrants(transaction, grant => grant.system === system ? undefined : grant);
}
