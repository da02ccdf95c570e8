/**
 * Loads TEXT files (DMSLDR, SY20-0884; GC20-1818, "LOAD" and "INCLUDE"): sections one behind the other on doublewords,
 * address constants relocated, references looked for as further TEXT files and in the TXTLIBs that GLOBAL named. Not
 * here: the LOAD MAP file, pseudo registers.
 */
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import {libraryMember} from '../commands/programs/library-member.js';
import {area} from '../nucleus/storage/layout.js';
import {librariesOf} from '../nucleus/storage/libraries.js';
import {nucon} from '../nucleus/storage/nucon.js';
import {type LoaderEntry, readTable, writeTable} from './loader-table.js';
import {
	type DeckItem, parseDeck, type RelocationItem, type SymbolItem, symbolType,
} from '../../base/object-deck.js';
import {messages} from '../messages/index.js';

export type LoadOptions = {
	/** Load references not resolved from files `name TEXT`. */
	readonly auto: boolean;
	/** Look for them, and for names given, in the TXTLIBs of GLOBAL too. */
	readonly libraries: boolean;
	/** Type DUPLICATE IDENTIFIER. */
	readonly duplicates: boolean;
};

export type LoadResult = {
	/** Symbols that nothing defines, in order of appearance. */
	readonly undefinedNames: readonly string[];
	readonly duplicates: boolean;
	/** The program reaches into free storage; nothing more was loaded. */
	readonly overflow: boolean;
};

/** Where the sections of the deck now loaded lie, by ESD number; sections defined before have no place of their own. */
type Place = {readonly base: number; readonly loaded: boolean; readonly name: string};

const upToDoubleword = (address: number): number => Math.ceil(address / 8) * 8;

export class TextLoader {
	readonly #cms: Cms;
	readonly #options: LoadOptions;
	#table: LoaderEntry[];
	#location: number;
	#start: number;
	#duplicates = false;
	#overflow = false;

	/** Continues at the location counter of NUCON with the symbols of the loader table. */
	constructor(cms: Cms, options: LoadOptions) {
		const {storage} = cms.guest;
		this.#cms = cms;
		this.#options = options;
		this.#table = readTable(cms);
		this.#location = storage.word(nucon.locationCounter);
		this.#start = storage.word(nucon.startAddress);
	}

	/** Loads the files named and what they refer to; notes the result in NUCON. */
	* load(names: readonly string[]): Step<LoadResult> {
		for (const name of names) {
			if (!(yield * this.#file(name)) && !this.#defined(name)) {
				this.#refer(name, false);
			}
		}

		const tried = new Set(names);
		for (let next = this.#next(tried); this.#options.auto && next !== undefined; next = this.#next(tried)) {
			tried.add(next);
			yield * this.#file(next);
		}

		this.#keep();
		const undefinedNames = this.#table
			.filter(entry => entry.kind === 'undefined' && !entry.weak)
			.map(({name}) => name);
		return {undefinedNames, duplicates: this.#duplicates, overflow: this.#overflow};
	}

	#next(tried: ReadonlySet<string>): string | undefined {
		return this.#overflow
			? undefined
			: this.#table.find(entry => entry.kind === 'undefined' && !entry.weak && !tried.has(entry.name))?.name;
	}

	* #file(name: string): Step<boolean> {
		const cards = yield * this.#cards(name);
		if (!cards) {
			return false;
		}

		yield * this.#cms.charge('record', cards.length);
		yield * this.#deck(parseDeck(cards));
		return true;
	}

	/** The deck of that name: a TEXT file, or the member of a library that has the name. */
	* #cards(name: string): Step<readonly Uint8Array[] | undefined> {
		const {disks, guest} = this.#cms;
		const found = disks.find(name, 'TEXT', '*');
		if (found) {
			return yield * disks.readAll(found.disk, found.status);
		}

		for (const library of this.#options.libraries ? librariesOf(guest.storage, 'TXTLIB') : []) {
			const file = disks.find(library, 'TXTLIB', '*');
			const member = file && libraryMember(yield * disks.readAll(file.disk, file.status), name);
			if (member && member !== 'missing') {
				return member;
			}
		}

		return undefined;
	}

	* #deck(items: readonly DeckItem[]): Step {
		const places = new Map<number, Place>();
		// A label may stand before its section.
		for (const item of items) {
			if (item.kind === 'symbol' && item.type !== symbolType.label) {
				yield * this.#symbol(item, places);
			}
		}

		for (const item of items) {
			if (this.#overflow) {
				return;
			}

			switch (item.kind) {
				case 'symbol': {
					if (item.type === symbolType.label) {
						yield * this.#label(item, places);
					}

					break;
				}

				case 'text': {
					const place = places.get(item.id);
					if (place?.loaded && this.#isInside(place.base + item.address, item.bytes.length)) {
						this.#cms.guest.storage.store(place.base + item.address, item.bytes);
					}

					break;
				}

				case 'relocation': {
					this.#relocate(item, places);
					break;
				}

				case 'end': {
					this.#end(item.entry, places);
				}
			}
		}
	}

	* #symbol(item: SymbolItem, places: Map<number, Place>): Step {
		const {name, id, type} = item;
		switch (type) {
			case symbolType.section:
			case symbolType.privateSection:
			case symbolType.common: {
				yield * this.#section(item, places);
				break;
			}

			case symbolType.reference:
			case symbolType.weakReference: {
				places.set(id, {base: 0, loaded: false, name});
				if (!this.#defined(name)) {
					this.#refer(name, type === symbolType.weakReference);
				}

				break;
			}

			default:
		}
	}

	* #section({name, id, type, address, length}: SymbolItem, places: Map<number, Place>): Step {
		const known = type === symbolType.privateSection ? undefined : this.#defined(name);
		if (known) {
			places.set(id, {base: known.address - address, loaded: false, name});
			if (type !== symbolType.common) {
				yield * this.#duplicate(name);
			}

			return;
		}

		const base = upToDoubleword(this.#location);
		if (base + length > this.#cms.guest.storage.word(nucon.freeLow)) {
			this.#overflow = true;
			return;
		}

		places.set(id, {base: base - address, loaded: true, name});
		this.#location = base + length;
		if (type !== symbolType.privateSection) {
			this.#define(name, base);
		}

		this.#start ||= base;
	}

	* #label({name, id, address}: SymbolItem, places: ReadonlyMap<number, Place>): Step {
		const place = places.get(id);
		if (!place?.loaded) {
			return;
		}

		if (this.#defined(name)) {
			yield * this.#duplicate(name);
		} else {
			this.#define(name, place.base + address);
		}
	}

	* #duplicate(name: string): Step {
		this.#duplicates = true;
		if (this.#options.duplicates) {
			yield * this.#cms.message(messages.DMSLIO202W, {name});
		}
	}

	#relocate({target, section, address, size, negative}: RelocationItem, places: ReadonlyMap<number, Place>): void {
		const place = places.get(section);
		const symbol = places.get(target);
		if (!place?.loaded || !symbol || !this.#isInside(place.base + address, size)) {
			return;
		}

		const at = place.base + address;
		const defined = this.#defined(symbol.name);
		if (symbol.loaded) {
			// Within the deck, values in the text count from the section's own origin.
			this.#add(at, size, negative ? -symbol.base : symbol.base);
		} else if (defined) {
			this.#add(at, size, negative ? -defined.address : defined.address);
		} else {
			this.#table.push({
				kind: 'constant', name: symbol.name, address: at, size, negative,
			});
		}
	}

	/** A damaged deck must not reach beyond what was loaded. */
	#isInside(address: number, length: number): boolean {
		return address >= area.transient && address + length <= this.#location;
	}

	#add(address: number, size: number, value: number): void {
		const {storage} = this.#cms.guest;
		const bytes = storage.fetch(address, size);
		let sum = bytes.reduce((total, byte) => (total * 256) + byte, 0) + value;
		for (let index = size - 1; index >= 0; index--) {
			bytes[index] = sum & 0xFF;
			sum = Math.floor(sum / 256);
		}

		storage.store(address, bytes);
	}

	#end(
		entry: {readonly id: number; readonly address: number} | {readonly name: string} | undefined,
		places: ReadonlyMap<number, Place>,
	): void {
		const {storage} = this.#cms.guest;
		if (!entry || storage.word(nucon.startAddress) !== 0) {
			return;
		}

		const address =
			'name' in entry
				? this.#defined(entry.name)?.address
				: (places.get(entry.id)?.base ?? Number.NaN) + entry.address;
		if (address !== undefined && !Number.isNaN(address)) {
			this.#start = address;
			storage.setWord(nucon.startAddress, address);
		}
	}

	#defined(name: string): Extract<LoaderEntry, {kind: 'defined'}> | undefined {
		const entry = this.#table.find(candidate => candidate.kind === 'defined' && candidate.name === name);
		return entry?.kind === 'defined' ? entry : undefined;
	}

	/** A name is wanted that nothing defines so far. */
	#refer(name: string, weak: boolean): void {
		const known = this.#table.find(entry => entry.kind === 'undefined' && entry.name === name);
		if (!known) {
			this.#table.push({kind: 'undefined', name, weak});
		} else if (!weak) {
			this.#table[this.#table.indexOf(known)] = {kind: 'undefined', name, weak};
		}
	}

	/** Gives a name its address, also where constants wait for it. */
	#define(name: string, address: number): void {
		for (const entry of this.#table) {
			if (entry.kind === 'constant' && entry.name === name) {
				this.#add(entry.address, entry.size, entry.negative ? -address : address);
			}
		}

		this.#table = this.#table.filter(entry => entry.name !== name);
		this.#table.push({kind: 'defined', name, address});
	}

	#keep(): void {
		const {storage} = this.#cms.guest;
		writeTable(this.#cms, this.#table);
		storage.setWord(nucon.locationCounter, this.#location);
		storage.setWord(nucon.lastLocation, this.#location);
		storage.setWord(nucon.startAddress, this.#start);
		storage.setWord(nucon.mainHigh, Math.max(storage.word(nucon.mainHigh), this.#location));
	}
}
