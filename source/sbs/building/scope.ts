/**
 * What a build sees: all that a system includes, over its subsystems, each member with the version that goes in now.
 * Whatever part of a system is built, it is the whole of the outermost one that is seen, so that each object is made of
 * the same, whoever asks.
 */
import type {Step} from '../../guest/action.js';
import {idText, type MemberId} from '../data-base/member-id.js';
import {newestVersion} from '../data-base/members.js';
import {composition, holdersOf, systemPart} from '../data-base/systems.js';
import type {Reader} from '../store/store.js';

/** A member of the composition. */
export type Placed = MemberId & {
	/** The system that includes it itself; the first one, where several do. */
	readonly system: string;
	/** 0 where it has none yet. */
	readonly version: number;
};

/** The types in which macros and members for COPY are looked for, in this order. */
const macroTypes = ['MACRO', 'COPY'];

/**
 * The outermost system that a system is part of, itself where it is part of none; of several the first by name.
 */
export function * outermost(reader: Reader, system: string): Step<string> {
	const roots: string[] = [];
	const reached = new Set([system]);
	for (const name of reached) {
		const holders = yield * holdersOf(reader, systemPart(name));
		for (const holder of holders) {
			reached.add(holder);
		}

		if (holders.length === 0) {
			roots.push(name);
		}
	}

	// A library that is damaged may have a circle, which has no outermost one.
	return roots.toSorted().at(0) ?? system;
}

export class Scope {
	/** By name and type. */
	readonly members: ReadonlyMap<string, Placed>;
	/** Macros and members for COPY by name, in the order of inclusion. */
	readonly #macros = new Map<string, Placed[]>();

	constructor(
		/** The outermost system. */
		readonly root: string,
		placed: readonly Placed[],
	) {
		const members = new Map<string, Placed>();
		for (const member of placed) {
			const id = idText(member);
			members.set(id, members.get(id) ?? member);
			if (macroTypes.includes(member.type) && member.version > 0) {
				const known = this.#macros.get(member.name);
				if (known) {
					known.push(member);
				} else {
					this.#macros.set(member.name, [member]);
				}
			}
		}

		this.members = members;
	}

	/** What a name stands for in a source of a system: the macro of that system itself, or else the first of all. */
	macro(name: string, system: string): Placed | undefined {
		const known = this.#macros.get(name) ?? [];
		const own = known.filter(member => member.system === system);
		const near = own.length > 0 ? own : known.filter(member => member.system === known[0].system);
		return near.toSorted((one, other) => macroTypes.indexOf(one.type) - macroTypes.indexOf(other.type)).at(0);
	}
}

/** What a build of a system, or of a part of it, sees. */
export function * scopeOf(reader: Reader, system: string): Step<Scope> {
	const root = yield * outermost(reader, system);
	const placed: Placed[] = [];
	for (const {system: holder, members} of yield * composition(reader, root)) {
		for (const {name, type} of members) {
			placed.push({
				name, type, system: holder, version: yield * newestVersion(reader, name, type),
			});
		}
	}

	return new Scope(root, placed);
}
