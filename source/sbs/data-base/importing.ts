/** Members and systems that come from outside, with the versions and dates that they have there. */
import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import type {LibraryStore, Reader, Transaction} from '../store/store.js';
import {noteEvent} from './events.js';
import {groupsUpTo, type Group} from './groups.js';
import {addVersion} from './add-version.js';
import {versionRecords} from './history.js';
import type {MemberId} from './member-id.js';
import {
	findMember, newestOf, newMember, putMember, type Member,
} from './members.js';
import {promotedTo} from './promotion.js';
import {
	circleOf, findSystem, includePart, memberPart, putSystem, systemPart,
} from './systems.js';
import {noteTaken, versionTaken} from './taken.js';
import {recordUses} from './uses.js';
import type {Form, Stored} from './versions.js';

export type ImportedVersion = Stored & {
	readonly why: string;
	readonly form: Form;
	readonly records: readonly Uint8Array[];
};

export type ImportedMember = MemberId & {
	/** Where it comes from: a name that no userid is like, under which the library notes which version is there. */
	readonly folder: string;
	/** Of a member that is new. */
	readonly owner: string;
	/** The last version goes as far. */
	readonly group: Group;
	/** The system that includes it, if any. */
	readonly system: string | undefined;
	/** The oldest first; at least one. */
	readonly versions: readonly ImportedVersion[];
};

export type ImportedSystem = {
	readonly name: string;
	readonly isSubsystem: boolean;
	readonly requiresReserve: boolean;
	readonly includes: readonly string[];
};

const sameRecords = (one: readonly Uint8Array[] | undefined, other: readonly Uint8Array[]): boolean =>
	one?.length === other.length && one.every((record, index) => Buffer.compare(record, other[index]) === 0);

/** What an import has that the member does not; `version` is the newest that both have, 0 where there is none. */
type Missing = {readonly versions: readonly ImportedVersion[]; readonly version: number};

/** Those of the versions behind the last that the member has too: its newest one, or else the one before, and so on. */
function * missingVersions(
	reader: Reader,
	member: Member,
	versions: readonly ImportedVersion[],
): Step<Missing> {
	const newest = newestOf(member);
	if (newest === 0) {
		return {versions, version: 0};
	}

	for (let version = newest; version > 0; version--) {
		const records = yield * versionRecords(reader, member, version);
		const known = versions.findLastIndex(each => sameRecords(records, each.records));
		if (known !== -1) {
			return {versions: versions.slice(known + 1), version};
		}
	}

	return {versions: versions.slice(-1), version: 0};
}

/** Notes that a folder (`ImportedMember.folder`) has the newest version of members. */
export function * noteInFolder(store: LibraryStore, folder: string, members: readonly Member[]): Step {
	const changed: Member[] = [];
	for (const member of members) {
		const taken = yield * store.read(reader => versionTaken(reader, folder, member));
		if (taken !== newestOf(member)) {
			changed.push(member);
		}
	}

	if (changed.length > 0) {
		yield * store.change(function * (transaction): Step {
			for (const member of changed) {
				yield * noteTaken(transaction, folder, member, newestOf(member));
			}
		});
	}
}

/** A member that was changed in the library and outside: an import would undo what somebody stored. */
export type Conflict = MemberId & {readonly version: number; readonly user: string};

/** The conflict, if there is one. What only the library changed is none: nothing is to be stored then. */
export function * conflictOf(
	store: LibraryStore,
	{name, type, versions, folder}: ImportedMember,
): Step<Conflict | undefined> {
	return yield * store.read(function * (reader): Step<Conflict | undefined> {
		const member = yield * findMember(reader, name, type);
		if (!member?.latest) {
			return undefined;
		}

		const {latest: {version, user}} = member;
		if ((yield * versionTaken(reader, folder, member)) === version) {
			return undefined;
		}

		const missing = yield * missingVersions(reader, member, versions);
		return missing.version < version && missing.versions.length > 0
			? {
				name, type, version, user,
			}
			: undefined;
	});
}

/** Stores what the library does not have of a member, in one change. Answers how many versions that were. */
export function * importMember(store: LibraryStore, imported: ImportedMember): Step<number> {
	return yield * store.change(function * (transaction): Step<number> {
		const {
			name, type, owner, group, system, versions, folder,
		} = imported;
		let member = (yield * findMember(transaction, name, type)) ?? newMember(name, type, owner, versions[0]);
		const {versions: missing} = yield * missingVersions(transaction, member, versions);
		for (const {form, records, ...stored} of missing) {
			member = yield * addVersion(transaction, member, form, records, stored);
		}

		const newest = newestOf(member);
		const {groups} = member;
		// PUT, and so an import, brings each version into TEST.
		const reached = groupsUpTo(group).filter(each => each !== 'TEST');
		for (const each of reached) {
			if (groups[each] !== newest) {
				const {user, date, time, why} = versions.at(-1)!;
				yield * noteEvent(transaction, member, {
					user, date, time, why, version: newest, what: promotedTo(each),
				});
			}
		}

		member = {
			...member,
			groups: {
				...groups,
				...Object.fromEntries(reached.map(each => [each, newest])),
			},
		};
		yield * putMember(transaction, member);
		if (missing.length > 0) {
			yield * noteTaken(transaction, folder, member, newest);
			yield * recordUses(transaction, member, missing.at(-1)!.records);
		}

		const holder = system === undefined ? undefined : yield * findSystem(transaction, system);
		if (holder) {
			yield * includePart(transaction, holder, memberPart(member));
		}

		return missing.length;
	});
}

/** A circle: systems, each of which includes the next one, the last the first. */
export class Circle extends Failure {
	constructor(readonly systems: readonly string[]) {
		super(8);
	}
}

/**
 * Defines systems that are not there yet, and includes in them what they are to include. Where a system would include
 * itself nothing is changed.
 */
export function * importSystems(
	store: LibraryStore,
	systems: readonly ImportedSystem[],
	owner: string,
	now: {readonly date: string; readonly time: string},
): Step<Circle | undefined> {
	return yield * store.change(function * (transaction): Step<Circle | undefined> {
		for (const {name, isSubsystem, requiresReserve} of systems) {
			if (!(yield * findSystem(transaction, name))) {
				yield * putSystem(transaction, {
					name, owner, isSubsystem, requiresReserve, ...now, next: 1,
				});
			}
		}

		for (const {name, includes} of systems) {
			for (const other of includes) {
				const circle = yield * circleOf(transaction, name, other);
				if (circle) {
					return new Circle(circle);
				}

				yield * includePart(transaction, (yield * findSystem(transaction, name))!, systemPart(other));
			}
		}

		return undefined;
	});
}
