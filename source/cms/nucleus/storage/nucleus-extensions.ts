/**
 * Nucleus extensions (VM/SP: SC19-6209, "NUCXLOAD"): programs in free storage that are called by name before any other
 * command, in a chain of blocks from NUCON, the newest first. The block is the SCBLOCK of later manuals, which register
 * 2 points to; what it does not have there is behind it. Not here: NUCEXT, by which programs make their own; the
 * service calls, the end-of-command calls and the key of the nucleus.
 */
import {addressMask} from '../../../base/architecture.js';
import {
	byte, characters, fullword, Layout,
} from '../../../base/layout.js';
import {limits} from '../../../base/limits.js';
import {chain} from '../../../guest/bounded/readers.js';
import {DamagedStructure} from '../../../guest/bounded/fault.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {FreeStorage} from './free-storage.js';
import {nucon} from './nucon.js';

export const extensionBlock = new Layout(40, {
	next: fullword(0),
	/** The program's own. */
	userWord: fullword(4),
	name: characters(8, 8),
	/** Second half of the PSW it begins with. */
	entry: fullword(20),
	origin: fullword(24),
	bytes: fullword(28),
	flags: byte(32),
});
const {offset} = extensionBlock;
/** It stays after an abend (SYSTEM). */
const systemFlag = 0x80;
const structure = 'NUCXLOAD';

export type NucleusExtension = {
	readonly name: string;
	readonly entry: number;
	/** Where the program begins, and its bytes. */
	readonly origin: number;
	readonly bytes: number;
	readonly system: boolean;
};
export type LoadedExtension = NucleusExtension & {
	/** Of its block. */
	readonly address: number;
	readonly userWord: number;
};

export class NucleusExtensions {
	constructor(readonly storage: GuestStorage, readonly free: FreeStorage) {}

	/** The newest first. */
	get all(): readonly LoadedExtension[] {
		return this.#addresses().map(address => this.#at(address));
	}

	/** The newest of that name. */
	find(name: string): LoadedExtension | undefined {
		return this.storage.word(nucon.nucleusExtensions) === 0 ? undefined : this.all.find(one => one.name === name);
	}

	/**
	 * Puts a program's text where it was made to run, and its name before all others; or what is in the way: another
	 * use of the place, or that there is no room for one more.
	 */
	add(
		{name, entry, origin, bytes, system}: NucleusExtension,
		text: readonly Uint8Array[],
	): 'added' | 'occupied' | 'full' {
		const {storage, free} = this;
		if (this.#addresses().length >= limits.nucleusExtensions.value) {
			return 'full';
		}

		if (!free.claim(origin, bytes)) {
			return 'occupied';
		}

		if (!free.hasRoom(extensionBlock.length)) {
			free.releaseClaimed(origin, bytes);
			return 'full';
		}

		const address = free.allocate(extensionBlock.length);
		const next = storage.word(nucon.nucleusExtensions);
		storage.store(address, extensionBlock.encode({
			next, userWord: 0, name, entry, origin, bytes, flags: system ? systemFlag : 0,
		}));
		let at = origin;
		for (const record of text) {
			storage.store(at, record);
			at += record.length;
		}

		storage.setWord(nucon.nucleusExtensions, address);
		return 'added';
	}

	/** Takes out the newest of that name, and gives its storage back; false: there is none. */
	drop(name: string): boolean {
		const found = this.find(name);
		if (found) {
			this.#remove(found);
		}

		return found !== undefined;
	}

	/** Takes out all that do not stay after an abend. */
	dropUsers(): void {
		for (const one of this.all.filter(({system}) => !system)) {
			this.#remove(one);
		}
	}

	/** Throws `GuestFault` where the chain cannot be one. */
	check(): void {
		for (const {origin, bytes} of this.all) {
			if (bytes === 0 || origin < this.storage.word(nucon.freeLow) || !this.storage.contains(origin, bytes)) {
				throw new DamagedStructure(structure, origin);
			}
		}
	}

	/** The chain is given up, with its storage. */
	forget(): void {
		this.storage.setWord(nucon.nucleusExtensions, 0);
	}

	#remove({address, origin, bytes}: LoadedExtension): void {
		const {storage, free} = this;
		let anchor: number = nucon.nucleusExtensions;
		for (const at of this.#addresses()) {
			if (at === address) {
				storage.setWord(anchor, storage.word(at + offset.next));
			}

			anchor = at + offset.next;
		}

		free.release(address, extensionBlock.length);
		free.releaseClaimed(origin, bytes);
	}

	#at(address: number): LoadedExtension {
		const {flags, entry, next: _, ...fields} = extensionBlock.decode(
			this.storage.fetch(address, extensionBlock.length),
		);
		return {
			...fields, address, entry: entry & addressMask, system: (flags & systemFlag) !== 0,
		};
	}

	#addresses(): number[] {
		return chain(this.storage, nucon.nucleusExtensions, {
			structure, length: extensionBlock.length, next: offset.next, most: limits.nucleusExtensions.value,
		});
	}
}
