/**
 * Links TEXT decks (SY20-0884, "Loader"): sections one behind the other on doublewords, address constants relocated as
 * soon as their names are defined. Whatever a deck says, nothing outside what was loaded is stored into.
 */
import {
	type DeckItem, type EndItem, type RelocationItem, type SymbolItem, symbolType,
} from '../../base/object-deck.js';
import type {StartItem} from '../../base/loader-card.js';
import {addTo} from './address-constant.js';
import type {LoaderEntry} from './loader-table.js';

/** Where the program comes to lie. */
export type LinkStorage = {
	fetch(address: number, length: number): Uint8Array;
	store(address: number, bytes: Uint8Array): void;
};

/** Where linking begins, or goes on. */
export type LinkState = {
	/** Symbols so far. */
	readonly table: readonly LoaderEntry[];
	/** Where the next section goes, on the next doubleword. */
	readonly location: number;
	/** Where the program begins; 0 while that is not known. */
	readonly start: number;
};

/** The addresses that decks may store into. */
export type LinkBounds = {
	readonly lowest: number;
	/** First byte behind the storage that sections have room in. */
	readonly end: number;
	/** Each section, and the gap before it, is zeros before its text is stored; else as the storage was. */
	readonly cleared?: boolean;
	/** The table is to say which constants were relocated (RLDSAVE). */
	readonly keepsRelocated?: boolean;
};

type Constant = Extract<LoaderEntry, {kind: 'constant' | 'relocated'}>;

/** A name of the loader table: defined, or wanted, and then with the constants that wait for it. */
type Name = {
	readonly address?: number;
	readonly weak: boolean;
	readonly constants: Constant[];
};

/** Where the sections of the deck now loaded lie, by ESD number; sections defined before have no place of their own. */
type Place = {readonly base: number; readonly loaded: boolean; readonly name: string};

/** Names in the order in which the symbols stand in the deck. */
function inOrderOf(items: ReadonlyArray<DeckItem | StartItem>, names: readonly string[]): readonly string[] {
	const wanted = new Set(names);
	return names.length === 0
		? names
		: items.filter(item => item.kind === 'symbol').map(({name}) => name).filter(name => wanted.delete(name));
}

const upToDoubleword = (address: number): number => Math.ceil(address / 8) * 8;

export class Linker {
	readonly #storage: LinkStorage;
	readonly #bounds: LinkBounds;
	/** In the order in which they were wanted, or defined. */
	readonly #names = new Map<string, Name>();
	#location: number;
	/** As an END card or what went before says. */
	#entry: number;
	#firstSection = 0;
	/** Sections without a name so far, those of the table included, once one of them was asked for. */
	#privateSections?: number;
	/** As control cards say; of each kind the last one counts. */
	readonly #starts = new Map<StartItem['from'], string>();
	/** Names that got their address here, in order. */
	readonly #definitions: Array<{readonly name: string; readonly address: number}> = [];
	readonly #relocated: Constant[] = [];
	#overflow = false;

	constructor(storage: LinkStorage, bounds: LinkBounds, {table, location, start}: LinkState) {
		this.#storage = storage;
		this.#bounds = bounds;
		this.#location = location;
		this.#entry = start;
		for (const entry of table) {
			this.#enter(entry);
		}
	}

	/** The program reaches beyond its bounds; nothing more was loaded. */
	get overflow(): boolean {
		return this.#overflow;
	}

	get state(): LinkState {
		return {table: this.#table(), location: this.#location, start: this.#start()};
	}

	/** Names that decks loaded here have defined, in order. */
	get definitions(): ReadonlyArray<{readonly name: string; readonly address: number}> {
		return this.#definitions;
	}

	/** Names that are wanted and that nothing defines, in order of appearance. */
	* wanted(): Generator<string> {
		for (const [name, {address, weak}] of this.#names) {
			if (address === undefined && !weak) {
				yield name;
			}
		}
	}

	/** Address of a symbol. */
	defined(name: string): number | undefined {
		return this.#names.get(name)?.address;
	}

	/** A name is wanted, if nothing defines it so far. */
	refer(name: string, weak: boolean): void {
		const known = this.#names.get(name);
		if (known?.address === undefined) {
			this.#names.set(name, {weak: weak && (known?.weak ?? true), constants: known?.constants ?? []});
		}
	}

	/** Loads a deck. Answers the names it defines that were defined before: theirs stay. */
	deck(items: ReadonlyArray<DeckItem | StartItem>): readonly string[] {
		const places = new Map<number, Place>();
		const duplicates: string[] = [];
		// A label may stand before its section.
		for (const item of items) {
			if (item.kind === 'symbol' && item.type !== symbolType.label) {
				this.#symbol(item, places, duplicates);
			}
		}

		for (const item of items) {
			if (this.#overflow) {
				break;
			}

			switch (item.kind) {
				case 'symbol': {
					if (item.type === symbolType.label) {
						this.#label(item, places, duplicates);
					}

					break;
				}

				case 'text': {
					const place = places.get(item.id);
					if (place?.loaded && this.#isInside(place.base + item.address, item.bytes.length)) {
						this.#storage.store(place.base + item.address, item.bytes);
					}

					break;
				}

				case 'relocation': {
					this.#relocate(item, places);
					break;
				}

				case 'end': {
					this.#end(item.entry, places);
					break;
				}

				case 'start': {
					this.#starts.set(item.from, item.name);
					if (item.from === 'ENTRY') {
						this.refer(item.name, false);
					}
				}
			}
		}

		return inOrderOf(items, duplicates);
	}

	/** An entry of a table that was there before. */
	#enter(entry: LoaderEntry): void {
		const known = this.#names.get(entry.name);
		switch (entry.kind) {
			case 'defined': {
				this.#names.set(entry.name, {address: entry.address, weak: false, constants: []});
				break;
			}

			case 'undefined': {
				this.refer(entry.name, entry.weak);
				break;
			}

			case 'constant': {
				if (known) {
					known.constants.push(entry);
				} else {
					this.#names.set(entry.name, {weak: true, constants: [entry]});
				}

				break;
			}

			case 'relocated': {
				this.#relocated.push(entry);
			}
		}
	}

	#table(): LoaderEntry[] {
		const table: LoaderEntry[] = [];
		for (const [name, {address, weak, constants}] of this.#names) {
			if (address === undefined) {
				table.push({kind: 'undefined', name, weak});
				for (const constant of constants) {
					table.push(constant);
				}
			} else {
				table.push({kind: 'defined', name, address});
			}
		}

		return [...table, ...this.#relocated];
	}

	#symbol(item: SymbolItem, places: Map<number, Place>, duplicates: string[]): void {
		const {name, id, type} = item;
		switch (type) {
			case symbolType.section:
			case symbolType.privateSection:
			case symbolType.common: {
				this.#section(item, places, duplicates);
				break;
			}

			case symbolType.reference:
			case symbolType.weakReference: {
				places.set(id, {base: 0, loaded: false, name});
				this.refer(name, type === symbolType.weakReference);
				break;
			}

			default:
		}
	}

	#section(
		{
			name, id, type, address, length,
		}: SymbolItem,
		places: Map<number, Place>,
		duplicates: string[],
	): void {
		const known = type === symbolType.privateSection ? undefined : this.defined(name);
		if (known !== undefined) {
			places.set(id, {base: known - address, loaded: false, name});
			if (type !== symbolType.common) {
				duplicates.push(name);
			}

			return;
		}

		const base = upToDoubleword(this.#location);
		if (base + length > this.#bounds.end) {
			this.#overflow = true;
			return;
		}

		if (this.#bounds.cleared) {
			this.#storage.store(this.#location, new Uint8Array(base + length - this.#location));
		}

		places.set(id, {base: base - address, loaded: true, name});
		this.#location = base + length;
		this.#define(type === symbolType.privateSection ? this.#privateName() : name, base);

		this.#firstSection ||= base;
	}

	/** Sections without a name are numbered in the order in which they are loaded. */
	#privateName(): string {
		this.#privateSections ??= [...this.#names.keys()].filter(name => /^\.\d{6}$/.test(name)).length;
		return `.${String(++this.#privateSections).padStart(6, '0')}`;
	}

	#label({name, id, address}: SymbolItem, places: ReadonlyMap<number, Place>, duplicates: string[]): void {
		const place = places.get(id);
		if (this.defined(name) !== undefined) {
			duplicates.push(name);
		} else if (place?.loaded) {
			this.#define(name, place.base + address);
		}
	}

	#relocate(item: RelocationItem, places: ReadonlyMap<number, Place>): void {
		const {target, section, address, size, negative} = item;
		const place = places.get(section);
		const symbol = places.get(target);
		if (!place?.loaded || !symbol || !this.#isInside(place.base + address, size)) {
			return;
		}

		const at = place.base + address;
		// Within the deck, values in the text count from the section's own origin.
		const value = symbol.loaded ? symbol.base : this.defined(symbol.name);
		const constant: Constant = {
			kind: 'constant', name: symbol.name, address: at, size, negative,
		};
		if (value === undefined) {
			this.#enter(constant);
		} else {
			this.#add(constant, value);
		}
	}

	/** What ENTRY names, else LDT, else an END card, else the first section (GC20-1818, "LOAD": usage notes). */
	#start(): number {
		for (const from of ['ENTRY', 'LDT'] as const) {
			const name = this.#starts.get(from);
			const address = name === undefined ? undefined : this.defined(name);
			if (address !== undefined) {
				return address;
			}
		}

		return this.#entry || this.#firstSection;
	}

	/** A damaged deck must not reach beyond what was loaded. */
	#isInside(address: number, length: number): boolean {
		return address >= this.#bounds.lowest && address + length <= this.#location;
	}

	#add(constant: Constant, value: number): void {
		const {address, size, negative} = constant;
		const bytes = this.#storage.fetch(address, size);
		addTo(bytes, negative ? -value : value);
		this.#storage.store(address, bytes);
		if (this.#bounds.keepsRelocated) {
			this.#relocated.push({...constant, kind: 'relocated'});
		}
	}

	/** The first END card that says where the program begins. */
	#end(entry: EndItem['entry'], places: ReadonlyMap<number, Place>): void {
		if (!entry || this.#entry !== 0) {
			return;
		}

		if ('name' in entry) {
			this.#entry = this.defined(entry.name) ?? 0;
			return;
		}

		const place = places.get(entry.id);
		this.#entry = place ? place.base + entry.address : 0;
	}

	/** Gives a name its address, also where constants wait for it. */
	#define(name: string, address: number): void {
		for (const constant of this.#names.get(name)?.constants ?? []) {
			this.#add(constant, address);
		}

		this.#definitions.push({name, address});
		// What is defined comes in the order in which it was.
		this.#names.delete(name);
		this.#names.set(name, {address, weak: false, constants: []});
	}
}
