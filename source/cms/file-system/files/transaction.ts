/**
 * Changes of a disk as one step. Everything new (data, chain links, directory blocks, map) goes into blocks that the
 * directory now on the disk calls free; the master file directory, the pointer to it all, is written last. So a crash
 * leaves the state before or the state after, and a change that does not fit is simply dropped.
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {writeBlock} from '../disk/block-device.js';
import {BlockSupply} from './block-supply.js';
import {readChain} from './chain.js';
import {DirectorySlots, type Slot} from './directory-slots.js';
import {isFileName} from './file-name.js';
import type {Directory} from '../directory/directory.js';
import {fileCode, type NewFile, type NewForm} from '../disk/disk.js';
import {
	encodeMapExtension, encodeMaster, firstFreeBlock, masterBlock, mostFstBlocks,
} from '../directory/master-directory.js';
import {FileWriter, type StoredFile} from './file-writer.js';
import {updateFile, type RecordUpdate} from './record-update.js';
import {longestOf} from './records.js';

export type Moment = {readonly date: string; readonly time: string};

/** A name that CMS cannot have comes on no disk, whoever asks. */
export const nameCode = ({name, type}: {readonly name: string; readonly type: string}): number =>
	isFileName(name) ? (isFileName(type) ? fileCode.ok : fileCode.type) : fileCode.name;

export class Transaction {
	readonly #directory: Directory;
	readonly #supply: BlockSupply;
	readonly #slots: DirectorySlots;
	/** Blocks that come over with the directory's. */
	readonly #writes: Array<readonly [number, Uint8Array]> = [];
	/** Blocks that no chain goes on in. */
	#foreign: ReadonlySet<number> | undefined;
	/** What becomes known to who keeps chain links, once it is committed. */
	readonly #committed: Array<() => void> = [];
	/** The pointer to it all is being written, and the directory in storage does not say so yet. */
	#isWriting = false;

	constructor(directory: Directory) {
		this.#directory = directory;
		this.#supply = new BlockSupply(directory);
		this.#slots = new DirectorySlots(directory);
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
			supply: count => this.#supply.allocate(count),
		}, recordFormat, recordLength, file.written);
		const packed = yield * writer.add(records);
		if (packed !== fileCode.ok || records.length === 0) {
			return packed === fileCode.ok ? fileCode.noData : packed;
		}

		const old = this.#slots.find(file);
		if (old) {
			yield * this.#freeFile(old);
		}

		const stored = yield * writer.end();
		return stored instanceof Failure ? stored.returnCode : this.#enterFile(file, stored, now);
	}

	/** Blocks from now on lie on one track, if there is one with so many free: one chain of CCWs writes them. */
	together(blocks: number): void {
		this.#supply.together(blocks);
	}

	/** The directory is to be written, whether it changes or not. */
	renew(): void {
		this.#slots.renew();
	}

	/** Changes records of a file, the rest of which stays where it is. Answers a `fileCode`. */
	* update(update: RecordUpdate, now: Moment): Step<number> {
		const code = nameCode(update);
		if (code !== fileCode.ok) {
			return code;
		}

		const slot = this.#slots.find(update);
		const updated = yield * updateFile({
			directory: this.#directory,
			supply: count => this.#supply.allocate(count),
			free: number => {
				this.#free(number);
			},
			write: (number, content) => {
				this.#writes.push([number, content]);
			},
		}, slot && this.#slots.entry(slot), update);
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

		const old = this.#slots.find(file);
		if (old) {
			yield * this.#freeFile(old);
		}

		for (const block of blocks) {
			this.#supply.map.use(block);
		}

		return this.#enterFile(file, stored, now);
	}

	* erase(name: string, type: string): Step<number> {
		const slot = this.#slots.find({name, type});
		if (!slot) {
			return fileCode.notFound;
		}

		yield * this.#freeFile(slot);
		this.#slots.erase({name, type}, slot);
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

		const slot = this.#slots.find(from);
		const taken = this.#slots.find(to);
		if (!slot) {
			return fileCode.notFound;
		}

		if (taken && taken !== slot) {
			return fileCode.exists;
		}

		const entry = this.#slots.entry(slot);
		const {name, type, modeNumber} = to;
		this.#slots.rename(from, slot, {
			...entry, name, type, mode: entry.mode[0] + modeNumber,
		});
		return fileCode.ok;
	}

	/** It is over, committed or not: what it had taken is the disk's now, or nobody's. */
	end(): void {
		if (this.#isWriting) {
			// Given up where the disk may have it already: whoever shares the directory takes none of it.
			return;
		}

		this.#supply.end();
	}

	/** Writes directory and map, then the pointer to them; then the storage shows the new state. */
	* commit(): Step<number> {
		if (this.#slots.dirty.size === 0) {
			return fileCode.ok;
		}

		const directory = this.#directory;
		const {map} = this.#supply;
		for (const number of this.#slots.trim()) {
			this.#free(number);
		}

		const {blocks} = this.#slots;
		if (blocks.length > mostFstBlocks(map.total)) {
			return fileCode.directoryFull;
		}

		const writes = this.#writes;
		for (const index of this.#slots.dirty) {
			this.#free(blocks[index].number);
			const [number] = this.#supply.allocate(1) ?? [];
			if (number === undefined) {
				return fileCode.diskFull;
			}

			blocks[index].number = number;
			writes.push([number, blocks[index].entries]);
		}

		const old = directory.readMaster();
		const mapBlocks = this.#supply.moveMap(old.mapBlocks);
		if (!mapBlocks) {
			return fileCode.diskFull;
		}

		for (const [index, number] of mapBlocks.entries()) {
			if (number !== old.mapBlocks[index]) {
				writes.push([number, encodeMapExtension(map, index)]);
			}
		}

		const master = encodeMaster({...old, fstBlocks: blocks.map(({number}) => number), mapBlocks}, map, map.used);
		directory.active.makeRoom(blocks.length);
		yield * directory.blockDevice.write(writes);
		this.#isWriting = true;
		yield * writeBlock(directory.blockDevice, masterBlock, master);
		directory.active.setHyperblocks(blocks);
		directory.saveMap(master, map);
		directory.active.set('files', this.#slots.size);
		this.#isWriting = false;
		for (const tell of this.#committed) {
			tell();
		}

		return fileCode.ok;
	}

	#enterFile(file: NewForm, stored: StoredFile, now: Moment): number {
		const slot = this.#slots.find(file) ?? this.#slots.empty(mostFstBlocks(this.#supply.map.total));
		if (!slot) {
			return fileCode.directoryFull;
		}

		const {firstChainLink, recordFormat, recordLength, records, blocks} = stored;
		this.#slots.enter(slot, {
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
		return fileCode.ok;
	}

	#free(number: number): void {
		if (number >= firstFreeBlock && number <= this.#supply.map.total && !this.#isShared(number)) {
			this.#supply.map.free(number);
		}
	}

	/** Whether first chain links of several files lie in a block, as IBM's CMS has them on a 2314. */
	#isShared(number: number): boolean {
		return this.#directory.blockDevice.geometry.hasQuarters
			&& [...this.#slots.firstLinks()].filter(link => link === number).length > 1;
	}

	* #freeFile(slot: Slot): Step {
		const {links, data} = yield * readChain(
			this.#directory.blockDevice,
			this.#slots.entry(slot),
			this.#supply.map.total,
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
		const {map} = this.#supply;
		return new Set(blocks).size === blocks.length && blocks.every((number, index) =>
			number >= firstFreeBlock && number <= map.total && map.isUsed(number)
			&& (index === 0 || !foreign.has(number)));
	}

	/** Blocks that the directory names: its own, and first chain links. */
	#named(): Set<number> {
		const {fstBlocks, mapBlocks} = this.#directory.readMaster();
		return new Set([...fstBlocks, ...mapBlocks, ...this.#slots.firstLinks()]);
	}
}
