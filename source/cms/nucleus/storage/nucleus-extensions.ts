/**
 * Nucleus extensions (VM/SP: SC19-6209, "NUCXLOAD"): programs in free storage that are called by name before any other
 * command, in a chain of SCBLOCKs from NUCON, the newest first (fields and flags as IBM's *CMS Data Areas* have them).
 * Register 2 points to the block. How they are called is in `extension-calls.ts`. Not here: NUCEXT, by which programs
 * make their own.
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
import {userKey} from './layout.js';
import {nucon} from './nucon.js';

/** The fields `interrupts` to `entry` are the PSW it begins with. */
export const extensionBlock = new Layout(32, {
	next: fullword(0),
	/** The program's own. */
	userWord: fullword(4),
	name: characters(8, 8),
	interrupts: byte(16),
	key: byte(17),
	flags: byte(18),
	entry: fullword(20),
	origin: fullword(24),
	bytes: fullword(28),
});
const {offset} = extensionBlock;
/** All interruptions (INTTYPE=ALL). */
const allInterrupts = 0xC1;
/** `calling`: abend recovery calls it, or is to, with PURGE. */
const flag = {
	system: 0x80, service: 0x40, calling: 0x20, endOfCommand: 0x10,
} as const;
const structure = 'NUCXLOAD';

/** Attributes that NUCXLOAD gives. */
export type ExtensionAttributes = {
	/** It runs in key 0 and stays after an abend (SYSTEM). */
	readonly system: boolean;
	/** It is called before it is dropped, and at an abend (SERVICE). */
	readonly service: boolean;
	/** It is called when a command has ended (ENDCMD). */
	readonly endOfCommand: boolean;
};

export type NucleusExtension = ExtensionAttributes & {
	readonly name: string;
	readonly entry: number;
	/** Where the program begins, and its bytes. */
	readonly origin: number;
	readonly bytes: number;
};
export type LoadedExtension = NucleusExtension & {
	/** Of its block. */
	readonly address: number;
	readonly userWord: number;
};

/** A program as its MODULE has it. */
export type ExtensionProgram = {
	readonly entry: number;
	readonly origin: number;
	readonly text: Uint8Array;
	/** The text as it is for another place; undefined: it runs where it was made to alone. */
	readonly movedBy?: (distance: number) => Uint8Array;
};

const doubleword = 8;

export class NucleusExtensions {
	constructor(readonly storage: GuestStorage, readonly free: FreeStorage) {}

	/** The newest first. */
	get all(): readonly LoadedExtension[] {
		return this.#addresses().map(address => this.#at(address));
	}

	/** Those that are called when a command has ended. */
	get ofEndOfCommand(): readonly LoadedExtension[] {
		return this.storage.word(nucon.nucleusExtensions) === 0 ? [] : this.all.filter(one => one.endOfCommand);
	}

	/** The newest of that name. */
	find(name: string): LoadedExtension | undefined {
		return this.storage.word(nucon.nucleusExtensions) === 0 ? undefined : this.all.find(one => one.name === name);
	}

	/**
	 * Puts a program into storage, and its name before all others: one that can be moved as free storage has room for
	 * it, another where it was made to run. Or what is in the way: another use of that place, or that there is no room.
	 */
	add(
		name: string,
		program: ExtensionProgram,
		{system, service, endOfCommand}: ExtensionAttributes,
	): 'added' | 'occupied' | 'full' {
		const {storage, free} = this;
		if (this.#addresses().length >= limits.nucleusExtensions.value) {
			return 'full';
		}

		const {movedBy, text: {length: bytes}} = program;
		const origin = movedBy ? this.#placeFor(program) : program.origin;
		if (origin === undefined) {
			return 'full';
		}

		if (!movedBy && !free.claim(origin, bytes)) {
			return 'occupied';
		}

		if (!free.hasRoom(extensionBlock.length)) {
			free.releaseClaimed(origin, bytes);
			return 'full';
		}

		const distance = origin - program.origin;
		const address = free.allocate(extensionBlock.length);
		storage.store(address, extensionBlock.encode({
			next: storage.word(nucon.nucleusExtensions),
			userWord: 0,
			name,
			interrupts: allInterrupts,
			key: system ? 0 : userKey << 4,
			flags: (system ? flag.system : 0) | (service ? flag.service : 0) | (endOfCommand ? flag.endOfCommand : 0),
			entry: program.entry + distance,
			origin,
			bytes,
		}));
		storage.store(origin, movedBy?.(distance) ?? program.text);
		storage.setWord(nucon.nucleusExtensions, address);
		return 'added';
	}

	/** Takes it out, and gives its storage back, where it is still there. */
	drop(extension: LoadedExtension): void {
		if (this.has(extension)) {
			this.#remove(extension);
		}
	}

	/** Takes out all that do not stay after an abend; of the others none is being called any more. */
	dropUsers(): void {
		for (const one of this.all) {
			if (one.system) {
				this.#setFlag(one.address, flag.calling, false);
			} else {
				this.#remove(one);
			}
		}
	}

	/**
	 * Those that abend recovery is to call: none where it was an abend of one of them that brought it, so that a call
	 * that fails ends the others too.
	 */
	beginPurge(): readonly LoadedExtension[] {
		const found = this.all.filter(({service}) => service);
		if (found.some(({address}) => (this.storage.byte(address + offset.flags) & flag.calling) !== 0)) {
			return [];
		}

		for (const {address} of found) {
			this.#setFlag(address, flag.calling, true);
		}

		return found;
	}

	/** Whether this one is still in the chain: a program that was called may have dropped it. */
	has({address, name}: LoadedExtension): boolean {
		return this.all.some(one => one.address === address && one.name === name);
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

	/** Free storage for a program that can be moved, on the same place of a doubleword; undefined: no room. */
	#placeFor({origin, text}: ExtensionProgram): number | undefined {
		const within = origin % doubleword;
		return this.free.hasRoom(within + text.length) ? this.free.allocate(within + text.length) + within : undefined;
	}

	#setFlag(address: number, bit: number, on: boolean): void {
		const at = address + offset.flags;
		const flags = this.storage.byte(at);
		this.storage.setByte(at, on ? flags | bit : flags & ~bit);
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
		const {
			name, userWord, flags, entry, origin, bytes,
		} = extensionBlock.decode(this.storage.fetch(address, extensionBlock.length));
		return {
			address,
			name,
			userWord,
			entry: entry & addressMask,
			origin: origin & addressMask,
			bytes,
			system: (flags & flag.system) !== 0,
			service: (flags & flag.service) !== 0,
			endOfCommand: (flags & flag.endOfCommand) !== 0,
		};
	}

	#addresses(): number[] {
		return chain(this.storage, nucon.nucleusExtensions, {
			structure, length: extensionBlock.length, next: offset.next, most: limits.nucleusExtensions.value,
		});
	}
}
