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
import {toEbcdic} from '../../base/ebcdic.js';
import {append} from '../../base/sequences.js';
import {limits} from '../../base/limits.js';
import {DamagedStructure} from '../../guest/bounded/fault.js';
import {
	Bucket, isSameFile, type FileName, type Lock, type LockStorage, type Stoppable, type View,
} from './bucket.js';
import {
	bucketAt, bucketOf, cellFlag, cellState, lockEyeCatcher, lockPlaces, tableHead, tableLength,
} from './lock-layout.js';
import {countUp, LockMembers, type Member} from './lock-members.js';
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

/** A new member's generation, and owners whose waiting ended. */
export type Joined = {readonly generation: number; readonly told: readonly string[]};

/** Makes an empty table at `base`. For whoever loads the segment first, before anybody else may. */
export function * formatLockTable(
	storage: LockStorage,
	base: number,
	buckets: number = lockPlaces.buckets,
): Stoppable<void> {
	storage.store(base, new Uint8Array(tableLength(buckets)));
	yield;
	storage.store(base, tableHead.encode({
		eyeCatcher: lockEyeCatcher, ...lockPlaces, buckets, sequence: 0, generation: 0,
	}));
}

/** Whether a table lies there. */
export const isLockTable = (storage: LockStorage, base: number): boolean =>
	tableHead.decode(storage.fetch(base, tableHead.length)).eyeCatcher === lockEyeCatcher;

export class LockTable {
	readonly #storage: LockStorage;
	readonly #base: number;
	readonly #buckets: readonly Bucket[];
	readonly #members: LockMembers;

	/** The table at address `base`. Throws `DamagedStructure` where there is none. */
	constructor(storage: LockStorage, base: number) {
		this.#storage = storage;
		this.#base = base;
		this.#members = new LockMembers(storage, base);
		const head = tableHead.decode(storage.fetch(base, tableHead.length));
		if (head.eyeCatcher !== lockEyeCatcher || head.buckets < 1 || head.buckets > lockPlaces.buckets
			|| head.cells !== lockPlaces.cells || head.members !== lockPlaces.members) {
			throw new DamagedStructure('lock table', base);
		}

		this.#buckets = Array.from(
			{length: head.buckets},
			(_, bucket) => new Bucket(storage, bucketAt(base, bucket)),
		);
	}

	/**
	 * A machine joins the group, or a user for whom one of the group asks (`agent`: its generation): what an earlier
	 * life of it left is released. Answers its generation, by which it asks from now on, and who is to be told that its
	 * waiting ended; `undefined` where there is no place or somebody is changing what is to be released.
	 */
	* join(userid: string, agent = 0): Stoppable<Joined | undefined> {
		const earlier = this.#members.all().filter(member => member.userid === userid && member.agent === agent);
		const told = yield * this.#end(earlier);
		if (told === undefined) {
			return undefined;
		}

		const generation = yield * this.#members.add(userid, agent);
		return generation === undefined ? undefined : {generation, told};
	}

	/** Asks for a lock as the member of that generation. */
	* acquire(generation: number, request: LockRequest): Stoppable<Acquired> {
		const member = this.#members.joined(generation);
		if (!member) {
			return {kind: 'notMember'};
		}

		const key = fileKey(request);
		const bucket = this.#bucketOf(key);
		if (!(yield * bucket.latch(generation))) {
			return {kind: 'busy'};
		}

		const view = bucket.look(key, generation, request.implicit);
		const result = yield * this.#acquireLatched({bucket, view}, member, generation, request);
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
	 * A member is gone: what it was about to do is done, what it had is released, and it is no member any more, nor are
	 * those for whom it asked. For a machine of the group that heard of its end; to be repeated until it does not
	 * answer `undefined`.
	 */
	* recover(generation: number): Stoppable<Released> {
		const member = this.#members.ofGeneration(generation);
		return member ? yield * this.#end([member]) : [];
	}

	/** Every lock held or waited for, in the order of the requests. */
	locks(): Lock[] {
		return this.#buckets.flatMap(bucket => bucket.locks()).toSorted((one, other) => one.sequence - other.sequence);
	}

	/** Locks of one file. */
	locksOf(file: FileName): Lock[] {
		return this.#bucketOf(fileKey(file)).locks().filter(lock => isSameFile(lock, file));
	}

	/** Machines of the group that have joined. */
	members(): string[] {
		return this.machines().map(({userid}) => userid);
	}

	/** The same, the one that has been there longest first. */
	machines(): Member[] {
		return this.#members.all().filter(({generation, agent}) => generation !== 0 && agent === 0)
			.toSorted((one, other) => one.generation - other.generation);
	}

	/** Those for whom a machine asks. */
	servedBy(generation: number): Member[] {
		return this.#members.all().filter(member => member.agent === generation && member.generation !== 0);
	}

	/** Generations of all who have joined. */
	generations(): Set<number> {
		return new Set(this.#members.all().map(({generation}) => generation).filter(generation => generation !== 0));
	}

	/** The machine that asks for a member: itself, or another; `undefined` where it is gone. */
	machineOf(generation: number): Member | undefined {
		const member = this.#members.ofGeneration(generation);
		return member && member.agent !== 0 ? this.#members.ofGeneration(member.agent) : member;
	}

	/** Those for whom a machine asks, and then itself. */
	* #end(members: readonly Member[]): Stoppable<Released> {
		const told: string[] = [];
		for (const member of members) {
			const served = member.generation === 0
				? []
				: this.#members.all().filter(({agent}) => agent === member.generation);
			for (const each of [...served, member]) {
				const more = yield * this.#endOne(each);
				if (more === undefined) {
					return undefined;
				}

				append(told, more);
			}
		}

		return told;
	}

	* #endOne(member: Member): Stoppable<Released> {
		const told: string[] = [];
		const {generation} = member;
		for (const bucket of generation === 0 ? [] : this.#buckets) {
			const {holder} = bucket;
			yield;
			if (holder !== generation && !bucket.locks().some(lock => lock.generation === generation)) {
				continue;
			}

			// Whoever repairs takes the latch with the number of who is gone: another can go on where it is stopped.
			if (!(yield * bucket.latch(generation))) {
				return undefined;
			}

			for (const [index, cell] of bucket.cells()) {
				if (cell.generation === generation) {
					yield * bucket.change(index);
				}
			}

			append(told, yield * bucket.grant());
			yield * bucket.unlatch();
		}

		yield * this.#members.remove(member);
		return told;
	}

	* #acquireLatched(
		{bucket, view: {own, others: present, free, left}}: {readonly bucket: Bucket; readonly view: View},
		{userid: owner, agent}: Pick<Member, 'userid' | 'agent'>,
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

		// Whatever users of remote files lock, the machines of the group find room for files of their own.
		const room = agent === 0 || left > limits.lockReserve.value ? free : undefined;
		const place = own?.place ?? room;
		const inLine = present.filter(lock => lock.waiting).length;
		if (place === undefined || (waiting && inLine >= limits.lockWaiters.value)) {
			return {kind: 'full'};
		}

		const sequence = yield * countUp(this.#storage, this.#base + tableHead.offset.sequence);
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

	#bucketOf(key: Uint8Array): Bucket {
		return this.#buckets[bucketOf(key, this.#buckets.length)];
	}
}

/** Name and type as cells have them. */
const fileKey = ({name, type}: FileName): Uint8Array => toEbcdic(`${name.padEnd(8)}${type.padEnd(8)}`);
