/**
 * What FILEDEF defined: blocks of free storage chained from NUCON, in the order of definition (CMSCB, SY20-0887; the
 * layout is ours).
 */
import {
	byte, characters, fullword, Layout,
} from '../../../base/layout.js';
import {chain, counted} from '../../../guest/bounded/readers.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {FreeStorage} from './free-storage.js';
import {nucon} from './nucon.js';

export type DefinitionDevice = 'TERMINAL' | 'PRINTER' | 'PUNCH' | 'READER' | 'DISK' | 'DUMMY';
const definitionDevices: readonly DefinitionDevice[] = [
	'TERMINAL',
	'PRINTER',
	'PUNCH',
	'READER',
	'DISK',
	'DUMMY',
];

export type FileDefinition = {
	readonly ddname: string;
	readonly device: DefinitionDevice;
	/** DISK only: name, type, mode. */
	readonly file: readonly [name: string, type: string, mode: string];
	/** As given: `F`, `VB`, …; empty where it was not. */
	readonly recordFormat: string;
	/** 0 where it was not given. */
	readonly recordLength: number;
	readonly blockSize: number;
	/** Kept by HX and by `FILEDEF * CLEAR`. */
	readonly permanent: boolean;
	readonly lowerCase: boolean;
};

/** CMSCB: next block, names, device (place in `definitionDevices`), flags, format, lengths. */
export const cmscb = new Layout(48, {
	next: fullword(0),
	ddname: characters(4, 8),
	name: characters(12, 8),
	type: characters(20, 8),
	mode: characters(28, 2),
	device: byte(30),
	flags: byte(31),
	recordFormat: characters(32, 4),
	recordLength: fullword(36),
	blockSize: fullword(40),
});
const flag = {permanent: 0x80, lowerCase: 0x40} as const;
const structure = 'FILEDEF';
/** Longest record or block that FILEDEF takes: a halfword. */
const longest = 0xFFFF;

export class FileDefinitions {
	constructor(readonly storage: GuestStorage, readonly free: FreeStorage) {}

	get all(): readonly FileDefinition[] {
		return this.#addresses().map(address => this.#at(address));
	}

	find(ddname: string): FileDefinition | undefined {
		return this.all.find(definition => definition.ddname === ddname);
	}

	/** Adds a definition, in place of one of the same ddname. */
	define(definition: FileDefinition): void {
		this.clear(({ddname}) => ddname === definition.ddname);
		const {storage} = this;
		const {file: [name, type, mode], device, permanent, lowerCase} = definition;
		const last = this.#addresses().at(-1);
		const address = this.free.allocate(cmscb.length);
		storage.store(address, cmscb.encode({
			...definition,
			next: 0,
			name,
			type,
			mode,
			device: definitionDevices.indexOf(device),
			flags: (permanent ? flag.permanent : 0) | (lowerCase ? flag.lowerCase : 0),
		}));
		storage.setWord(last === undefined ? nucon.fileDefinitions : last + cmscb.offset.next, address);
	}

	/** Takes definitions away; false where none is meant. */
	clear(which: (definition: FileDefinition) => boolean): boolean {
		const {storage} = this;
		let before: number = nucon.fileDefinitions;
		let isCleared = false;
		for (const address of this.#addresses()) {
			if (which(this.#at(address))) {
				storage.setWord(before, storage.word(address + cmscb.offset.next));
				this.free.release(address, cmscb.length);
				isCleared = true;
			} else {
				before = address + cmscb.offset.next;
			}
		}

		return isCleared;
	}

	/** Throws `GuestFault` where the chain or a block of it cannot be one. */
	check(): void {
		for (const address of this.#addresses()) {
			this.#at(address);
		}
	}

	/** Nothing is defined; the blocks are not given back. */
	forget(): void {
		this.storage.setWord(nucon.fileDefinitions, 0);
	}

	#addresses(): number[] {
		return chain(this.storage, nucon.fileDefinitions, {
			structure, length: cmscb.length, next: cmscb.offset.next, most: this.storage.size / cmscb.length,
		});
	}

	#at(address: number): FileDefinition {
		const {
			ddname, name, type, mode, device, flags, recordFormat, recordLength, blockSize,
		} = cmscb.decode(this.storage.fetch(address, cmscb.length));
		return {
			ddname,
			device: definitionDevices[counted(device, definitionDevices.length - 1, structure, address)],
			file: [name, type, mode],
			recordFormat,
			recordLength: counted(recordLength, longest, structure, address),
			blockSize: counted(blockSize, longest, structure, address),
			permanent: (flags & flag.permanent) !== 0,
			lowerCase: (flags & flag.lowerCase) !== 0,
		};
	}
}
