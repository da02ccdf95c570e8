/**
 * Systems and subsystems: what they include, in which order, and what they are part of. A system includes members and
 * other systems, never itself, over however many others.
 */
import {fromEbcdic} from '../../base/ebcdic.js';
import {
	byte, characters, fullword, Layout,
} from '../../base/layout.js';
import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {field, keyOf, table} from '../store/keys.js';
import {DamagedLibrary, type Reader, type Transaction} from '../store/store.js';
import {idText, type MemberId} from './member-id.js';

export type System = {
	readonly name: string;
	readonly owner: string;
	/** It was made to be part of others. */
	readonly isSubsystem: boolean;
	/** Nobody stores a member of it without having it reserved. */
	readonly requiresReserve: boolean;
	/** `mm/dd/yy` and `hh:mm:ss`. */
	readonly date: string;
	readonly time: string;
	/** Place of what is included next. */
	readonly next: number;
};

/** What a system includes: a member, or another system, whose `type` is empty. */
export type Part = MemberId & {readonly kind: PartKind};

export type PartKind = 'system' | 'member';

export const systemLayout = new Layout(29, {
	owner: characters(0, 8), flags: byte(8), next: fullword(9), date: characters(13, 8), time: characters(21, 8),
});
const flag = {subsystem: 0x80, requiresReserve: 0x40} as const;

/** Value of an entry of what a system includes: its place in the order. */
export const placeInSystem = new Layout(4, {place: fullword(0)});

const kindCodes: Readonly<Record<PartKind, number>> = {system: 1, member: 2};
const nameLength = 8;
const nothing = new Uint8Array(0);

const systemKey = (name: string): Uint8Array => keyOf(table.system, field(name));
const partFields = ({kind, name, type}: Part): Uint8Array =>
	Buffer.concat([Uint8Array.of(kindCodes[kind]), field(name), field(type)]);
const includedKey = (system: string, part: Part): Uint8Array =>
	keyOf(table.included, field(system), partFields(part));
const partOfPrefix = (part: Part): Uint8Array => keyOf(table.partOf, partFields(part));
const partOfKey = (system: string, part: Part): Uint8Array => keyOf(table.partOf, partFields(part), field(system));
const textAt = (key: Uint8Array, at: number): string => fromEbcdic(key.subarray(at, at + nameLength)).trimEnd();

export const systemPart = (name: string): Part => ({kind: 'system', name, type: ''});
/** As messages name it. */
export const partText = (part: Part): string => part.kind === 'system' ? `SYSTEM ${part.name}` : idText(part);

export const memberPart = ({name, type}: MemberId): Part => ({kind: 'member', name, type});

function decodeSystem(name: string, value: Uint8Array): System {
	if (!systemLayout.fits(value)) {
		throw new DamagedLibrary(`entry of system ${name}`);
	}

	const {flags, ...fields} = systemLayout.decode(value);
	return {
		...fields,
		name,
		isSubsystem: (flags & flag.subsystem) !== 0,
		requiresReserve: (flags & flag.requiresReserve) !== 0,
	};
}

export function * findSystem(reader: Reader, name: string): Step<System | undefined> {
	const value = yield * reader.get(systemKey(name));
	return value && decodeSystem(name, value);
}

/** Every system, in the order of their names. */
export function * allSystems(reader: Reader): Step<readonly System[]> {
	const entries = yield * reader.scan(keyOf(table.system));
	return entries.map(({key, value}) => decodeSystem(textAt(key, 1), value));
}

export function * putSystem(transaction: Transaction, system: System): Step {
	const flags = (system.isSubsystem ? flag.subsystem : 0) | (system.requiresReserve ? flag.requiresReserve : 0);
	yield * transaction.put(systemKey(system.name), systemLayout.encode({...system, flags}));
}

/** Takes a system out that includes nothing and is part of nothing. */
export function * removeSystem(transaction: Transaction, name: string): Step {
	yield * transaction.remove(systemKey(name));
}

/** What a system includes itself, in the order in which it was included. */
export function * partsOf(reader: Reader, system: string): Step<readonly Part[]> {
	const prefix = keyOf(table.included, field(system));
	const entries = yield * reader.scan(prefix);
	return entries.map(({key, value}) => {
		if (!placeInSystem.fits(value) || key.length !== prefix.length + 1 + (2 * nameLength)) {
			throw new DamagedLibrary(`parts of system ${system}`);
		}

		const kind: PartKind = key[prefix.length] === kindCodes.system ? 'system' : 'member';
		return {
			kind,
			name: textAt(key, prefix.length + 1),
			type: textAt(key, prefix.length + 1 + nameLength),
			place: placeInSystem.decode(value).place,
		};
	}).toSorted((one, other) => one.place - other.place).map(({kind, name, type}) => ({kind, name, type}));
}

/** Whether a system itself includes something. */
export function * includes(reader: Reader, system: string, part: Part): Step<boolean> {
	return (yield * reader.get(includedKey(system, part))) !== undefined;
}

/** Includes something in a system, behind all else; its place if it is there already stays. */
export function * includePart(transaction: Transaction, system: System, part: Part): Step {
	if (yield * includes(transaction, system.name, part)) {
		return;
	}

	yield * transaction.put(includedKey(system.name, part), placeInSystem.encode({place: system.next}));
	yield * transaction.put(partOfKey(system.name, part), nothing);
	yield * putSystem(transaction, {...system, next: system.next + 1});
}

export function * excludePart(transaction: Transaction, system: string, part: Part): Step {
	yield * transaction.remove(includedKey(system, part));
	yield * transaction.remove(partOfKey(system, part));
}

/** The systems that include something themselves. */
export function * holdersOf(reader: Reader, part: Part): Step<readonly string[]> {
	const prefix = partOfPrefix(part);
	const entries = yield * reader.scan(prefix);
	return entries.map(({key}) => textAt(key, prefix.length));
}

/** A member is gone: it is part of nothing. */
export function * forgetPart(transaction: Transaction, member: MemberId): Step {
	const part = memberPart(member);
	for (const system of yield * holdersOf(transaction, part)) {
		yield * excludePart(transaction, system, part);
	}
}

/** A member has another name: it keeps its places. */
export function * movePart(transaction: Transaction, from: MemberId, to: MemberId): Step {
	for (const system of yield * holdersOf(transaction, memberPart(from))) {
		const place = yield * transaction.get(includedKey(system, memberPart(from)));
		yield * excludePart(transaction, system, memberPart(from));
		yield * transaction.put(includedKey(system, memberPart(to)), place ?? placeInSystem.encode({place: 0}));
		yield * transaction.put(partOfKey(system, memberPart(to)), nothing);
	}
}

const subsystemsOf = function * (reader: Reader, system: string): Step<readonly string[]> {
	const parts = yield * partsOf(reader, system);
	return parts.filter(({kind}) => kind === 'system').map(({name}) => name);
};

/**
 * The circle that would be there if `system` included `other`: from `system` over `other` back to `system`; `undefined`
 * where there would be none.
 */
export function * circleOf(reader: Reader, system: string, other: string): Step<readonly string[] | undefined> {
	const cameFrom = new Map<string, string>([[other, system]]);
	for (const name of cameFrom.keys()) {
		if (name === system) {
			break;
		}

		for (const part of yield * subsystemsOf(reader, name)) {
			if (!cameFrom.has(part)) {
				cameFrom.set(part, name);
			}
		}
	}

	if (!cameFrom.has(system)) {
		return undefined;
	}

	const circle = [system];
	for (let name = cameFrom.get(system)!; name !== system; name = cameFrom.get(name)!) {
		circle.unshift(name);
	}

	return [system, ...circle];
}

/** A system of a composition: what it includes itself, and how deep it lies. */
export type Composed = {
	readonly system: string;
	readonly depth: number;
	readonly members: readonly MemberId[];
};

/**
 * A system and all its subsystems, each once, in the order of inclusion: the system's own members first, then its
 * subsystems, each with all its own. One that includes itself, in a library that is damaged, comes once.
 */
export function * composition(reader: Reader, system: string): Step<readonly Composed[]> {
	const composed: Composed[] = [];
	const seen = new Set<string>();
	const waiting: Array<{readonly name: string; readonly depth: number}> = [{name: system, depth: 0}];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const {name, depth} = next;
		if (seen.has(name)) {
			continue;
		}

		seen.add(name);
		const parts = yield * partsOf(reader, name);
		composed.push({
			system: name,
			depth,
			members: parts.filter(({kind}) => kind === 'member').map(part => ({name: part.name, type: part.type})),
		});
		append(waiting, parts.filter(({kind}) => kind === 'system').toReversed().map(part => ({
			name: part.name, depth: depth + 1,
		})));
	}

	return composed;
}
