/**
 * Blocks for a transaction: free in the directory now on the disk, which a crash must still find whole, and in what
 * others have reserved.
 */
import {append} from '../../../base/sequences.js';
import type {AllocationMap} from '../directory/allocation-map.js';
import type {Directory} from '../directory/directory.js';
import {encodeMapExtension, extensionsOf} from '../directory/master-directory.js';

export class BlockSupply {
	/** What is in use when the transaction is committed. */
	readonly map: AllocationMap;
	readonly #directory: Directory;
	readonly #before: AllocationMap;
	/** What the disk has in use, and what files being written have taken. */
	readonly #taken: AllocationMap;
	/** Blocks it has taken, reserved until its end: where others share the directory they must not take them too. */
	readonly #allocated: number[] = [];
	/** Where the next block is looked for, where blocks are to lie together. */
	#near: number | undefined;

	constructor(directory: Directory) {
		this.#directory = directory;
		this.#before = directory.readMap().map;
		this.map = this.#before.copy();
		this.#taken = this.#before.copy();
	}

	/** So many; undefined where there are fewer. */
	allocate(count: number): number[] | undefined {
		// What others have reserved since it began.
		for (const block of this.#directory.reserved) {
			this.#taken.use(block);
		}

		const numbers = this.#near === undefined
			? this.map.allocateMany(count, this.#taken)
			: this.map.allocateFrom(this.#near, count, this.#taken);
		this.#near &&= (numbers?.at(-1) ?? this.#near - 1) + 1;
		append(this.#allocated, numbers ?? []);
		for (const block of numbers ?? []) {
			this.#directory.reserved.add(block);
		}

		return numbers;
	}

	/** Blocks from now on lie on one track, if there is one with so many free: one chain of CCWs writes them. */
	together(blocks: number): void {
		const {blocksPerTrack} = this.#directory.geometry;
		const wanted = Math.min(blocks + 1 + this.#directory.readMaster().mapBlocks.length, blocksPerTrack);
		this.#near = this.map.roomyTrack(blocksPerTrack, wanted, this.#taken);
	}

	/** Nothing of it is reserved any longer. */
	end(): void {
		for (const block of this.#allocated.splice(0)) {
			this.#directory.reserved.delete(block);
		}
	}

	/** Places for the blocks of the map beyond block 4, where it needs some; undefined on a full disk. */
	moveMap(old: readonly number[]): number[] | undefined {
		for (const number of old) {
			this.map.free(number);
		}

		if (extensionsOf(this.map) === 0) {
			return [];
		}

		for (const number of old) {
			this.map.use(number);
		}

		return old.length === 0 ? this.allocate(extensionsOf(this.map)) : this.#moveExtensions(old);
	}

	/**
	 * Gives every map extension block that changes a new place. Moving one changes the map again, so until nothing more
	 * moves.
	 */
	#moveExtensions(old: readonly number[]): number[] | undefined {
		const numbers = [...old];
		const moved = new Set<number>();
		for (let again = true; again;) {
			again = false;
			for (const [index, number] of old.entries()) {
				if (!moved.has(index) && this.#changes(index)) {
					const [block] = this.allocate(1) ?? [];
					if (block === undefined) {
						return undefined;
					}

					this.map.free(number);
					numbers[index] = block;
					moved.add(index);
					again = true;
				}
			}
		}

		return numbers;
	}

	#changes(index: number): boolean {
		return Buffer.compare(encodeMapExtension(this.map, index), encodeMapExtension(this.#before, index)) !== 0;
	}
}
