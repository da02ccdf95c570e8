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

const destroyed = (): Abend => new Abend(abendCode.freeStorage, 'DMSFRE');

/** Goes along the chain of free blocks, which ascends, so that it ends. Throws an abend where it cannot be right. */
class FreeChain {
	/** The block, 0 behind the last; its length; the word that holds its address. */
	address = 0;
	length = 0;
	anchor: number = nucon.freeList;
	readonly #storage: GuestStorage;
	#next: number;
	/** Where the block before ends: none may begin lower. */
	#lowest: number;

	/** `low`: FREELOWE. */
	constructor(storage: GuestStorage, low: number) {
		this.#storage = storage;
		this.#lowest = low;
		this.#next = storage.word(nucon.freeList) & addressMask;
	}

	/** To the next block. False: there is none. */
	advance(): boolean {
		const address = this.#next;
		if (this.address !== 0) {
			this.anchor = this.address + offset.next;
		}

		this.address = address;
		if (address === 0) {
			return false;
		}

		const storage = this.#storage;
		if (address < this.#lowest || address % doubleword !== 0 || address + freeBlock.length > storage.size) {
			throw destroyed();
		}

		const next = storage.word(address + offset.next) & addressMask;
		const length = storage.word(address + offset.length);
		if (length < doubleword || length % doubleword !== 0 || address + length > storage.size) {
			throw destroyed();
		}

		this.length = length;
		this.#lowest = address + length;
		this.#next = next;
		return true;
	}
}

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
		for (const block = this.#chain(); block.advance();) {
			if (block.length === size || block.length >= size + freeBlock.length) {
				return true;
			}
		}

		return this.#canExtend(size);
	}

	/** The most bytes that `allocate` could give now, a multiple of 8. */
	largest(): number {
		const below = this.#low - Math.max(this.storage.word(nucon.mainHigh), area.user);
		let most = Math.max(0, (Math.floor(below / pageSize) * pageSize) - freeBlock.length);
		for (const block = this.#chain(); block.advance();) {
			most = Math.max(most, block.length);
		}

		return most;
	}

	/** Abends (0F8, DMSFRE) where the block is free already, or never was given out. */
	release(address: number, bytes: number): void {
		const {storage} = this;
		const size = roundUp(bytes);
		if (address % doubleword !== 0 || address < this.#low || address + size > storage.size) {
			throw destroyed();
		}

		// The block before it and its length, 0: there is none; the block stands behind it.
		let before = 0;
		let lengthBefore = 0;
		const block = this.#chain();
		while (block.advance() && block.address < address) {
			before = block.address;
			lengthBefore = block.length;
		}

		const next = block.address;
		const end = address + size;
		if (before + lengthBefore > address || (next !== 0 && end > next)) {
			throw destroyed();
		}

		const joinsNext = end === next;
		const following = joinsNext ? storage.word(end + offset.next) : next;
		const length = joinsNext ? size + block.length : size;
		if (before !== 0 && before + lengthBefore === address) {
			this.#set(before, following, lengthBefore + length);
		} else {
			this.#set(address, following, length);
			storage.setWord(block.anchor, address);
		}
	}

	/**
	 * Takes exactly these bytes, doublewords around them; false: some are in use, or no user area would be left. Where
	 * they lie in the user area it ends below them from now on, and a program that was loaded there is gone.
	 */
	claim(address: number, bytes: number): boolean {
		const {storage} = this;
		const {start, end} = around(address, bytes);
		const low = this.#low;
		const lowest = Math.min(low, Math.floor(start / pageSize) * pageSize);
		if (lowest <= area.user || end > storage.size || (end > low && !this.#isFree(Math.max(start, low), end))) {
			return false;
		}

		if (lowest < low) {
			if (storage.word(nucon.mainHigh) > lowest) {
				storage.setWord(nucon.mainHigh, area.user);
			}

			storage.setWord(nucon.freeLow, lowest);
			this.release(lowest, low - lowest);
		}

		const block = this.#chain();
		while (block.advance()) {
			if (start >= block.address && end <= block.address + block.length) {
				this.#cut(block, start, end);
				return true;
			}
		}

		throw destroyed();
	}

	/** Gives back what `claim` took, and to the user area the pages that are free above it. */
	releaseClaimed(address: number, bytes: number): void {
		const {storage} = this;
		const {start, end} = around(address, bytes);
		this.release(start, end - start);
		const block = this.#chain();
		const low = this.#low;
		if (block.advance() && block.address === low) {
			const grown = Math.floor(block.length / pageSize) * pageSize;
			this.#cut(block, low, low + grown);
			storage.setWord(nucon.freeLow, low + grown);
		}
	}

	/** Throws an abend where the chain, or where it may lie, cannot be right (DMSFRES CHECK). */
	check(): void {
		const block = this.#chain();
		while (block.advance()) {
			// Until it ends.
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

	/** Before the first block. */
	#chain(): FreeChain {
		return new FreeChain(this.storage, this.#low);
	}

	/** First fit, the block taken from the end of the free one. */
	#take(size: number): number | undefined {
		const {storage} = this;
		for (const block = this.#chain(); block.advance();) {
			const {address, length, anchor} = block;
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

	#isFree(start: number, end: number): boolean {
		for (const block = this.#chain(); block.advance();) {
			if (start >= block.address && end <= block.address + block.length) {
				return true;
			}
		}

		return false;
	}

	/** Takes `start` to `end`, both on doublewords, out of the block that has them. */
	#cut({address, length, anchor}: FreeChain, start: number, end: number): void {
		const {storage} = this;
		let next = storage.word(address + offset.next);
		if (end < address + length) {
			this.#set(end, next, address + length - end);
			next = end;
		}

		if (start > address) {
			this.#set(address, next, start - address);
		} else {
			storage.setWord(anchor, next);
		}
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

/** The doublewords that hold these bytes. */
function around(address: number, bytes: number): {readonly start: number; readonly end: number} {
	const start = address - (address % doubleword);
	return {start, end: start + roundUp(address - start + bytes)};
}

function roundUp(bytes: number): number {
	return Math.max(freeBlock.length, Math.ceil(bytes / doubleword) * doubleword);
}
