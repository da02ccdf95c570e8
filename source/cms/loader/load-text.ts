/**
 * Loads TEXT files (DMSLDR, SY20-0884; GC20-1818, "LOAD" and "INCLUDE") into the machine's storage: those named, and
 * then references looked for as further TEXT files and in the TXTLIBs that GLOBAL named. Not here: pseudo
 * registers.
 */
import {loaderCard, type LoaderCard} from '../../base/loader-card.js';
import {symbolType, type SymbolItem} from '../../base/object-deck.js';
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import {libraryMember} from '../commands/programs/library-member.js';
import {messages} from '../messages/index.js';
import {area} from '../nucleus/storage/layout.js';
import {librariesOf} from '../nucleus/storage/libraries.js';
import {nucon} from '../nucleus/storage/nucon.js';
import {Linker} from './linker.js';
import {cardLines, mapLine} from './load-map.js';
import {mostEntries, namesPerPage, readTable, writeTable} from './loader-table.js';

export type LoadOptions = {
	/** Load references not resolved from files `name TEXT`. */
	readonly auto: boolean;
	/** Look for them, and for names given, in the TXTLIBs of GLOBAL too. */
	readonly libraries: boolean;
	/** Type DUPLICATE IDENTIFIER. */
	readonly duplicates: boolean;
	/** What no deck stores into is zeros. */
	readonly cleared: boolean;
	/** The table keeps which constants were relocated. */
	readonly keepsRelocated: boolean;
	/** The load map mentions invalid cards, and REP cards. */
	readonly invalid: boolean;
	readonly replacements: boolean;
	/** Its lines are typed as they come. */
	readonly typed: boolean;
	/** Comes with the first of them. */
	firstLine(): Step;
	/** RESET: a name that is wanted before those that decks refer to. */
	readonly reset?: string;
	/** Where the files named go, in place of the next doubleword. */
	readonly origin?: number;
};

export type LoadResult = {
	/** Symbols that nothing defines, in order of appearance. */
	readonly undefinedNames: readonly string[];
	readonly duplicates: boolean;
	/** The program reaches into free storage; nothing more was loaded. */
	readonly overflow: boolean;
	/** There are more names than SET LDRTBLS has pages for, or more entries than the table can have. */
	readonly isTableFull: boolean;
	/** Lines of the load map. */
	readonly map: readonly string[];
};

export class TextLoader {
	readonly #cms: Cms;
	readonly #options: LoadOptions;
	readonly #linker: Linker;
	#duplicates = false;
	readonly #map: string[] = [];
	#mapped = 0;

	/** Continues at the location counter of NUCON with the symbols of the loader table. */
	constructor(cms: Cms, options: LoadOptions) {
		const {storage} = cms.guest;
		this.#cms = cms;
		this.#options = options;
		const {cleared, keepsRelocated} = options;
		const bounds = {
			lowest: area.transient, end: storage.word(nucon.freeLow), cleared, keepsRelocated,
		};
		this.#linker = new Linker(storage, bounds, {
			table: readTable(cms),
			location: options.origin ?? storage.word(nucon.locationCounter),
			start: storage.word(nucon.startAddress),
		});
	}

	/** Loads the files named and what they refer to; notes the result in NUCON. */
	* load(names: readonly string[]): Step<LoadResult> {
		const linker = this.#linker;
		if (this.#options.reset !== undefined) {
			linker.refer(this.#options.reset, false);
		}

		for (const name of names) {
			if (!(yield * this.#file(name))) {
				linker.refer(name, false);
			}
		}

		const tried = new Set(names);
		for (let next = this.#next(tried); this.#options.auto && next !== undefined; next = this.#next(tried)) {
			tried.add(next);
			yield * this.#file(next);
		}

		this.#keep();
		const undefinedNames = [...linker.wanted()];
		return {
			undefinedNames,
			duplicates: this.#duplicates,
			overflow: linker.overflow,
			isTableFull: this.#isTableFull(),
			map: this.#map,
		};
	}

	#isTableFull(): boolean {
		const {table} = this.#linker.state;
		const names = table.filter(({kind}) => kind === 'defined' || kind === 'undefined');
		return names.length > this.#cms.settings.loaderPages * namesPerPage || table.length > mostEntries;
	}

	#next(tried: ReadonlySet<string>): string | undefined {
		if (!this.#linker.overflow && !this.#isTableFull()) {
			for (const name of this.#linker.wanted()) {
				if (!tried.has(name)) {
					return name;
				}
			}
		}

		return undefined;
	}

	* #file(name: string): Step<boolean> {
		const cards = yield * this.#cards(name);
		if (!cards) {
			return false;
		}

		yield * this.#cms.charge('record', cards.length);
		const parsed = cards.map(card => loaderCard(card));
		const duplicates = this.#linker.deck(parsed.flatMap(({items}) => items));
		yield * this.#note(parsed);
		for (const duplicate of duplicates) {
			this.#duplicates = true;
			if (this.#options.duplicates) {
				yield * this.#cms.message(messages.DMSLIO202W, {name: duplicate});
			}
		}

		return true;
	}

	/** What the load map says of a deck that was loaded. */
	* #note(cards: readonly LoaderCard[]): Step {
		const defined = this.#linker.definitions.slice(this.#mapped);
		this.#mapped = this.#linker.definitions.length;
		const lines = cards.flatMap(card => [
			...card.items.flatMap(item => item.kind === 'symbol' ? symbolLines(item, defined) : []),
			...cardLines(card, this.#options),
		]);
		for (const line of lines) {
			this.#map.push(line);
			if (this.#options.typed) {
				yield * this.#cms.console.type(line);
			}

			if (this.#map.length === 1) {
				yield * this.#options.firstLine();
			}
		}
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

	#keep(): void {
		const {storage} = this.#cms.guest;
		const {table, location, start} = this.#linker.state;
		writeTable(this.#cms, table);
		storage.setWord(nucon.locationCounter, location);
		storage.setWord(nucon.lastLocation, Math.max(storage.word(nucon.lastLocation), location));
		storage.setWord(nucon.startAddress, start);
		storage.setWord(nucon.mainHigh, Math.max(storage.word(nucon.mainHigh), location));
	}
}

type Definition = {readonly name: string; readonly address: number};

const privateName = /^\.\d/;

/** The line of a symbol that the deck has defined; each of `defined` has one. Common sections have none. */
function symbolLines({name, type}: SymbolItem, defined: Definition[]): readonly string[] {
	const isPrivate = type === symbolType.privateSection;
	const at = defined.findIndex(each => isPrivate ? privateName.test(each.name) : each.name === name);
	if (at === -1) {
		return [];
	}

	const [definition] = defined.splice(at, 1);
	return type === symbolType.common
		? []
		: [mapLine(definition.name, definition.address, type !== symbolType.label)];
}
