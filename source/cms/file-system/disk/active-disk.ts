/**
 * The active disk table block (ADT) of an accessed disk and the storage that hangs on it, field by field after
 * SY20-0887 (ADTSECT): the file status table in hyperblocks of 808 bytes (20 entries, address of the next hyperblock,
 * number of the block it came from), and on a read/write disk the master file directory and the allocation map.
 */
import {ebcdicField, fromEbcdic} from '../../../base/ebcdic.js';
import {blockSize} from './geometry.js';
import type {DirectoryStorage} from '../directory/directory-storage.js';

export const adtSize = 80;

/** Offsets of the fields; fullwords unless said otherwise. */
export const adt = {
	/** Label, 6 characters. */
	label: 0,
	/** Unit type, a byte. */
	unitType: 7,
	/** Next ADT in search order. */
	next: 8,
	/** Virtual device number. */
	device: 12,
	/** First hyperblock. */
	firstHyperblock: 16,
	/** Copy of the master file directory, read/write disks only. */
	master: 24,
	hyperblocks: 28,
	files: 32,
	total: 44,
	used: 48,
	left: 52,
	/** Index of the last non-zero byte of the map. */
	last: 56,
	cylinders: 60,
	/** Mode letter, a byte; the letter it extends, a byte; flags, a byte. */
	mode: 64,
	extensionOf: 65,
	flags: 66,
	/** The allocation map, read/write disks only. */
	map: 68,
} as const;

const readOnlyFlag = 0x80;
const readWriteFlag = 0x40;

const hyperblockSize = blockSize + 8;
const hyperblockNext = blockSize;
const hyperblockNumber = blockSize + 4;

/** Reads and changes one ADT. */
export class ActiveDisk {
	readonly storage: DirectoryStorage;
	readonly address: number;

	constructor(storage: DirectoryStorage, address: number) {
		this.storage = storage;
		this.address = address;
	}

	get(field: number): number {
		return this.storage.word(this.address + field);
	}

	set(field: number, value: number): void {
		this.storage.setWord(this.address + field, value);
	}

	get label(): string {
		return fromEbcdic(this.storage.fetch(this.address + adt.label, 6)).trimEnd();
	}

	set label(text: string) {
		this.storage.store(this.address + adt.label, ebcdicField(text, 6));
	}

	get unitType(): number {
		return this.#byte(adt.unitType);
	}

	set unitType(value: number) {
		this.storage.store(this.address + adt.unitType, Uint8Array.of(value));
	}

	get letter(): string {
		return fromEbcdic(Uint8Array.of(this.#byte(adt.mode)));
	}

	get extensionOf(): string | undefined {
		const code = this.#byte(adt.extensionOf);
		return code === 0 ? undefined : fromEbcdic(Uint8Array.of(code));
	}

	get readOnly(): boolean {
		return (this.#byte(adt.flags) & readOnlyFlag) !== 0;
	}

	setMode(letter: string, extensionOf: string | undefined, readOnly: boolean): void {
		this.storage.store(this.address + adt.mode, Uint8Array.of(
			ebcdicField(letter, 1)[0],
			extensionOf === undefined ? 0 : ebcdicField(extensionOf, 1)[0],
			readOnly ? readOnlyFlag : readWriteFlag,
		));
	}

	/** Addresses of the hyperblocks. */
	hyperblocks(): number[] {
		const addresses: number[] = [];
		let next = this.get(adt.firstHyperblock);
		for (let count = this.get(adt.hyperblocks); count > 0 && next !== 0; count--) {
			addresses.push(next);
			next = this.storage.word(next + hyperblockNext);
		}

		return addresses;
	}

	/**
	 * Puts `blocks` (800 bytes of entries and the block number each) in place of the hyperblocks, keeping those whose
	 * content is the same.
	 */
	setHyperblocks(blocks: ReadonlyArray<{readonly entries: Uint8Array; readonly number: number}>): void {
		const {storage} = this;
		const addresses = this.hyperblocks();
		while (addresses.length > blocks.length) {
			storage.release(addresses.pop()!, hyperblockSize);
		}

		while (addresses.length < blocks.length) {
			addresses.push(storage.allocate(hyperblockSize));
		}

		for (const [index, {entries, number}] of blocks.entries()) {
			const content = new Uint8Array(hyperblockSize);
			const view = new DataView(content.buffer);
			content.set(entries);
			view.setUint32(hyperblockNext, addresses[index + 1] ?? 0);
			view.setUint32(hyperblockNumber, number);
			if (Buffer.compare(content, storage.fetch(addresses[index], hyperblockSize)) !== 0) {
				storage.store(addresses[index], content);
			}
		}

		this.set(adt.firstHyperblock, addresses[0] ?? 0);
		this.set(adt.hyperblocks, blocks.length);
	}

	/** Gives the ADT and everything that hangs on it back. */
	release(): void {
		const {storage} = this;
		for (const address of this.hyperblocks()) {
			storage.release(address, hyperblockSize);
		}

		if (this.get(adt.master) !== 0) {
			storage.release(this.get(adt.master), blockSize);
			storage.release(this.get(adt.map), Math.ceil(this.get(adt.total) / 8));
		}

		storage.release(this.address, adtSize);
	}

	#byte(field: number): number {
		return this.storage.fetch(this.address + field, 1)[0];
	}
}
