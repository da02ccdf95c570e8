/**
 * Free storage that programs have of DMSFREE (SY20-0887, "CMS free storage management"): what DMSFRET gives back must
 * lie in it, and an abend gives back all of it. Ranges in ascending order, neighbours joined, in blocks of free storage
 * chained from NUCON. Real CMS keeps a code for each page (FREETAB); ours is exact to the doubleword.
 */
import {fullword, Layout} from '../../../base/layout.js';
import {chain} from '../../../guest/bounded/readers.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {limits} from '../../../base/limits.js';
import type {FreeStorage} from './free-storage.js';
import {nucon} from './nucon.js';

/** A range: the next one, its first byte and the byte behind it. */
export const range = new Layout(16, {next: fullword(0), start: fullword(4), end: fullword(8)});
const {offset} = range;

export class OwnedStorage {
	constructor(readonly storage: GuestStorage, readonly free: FreeStorage) {}

	/** Bytes that programs have. */
	get bytes(): number {
		return this.#ranges().reduce((sum, at) => sum + this.#end(at) - this.#start(at), 0);
	}

	/** Bytes of free storage for a program, its address; `undefined`: there is no room, or it has too many pieces. */
	allocate(bytes: number): number | undefined {
		if (!this.free.hasRoom(bytes + (2 * range.length)) || this.#ranges().length >= limits.ownedStorage.value) {
			return undefined;
		}

		const address = this.free.allocate(bytes);
		this.#add(address, address + bytes);
		return address;
	}

	/** Gives back a part of what programs have; false: they do not have all of it. */
	release(address: number, bytes: number): boolean {
		let anchor: number = nucon.ownedStorage;
		for (const at of this.#ranges()) {
			const start = this.#start(at);
			const end = this.#end(at);
			if (address >= start && address + bytes <= end) {
				if (address > start && address + bytes < end && !this.free.hasRoom(range.length)) {
					return false;
				}

				this.#cut(anchor, at, address, address + bytes);
				this.free.release(address, bytes);
				return true;
			}

			anchor = at + offset.next;
		}

		return false;
	}

	/** Gives everything back. */
	releaseAll(): void {
		const ranges = this.#ranges().map(at => ({at, start: this.#start(at), bytes: this.#end(at) - this.#start(at)}));
		this.storage.setWord(nucon.ownedStorage, 0);
		for (const {at, start, bytes} of ranges) {
			this.free.release(at, range.length);
			this.free.release(start, bytes);
		}
	}

	/** Throws `GuestFault` where the chain cannot be one. */
	check(): void {
		this.#ranges();
	}

	/** The chain is given up, with its storage. */
	forget(): void {
		this.storage.setWord(nucon.ownedStorage, 0);
	}

	#add(start: number, end: number): void {
		const {storage} = this;
		let anchor: number = nucon.ownedStorage;
		for (const at of this.#ranges()) {
			if (this.#end(at) === start) {
				storage.setWord(at + offset.end, end);
				this.#join(at);
				return;
			}

			if (this.#start(at) === end) {
				storage.setWord(at + offset.start, start);
				return;
			}

			if (this.#start(at) > start) {
				break;
			}

			anchor = at + offset.next;
		}

		this.#insert(anchor, start, end);
	}

	/** The range behind `at` may begin where it now ends. */
	#join(at: number): void {
		const next = this.storage.word(at + offset.next);
		if (next !== 0 && this.#start(next) === this.#end(at)) {
			this.storage.setWord(at + offset.end, this.#end(next));
			this.storage.setWord(at + offset.next, this.storage.word(next + offset.next));
			this.free.release(next, range.length);
		}
	}

	/** Takes a part out of the range at `at`, whose address is in the word `anchor`. */
	#cut(anchor: number, at: number, from: number, to: number): void {
		const {storage} = this;
		const start = this.#start(at);
		const end = this.#end(at);
		if (from === start && to === end) {
			storage.setWord(anchor, storage.word(at + offset.next));
			this.free.release(at, range.length);
		} else if (from === start) {
			storage.setWord(at + offset.start, to);
		} else {
			storage.setWord(at + offset.end, from);
			if (to < end) {
				this.#insert(at + offset.next, to, end);
			}
		}
	}

	#insert(anchor: number, start: number, end: number): void {
		const {storage} = this;
		const at = this.free.allocate(range.length);
		storage.store(at, range.encode({next: storage.word(anchor), start, end}));
		storage.setWord(anchor, at);
	}

	#start(at: number): number {
		return this.storage.word(at + offset.start);
	}

	#end(at: number): number {
		return this.storage.word(at + offset.end);
	}

	#ranges(): number[] {
		return chain(this.storage, nucon.ownedStorage, {
			structure: 'DMSFREE', length: range.length, next: offset.next, most: limits.ownedStorage.value,
		});
	}
}
