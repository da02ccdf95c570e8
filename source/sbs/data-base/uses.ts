/**
 * Who uses whom, kept when a member is stored: table `uses` has what each member refers to, table `usedBy` the inverse.
 * WHEREUSED is a scan of the second for each name that a member has; IMPACT goes on from who was found.
 */
import {fromEbcdic} from '../../base/ebcdic.js';
import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {field, keyOf, table} from '../store/keys.js';
import type {Reader, Transaction} from '../store/store.js';
import {referencesOf} from './dependencies/index.js';
import {kinds, type Reference, type ReferenceKind} from './dependencies/reference.js';
import {idText, type MemberId} from './member-id.js';
import {newestVersion} from './members.js';

/** A member that uses a name, and how. */
export type Use = MemberId & {readonly kind: ReferenceKind; readonly used: string};

/**
 * A member that a change reaches. `level`: over how many uses; `because`: of which member, for what. `module`: it is
 * what BUILD makes of that build list.
 */
export type Impact = Omit<Use, 'kind'> & {
	readonly kind: ReferenceKind | 'module';
	readonly level: number;
	readonly because: MemberId;
};

/** Entries have keys that say everything. */
const nothing = new Uint8Array(0);
const nameLength = 8;

const kindField = (kind: ReferenceKind): Uint8Array => Uint8Array.of(kinds.indexOf(kind) + 1);

const usesOf = ({name, type}: MemberId): Uint8Array => keyOf(table.uses, field(name), field(type));

const usesKey = ({name, type}: MemberId, used: Reference): Uint8Array =>
	keyOf(table.uses, field(name), field(type), kindField(used.kind), field(used.name));

const usersOf = ({kind, name}: Reference): Uint8Array => keyOf(table.usedBy, field(name), kindField(kind));

const usedByKey = ({name, type}: MemberId, used: Reference): Uint8Array =>
	keyOf(table.usedBy, field(used.name), kindField(used.kind), field(name), field(type));

/** Text of a field of a key. */
const textAt = (key: Uint8Array, at: number): string => fromEbcdic(key.subarray(at, at + nameLength)).trimEnd();

/** What a member refers to, as it was stored last. */
export function * referencesIn(reader: Reader, member: MemberId): Step<readonly Reference[]> {
	const prefix = usesOf(member);
	const entries = yield * reader.scan(prefix);
	return entries.flatMap(({key}) => {
		const kind = kinds.at(key[prefix.length] - 1);
		return kind === undefined || key.length !== prefix.length + 1 + nameLength
			? []
			: [{kind, name: textAt(key, prefix.length + 1)}];
	});
}

/** A member that is stored has these records: what it refers to is kept, what it referred to before forgotten. */
export function * recordUses(transaction: Transaction, member: MemberId, records: readonly Uint8Array[]): Step {
	yield * exchange(transaction, member, referencesOf(member.type, records));
}

/** A member is gone. */
export function * forgetUses(transaction: Transaction, member: MemberId): Step {
	yield * exchange(transaction, member, []);
}

/** A member has another name. */
export function * moveUses(transaction: Transaction, from: MemberId, to: MemberId): Step {
	const references = yield * referencesIn(transaction, from);
	yield * exchange(transaction, from, []);
	yield * exchange(transaction, to, references);
}

const textOf = ({kind, name}: Reference): string => `${kind} ${name}`;

/** Changes what has changed, and nothing else: most new versions refer to what the one before did. */
function * exchange(transaction: Transaction, member: MemberId, references: readonly Reference[]): Step {
	const before = yield * referencesIn(transaction, member);
	const known = new Set(before.map(reference => textOf(reference)));
	const wanted = new Set(references.map(reference => textOf(reference)));
	for (const reference of before) {
		if (!wanted.has(textOf(reference))) {
			yield * transaction.remove(usesKey(member, reference));
			yield * transaction.remove(usedByKey(member, reference));
		}
	}

	for (const reference of references) {
		if (!known.has(textOf(reference))) {
			yield * transaction.put(usesKey(member, reference), nothing);
			yield * transaction.put(usedByKey(member, reference), nothing);
		}
	}
}

/** The members that define an external symbol. */
export function * definersOf(reader: Reader, name: string): Step<readonly MemberId[]> {
	const prefix = usersOf({kind: 'defines', name});
	const entries = yield * reader.scan(prefix);
	return entries.map(({key}) => ({
		name: textAt(key, prefix.length), type: textAt(key, prefix.length + nameLength),
	}));
}

/** By which names, and how, others may use a member. */
function * namesOf(reader: Reader, member: MemberId): Step<readonly Reference[]> {
	const {name, type} = member;
	switch (type) {
		case 'MACRO':
		case 'COPY': {
			return [{kind: 'macro', name}, {kind: 'copy', name}];
		}

		case 'EXEC':
		case 'MODULE': {
			return [{kind: 'program', name}];
		}

		default: {
			const defined = (yield * referencesIn(reader, member)).filter(({kind}) => kind === 'defines');
			const byLoader = defined.flatMap((symbol): Reference[] => [
				{kind: 'external', name: symbol.name}, {kind: 'weak', name: symbol.name},
			]);
			return type === 'ASSEMBLE' || type === 'TEXT' ? [...byLoader, {kind: 'object', name}] : byLoader;
		}
	}
}

/** Who uses a member directly, in the order of the names used; one that uses several of its names comes once. */
export function * whereUsed(reader: Reader, member: MemberId): Step<readonly Use[]> {
	const uses = new Map<string, Use>();
	for (const reference of yield * namesOf(reader, member)) {
		const prefix = usersOf(reference);
		for (const {key} of yield * reader.scan(prefix)) {
			const user = {name: textAt(key, prefix.length), type: textAt(key, prefix.length + nameLength)};
			const id = idText(user);
			if (!uses.has(id) && id !== idText(member)) {
				uses.set(id, {...user, kind: reference.kind, used: reference.name});
			}
		}
	}

	return [...uses.values()];
}

/** Who uses a member, and the module that is made of it where it is a build list. */
function * reachedFrom(reader: Reader, member: MemberId): Step<ReadonlyArray<Pick<Impact, keyof Use>>> {
	const {name, type} = member;
	const isMade = type === 'BUILD' && (yield * newestVersion(reader, name, 'MODULE')) > 0;
	const made = isMade
		? [{
			name, type: 'MODULE', kind: 'module', used: name,
		} as const]
		: [];
	return [...made, ...(yield * whereUsed(reader, member))];
}

/**
 * Whom a change of a member reaches, over any number of uses, nearest first and each once, however they use each other
 * in circles. No more than `most`: `isComplete` says whether that is all.
 */
export function * impactOf(
	reader: Reader,
	member: MemberId,
	most: number,
): Step<{readonly impacts: readonly Impact[]; readonly isComplete: boolean}> {
	const impacts: Impact[] = [];
	const reached = new Set([idText(member)]);
	let level: readonly MemberId[] = [member];
	for (let number = 1; level.length > 0; number++) {
		const next: Impact[] = [];
		for (const because of level) {
			for (const use of yield * reachedFrom(reader, because)) {
				const id = idText(use);
				if (reached.has(id)) {
					continue;
				}

				if (impacts.length + next.length === most) {
					return {impacts: [...impacts, ...next], isComplete: false};
				}

				reached.add(id);
				next.push({...use, level: number, because: {name: because.name, type: because.type}});
			}
		}

		append(impacts, next);
		level = next;
	}

	return {impacts, isComplete: true};
}
