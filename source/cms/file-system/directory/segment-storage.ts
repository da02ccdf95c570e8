/**
 * Storage of a segment that several machines share, for a directory they share (R15, the paper: "only one copy of the
 * various file directories"): a heap of doublewords, first fit, whose chain lies in the free blocks in ascending order.
 * Whoever allocates or releases holds the lock of the directory; whoever reads may find anything, and checks.
 */
import {fullword, Layout} from '../../../base/layout.js';
import {DamagedStructure} from '../../../guest/bounded/fault.js';
import {chain} from '../../../guest/bounded/readers.js';
import {DiskError, fileCode} from '../disk/disk.js';
import type {DirectoryStorage} from './directory-storage.js';

/** Storage of the machine, where the segment is loaded. */
export type SegmentAccess = Omit<DirectoryStorage, 'allocate' | 'release'>;

export const heapBlock = new Layout(8, {next: fullword(0), length: fullword(4)});
const doubleword = 8;
const roundUp = (bytes: number): number => Math.max(heapBlock.length, Math.ceil(bytes / doubleword) * doubleword);
const shape = {structure: 'shared directory', length: heapBlock.length, next: heapBlock.offset.next} as const;

/** The segment has no room: to who changes the disk, it is full. */
export class SegmentFull extends DiskError {
	constructor() {
		super(fileCode.diskFull, 0, 'no room in the segment');
	}
}

export class SegmentStorage implements DirectoryStorage {
	readonly #access: SegmentAccess;
	readonly #anchor: number;
	readonly #from: number;
	readonly #to: number;

	/** The heap from address `from` to `to`; the word at `anchor` holds the address of the first free block. */
	constructor(access: SegmentAccess, {anchor, from, to}: {anchor: number; from: number; to: number}) {
		this.#access = access;
		this.#anchor = anchor;
		this.#from = roundUp(from);
		this.#to = to - (to % doubleword);
	}

	/** Everything is free. */
	initialize(): void {
		this.#set(this.#from, 0, this.#to - this.#from);
		this.setWord(this.#anchor, this.#from);
	}

	contains(address: number, length: number): boolean {
		return this.#access.contains(address, length);
	}

	/** Throws `SegmentFull`. */
	allocate(bytes: number): number {
		const size = roundUp(bytes);
		let before = this.#anchor;
		for (const address of this.#free()) {
			const length = this.#length(address);
			if (length === size) {
				this.setWord(before, this.word(address));
				return address;
			}

			if (length >= size + heapBlock.length) {
				this.setWord(address + heapBlock.offset.length, length - size);
				return address + length - size;
			}

			before = address;
		}

		throw new SegmentFull();
	}

	release(address: number, bytes: number): void {
		const size = roundUp(bytes);
		const free = this.#free();
		const index = free.findIndex(each => each > address);
		const next = index === -1 ? 0 : free[index];
		const before = index === -1 ? free.at(-1) : free[index - 1];
		const isFree = (before !== undefined && before + this.#length(before) > address)
			|| (next !== 0 && address + size > next);
		if (isFree || address < this.#from || address + size > this.#to) {
			throw new DamagedStructure('shared directory', address);
		}

		const joins = address + size === next;
		const following = joins ? this.word(next) : next;
		const length = joins ? size + this.#length(next) : size;
		if (before !== undefined && before + this.#length(before) === address) {
			this.#set(before, following, this.#length(before) + length);
		} else {
			this.#set(address, following, length);
			this.setWord(before ?? this.#anchor, address);
		}
	}

	fetch(address: number, length: number): Uint8Array {
		return this.#access.fetch(address, length);
	}

	store(address: number, bytes: Uint8Array): void {
		this.#access.store(address, bytes);
	}

	word(address: number): number {
		return this.#access.word(address);
	}

	setWord(address: number, value: number): void {
		this.#access.setWord(address, value);
	}

	version(address: number): number {
		return this.#access.version(address);
	}

	#free(): number[] {
		return chain(this, this.#anchor, {...shape, most: (this.#to - this.#from) / doubleword});
	}

	#length(address: number): number {
		const length = this.word(address + heapBlock.offset.length);
		if (address < this.#from || length < doubleword || length % doubleword !== 0 || address + length > this.#to) {
			throw new DamagedStructure('shared directory', address);
		}

		return length;
	}

	#set(address: number, next: number, length: number): void {
		this.#access.store(address, heapBlock.encode({next, length}));
	}
}
