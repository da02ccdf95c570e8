/** Who may have locks in a table: machines of its group, and those for whom these ask. */
import {ebcdicField} from '../../base/ebcdic.js';
import {type LockStorage, type Stoppable} from './bucket.js';
import {
	lockPlaces, memberAt, memberEntry, tableHead,
} from './lock-layout.js';

/** An entry in use. `at`: its address. */
export type Member = {
	readonly at: number;
	readonly userid: string;
	/** 0: it never finished joining, or was all but gone already. */
	readonly generation: number;
	readonly agent: number;
};

/** Counts a word up by COMPARE AND SWAP; its new value. Zero means none, and is passed over. */
export function * countUp(storage: LockStorage, address: number): Stoppable<number> {
	const value = ((storage.word(address) + 1) >>> 0) || 1;
	storage.setWord(address, value);
	yield;
	return value;
}

export class LockMembers {
	readonly #storage: LockStorage;
	readonly #base: number;
	/** The member that asked last: it mostly is the same again. */
	#last = {place: 0, generation: 0, userid: '', agent: 0};

	/** Of the table at `base`. */
	constructor(storage: LockStorage, base: number) {
		this.#storage = storage;
		this.#base = base;
	}

	/** A new one; its generation, `undefined` where there is no place. */
	* add(userid: string, agent: number): Stoppable<number | undefined> {
		for (let place = 0; place < lockPlaces.members; place++) {
			const at = memberAt(this.#base, place);
			yield;
			if (this.#storage.word(at) !== 0) {
				continue;
			}

			// COMPARE DOUBLE AND SWAP.
			this.#storage.store(at, ebcdicField(userid, 8));
			yield;
			this.#storage.setWord(at + memberEntry.offset.agent, agent);
			yield;
			const generation = yield * countUp(this.#storage, this.#base + tableHead.offset.generation);
			this.#storage.setWord(at + memberEntry.offset.generation, generation);
			return generation;
		}

		return undefined;
	}

	/** It has no locks any more, and its place is free. */
	* remove({at}: Member): Stoppable<void> {
		this.#storage.setWord(at + memberEntry.offset.generation, 0);
		yield;
		this.#storage.store(at, new Uint8Array(8));
	}

	/** Every entry in use. */
	all(): Member[] {
		const members: Member[] = [];
		for (let place = 0; place < lockPlaces.members; place++) {
			const member = this.#at(place);
			if (member) {
				members.push(member);
			}
		}

		return members;
	}

	ofGeneration(generation: number): Member | undefined {
		return generation === 0 ? undefined : this.all().find(member => member.generation === generation);
	}

	/** A member that has joined: its userid, and the machine that asks for it. */
	joined(wanted: number): Pick<Member, 'userid' | 'agent'> | undefined {
		if (wanted === 0) {
			return undefined;
		}

		const {place, generation} = this.#last;
		if (generation !== wanted || this.#generationAt(place) !== wanted) {
			const found = Array.from({length: lockPlaces.members}, (_, each) => each)
				.find(each => this.#generationAt(each) === wanted);
			const member = found === undefined ? undefined : this.#at(found);
			if (found === undefined || !member) {
				return undefined;
			}

			const {userid, agent} = member;
			this.#last = {
				place: found, generation: wanted, userid, agent,
			};
		}

		return this.#last;
	}

	#generationAt(place: number): number {
		return this.#storage.word(memberAt(this.#base, place) + memberEntry.offset.generation) >>> 0;
	}

	#at(place: number): Member | undefined {
		const at = memberAt(this.#base, place);
		const content = this.#storage.fetch(at, memberEntry.length);
		return content[0] === 0 ? undefined : {...memberEntry.decode(content), at};
	}
}
