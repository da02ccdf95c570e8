/**
 * What FILEDEF defined: blocks of free storage chained from NUCON, in the order of definition (CMSCB, SY20-0887; the
 * layout is ours).
 */
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

const offset = {
	next: 0,
	ddname: 4,
	name: 12,
	type: 20,
	mode: 28,
	device: 30,
	flags: 31,
	recordFormat: 32,
	recordLength: 36,
	blockSize: 40,
} as const;
const size = 48;
const flag = {permanent: 0x80, lowerCase: 0x40} as const;

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
		const address = this.free.allocate(size);
		const {
			ddname,
			device,
			file: [name, type, mode],
			recordFormat,
			recordLength,
			blockSize,
			permanent,
			lowerCase,
		} = definition;
		storage.setWord(address + offset.next, 0);
		storage.setText(address + offset.ddname, ddname, 8);
		storage.setText(address + offset.name, name, 8);
		storage.setText(address + offset.type, type, 8);
		storage.setText(address + offset.mode, mode, 2);
		storage.setByte(address + offset.device, definitionDevices.indexOf(device));
		storage.setByte(address + offset.flags, (permanent ? flag.permanent : 0) | (lowerCase ? flag.lowerCase : 0));
		storage.setText(address + offset.recordFormat, recordFormat, 4);
		storage.setWord(address + offset.recordLength, recordLength);
		storage.setWord(address + offset.blockSize, blockSize);
		const last = this.#addresses().at(-1);
		storage.setWord(last === undefined ? nucon.fileDefinitions : last + offset.next, address);
	}

	/** Takes definitions away; false where none is meant. */
	clear(which: (definition: FileDefinition) => boolean): boolean {
		const {storage} = this;
		let before: number = nucon.fileDefinitions;
		let isCleared = false;
		for (const address of this.#addresses()) {
			if (which(this.#at(address))) {
				storage.setWord(before, storage.word(address + offset.next));
				this.free.release(address, size);
				isCleared = true;
			} else {
				before = address + offset.next;
			}
		}

		return isCleared;
	}

	#addresses(): number[] {
		const addresses: number[] = [];
		for (let at = this.storage.word(nucon.fileDefinitions); at !== 0; at = this.storage.word(at + offset.next)) {
			addresses.push(at);
		}

		return addresses;
	}

	#at(address: number): FileDefinition {
		const {storage} = this;
		const text = (at: number, length: number): string => storage.text(address + at, length).trimEnd();
		const flags = storage.byte(address + offset.flags);
		return {
			ddname: text(offset.ddname, 8),
			device: definitionDevices[storage.byte(address + offset.device)] ?? 'DUMMY',
			file: [text(offset.name, 8), text(offset.type, 8), text(offset.mode, 2)],
			recordFormat: text(offset.recordFormat, 4),
			recordLength: storage.word(address + offset.recordLength),
			blockSize: storage.word(address + offset.blockSize),
			permanent: (flags & flag.permanent) !== 0,
			lowerCase: (flags & flag.lowerCase) !== 0,
		};
	}
}
