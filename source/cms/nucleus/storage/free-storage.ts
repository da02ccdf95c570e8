/**
 * Free storage (DMSFRE, SY20-0884): blocks of doublewords from the top of the machine downwards, first fit. The chain
 * lies in the free blocks themselves, in ascending order: address of the next, length of this. Not here: the four
 * separate chains of DMSFRE for low and high, user and nucleus storage.
 */
import {pageSize} from '../../../base/architecture.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {Abend} from '../abend.js';
import {nucon} from './nucon.js';

const headerSize = 8;

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

	release(address: number, bytes: number): void {
		const {storage} = this;
		const size = roundUp(bytes);
		let before = 0;
		let next = storage.word(nucon.freeList);
		while (next !== 0 && next < address) {
			before = next;
			next = storage.word(next);
		}

		if (next !== 0 && address + size > next) {
			throw new Error(`free storage released twice at ${address.toString(16)}`);
		}

		const joinsNext = next !== 0 && address + size === next;
		storage.setWord(address, joinsNext ? storage.word(next) : next);
		storage.setWord(address + 4, joinsNext ? size + storage.word(next + 4) : size);
		if (before !== 0 && before + storage.word(before + 4) === address) {
			storage.setWord(before + 4, storage.word(before + 4) + storage.word(address + 4));
			storage.setWord(before, storage.word(address));
		} else {
			storage.setWord(before === 0 ? nucon.freeList : before, address);
		}
	}

	/** First fit, the block taken from the end of the free one. */
	#take(size: number): number | undefined {
		const {storage} = this;
		let before: number = nucon.freeList;
		for (let block = storage.word(before); block !== 0; block = storage.word(block)) {
			const length = storage.word(block + 4);
			if (length >= size + headerSize) {
				storage.setWord(block + 4, length - size);
				return block + length - size;
			}

			if (length === size) {
				storage.setWord(before, storage.word(block));
				return block;
			}

			before = block;
		}

		return undefined;
	}

	/** Lowers FREELOWE by whole pages and takes the block from there. */
	#extend(size: number): number {
		const {storage} = this;
		const low = storage.word(nucon.freeLow);
		const grown = Math.ceil((size + headerSize) / pageSize) * pageSize;
		if (low - grown < storage.word(nucon.mainHigh)) {
			throw new Abend('0F8', 'DMSFRE');
		}

		storage.setWord(nucon.freeLow, low - grown);
		this.release(low - grown, grown);
		return this.#take(size)!;
	}
}

function roundUp(bytes: number): number {
	return Math.max(headerSize, Math.ceil(bytes / 8) * 8);
}
