/**
 * The lock table of a group of machines (R15; the paper: "two slaves must be prevented from changing the same file at
 * the same time"; how is our own). It lies in storage that all of them share, and any of them may stop for ever between
 * two instructions. So:
 *
 * - who changes a bucket holds its latch, which says who;
 * - a change is one cell, written first as an intent beside the latch, then in its place: who finds a latch whose
 *   holder is gone does what the intent says once more, and gives the latch back;
 * - a lock names the life of its owner (generation), so that what a machine left behind is not taken for what it has
 *   now.
 *
 * Every function here yields where S/370 code could be stopped. A resident program runs it in one go (`atOnce`).
 */
import {ebcdicField, toEbcdic} from '../../base/ebcdic.js';
import {limits} from '../../base/limits.js';
import {DamagedStructure} from '../../guest/bounded/fault.js';
import {
	Bucket, isSameFile, type FileName, type Lock, type LockStorage, type Stoppable, type View,
} from './bucket.js';
import {
	bucketAt, bucketOf, cellFlag, cellState, lockEyeCatcher, lockPlaces, lockTableLength, memberAt, memberEntry,
	tableHead,
} from './lock-layout.js';
import {circleThrough, conflicts} from './wait-for.js';

export type {Lock, LockStorage, Stoppable} from './bucket.js';

/** Runs it without a stop: between two actions of a resident program nobody else runs. */
export function atOnce<T>(work: Stoppable<T>): T {
	for (;;) {
		const {done, value} = work.next();
		if (done) {
			return value;
		}
	}
}

export type LockRequest = Pick<Lock, 'name' | 'type' | 'mode' | 'implicit'> & {
	/** Whether to stand in line where somebody else has it. */
	readonly wait: boolean;
};

/**
 * What a request comes to. `busy`: another machine is changing this bucket, and was interrupted; ask again. `circle`:
 * to wait would be for ever; the others of the circle.
 */
export type Acquired =
	| {readonly kind: 'held' | 'waiting' | 'busy' | 'full' | 'notMember'}
	| {readonly kind: 'conflict' | 'circle'; readonly owners: readonly string[]};

/** Owners whose waiting ended, for the caller to tell; `undefined` where the bucket is busy: ask again. */
export type Released = readonly string[] | undefined;

/** Makes an empty table at `base`. For whoever loads the segment first, before anybody else may. */
export function * formatLockTable(storage: LockStorage, base: number): Stoppable<void> {
	storage.store(base, new Uint8Array(lockTableLength));
	yield;
	storage.store(base, tableHead.encode({
		eyeCatcher: lockEyeCatcher, ...lockPlaces, sequence: 0, generation: 0,
	}));
}

/** Whether a table lies there. */
export const isLockTable = (storage: LockStorage, base: number): boolean =>
	tableHead.decode(storage.fetch(base, tableHead.length)).eyeCatcher === lockEyeCatcher;

export class LockTable {
	readonly #storage: LockStorage;
	readonly #base: number;
	readonly #buckets: readonly Bucket[];
	/** The member that asked last: it mostly is the same again. */
	#last = 0;

	/** The table at address `base`. Throws `DamagedStructure` where there is none. */
	constructor(storage: LockStorage, base: number) {
		this.#storage = storage;
		this.#base = base;
		this.#buckets = Array.from(
			{length: lockPlaces.buckets},
			(_, bucket) => new Bucket(storage, bucketAt(base, bucket)),
		);
		const head = tableHead.decode(storage.fetch(base, tableHead.length));
		if (head.eyeCatcher !== lockEyeCatcher || head.buckets !== lockPlaces.buckets
			|| head.cells !== lockPlaces.cells || head.members !== lockPlaces.members) {
			throw new DamagedStructure('lock table', base);
		}
	}

	/**
	 * A machine joins the group: what an earlier life of it left is released. Answers its generation, by which it asks
	 * from now on, and who is to be told that its waiting ended; `undefined` where there is no place or somebody is
	 * changing what is to be released.
	 */
	* join(userid: string): Stoppable<{readonly generation: number; readonly told: readonly string[]} | undefined> {
		const told = yield * this.recover(userid);
		if (told === undefined) {
			return undefined;
		}

		for (let member = 0; member < lockPlaces.members; member++) {
			const at = memberAt(this.#base, member);
			yield;
			if (this.#storage.word(at) !== 0) {
				continue;
			}

			// COMPARE DOUBLE AND SWAP.
			this.#storage.store(at, ebcdicField(userid, 8));
			yield;
			const generation = yield * this.#count(tableHead.offset.generation);
			this.#storage.setWord(at + memberEntry.offset.generation, generation);
			return {generation, told};
		}

		return undefined;
	}

	/** Asks for a lock as the member of that generation. */
	* acquire(generation: number, request: LockRequest): Stoppable<Acquired> {
		const owner = this.#useridOf(generation);
		if (owner === undefined) {
			return {kind: 'notMember'};
		}

		const key = fileKey(request);
		const bucket = this.#bucketOf(key);
		if (!(yield * bucket.latch(generation))) {
			return {kind: 'busy'};
		}

		const view = bucket.look(key, generation, request.implicit);
		const result = yield * this.#acquireLatched({bucket, view}, owner, generation, request);
		yield * bucket.unlatch();
		return result;
	}

	/** Gives up a lock, or a place in its line; nothing where there is none. */
	* release(generation: number, file: FileName & Pick<Lock, 'implicit'>): Stoppable<Released> {
		const key = fileKey(file);
		const bucket = this.#bucketOf(key);
		if (!(yield * bucket.latch(generation))) {
			return undefined;
		}

		const {own, hasWaiters} = bucket.look(key, generation, file.implicit);
		if (own) {
			yield * bucket.change(own.place);
		}

		const told = hasWaiters ? yield * bucket.grant() : [];
		yield * bucket.unlatch();
		return told;
	}

	/**
	 * A machine is gone: what it was about to do is done, what it had is released, and it is no member any more. For a
	 * machine of the group that heard of its end; to be repeated until it does not answer `undefined`.
	 */
	* recover(userid: string): Stoppable<Released> {
		const at = this.#memberOf(userid);
		if (at === undefined) {
			return [];
		}

		const told: string[] = [];
		const generation = this.#storage.word(at + memberEntry.offset.generation);
		// Generation 0: it never finished joining, or was all but gone already.
		for (const bucket of generation === 0 ? [] : this.#buckets) {
			const {holder} = bucket;
			yield;
			if (holder !== generation && !bucket.locks().some(({owner}) => owner === userid)) {
				continue;
			}

			// Whoever repairs takes the latch with the number of who is gone: another can go on where it is stopped.
			if (!(yield * bucket.latch(generation))) {
				return undefined;
			}

			for (const [index, cell] of bucket.cells()) {
				if (cell.owner === userid) {
					yield * bucket.change(index);
				}
			}

			for (const owner of yield * bucket.grant()) {
				told.push(owner);
			}

			yield * bucket.unlatch();
		}

		this.#storage.setWord(at + memberEntry.offset.generation, 0);
		yield;
		this.#storage.store(at, new Uint8Array(8));
		return told;
	}

	/** Every lock held or waited for, in the order of the requests. */
	locks(): Lock[] {
		return this.#buckets.flatMap(bucket => bucket.locks()).toSorted((one, other) => one.sequence - other.sequence);
	}

	/** Locks of one file. */
	locksOf(file: FileName): Lock[] {
		return this.#bucketOf(fileKey(file)).locks().filter(lock => isSameFile(lock, file));
	}

	/** Members that have joined. */
	members(): string[] {
		const userids: string[] = [];
		for (let member = 0; member < lockPlaces.members; member++) {
			const {userid, generation} = this.#member(member);
			if (generation !== 0) {
				userids.push(userid);
			}
		}

		return userids;
	}

	/** Generations of those members. */
	generations(): Set<number> {
		const numbers = Array.from({length: lockPlaces.members}, (_, member) => this.#member(member).generation);
		return new Set(numbers.filter(generation => generation !== 0));
	}

	* #acquireLatched(
		{bucket, view: {own, others: present, free}}: {readonly bucket: Bucket; readonly view: View},
		owner: string,
		generation: number,
		request: LockRequest,
	): Stoppable<Acquired> {
		const {
			name, type, mode, implicit, wait,
		} = request;
		if (own && (own.waiting || own.mode >= mode)) {
			return {kind: own.waiting ? 'waiting' : 'held'};
		}

		const others = present.filter(lock => lock.owner !== owner && conflicts(lock.mode, mode));
		const owners = [...new Set(others.map(lock => lock.owner))];
		const waiting = others.length > 0;
		// Who has it for reading and wants it alone does not give up what it has to stand in line.
		if (waiting && (!wait || own)) {
			return {kind: 'conflict', owners};
		}

		const closed = (): Acquired | undefined => {
			const circle = waiting ? circleThrough(owner, owners, this.locks()) : undefined;
			return circle && {kind: 'circle', owners: circle};
		};

		const circle = closed();
		if (circle) {
			return circle;
		}

		const place = own?.place ?? free;
		const inLine = present.filter(lock => lock.waiting).length;
		if (place === undefined || (waiting && inLine >= limits.lockWaiters.value)) {
			return {kind: 'full'};
		}

		const sequence = yield * this.#count(tableHead.offset.sequence);
		const state = waiting ? cellState.waiting : cellState.held;
		const flags = implicit ? cellFlag.implicit : 0;
		yield * bucket.change(place, {
			name, type, owner, generation, sequence, mode, state, flags,
		});
		// Another may have stood in line elsewhere meanwhile: of two that close a circle at once, one sees it here.
		const late = closed();
		if (late) {
			yield * bucket.change(place);
		}

		return late ?? {kind: waiting ? 'waiting' : 'held'};
	}

	/** Counts a word of the head up by COMPARE AND SWAP; its new value. Zero means none, and is passed over. */
	* #count(offset: number): Stoppable<number> {
		const value = ((this.#storage.word(this.#base + offset) + 1) >>> 0) || 1;
		this.#storage.setWord(this.#base + offset, value);
		yield;
		return value;
	}

	#bucketOf(key: Uint8Array): Bucket {
		return this.#buckets[bucketOf(key)];
	}

	#member(number: number): {readonly userid: string; readonly generation: number} {
		const content = this.#storage.fetch(memberAt(this.#base, number), memberEntry.length);
		return content[0] === 0 ? {userid: '', generation: 0} : memberEntry.decode(content);
	}

	/** Address of a member's entry. */
	#memberOf(userid: string): number | undefined {
		for (let member = 0; member < lockPlaces.members; member++) {
			if (this.#member(member).userid === userid) {
				return memberAt(this.#base, member);
			}
		}

		return undefined;
	}

	#useridOf(wanted: number): string | undefined {
		const known = this.#member(this.#last);
		if (known.generation === wanted && wanted !== 0) {
			return known.userid;
		}

		for (let member = 0; member < lockPlaces.members; member++) {
			const {userid, generation} = this.#member(member);
			if (generation === wanted && generation !== 0) {
				this.#last = member;
				return userid;
			}
		}

		return undefined;
	}
}

/** Name and type as cells have them. */
const fileKey = ({name, type}: FileName): Uint8Array => toEbcdic(`${name.padEnd(8)}${type.padEnd(8)}`);
