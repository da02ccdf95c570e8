/**
 * One copy of a disk's directory for a group of machines (R15; the paper: "one copy of the various file directories"):
 * behind the lock table of their segment a head, then a heap for what hangs on the directory. It says what the disk
 * says, or that it does not: then whoever needs it next reads the disk again, under the lock of the directory. What is
 * on the disk by the commit rule is always whole, so a machine that stops anywhere costs one reading.
 */
import {characters, fullword, Layout} from '../../../base/layout.js';
import {DamagedStructure} from '../../../guest/bounded/fault.js';
import {chain, counted} from '../../../guest/bounded/readers.js';
import {adt} from '../disk/active-disk.js';
import {mostBlocks} from '../disk/geometry.js';
import type {Reservations} from './directory.js';
import {SegmentStorage, type SegmentAccess} from './segment-storage.js';

const eyeCatcher = 'SHAREDIR';

export const sharedHead = new Layout(144, {
	eyeCatcher: characters(0, 8),
	/** `directoryState`. */
	state: fullword(8),
	/** First free block of the heap, first record of reservations. */
	heap: fullword(12),
	reservations: fullword(16),
	/** How often the disk was read: what was known of it before may be wrong. */
	readings: fullword(20),
});

/** The ADT that all machines share, in the head. */
const adtAt = 32;

const directoryState = {stale: 0, current: 1} as const;

/** A machine's reservations: a bit for each block of the disk behind this. */
export const reservationHead = new Layout(16, {next: fullword(0), generation: fullword(4), bytes: fullword(8)});
const mostReservations = 1000;
const structure = 'shared directory';

export class SharedDirectory {
	/** Where directory and reservations are allocated. */
	readonly storage: SegmentStorage;
	readonly #base: number;

	/** From address `base` up to `end`; made anew where nothing lies there yet. */
	constructor(access: SegmentAccess, base: number, end: number) {
		this.#base = base;
		this.storage = new SegmentStorage(access, {
			anchor: base + sharedHead.offset.heap, from: base + sharedHead.length, to: end,
		});
		if (sharedHead.decode(access.fetch(base, sharedHead.length)).eyeCatcher !== eyeCatcher) {
			access.store(base, sharedHead.encode({
				eyeCatcher, state: directoryState.stale, heap: 0, reservations: 0, readings: 0,
			}));
			this.storage.initialize();
		}
	}

	/** Address of the ADT that all share. */
	get address(): number {
		return this.#base + adtAt;
	}

	/** It says what the disk says. */
	get isCurrent(): boolean {
		return this.storage.word(this.#base + sharedHead.offset.state) === directoryState.current;
	}

	set isCurrent(current: boolean) {
		this.storage.setWord(
			this.#base + sharedHead.offset.state,
			current ? directoryState.current : directoryState.stale,
		);
	}

	/** How often the disk was read: another number than before, and others may have changed it meanwhile. */
	get readings(): number {
		return this.storage.word(this.#base + sharedHead.offset.readings);
	}

	/**
	 * Before it is read again: nothing of it can be relied on, but blocks that members (by their generations) reserved
	 * stay theirs.
	 */
	clear(members: ReadonlySet<number>): void {
		const records = this.#records().map(at => this.#read(at)).filter(({generation}) => members.has(generation));
		this.isCurrent = false;
		this.storage.setWord(this.#base + sharedHead.offset.readings, (this.readings + 1) >>> 0);
		this.storage.store(this.address, new Uint8Array(adt.length));
		this.storage.setWord(this.#base + sharedHead.offset.reservations, 0);
		this.storage.initialize();
		for (const {generation, map} of records) {
			this.#add(generation, map);
		}
	}

	/** A machine is gone: what it had reserved is free. */
	drop(generation: number): void {
		for (const at of this.#records()) {
			if (this.#read(at).generation === generation) {
				this.#remove(at);
			}
		}
	}

	/** Blocks that all machines have reserved; those added are that member's. `total`: blocks of the disk. */
	reservations(member: () => number, total: () => number): Reservations {
		return {
			[Symbol.iterator]: () => this.#reserved(),
			add: block => {
				const generation = member();
				const at = this.#recordOf(generation) ?? this.#add(generation, new Uint8Array(Math.ceil(total() / 8)));
				this.#change(at, block, true);
			},
			delete: block => {
				const at = this.#recordOf(member());
				if (at !== undefined) {
					this.#change(at, block, false);
				}
			},
		};
	}

	* #reserved(): Generator<number> {
		for (const at of this.#records()) {
			const {map} = this.#read(at);
			// Few blocks of a disk of thousands.
			for (let index = map.findIndex(bits => bits !== 0); index >= 0 && index < map.length; index++) {
				for (let bits = map[index]; bits !== 0; bits &= bits - 1) {
					yield (index * 8) + 8 - (31 - Math.clz32(bits & -bits));
				}
			}
		}
	}

	/** Sets or resets a block's bit; a record without any is given back. */
	#change(at: number, block: number, on: boolean): void {
		const {map} = this.#read(at);
		const index = (block - 1) >>> 3;
		const bit = 0x80 >>> ((block - 1) & 7);
		map[index] = on ? map[index] | bit : map[index] & ~bit;
		this.storage.store(at + reservationHead.length + index, map.subarray(index, index + 1));
		if (!on && map.every(bits => bits === 0)) {
			this.#remove(at);
		}
	}

	#add(generation: number, map: Uint8Array): number {
		const at = this.storage.allocate(reservationHead.length + map.length);
		const anchor = this.#base + sharedHead.offset.reservations;
		this.storage.store(at, reservationHead.encode({
			next: this.storage.word(anchor), generation, bytes: map.length,
		}));
		this.storage.store(at + reservationHead.length, map);
		this.storage.setWord(anchor, at);
		return at;
	}

	#remove(at: number): void {
		const records = this.#records();
		const before = records[records.indexOf(at) - 1];
		const {bytes} = this.#read(at);
		this.storage.setWord(before ?? this.#base + sharedHead.offset.reservations, this.storage.word(at));
		this.storage.release(at, reservationHead.length + bytes);
	}

	#recordOf(generation: number): number | undefined {
		return this.#records().find(at => this.storage.word(at + reservationHead.offset.generation) === generation);
	}

	#read(at: number): {readonly generation: number; readonly bytes: number; readonly map: Uint8Array} {
		const {generation, bytes} = reservationHead.decode(this.storage.fetch(at, reservationHead.length));
		counted(bytes, Math.ceil(mostBlocks / 8), structure, at);
		if (!this.storage.contains(at, reservationHead.length + bytes)) {
			throw new DamagedStructure(structure, at);
		}

		return {generation, bytes, map: this.storage.fetch(at + reservationHead.length, bytes)};
	}

	#records(): number[] {
		return chain(this.storage, this.#base + sharedHead.offset.reservations, {
			structure, length: reservationHead.length, next: reservationHead.offset.next, most: mostReservations,
		});
	}
}
