/**
 * The library's store in memory, for tests of what stands on it: the same promises, kept by a sorted list of keys and
 * a list of what to undo.
 */
import {crc32} from 'node:zlib';
import {Failure} from '../../source/base/failure.js';
import {compareKeys, hasPrefix, requireEntry, scanStart} from '../../source/sbs/store/entries.js';
import {
	DamagedLibrary, LibraryFull, type Entry, type Extent, type LibraryStore, type Reader, type Transaction,
} from '../../source/sbs/store/store.js';
import type {Step} from '../../source/guest/action.js';

const slotSize = 800;
const slotsOf = (bytes: number): number => Math.max(Math.ceil(bytes / slotSize), 1);

export class MemoryStore implements LibraryStore {
	/** Lines of the audit file. */
	readonly auditLines: string[] = [];
	/** Changes that were committed. */
	changes = 0;
	readonly #entries: Entry[] = [];
	readonly #texts = new Map<number, Uint8Array>();
	readonly #room: number;
	#nextSlot = 1;
	#usedSlots = 0;
	#isChanging = false;

	/** `room`: slots that texts find before it is full. */
	constructor(room = Number.POSITIVE_INFINITY) {
		this.#room = room;
	}

	/** Every entry, in order. */
	get entries(): readonly Entry[] {
		return this.#entries;
	}

	/** Slots that are not free. */
	get usedSlots(): number {
		return this.#usedSlots;
	}

	* read<T>(work: (reader: Reader) => Step<T>): Step<T> {
		return yield * work(this.#reader());
	}

	* change<T>(work: (transaction: Transaction) => Step<T>): Step<T> {
		if (this.#isChanging) {
			throw new Error('a change within a change');
		}

		const undo: Array<() => void> = [];
		const freed: Extent[] = [];
		let isDone = false;
		this.#isChanging = true;
		try {
			const result = yield * work(this.#transaction(undo, freed));
			isDone = !(result instanceof Failure);
			return result;
		} finally {
			this.#isChanging = false;
			if (isDone) {
				this.changes++;
				for (const extent of freed) {
					this.#forget(extent);
				}
			} else {
				for (const step of undo.toReversed()) {
					step();
				}
			}
		}
	}

	#reader(): Reader {
		const text = (extent: Extent): Uint8Array => this.#text(extent);
		const get = (key: Uint8Array): Uint8Array | undefined => this.#get(key);
		const scan = (prefix: Uint8Array, from?: Uint8Array, most?: number): Entry[] =>
			this.#scan(scanStart(prefix, from), prefix, most);
		return {
			* get(key) {
				return get(key);
			},
			* scan(prefix, from, most) {
				return scan(prefix, from, most);
			},
			* text(extent) {
				return text(extent);
			},
		};
	}

	#transaction(undo: Array<() => void>, freed: Extent[]): Transaction {
		const set = (key: Uint8Array, value: Uint8Array | undefined): void => {
			const before = this.#get(key);
			this.#set(key, value);
			undo.push(() => {
				this.#set(key, before);
			});
		};

		const write = (bytes: Uint8Array): Extent => {
			const extent = this.#write(bytes);
			undo.push(() => {
				this.#forget(extent);
			});
			return extent;
		};

		return {
			...this.#reader(),
			* put(key, value) {
				requireEntry({key, value});
				set(key.slice(), value.slice());
			},
			* remove(key) {
				set(key, undefined);
			},
			* write(bytes) {
				return write(bytes);
			},
			* free(extent) {
				freed.push(extent);
			},
			audit: line => {
				this.auditLines.push(line.slice(0, 80));
			},
		};
	}

	/** Index of the first entry whose key is not before `key`. */
	#index(key: Uint8Array): number {
		let low = 0;
		let high = this.#entries.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (compareKeys(this.#entries[middle].key, key) < 0) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low;
	}

	#get(key: Uint8Array): Uint8Array | undefined {
		const entry = this.#entries[this.#index(key)];
		return entry && compareKeys(entry.key, key) === 0 ? entry.value : undefined;
	}

	#set(key: Uint8Array, value: Uint8Array | undefined): void {
		const index = this.#index(key);
		const found = this.#entries[index];
		const isThere = found !== undefined && compareKeys(found.key, key) === 0;
		this.#entries.splice(index, isThere ? 1 : 0, ...(value ? [{key, value}] : []));
	}

	#scan(from: Uint8Array, prefix: Uint8Array, most = Number.POSITIVE_INFINITY): Entry[] {
		const found: Entry[] = [];
		for (let index = this.#index(from); found.length < most; index++) {
			const entry = this.#entries[index];
			if (!entry || !hasPrefix(entry.key, prefix)) {
				break;
			}

			found.push(entry);
		}

		return found;
	}

	#text({runs, bytes, checksum}: Extent): Uint8Array {
		const text = this.#texts.get(runs[0]?.slot);
		if (text?.length !== bytes || crc32(text) !== checksum) {
			throw new DamagedLibrary('an extent that is free');
		}

		return text.slice();
	}

	#write(bytes: Uint8Array): Extent {
		const count = slotsOf(bytes.length);
		if (this.#usedSlots + count > this.#room) {
			throw new LibraryFull();
		}

		const slot = this.#nextSlot;
		this.#nextSlot += count;
		this.#usedSlots += count;
		this.#texts.set(slot, bytes.slice());
		return {runs: [{slot, count}], bytes: bytes.length, checksum: crc32(bytes)};
	}

	#forget({runs, bytes}: Extent): void {
		if (!this.#texts.delete(runs[0]?.slot)) {
			throw new DamagedLibrary('an extent was freed twice');
		}

		this.#usedSlots -= slotsOf(bytes);
	}
}
