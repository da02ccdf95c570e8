/**
 * The active disk table block (ADT) of an accessed disk and the storage that hangs on it, field by field after
 * SY20-0887 (ADTSECT): the file status table in hyperblocks of 808 bytes (20 entries, address of the next hyperblock,
 * number of the block it came from), and on a read/write disk the master file directory and the allocation map.
 */
import {ebcdicField, fromEbcdic} from '../../../base/ebcdic.js';
import {
	byte, characters, fullword, Layout, type RecordOf,
} from '../../../base/layout.js';
import {DamagedStructure} from '../../../guest/bounded/fault.js';
import {chain, counted, pointer} from '../../../guest/bounded/readers.js';
import {StoredRecord} from '../../../guest/bounded/stored-record.js';
import {blockSize, mostBlocks} from './geometry.js';
import type {DirectoryStorage} from '../directory/directory-storage.js';

/** The fields of ADTSECT that CMS here keeps. */
export const adt = new Layout(112, {
	label: characters(0, 6),
	unitType: byte(7),
	/** Next ADT in search order. */
	next: fullword(8),
	/** Virtual device number. */
	device: fullword(12),
	firstHyperblock: fullword(16),
	/** Copy of the master file directory, read/write disks only. */
	master: fullword(24),
	hyperblocks: fullword(28),
	files: fullword(32),
	total: fullword(44),
	used: fullword(48),
	left: fullword(52),
	/** Index of the last non-zero byte of the map. */
	last: fullword(56),
	cylinders: fullword(60),
	mode: characters(64, 1),
	/** The letter it extends, zero where it extends none. */
	extensionOf: byte(65),
	flags: byte(66),
	moreFlags: byte(67),
	/** The allocation map, read/write disks only. */
	map: fullword(68),
	/** Ours: the machine that has the disk, blank where it is this one's. */
	owner: characters(72, 8),
	/** Ours: the segment in which a group of machines shares the directory, blank where none does. */
	segment: characters(80, 8),
	/** Ours: which files of another machine's disk are seen, blank where all are. */
	patternName: characters(88, 8),
	patternType: characters(96, 8),
	patternMode: characters(104, 2),
	/** Ours: the lock table of a disk of this machine that others use; 0 where there is none. */
	lockTable: fullword(108),
});

export type Adt = RecordOf<typeof adt>;

/** Fields that each machine has for itself. */
const ownFields: ReadonlySet<keyof Adt> = new Set(['mode', 'extensionOf', 'flags', 'next', 'device', 'segment']);

/** The letter that each code is. */
const letters: readonly string[] = Array.from({length: 256}, (_, code) => adt.fields.mode.decode(Uint8Array.of(code)));

const adtFlag = {readOnly: 0x80, readWrite: 0x40} as const;
/** Hyperblocks of auxiliary directories stand behind those that are counted. */
const auxiliaryFlag = 0x02;

const countFields = ['total', 'used', 'left'] as const;

/** A hyperblock behind its 800 bytes of entries. */
export const hyperblock = new Layout(blockSize + 8, {next: fullword(blockSize), number: fullword(blockSize + 4)});
/** The entries of a disk of the largest size: as many blocks as a master file directory can name. */
export const mostHyperblocks = 182;

/** Where an ADT lies. */
type AdtPlace = {readonly storage: DirectoryStorage; readonly address: number; readonly length: number};

/**
 * Reads and changes one ADT. Everything that is read is checked: where a pointer, count or chain cannot be one, its
 * readers throw `GuestFault`.
 */
export class ActiveDisk {
	/** Where what hangs on it is allocated. */
	readonly storage: DirectoryStorage;
	readonly address: number;
	/** What is this machine's own: mode, device, place in the search order. */
	readonly #own: StoredRecord<typeof adt.fields>;
	readonly #ownStorage: DirectoryStorage;
	/** What the disk is and has: in a segment, where several machines share one copy of its directory. */
	readonly #contents: StoredRecord<typeof adt.fields>;

	/** The ADT at `address` of `storage`, with the directory in it or, where it is `shared`, in another storage. */
	constructor(
		storage: DirectoryStorage,
		address: number,
		shared?: {readonly storage: DirectoryStorage; readonly address: number},
	) {
		this.storage = shared?.storage ?? storage;
		this.address = address;
		this.#ownStorage = storage;
		this.#own = new StoredRecord(adt, storage, address);
		this.#contents = shared ? new StoredRecord(adt, shared.storage, shared.address) : this.#own;
	}

	/** Where its fields lie: this machine's own, and those of the disk. */
	get places(): readonly AdtPlace[] {
		return [
			{storage: this.#ownStorage, address: this.address, length: adt.length},
			{storage: this.storage, address: this.#contents.address, length: adt.length},
		];
	}

	get<K extends keyof Adt>(field: K): Adt[K] {
		return (ownFields.has(field) ? this.#own : this.#contents).get(field);
	}

	set<K extends keyof Adt>(field: K, value: Adt[K]): void {
		if (this.#contents !== this.#own && !ownFields.has(field)) {
			this.#contents.set(field, value);
		}

		// Programs that follow the chain of ADTs find it here.
		this.#own.set(field, value);
	}

	/** Makes it that of another disk. */
	enter(disk: Adt): void {
		this.#own.write(disk);
		if (this.#contents !== this.#own) {
			this.#contents.write(disk);
		}
	}

	/** Others changed the shared directory: this machine's ADT says so too. */
	mirror(): void {
		if (this.#contents !== this.#own) {
			const {mode, extensionOf, flags, next, device, segment} = this.#own.read();
			this.#own.write({
				...this.#contents.read(), mode, extensionOf, flags, next, device, segment,
			});
		}
	}

	/** The counts of blocks. */
	get blocks(): {readonly total: number; readonly used: number; readonly left: number} {
		// Asked for often: not all of the ADT is read.
		const [total, used, left] = countFields.map(field => this.#contents.get(field));
		counted(total, mostBlocks, 'ADT', this.address);
		return {
			total, used: counted(used, total, 'ADT', this.address), left: counted(left, total, 'ADT', this.address),
		};
	}

	/** Its mode letter: a word of storage, and no record in between, for every record that is read asks for it. */
	get letter(): string {
		return letters[this.#ownStorage.word(this.address + adt.offset.mode) >>> 24];
	}

	get extensionOf(): string | undefined {
		const code = this.get('extensionOf');
		return code === 0 ? undefined : fromEbcdic(Uint8Array.of(code));
	}

	get readOnly(): boolean {
		return (this.get('flags') & adtFlag.readOnly) !== 0;
	}

	setMode(letter: string, extensionOf: string | undefined, readOnly: boolean): void {
		this.set('mode', letter);
		this.set('extensionOf', extensionOf === undefined ? 0 : ebcdicField(extensionOf, 1)[0]);
		this.set('flags', readOnly ? adtFlag.readOnly : adtFlag.readWrite);
	}

	/** Address of the copy of the master file directory, 0 where there is none. */
	get master(): number {
		return pointer(this.storage, this.#contents.address + adt.offset.master, {structure: 'ADT', length: blockSize});
	}

	/** Address of the allocation map, 0 where there is none. */
	get map(): number {
		return pointer(this.storage, this.#contents.address + adt.offset.map, {
			structure: 'ADT', length: this.mapLength,
		});
	}

	/** Bytes of the map. */
	get mapLength(): number {
		return Math.ceil(this.blocks.total / 8);
	}

	/** Addresses of the hyperblocks: those of the disk, then those of auxiliary directories. */
	hyperblocks(): number[] {
		const addresses = chain(this.storage, this.#contents.address + adt.offset.firstHyperblock, {
			structure: 'FST', length: hyperblock.length, next: hyperblock.offset.next, most: mostHyperblocks,
		});
		const own = this.get('hyperblocks');
		if (this.isAugmented ? addresses.length <= own : addresses.length !== own) {
			throw new DamagedStructure('ADT', this.address);
		}

		return addresses;
	}

	/** An auxiliary directory hangs on it. */
	get isAugmented(): boolean {
		return (this.get('moreFlags') & auxiliaryFlag) !== 0;
	}

	/**
	 * Adds the entries of an auxiliary directory, 800 bytes a block, behind all others. Answers the address of the last
	 * block; `undefined`: there would be more than any directory has. Only for a disk that nobody writes on: blocks
	 * of the directory are counted from its beginning.
	 */
	addAuxiliary(blocks: readonly Uint8Array[]): number | undefined {
		const {storage} = this;
		const before = this.hyperblocks();
		if (before.length + blocks.length > mostHyperblocks) {
			return undefined;
		}

		const added: number[] = [];
		try {
			for (const _ of blocks) {
				added.push(storage.allocate(hyperblock.length));
			}
		} catch (error) {
			for (const address of added) {
				storage.release(address, hyperblock.length);
			}

			throw error;
		}

		for (const [index, entries] of blocks.entries()) {
			const content = hyperblock.encode({next: added[index + 1] ?? 0, number: 0});
			content.set(entries);
			storage.store(added[index], content);
		}

		this.#linkBehind(before, added[0]);
		this.set('moreFlags', this.get('moreFlags') | auxiliaryFlag);
		return added.at(-1);
	}

	/** Takes all auxiliary directories away. */
	dropAuxiliary(): void {
		const addresses = this.hyperblocks();
		const own = addresses.slice(0, this.get('hyperblocks'));
		this.#linkBehind(own, 0);
		this.set('moreFlags', this.get('moreFlags') & ~auxiliaryFlag);
		for (const address of addresses.slice(own.length)) {
			this.storage.release(address, hyperblock.length);
		}
	}

	/** Has the chain go on at `next` behind these. */
	#linkBehind(addresses: readonly number[], next: number): void {
		const last = addresses.at(-1);
		if (last === undefined) {
			this.set('firstHyperblock', next);
		} else {
			this.storage.setWord(last + hyperblock.offset.next, next);
		}
	}

	/** The entries in the hyperblocks, copies, and the number of the block each came from. */
	fstBlocks(): Array<{entries: Uint8Array; number: number}> {
		const {total} = this.blocks;
		return this.hyperblocks().map(address => {
			const bytes = this.storage.fetch(address, hyperblock.length);
			const {number} = hyperblock.decode(bytes);
			return {entries: bytes.subarray(0, blockSize), number: counted(number, total, 'FST', address)};
		});
	}

	/**
	 * Puts `blocks` (800 bytes of entries and the block number each) in place of the hyperblocks, keeping those whose
	 * content is the same.
	 */
	setHyperblocks(blocks: ReadonlyArray<{readonly entries: Uint8Array; readonly number: number}>): void {
		const {storage} = this;
		const addresses = this.hyperblocks();
		while (addresses.length > blocks.length) {
			storage.release(addresses.pop()!, hyperblock.length);
		}

		const before = addresses.length;
		try {
			while (addresses.length < blocks.length) {
				addresses.push(storage.allocate(hyperblock.length));
			}
		} catch (error) {
			// No storage for all of them: none is kept, the entries stay as they were.
			for (const address of addresses.slice(before)) {
				storage.release(address, hyperblock.length);
			}

			throw error;
		}

		for (const [index, {entries, number}] of blocks.entries()) {
			const content = hyperblock.encode({next: addresses[index + 1] ?? 0, number});
			content.set(entries);
			if (Buffer.compare(content, storage.fetch(addresses[index], hyperblock.length)) !== 0) {
				storage.store(addresses[index], content);
			}
		}

		this.set('firstHyperblock', addresses[0] ?? 0);
		this.set('hyperblocks', blocks.length);
	}

	/**
	 * Has storage for so many hyperblocks, empty where they are new, so that `setHyperblocks` finds it: what cannot be
	 * shown is not to be on the disk.
	 */
	makeRoom(hyperblocks: number): void {
		const blocks = this.fstBlocks();
		if (blocks.length < hyperblocks) {
			const empty = Array.from(
				{length: hyperblocks - blocks.length},
				() => ({entries: new Uint8Array(blockSize), number: 0}),
			);
			this.setHyperblocks([...blocks, ...empty]);
		}
	}

	/** Gives the ADT and everything that hangs on it back; a directory that others share stays. */
	release(): void {
		if (this.#contents === this.#own) {
			this.#releaseContents();
		}

		this.#ownStorage.release(this.address, adt.length);
	}

	#releaseContents(): void {
		const {storage, master, map, mapLength} = this;
		for (const address of this.hyperblocks()) {
			storage.release(address, hyperblock.length);
		}

		if (master !== 0) {
			storage.release(master, blockSize);
		}

		if (map !== 0) {
			storage.release(map, mapLength);
		}
	}
}
