/** A disk's directory as a transaction changes it: entries by name, in FST blocks that are written anew. */
import {halfwordAt} from '../../../base/layout.js';
import type {Directory} from '../directory/directory.js';
import {
	decodeFst, encodeFst, fst, fstPerBlock, fstSize, isEmptySlot, type FileEntry,
} from '../directory/fst.js';
import {blockSize} from '../disk/geometry.js';
import {blockOfFirstLink} from './chain.js';

/** Where an entry is. */
export type Slot = {readonly block: number; readonly offset: number};
type FileName = {readonly name: string; readonly type: string};

const fileKey = ({name, type}: FileName): string => `${name} ${type}`;

export class DirectorySlots {
	/** What the FST blocks hold, and the numbers that they have on the disk; 0: none yet. */
	readonly blocks: Array<{entries: Uint8Array; number: number}>;
	/** Indices of blocks that change. */
	readonly dirty = new Set<number>();
	readonly #directory: Directory;
	readonly #slots = new Map<string, Slot>();
	#firstEmpty = 0;

	constructor(directory: Directory) {
		this.#directory = directory;
		this.blocks = directory.active.fstBlocks();
		for (const file of directory.list()) {
			this.#slots.set(fileKey(file), directory.place(file.name, file.type)!);
		}
	}

	/** Number of files. */
	get size(): number {
		return this.#slots.size;
	}

	find(file: FileName): Slot | undefined {
		return this.#slots.get(fileKey(file));
	}

	entry(slot: Slot): FileEntry {
		return decodeFst(this.blocks[slot.block].entries, slot.offset)!;
	}

	enter(slot: Slot, entry: FileEntry): void {
		this.blocks[slot.block].entries.set(encodeFst(entry), slot.offset);
		this.dirty.add(slot.block);
		this.#slots.set(fileKey(entry), slot);
	}

	/** The same for an entry that has had another name. */
	rename(from: FileName, slot: Slot, entry: FileEntry): void {
		this.#slots.delete(fileKey(from));
		this.enter(slot, entry);
	}

	erase(file: FileName, slot: Slot): void {
		this.blocks[slot.block].entries.fill(0, slot.offset, slot.offset + fstSize);
		this.dirty.add(slot.block);
		this.#slots.delete(fileKey(file));
		this.#firstEmpty = Math.min(this.#firstEmpty, slot.block);
	}

	/** The first block is to be written, whether it changes or not. */
	renew(): void {
		if (this.blocks.length === 0) {
			this.blocks.push({entries: new Uint8Array(blockSize), number: 0});
		}

		this.dirty.add(0);
	}

	/** The first empty slot, in a new block where all `most` are not there yet; undefined: all are full. */
	empty(most: number): Slot | undefined {
		for (let block = this.#firstEmpty; block < this.blocks.length; block++) {
			for (let slot = 0; slot < fstPerBlock; slot++) {
				if (isEmptySlot(this.blocks[block].entries, slot * fstSize)) {
					this.#firstEmpty = block;
					return {block, offset: slot * fstSize};
				}
			}
		}

		if (this.blocks.length >= most) {
			return undefined;
		}

		this.#firstEmpty = this.blocks.length;
		this.blocks.push({entries: new Uint8Array(blockSize), number: 0});
		return {block: this.#firstEmpty, offset: 0};
	}

	/**
	 * Takes empty blocks away at the end; answers their numbers. The first stays, empty or not: IBM's ACCESS reads it,
	 * whatever it holds.
	 */
	trim(): number[] {
		const numbers: number[] = [];
		while (this.blocks.length > 1 && this.blocks.at(-1)!.entries.every(byte => byte === 0)) {
			this.dirty.delete(this.blocks.length - 1);
			numbers.push(this.blocks.pop()!.number);
		}

		return numbers;
	}

	/** Blocks in which first chain links of files lie, one for each file. */
	* firstLinks(): Generator<number> {
		const {blockDevice} = this.#directory;
		for (const {block, offset} of this.#slots.values()) {
			const link = halfwordAt(this.blocks[block].entries, offset + fst.offset.firstChainLink);
			yield blockOfFirstLink(blockDevice, link);
		}
	}
}
