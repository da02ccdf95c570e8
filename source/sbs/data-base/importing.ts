/** Members and systems that come from outside, with the versions and dates that they have there. */
import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import type {LibraryStore, Transaction} from '../store/store.js';
import type {Group} from './groups.js';
import {addVersion, versionRecords} from './history.js';
import type {MemberId} from './member-id.js';
import {
	findMember, newestOf, newMember, putMember, type Member,
} from './members.js';
import {
	circleOf, findSystem, includePart, memberPart, putSystem, systemPart,
} from './systems.js';
import {recordUses} from './uses.js';
import type {Form, Stored} from './versions.js';

export type ImportedVersion = Stored & {
	readonly why: string;
	readonly form: Form;
	readonly records: readonly Uint8Array[];
};

export type ImportedMember = MemberId & {
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

/** Those of the versions that the member does not have yet: all behind the last that is its newest one. */
function * missingVersions(
	transaction: Transaction,
	member: Member,
	versions: readonly ImportedVersion[],
): Step<readonly ImportedVersion[]> {
	const newest = newestOf(member);
	if (newest === 0) {
		return versions;
	}

	const records = yield * versionRecords(transaction, member, newest);
	const known = versions.findLastIndex(version => sameRecords(records, version.records));
	return known === -1 ? versions.slice(-1) : versions.slice(known + 1);
}

/** Stores what the library does not have of a member, in one change. Answers how many versions that were. */
export function * importMember(store: LibraryStore, imported: ImportedMember): Step<number> {
	return yield * store.change(function * (transaction): Step<number> {
		const {name, type, owner, group, system, versions} = imported;
		let member = (yield * findMember(transaction, name, type)) ?? newMember(name, type, owner, versions[0]);
		const missing = yield * missingVersions(transaction, member, versions);
		for (const {form, records, ...stored} of missing) {
			member = yield * addVersion(transaction, member, form, records, stored);
		}

		const newest = newestOf(member);
		const {groups} = member;
		member = {
			...member,
			groups: {
				...groups,
				...(group !== 'TEST' && {INTEGRATION: newest}),
				...(group === 'PRODUCTION' && {PRODUCTION: newest}),
			},
		};
		yield * putMember(transaction, member);
		if (missing.length > 0) {
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
