/** Frozen releases: a name, and the version of each member that is of it. What is frozen never changes. */
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import {
	characters, fullword, Layout, packedDigits,
} from '../../base/layout.js';
import type {Step} from '../../guest/action.js';
import {field, keyOf, table} from '../store/keys.js';
import {
	after, DamagedLibrary, type Entry, type Reader, type Transaction,
} from '../store/store.js';
import {dateOf, digitsOf, timeOf} from './dates.js';
import type {MemberId} from './member-id.js';

export type Release = {
	readonly name: string;
	/** Who froze it, when, and why. */
	readonly user: string;
	readonly date: string;
	readonly time: string;
	readonly why: string;
	/** Members. */
	readonly members: number;
};

/** Entry of a release, with nothing behind its name; the reason follows. */
export const releaseLayout = new Layout(18, {
	user: characters(0, 8), date: packedDigits(8, 3), time: packedDigits(11, 3), members: fullword(14),
});
/** Entry of a member of a release. */
export const frozenLayout = new Layout(4, {version: fullword(0)});

const nameLength = 8;
const batch = 250;
const longestReason = 200;

/** Behind the name: nothing (00) for the release itself, a member (01) with its name and type. */
const headOf = (release: string): Uint8Array => keyOf(table.release, Uint8Array.of(0), field(release));
const membersOf = (release: string): Uint8Array => keyOf(table.release, Uint8Array.of(1), field(release));
const memberOf = (release: string, {name, type}: MemberId): Uint8Array =>
	Buffer.concat([membersOf(release), field(name), field(type)]);

function decodeRelease({key, value}: Entry): Release {
	const name = fromEbcdic(key.subarray(2)).trimEnd();
	if (!releaseLayout.fits(value)) {
		throw new DamagedLibrary(`entry of release ${name}`);
	}

	const {date, time, ...entry} = releaseLayout.decode(value);
	return {
		...entry, name, date: dateOf(date), time: timeOf(time), why: fromEbcdic(value.subarray(releaseLayout.length)),
	};
}

export function * findRelease(reader: Reader, name: string): Step<Release | undefined> {
	const key = headOf(name);
	const value = yield * reader.get(key);
	return value && decodeRelease({key, value});
}

/** Every release, in the order of their names. */
export function * allReleases(reader: Reader): Step<readonly Release[]> {
	const entries = yield * reader.scan(keyOf(table.release, Uint8Array.of(0)));
	return entries.map(entry => decodeRelease(entry));
}

/** The version of a member that is of a release; 0 where none is. */
export function * frozenVersion(reader: Reader, release: string, member: MemberId): Step<number> {
	const value = yield * reader.get(memberOf(release, member));
	return value && frozenLayout.fits(value) ? frozenLayout.decode(value).version : 0;
}

/** The first release that has a version of a member. */
export function * releaseWith(reader: Reader, member: MemberId): Step<string | undefined> {
	for (const {name} of yield * allReleases(reader)) {
		if ((yield * frozenVersion(reader, name, member)) > 0) {
			return name;
		}
	}

	return undefined;
}

export type Frozen = MemberId & {readonly version: number};

/** The members of a release with their versions, in the order of their names. */
export function * frozenIn(reader: Reader, release: string): Step<readonly Frozen[]> {
	const prefix = membersOf(release);
	const found: Frozen[] = [];
	let from = prefix;
	while (true) {
		const entries = yield * reader.scan(prefix, from, batch);
		for (const {key, value} of entries) {
			const part = (at: number): string => fromEbcdic(key.subarray(at, at + nameLength)).trimEnd();
			found.push({
				name: part(prefix.length),
				type: part(prefix.length + nameLength),
				version: frozenLayout.fits(value) ? frozenLayout.decode(value).version : 0,
			});
		}

		if (entries.length < batch) {
			return found;
		}

		from = after(entries.at(-1)!.key);
	}
}

/** Freezes a release that is not there yet. */
export function * freeze(
	transaction: Transaction,
	release: Omit<Release, 'members'>,
	members: readonly Frozen[],
): Step {
	const {name, user, date, time, why} = release;
	for (const member of members) {
		yield * transaction.put(memberOf(name, member), frozenLayout.encode({version: member.version}));
	}

	yield * transaction.put(headOf(name), Buffer.concat([
		releaseLayout.encode({
			user, date: digitsOf(date, 6), time: digitsOf(time, 6), members: members.length,
		}),
		toEbcdic(why.slice(0, longestReason)),
	]));
}
