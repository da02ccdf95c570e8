/**
 * What FILEDEF defined: blocks of free storage chained from NUCON, in the order of definition (CMSCB, SY20-0887; the
 * layout is ours).
 */
import {
	byte, characters, fullword, halfword, Layout,
} from '../../../base/layout.js';
import {chain, counted} from '../../../guest/bounded/readers.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {FreeStorage} from './free-storage.js';
import {named} from './named-blocks.js';
import {nucon} from './nucon.js';

const definitionDevices = [
	'TERMINAL', 'PRINTER', 'PUNCH', 'READER', 'DISK', 'DUMMY', 'TAP1', 'TAP2', 'TAP3', 'TAP4',
] as const;
export type DefinitionDevice = typeof definitionDevices[number];

export type FileDefinition = {
	readonly ddname: string;
	readonly device: DefinitionDevice;
	/** DISK only: name, type, mode (`*`: of the first disk that has it). */
	readonly file: readonly [name: string, type: string, mode: string];
	/** As given: `F`, `VB`, …; empty where it was not. */
	readonly recordFormat: string;
	/** 0 where it was not given. */
	readonly recordLength: number;
	readonly blockSize: number;
	/** Kept by HX and by `FILEDEF * CLEAR`. */
	readonly permanent: boolean;
	readonly lowerCase: boolean;
	/** DISP MOD: what is written goes behind what the file has. */
	readonly modify: boolean;
	/** CONCAT: stands behind others of the same ddname. */
	readonly concatenated: boolean;
	/** OS or DOS name that the file stands for; empty where none was given. */
	readonly dataSet: string;
	/** Of the library that the file is; empty: the whole file. */
	readonly member: string;
	/** DSORG, OPTCD and the numbers of a BDAM file, for programs; empty and 0 where they were not given. */
	readonly organization: string;
	readonly optionCode: string;
	readonly keyLength: number;
	readonly limit: number;
	/** Records that a BDAM file has room for. */
	readonly extent: number;
	/** Of a tape: 7 or 9, bytes an inch, TRTCH; 0 and empty where they were not given. */
	readonly tracks: number;
	readonly density: number;
	readonly technique: string;
};

/** A definition of a ddname as it is where nothing more is said. */
export const plainDefinition = {
	file: ['', '', ''],
	recordFormat: '',
	recordLength: 0,
	blockSize: 0,
	permanent: false,
	lowerCase: false,
	modify: false,
	concatenated: false,
	dataSet: '',
	member: '',
	organization: '',
	optionCode: '',
	keyLength: 0,
	limit: 0,
	extent: 50,
	tracks: 0,
	density: 0,
	technique: '',
} as const satisfies Omit<FileDefinition, 'ddname' | 'device'>;

/** CMSCB: next block, names, device (place in `definitionDevices`), flags, format, lengths, what OS and tapes need. */
export const cmscb = new Layout(128, {
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
	dataSet: characters(44, 44),
	member: characters(88, 8),
	organization: characters(96, 2),
	technique: characters(98, 2),
	optionCode: characters(100, 3),
	tracks: byte(103),
	keyLength: halfword(104),
	limit: halfword(106),
	extent: fullword(108),
	density: halfword(112),
});
const flag = {
	permanent: 0x80, lowerCase: 0x40, modify: 0x20, concatenated: 0x10,
} as const;
const structure = 'FILEDEF';
/** Longest record or block that FILEDEF takes: a halfword. */
const longest = 0xFFFF;

export class FileDefinitions {
	constructor(readonly storage: GuestStorage, readonly free: FreeStorage) {}

	get all(): readonly FileDefinition[] {
		return this.#addresses().map(address => this.#at(address));
	}

	find(ddname: string): FileDefinition | undefined {
		const [found] = this.#named(ddname);
		return found === undefined ? undefined : this.#at(found);
	}

	/** Adds a definition, in place of those of the same ddname, or behind them where it is concatenated. */
	define(definition: FileDefinition): void {
		if (!definition.concatenated) {
			this.#drop(this.#named(definition.ddname));
		}

		const {storage} = this;
		const {
			file: [name, type, mode], device, permanent, lowerCase, modify, concatenated,
		} = definition;
		const last = this.#addresses().at(-1);
		const address = this.free.allocate(cmscb.length);
		storage.store(address, cmscb.encode({
			...definition,
			next: 0,
			name,
			type,
			mode,
			device: definitionDevices.indexOf(device),
			flags: (permanent ? flag.permanent : 0) | (lowerCase ? flag.lowerCase : 0)
				| (modify ? flag.modify : 0) | (concatenated ? flag.concatenated : 0),
		}));
		storage.setWord(last === undefined ? nucon.fileDefinitions : last + cmscb.offset.next, address);
	}

	/** Takes definitions away; false where none is meant. */
	clear(which: (definition: FileDefinition) => boolean): boolean {
		return this.#drop(this.#addresses().filter(address => which(this.#at(address))));
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

	#named(ddname: string): number[] {
		return named(this.storage, this.#addresses(), {name: ddname, offset: cmscb.offset.ddname});
	}

	/** Takes these blocks out, in the order in which they stand; false: there are none. */
	#drop(blocks: readonly number[]): boolean {
		const left = new Set(blocks);
		let before: number = nucon.fileDefinitions;
		for (const address of left.size === 0 ? [] : this.#addresses()) {
			if (left.has(address)) {
				this.storage.setWord(before, this.storage.word(address + cmscb.offset.next));
				this.free.release(address, cmscb.length);
			} else {
				before = address + cmscb.offset.next;
			}
		}

		return left.size > 0;
	}

	#addresses(): number[] {
		return chain(this.storage, nucon.fileDefinitions, {
			structure, length: cmscb.length, next: cmscb.offset.next, most: this.storage.size / cmscb.length,
		});
	}

	#at(address: number): FileDefinition {
		const {
			next, name, type, mode, device, flags, recordLength, blockSize, ...rest
		} = cmscb.decode(this.storage.fetch(address, cmscb.length));
		return {
			...rest,
			device: definitionDevices[counted(device, definitionDevices.length - 1, structure, address)],
			file: [name, type, mode],
			recordLength: counted(recordLength, longest, structure, address),
			blockSize: counted(blockSize, longest, structure, address),
			permanent: (flags & flag.permanent) !== 0,
			lowerCase: (flags & flag.lowerCase) !== 0,
			modify: (flags & flag.modify) !== 0,
			concatenated: (flags & flag.concatenated) !== 0,
		};
	}
}
