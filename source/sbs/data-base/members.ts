/** Members: the entries of the table, a member each. */
import {fromEbcdicAt} from '../../base/ebcdic.js';
import {
	byte, bytes, characters, fullword, halfword, Layout, packedDigits,
} from '../../base/layout.js';
import type {Step} from '../../guest/action.js';
import {
	beginning, field, keyOf, table,
} from '../store/keys.js';
import {
	after, DamagedLibrary, type Reader, type Transaction,
} from '../store/store.js';
import {dateOf, digitsOf, timeOf} from './dates.js';
import type {Group} from './groups.js';
import type {MemberId} from './member-id.js';
import {fits, knownBeginning} from './patterns.js';
import {placeLength} from './texts.js';
import {
	decodeHead, encodeHead, versionLayout, type VersionHead,
} from './versions.js';

export type Member = {
	readonly name: string;
	readonly type: string;
	readonly owner: string;
	/** Who works on it and lets nobody else store; empty where nobody does. */
	readonly reservedBy: string;
	readonly reservedOn: string;
	readonly reservedAt: string;
	readonly addedOn: string;
	readonly addedAt: string;
	/** Its time is over: no new versions, and not listed unless asked for. */
	readonly isRetired: boolean;
	/** A frozen release has a version of it: it cannot be deleted. */
	readonly isFrozen: boolean;
	/** Version that each group has; 0 where it has none. */
	readonly groups: Readonly<Record<Group, number>>;
	/** The newest version; none where there is only the name. */
	readonly latest?: VersionHead;
	/** Where the newest version lies, and the youngest part of its history (`texts.ts`). */
	readonly text?: Uint8Array;
	readonly tail?: Uint8Array;
	/** Reverse deltas since a version that is kept whole: their number and bytes. */
	readonly deltas: number;
	readonly deltaBytes: number;
};

const flag = {retired: 0x80, frozen: 0x40, stored: 0x20} as const;

/** What an entry begins with; the places of text and tail follow where there is a version. */
export const memberLayout = new Layout(79, {
	owner: characters(0, 8),
	reservedBy: characters(8, 8),
	flags: byte(16),
	test: fullword(17),
	integration: fullword(21),
	production: fullword(25),
	addedOn: packedDigits(29, 3),
	addedAt: packedDigits(32, 3),
	reservedOn: packedDigits(35, 3),
	reservedAt: packedDigits(38, 3),
	deltas: halfword(41),
	deltaBytes: fullword(43),
	latest: bytes(47, versionLayout.length),
});

/** Characters of a name in a key. */
const nameLength = 8;

const memberKey = (name: string, type: string): Uint8Array => keyOf(table.member, field(name), field(type));

/** The number of its newest version; 0 where there is none yet. */
export const newestOf = ({latest}: Member): number => latest?.version ?? 0;

function encodeMember(member: Member): Uint8Array {
	const {groups, latest} = member;
	const flags = (member.isRetired ? flag.retired : 0)
		| (member.isFrozen ? flag.frozen : 0)
		| (latest ? flag.stored : 0);
	const entry = memberLayout.encode({
		owner: member.owner,
		reservedBy: member.reservedBy,
		flags,
		test: groups.TEST,
		integration: groups.INTEGRATION,
		production: groups.PRODUCTION,
		addedOn: digitsOf(member.addedOn, 6),
		addedAt: digitsOf(member.addedAt, 6),
		reservedOn: digitsOf(member.reservedOn, 6),
		reservedAt: digitsOf(member.reservedAt, 6),
		deltas: member.deltas,
		deltaBytes: member.deltaBytes,
		latest: latest ? encodeHead(latest) : new Uint8Array(versionLayout.length),
	});
	const {text = new Uint8Array(0), tail = new Uint8Array(0)} = member;
	return Buffer.concat([entry, text, tail]);
}

const nameIn = (key: Uint8Array, index: number): string =>
	fromEbcdicAt(key, 1 + (index * nameLength), 1 + ((index + 1) * nameLength)).trimEnd();

/** The member that a key is of. */
export const memberOfKey = (key: Uint8Array): MemberId => ({name: nameIn(key, 0), type: nameIn(key, 1)});

function decodeMember(key: Uint8Array, value: Uint8Array): Member {
	const name = nameIn(key, 0);
	const type = nameIn(key, 1);
	if (!memberLayout.fits(value)) {
		throw new DamagedLibrary(`entry of ${name} ${type}`);
	}

	const {
		flags, test, integration, production, latest, ...entry
	} = memberLayout.decode(value);
	const member = {
		...entry,
		name,
		type,
		addedOn: dateOf(entry.addedOn),
		addedAt: timeOf(entry.addedAt),
		reservedOn: dateOf(entry.reservedOn),
		reservedAt: timeOf(entry.reservedAt),
		isRetired: (flags & flag.retired) !== 0,
		isFrozen: (flags & flag.frozen) !== 0,
		groups: {TEST: test, INTEGRATION: integration, PRODUCTION: production},
	};
	if ((flags & flag.stored) === 0) {
		return member;
	}

	const textAt = memberLayout.length;
	const tailAt = textAt + placeLength(value, textAt);
	return {
		...member,
		latest: decodeHead(latest, 0),
		text: value.slice(textAt, tailAt),
		tail: value.slice(tailAt, tailAt + placeLength(value, tailAt)),
	};
}

export function * findMember(reader: Reader, name: string, type: string): Step<Member | undefined> {
	const key = memberKey(name, type);
	const value = yield * reader.get(key);
	return value && decodeMember(key, value);
}

/** The number of a member's newest version, and nothing else of it; 0 where there is none. */
export function * newestVersion(reader: Reader, name: string, type: string): Step<number> {
	const value = yield * reader.get(memberKey(name, type));
	if (!value) {
		return 0;
	}

	if (!memberLayout.fits(value)) {
		throw new DamagedLibrary(`entry of ${name} ${type}`);
	}

	const {flags} = memberLayout.view(value);
	return (flags & flag.stored) === 0 ? 0 : versionLayout.view(value, memberLayout.offset.latest).version;
}

export function * putMember(transaction: Transaction, member: Member): Step {
	yield * transaction.put(memberKey(member.name, member.type), encodeMember(member));
}

/** Takes its entry out; what lies elsewhere of it must be gone. */
export function * removeMember(transaction: Transaction, {name, type}: Member): Step {
	yield * transaction.remove(memberKey(name, type));
}

/** Entries that are read at once. */
const batch = 250;

/** Members whose name and type fit patterns, in the order of their names. */
export function * fittingMembers(reader: Reader, name: string, type: string): Step<readonly Member[]> {
	const known = knownBeginning(name);
	const prefix = known === name ? keyOf(table.member, field(name)) : beginning(table.member, known);
	const fitsName = fits(name);
	const fitsType = fits(type);
	const found: Member[] = [];
	let from = prefix;
	while (true) {
		const entries = yield * reader.scan(prefix, from, batch);
		for (const {key, value} of entries) {
			if (fitsName(nameIn(key, 0)) && fitsType(nameIn(key, 1))) {
				found.push(decodeMember(key, value));
			}
		}

		if (entries.length < batch) {
			return found;
		}

		from = after(entries.at(-1)!.key);
	}
}

/** A member that has only a name and an owner yet. */
export function newMember(name: string, type: string, owner: string, now: {
	readonly date: string;
	readonly time: string;
}): Member {
	return {
		name,
		type,
		owner,
		reservedBy: '',
		reservedOn: '',
		reservedAt: '',
		addedOn: now.date,
		addedAt: now.time,
		isRetired: false,
		isFrozen: false,
		groups: {TEST: 0, INTEGRATION: 0, PRODUCTION: 0},
		deltas: 0,
		deltaBytes: 0,
	};
}
