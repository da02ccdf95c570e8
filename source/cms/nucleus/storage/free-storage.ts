/**
 * Free storage (DMSFRE, SY20-0884): blocks of doublewords from the top of the machine downwards, first fit. The chain
 * lies in the free blocks themselves, in ascending order: address of the next, length of this. Not here: the four
 * separate chains of DMSFRE for low and high, user and nucleus storage.
 *
 * Programs may have stored into all of it: each step along the chain is checked as DMSFRES CHECK does (on a doubleword,
 * above FREELOWE, behind the block before and not into it), and what fails is an abend.
 */
import {addressMask, pageSize} from '../../../base/architecture.js';
import {Layout, fullword} from '../../../base/layout.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {Abend, abendCode} from '../abend.js';
import {area} from './layout.js';
import {nucon} from './nucon.js';

/** A free block's beginning. */
export const freeBlock = new Layout(8, {next: fullword(0), length: fullword(4)});
const {offset} = freeBlock;
const doubleword = 8;

type FreeBlock = {
	readonly address: number;
	readonly length: number;
	/** Word that holds its address. */
	readonly anchor: number;
};

const destroyed = (): Abend => new Abend(abendCode.freeStorage, 'DMSFRE');

export class FreeStorage {
	readonly storage: GuestStorage;

	constructor(storage: GuestStorage) {
		this.storage = storage;
	}

	/** Everything from the top of storage is free; `freeLow` = top. */
	initialize(): void {
		const {storage} = this;
		storage.setWord(nucon.freeList, 0);
		storage.setHalf(nucon.freeNumber, 0);
		storage.setWord(nucon.freeLow, storage.size);
	}

	/**
	 * Guest-real address of `bytes` rounded up to doublewords. Abends (0F8, DMSFRE) where it would reach into the
	 * program in the user area.
	 */
	allocate(bytes: number): number {
		const size = roundUp(bytes);
		return this.#take(size) ?? this.#extend(size);
	}

	/** Whether `allocate` would find as much: for who asks on behalf of another and is not to abend for his wishes. */
	hasRoom(bytes: number): boolean {
		const size = roundUp(bytes);
		for (const {length} of this.#blocks()) {
			if (length === size || length >= size + freeBlock.length) {
				return true;
			}
		}

		return this.#canExtend(size);
	}

	/** Abends (0F8, DMSFRE) where the block is free already, or never was given out. */
	release(address: number, bytes: number): void {
		const {storage} = this;
		const size = roundUp(bytes);
		if (address % doubleword !== 0 || address < this.#low || address + size > storage.size) {
			throw destroyed();
		}

		let before: FreeBlock | undefined;
		let next: FreeBlock | undefined;
		for (const block of this.#blocks()) {
			if (block.address >= address) {
				next = block;
				break;
			}

			before = block;
		}

		const end = address + size;
		const endBefore = before ? before.address + before.length : 0;
		if (endBefore > address || (next !== undefined && end > next.address)) {
			throw destroyed();
		}

		const joinsNext = end === next?.address;
		const following = joinsNext ? storage.word(end + offset.next) : next?.address ?? 0;
		const length = joinsNext ? size + storage.word(end + offset.length) : size;
		if (before && endBefore === address) {
			this.#set(before.address, following, before.length + length);
		} else {
			this.#set(address, following, length);
			storage.setWord(before ? before.address + offset.next : nucon.freeList, address);
		}
	}

	/** Throws an abend where the chain, or where it may lie, cannot be right (DMSFRES CHECK). */
	check(): void {
		for (let blocks = this.#blocks(), block = blocks.next(); !block.done;) {
			block = blocks.next();
		}
	}

	/**
	 * Gives up the chain: what is free now is lost until CMS is loaded again; requests are met by lowering FREELOWE.
	 * Throws an abend where that is wrong too: nothing can go on then.
	 */
	forget(): void {
		this.storage.setWord(nucon.freeList, 0);
		this.check();
	}

	/** FREELOWE, where it can be right. */
	get #low(): number {
		const low = this.storage.word(nucon.freeLow);
		if (low < area.user || low > this.storage.size || low % pageSize !== 0) {
			throw destroyed();
		}

		return low;
	}

	/** The chain: it ascends, so that it ends. */
	* #blocks(): Generator<FreeBlock, void, void> {
		const {storage} = this;
		let anchor: number = nucon.freeList;
		let lowest = this.#low;
		for (let address = storage.word(anchor) & addressMask; address !== 0;) {
			if (address < lowest || address % doubleword !== 0 || address + freeBlock.length > storage.size) {
				throw destroyed();
			}

			const next = storage.word(address + offset.next) & addressMask;
			const length = storage.word(address + offset.length);
			if (length < doubleword || length % doubleword !== 0 || address + length > storage.size) {
				throw destroyed();
			}

			yield {address, length, anchor};
			lowest = address + length;
			anchor = address + offset.next;
			address = next;
		}
	}

	/** First fit, the block taken from the end of the free one. */
	#take(size: number): number | undefined {
		const {storage} = this;
		for (const {address, length, anchor} of this.#blocks()) {
			if (length >= size + freeBlock.length) {
				storage.setWord(address + offset.length, length - size);
				return address + length - size;
			}

			if (length === size) {
				storage.setWord(anchor, storage.word(address + offset.next));
				return address;
			}
		}

		return undefined;
	}

	/** Lowers FREELOWE by whole pages and takes the block from there. */
	#extend(size: number): number {
		const {storage} = this;
		const low = this.#low;
		const grown = pagesFor(size);
		if (!this.#canExtend(size)) {
			throw destroyed();
		}

		storage.setWord(nucon.freeLow, low - grown);
		this.release(low - grown, grown);
		const taken = this.#take(size);
		if (taken === undefined) {
			throw destroyed();
		}

		return taken;
	}

	#canExtend(size: number): boolean {
		return this.#low - pagesFor(size) >= Math.max(this.storage.word(nucon.mainHigh), area.user);
	}

	#set(address: number, next: number, length: number): void {
		this.storage.setWord(address + offset.next, next);
		this.storage.setWord(address + offset.length, length);
	}
}

/** Bytes of whole pages that hold a block of `size`, and the beginning of what is left. */
const pagesFor = (size: number): number => Math.ceil((size + freeBlock.length) / pageSize) * pageSize;

function roundUp(bytes: number): number {
	return Math.max(freeBlock.length, Math.ceil(bytes / doubleword) * doubleword);
}
