/**
 * What DLBL defined: blocks of free storage chained from NUCON, in the order of definition (DOSCB, SY20-0887; place and
 * layout are ours).
 */
import {
	byte, characters, fullword, Layout,
} from '../../../base/layout.js';
import {chain} from '../../../guest/bounded/readers.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {FreeStorage} from './free-storage.js';
import {named} from './named-blocks.js';
import {nucon} from './nucon.js';

export type LabelDefinition = {
	/** Seven characters at most. */
	readonly ddname: string;
	/** Name, type and mode letter; all empty for DUMMY. */
	readonly file: readonly [name: string, type: string, mode: string];
	/** Kept by `DLBL * CLEAR`. */
	readonly permanent: boolean;
	/** Of VSAM (DUMMY only): its catalogue, and bytes of its buffers; empty and 0 where they were not given. */
	readonly vsam: boolean;
	readonly catalogue: string;
	readonly bufferSpace: number;
};

export const doscb = new Layout(48, {
	next: fullword(0),
	ddname: characters(4, 8),
	name: characters(12, 8),
	type: characters(20, 8),
	mode: characters(28, 1),
	flags: byte(29),
	catalogue: characters(32, 8),
	bufferSpace: fullword(40),
});
const flag = {permanent: 0x80, vsam: 0x40} as const;

export class LabelDefinitions {
	constructor(readonly storage: GuestStorage, readonly free: FreeStorage) {}

	get all(): readonly LabelDefinition[] {
		return this.#addresses().map(address => this.#at(address));
	}

	find(ddname: string): LabelDefinition | undefined {
		const [found] = this.#named(ddname);
		return found === undefined ? undefined : this.#at(found);
	}

	/** Adds a definition in place of the one of its ddname. */
	define({file: [name, type, mode], permanent, vsam, ...rest}: LabelDefinition): void {
		this.#drop(this.#named(rest.ddname));
		const last = this.#addresses().at(-1);
		const address = this.free.allocate(doscb.length);
		this.storage.store(address, doscb.encode({
			...rest, next: 0, name, type, mode, flags: (permanent ? flag.permanent : 0) | (vsam ? flag.vsam : 0),
		}));
		this.storage.setWord(last === undefined ? nucon.labelDefinitions : last + doscb.offset.next, address);
	}

	/** Takes definitions away; false where none is meant. */
	clear(which: (definition: LabelDefinition) => boolean): boolean {
		return this.#drop(this.#addresses().filter(address => which(this.#at(address))));
	}

	/** Throws `GuestFault` where the chain cannot be one. */
	check(): void {
		this.#addresses();
	}

	/** Nothing is defined; the blocks are not given back. */
	forget(): void {
		this.storage.setWord(nucon.labelDefinitions, 0);
	}

	#named(ddname: string): number[] {
		return named(this.storage, this.#addresses(), {name: ddname, offset: doscb.offset.ddname});
	}

	/** Takes these blocks out, in the order in which they stand; false: there are none. */
	#drop(blocks: readonly number[]): boolean {
		const left = new Set(blocks);
		let before: number = nucon.labelDefinitions;
		for (const address of left.size === 0 ? [] : this.#addresses()) {
			if (left.has(address)) {
				this.storage.setWord(before, this.storage.word(address + doscb.offset.next));
				this.free.release(address, doscb.length);
			} else {
				before = address + doscb.offset.next;
			}
		}

		return left.size > 0;
	}

	#addresses(): number[] {
		return chain(this.storage, nucon.labelDefinitions, {
			structure: 'DLBL', length: doscb.length, next: doscb.offset.next, most: this.storage.size / doscb.length,
		});
	}

	#at(address: number): LabelDefinition {
		const {
			name, type, mode, flags, ddname, catalogue, bufferSpace,
		} = doscb.decode(this.storage.fetch(address, doscb.length));
		return {
			ddname, file: [name, type, mode], catalogue, bufferSpace,
			permanent: (flags & flag.permanent) !== 0, vsam: (flags & flag.vsam) !== 0,
		};
	}
}
