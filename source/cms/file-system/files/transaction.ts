/**
 * Changes of a disk as one step. Everything new (data, chain links, directory blocks, map) goes into blocks that the
 * directory now on the disk calls free; the master file directory, the pointer to it all, is written last. So a crash
 * leaves the state before or the state after, and a change that does not fit is simply dropped.
 */
import {Failure} from '../../../base/failure.js';
import {halfwordAt} from '../../../base/layout.js';
import {append} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {AllocationMap} from '../directory/allocation-map.js';
import {writeBlock} from '../disk/block-device.js';
import {blockOfFirstLink, readChain} from './chain.js';
import {isFileName} from './file-name.js';
import type {Directory} from '../directory/directory.js';
import {fileCode, type NewFile, type NewForm} from '../disk/disk.js';
import {
	decodeFst, encodeFst, fst, fstPerBlock, fstSize, isEmptySlot, type FileEntry,
} from '../directory/fst.js';
import {blockSize} from '../disk/geometry.js';
import {
	encodeMapExtension, encodeMaster, extensionsOf, firstFreeBlock, masterBlock, mostFstBlocks,
} from '../directory/master-directory.js';
import {FileWriter, type StoredFile} from './file-writer.js';
import {updateFile, type RecordUpdate} from './record-update.js';
import {longestOf} from './records.js';

type Slot = {readonly block: number; readonly offset: number};

export type Moment = {readonly date: string; readonly time: string};

const fileKey = (name: string, type: string): string => `${name} ${type}`;

/** A name that CMS cannot have comes on no disk, whoever asks. */
export const nameCode = ({name, type}: {readonly name: string; readonly type: string}): number =>
	isFileName(name) ? (isFileName(type) ? fileCode.ok : fileCode.type) : fileCode.name;

export class Transaction {
	readonly #directory: Directory;
	readonly #before: AllocationMap;
	/** What the disk has in use, and what files being written have taken. */
	readonly #taken: AllocationMap;
	readonly #map: AllocationMap;
	readonly #fst: Array<{entries: Uint8Array; number: number}>;
	readonly #dirty = new Set<number>();
	readonly #slots = new Map<string, Slot>();
	/** Blocks it has taken, reserved until its end: where others share the directory they must not take them too. */
	readonly #allocated: number[] = [];
	#firstEmpty = 0;
	/** Blocks that come over with the directory's. */
	readonly #writes: Array<readonly [number, Uint8Array]> = [];
	/** Blocks that no chain goes on in. */
	#foreign: ReadonlySet<number> | undefined;
	/** What becomes known to who keeps chain links, once it is committed. */
	readonly #committed: Array<() => void> = [];
	/** Where the next block is looked for, where blocks are to lie together. */
	#near: number | undefined;
	/** The pointer to it all is being written, and the directory in storage does not say so yet. */
	#isWriting = false;

	constructor(directory: Directory) {
		this.#directory = directory;
		this.#before = directory.readMap().map;
		this.#map = this.#before.copy();
		this.#taken = this.#before.copy();
		this.#fst = directory.active.fstBlocks();
		for (const {name, type} of directory.list()) {
			this.#slots.set(fileKey(name, type), directory.place(name, type)!);
		}
	}

	/**
	 * Writes a file, in place of one of the same name. Answers a `fileCode`; after any but `ok` the transaction must be
	 * dropped.
	 */
	* put(file: NewFile, now: Moment): Step<number> {
		const code = nameCode(file);
		if (code !== fileCode.ok) {
			return code;
		}

		const {recordFormat, records} = file;
		const recordLength = file.recordLength ?? longestOf(records);
		const writer = new FileWriter({
			device: this.#directory.blockDevice,
			gathered: Number.POSITIVE_INFINITY,
			supply: count => this.#allocate(count),
		}, recordFormat, recordLength, file.written);
		const packed = yield * writer.add(records);
		if (packed !== fileCode.ok || records.length === 0) {
			return packed === fileCode.ok ? fileCode.noData : packed;
		}

		const old = this.#slots.get(fileKey(file.name, file.type));
		if (old) {
			yield * this.#freeFile(old);
		}

		const stored = yield * writer.end();
		return stored instanceof Failure ? stored.returnCode : this.#enterFile(file, stored, now);
	}

	/** Blocks from now on lie on one track, if there is one with so many free: one chain of CCWs writes them. */
	together(blocks: number): void {
		const {blocksPerTrack} = this.#directory.geometry;
		const wanted = Math.min(blocks + 1 + this.#directory.readMaster().mapBlocks.length, blocksPerTrack);
		this.#near = this.#map.roomyTrack(blocksPerTrack, wanted, this.#taken);
	}

	/** The directory is to be written, whether it changes or not. */
	renew(): void {
		if (this.#fst.length === 0) {
			this.#fst.push({entries: new Uint8Array(blockSize), number: 0});
		}

		this.#dirty.add(0);
	}

	/** Changes records of a file, the rest of which stays where it is. Answers a `fileCode`. */
	* update(update: RecordUpdate, now: Moment): Step<number> {
		const code = nameCode(update);
		if (code !== fileCode.ok) {
			return code;
		}

		const slot = this.#slots.get(fileKey(update.name, update.type));
		const updated = yield * updateFile({
			directory: this.#directory,
			supply: count => this.#allocate(count),
			free: number => {
				this.#free(number);
			},
			write: (number, content) => {
				this.#writes.push([number, content]);
			},
		}, slot && this.#entry(slot), update);
		if (updated instanceof Failure) {
			return updated.returnCode;
		}

		this.#committed.push(() => {
			for (const [link, content] of updated.links) {
				update.links?.set(link, content);
			}
		});
		return this.#enterFile(update, updated, now);
	}

	/** Enters a file that was staged on `blocks`. Answers a `fileCode`. */
	* enter(file: NewForm, stored: StoredFile, blocks: readonly number[], now: Moment): Step<number> {
		const code = nameCode(file);
		if (code !== fileCode.ok) {
			return code;
		}

		const old = this.#slots.get(fileKey(file.name, file.type));
		if (old) {
			yield * this.#freeFile(old);
		}

		for (const block of blocks) {
			this.#map.use(block);
		}

		return this.#enterFile(file, stored, now);
	}

	* erase(name: string, type: string): Step<number> {
		const key = fileKey(name, type);
		const slot = this.#slots.get(key);
		if (!slot) {
			return fileCode.notFound;
		}

		yield * this.#freeFile(slot);
		this.#fst[slot.block].entries.fill(0, slot.offset, slot.offset + fstSize);
		this.#dirty.add(slot.block);
		this.#slots.delete(key);
		this.#firstEmpty = Math.min(this.#firstEmpty, slot.block);
		return fileCode.ok;
	}

	rename(
		from: {readonly name: string; readonly type: string},
		to: {readonly name: string; readonly type: string; readonly modeNumber: string},
	): number {
		const code = nameCode(to);
		if (code !== fileCode.ok) {
			return code;
		}

		const slot = this.#slots.get(fileKey(from.name, from.type));
		const key = fileKey(to.name, to.type);
		const taken = this.#slots.get(key);
		if (!slot) {
			return fileCode.notFound;
		}

		if (taken && taken !== slot) {
			return fileCode.exists;
		}

		const entry = this.#entry(slot);
		this.#enter(slot, {
			...entry,
			name: to.name,
			type: to.type,
			mode: entry.mode[0] + to.modeNumber,
		});
		this.#slots.delete(fileKey(from.name, from.type));
		this.#slots.set(key, slot);
		return fileCode.ok;
	}

	/** It is over, committed or not: what it had taken is the disk's now, or nobody's. */
	end(): void {
		if (this.#isWriting) {
			// Given up where the disk may have it already: whoever shares the directory takes none of it.
			return;
		}

		for (const block of this.#allocated.splice(0)) {
			this.#directory.reserved.delete(block);
		}
	}

	#allocate(count: number): number[] | undefined {
		// What others have reserved since it began.
		for (const block of this.#directory.reserved) {
			this.#taken.use(block);
		}

		const numbers = this.#near === undefined
			? this.#map.allocateMany(count, this.#taken)
			: this.#map.allocateFrom(this.#near, count, this.#taken);
		this.#near &&= (numbers?.at(-1) ?? this.#near - 1) + 1;
		append(this.#allocated, numbers ?? []);
		for (const block of numbers ?? []) {
			this.#directory.reserved.add(block);
		}

		return numbers;
	}

	/** Writes directory and map, then the pointer to them; then the storage shows the new state. */
	* commit(): Step<number> {
		if (this.#dirty.size === 0) {
			return fileCode.ok;
		}

		const directory = this.#directory;
		const fst = this.#fst;
		// The first stays, empty or not: IBM's ACCESS reads it, whatever it holds.
		while (fst.length > 1 && fst.at(-1)!.entries.every(byte => byte === 0)) {
			this.#dirty.delete(fst.length - 1);
			this.#free(fst.pop()!.number);
		}

		if (fst.length > mostFstBlocks(this.#map.total)) {
			return fileCode.directoryFull;
		}

		const writes = this.#writes;
		for (const index of this.#dirty) {
			this.#free(fst[index].number);
			const [number] = this.#allocate(1) ?? [];
			if (number === undefined) {
				return fileCode.diskFull;
			}

			fst[index].number = number;
			writes.push([number, fst[index].entries]);
		}

		const old = directory.readMaster();
		const mapBlocks = this.#moveMap(old.mapBlocks);
		if (!mapBlocks) {
			return fileCode.diskFull;
		}

		for (const [index, number] of mapBlocks.entries()) {
			if (number !== old.mapBlocks[index]) {
				writes.push([number, encodeMapExtension(this.#map, index)]);
			}
		}

		const master = encodeMaster(
			{...old, fstBlocks: fst.map(({number}) => number), mapBlocks},
			this.#map,
			this.#map.used,
		);
		directory.active.makeRoom(fst.length);
		yield * directory.blockDevice.write(writes);
		this.#isWriting = true;
		yield * writeBlock(directory.blockDevice, masterBlock, master);
		directory.active.setHyperblocks(fst);
		directory.saveMap(master, this.#map);
		directory.active.set('files', this.#slots.size);
		this.#isWriting = false;
		for (const tell of this.#committed) {
			tell();
		}

		return fileCode.ok;
	}

	/** Places for the blocks of the map beyond block 4, where it needs some. */
	#moveMap(old: readonly number[]): number[] | undefined {
		for (const number of old) {
			this.#map.free(number);
		}

		if (extensionsOf(this.#map) === 0) {
			return [];
		}

		for (const number of old) {
			this.#map.use(number);
		}

		return old.length === 0 ? this.#allocate(extensionsOf(this.#map)) : this.#moveExtensions(old);
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
				if (
					!moved.has(index)
					&& Buffer.compare(encodeMapExtension(this.#map, index), encodeMapExtension(this.#before, index))
					!== 0
				) {
					const [block] = this.#allocate(1) ?? [];
					if (block === undefined) {
						return undefined;
					}

					this.#map.free(number);
					numbers[index] = block;
					moved.add(index);
					again = true;
				}
			}
		}

		return numbers;
	}

	#enterFile(file: NewForm, stored: StoredFile, now: Moment): number {
		const key = fileKey(file.name, file.type);
		const slot = this.#slots.get(key) ?? this.#emptySlot();
		if (!slot) {
			return fileCode.directoryFull;
		}

		const {firstChainLink, recordFormat, recordLength, records, blocks} = stored;
		this.#enter(slot, {
			name: file.name,
			type: file.type,
			mode: this.#directory.letter + file.modeNumber,
			recordFormat,
			recordLength,
			records,
			blocks,
			date: file.date ?? now.date,
			time: file.time ?? now.time,
			firstChainLink,
		});
		this.#slots.set(key, slot);
		return fileCode.ok;
	}

	#free(number: number): void {
		if (number >= firstFreeBlock && number <= this.#map.total && !this.#isShared(number)) {
			this.#map.free(number);
		}
	}

	/** Whether first chain links of several files lie in a block, as IBM's CMS has them on a 2314. */
	#isShared(number: number): boolean {
		const {blockDevice} = this.#directory;
		if (!blockDevice.geometry.hasQuarters) {
			return false;
		}

		let files = 0;
		for (const slot of this.#slots.values()) {
			files += blockOfFirstLink(blockDevice, this.#entry(slot).firstChainLink) === number ? 1 : 0;
		}

		return files > 1;
	}

	* #freeFile(slot: Slot): Step {
		const {links, data} = yield * readChain(
			this.#directory.blockDevice,
			this.#entry(slot),
			this.#map.total,
		);
		const blocks = [...links, ...data].filter(number => number !== 0);
		if (!this.#areOwn(blocks)) {
			// A damaged chain: whose its blocks are nobody knows. They stay in use, `check` finds out.
			return;
		}

		for (const number of blocks) {
			this.#free(number);
		}
	}

	/** Whether blocks can be those of a file alone: there, in use, once, the directory's and no other's first link. */
	#areOwn(blocks: readonly number[]): boolean {
		this.#foreign ??= this.#named();
		const foreign = this.#foreign;
		return new Set(blocks).size === blocks.length && blocks.every((number, index) =>
			number >= firstFreeBlock && number <= this.#map.total && this.#map.isUsed(number)
			&& (index === 0 || !foreign.has(number)));
	}

	/** Blocks that the directory names: its own, and first chain links. */
	#named(): Set<number> {
		const {blockDevice} = this.#directory;
		const named = new Set([...this.#directory.readMaster().fstBlocks, ...this.#directory.readMaster().mapBlocks]);
		for (const {block, offset} of this.#slots.values()) {
			const link = halfwordAt(this.#fst[block].entries, offset + fst.offset.firstChainLink);
			named.add(blockOfFirstLink(blockDevice, link));
		}

		return named;
	}

	#entry(slot: Slot): FileEntry {
		return decodeFst(this.#fst[slot.block].entries, slot.offset)!;
	}

	#enter(slot: Slot, entry: FileEntry): void {
		this.#fst[slot.block].entries.set(encodeFst(entry), slot.offset);
		this.#dirty.add(slot.block);
	}

	/** The first empty slot, in a new FST block where all are full; `undefined` when the directory can have no more. */
	#emptySlot(): Slot | undefined {
		for (let block = this.#firstEmpty; block < this.#fst.length; block++) {
			for (let slot = 0; slot < fstPerBlock; slot++) {
				if (isEmptySlot(this.#fst[block].entries, slot * fstSize)) {
					this.#firstEmpty = block;
					return {block, offset: slot * fstSize};
				}
			}
		}

		if (this.#fst.length >= mostFstBlocks(this.#map.total)) {
			return undefined;
		}

		this.#firstEmpty = this.#fst.length;
		this.#fst.push({entries: new Uint8Array(blockSize), number: 0});
		return {block: this.#firstEmpty, offset: 0};
	}
}
