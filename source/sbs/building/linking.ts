/** Links object decks into a MODULE, as LOAD and GENMOD do in a machine's storage, but in none. */
import {toEbcdic} from '../../base/ebcdic.js';
import {hex} from '../../base/hex.js';
import {limits} from '../../base/limits.js';
import {parseDeck} from '../../base/object-deck.js';
import {Linker, type LinkStorage} from '../../cms/loader/linker.js';
import {encodeModule} from '../../cms/loader/module-file.js';
import type {BuildList} from '../data-base/dependencies/build-list.js';

/** Storage from an address on, as far as it is used. */
class ProgramImage implements LinkStorage {
	#bytes = new Uint8Array(4096);

	constructor(private readonly origin: number) {
		// Nothing else.
	}

	fetch(address: number, length: number): Uint8Array {
		this.#reach(address + length);
		return this.#bytes.slice(address - this.origin, address - this.origin + length);
	}

	store(address: number, bytes: Uint8Array): void {
		this.#reach(address + bytes.length);
		this.#bytes.set(bytes, address - this.origin);
	}

	#reach(end: number): void {
		if (end - this.origin > this.#bytes.length) {
			const bytes = new Uint8Array(Math.max(end - this.origin, 2 * this.#bytes.length));
			bytes.set(this.#bytes);
			this.#bytes = bytes;
		}
	}
}

export type LinkedModule = {readonly records: readonly Uint8Array[]; readonly map: readonly Uint8Array[]};

/** Why there is no module. */
export type LinkFailure = {readonly undefinedNames: readonly string[]} | 'tooLarge' | 'empty';

export class ModuleLinker {
	readonly #list: BuildList;
	readonly #image: ProgramImage;
	readonly #linker: Linker;

	constructor(list: BuildList) {
		const {origin} = list;
		this.#list = list;
		this.#image = new ProgramImage(origin);
		this.#linker = new Linker(this.#image, {lowest: origin, end: origin + limits.builtProgram.value}, {
			table: [], location: origin, start: 0,
		});
	}

	/** Names that nothing defines so far, weak ones apart; the entry, too. */
	get wanted(): readonly string[] {
		const {entry} = this.#list;
		const names = [...this.#linker.wanted()];
		const isKnown = entry === undefined || this.#linker.defined(entry) !== undefined;
		return isKnown ? names : [...new Set([...names, entry])];
	}

	add(deck: readonly Uint8Array[]): void {
		this.#linker.deck(parseDeck(deck));
	}

	/** The MODULE and its load map: symbols in the order of their addresses. */
	finish(): LinkedModule | LinkFailure {
		const {origin, entry} = this.#list;
		const {table, location, start} = this.#linker.state;
		if (this.#linker.overflow) {
			return 'tooLarge';
		}

		const {wanted} = this;
		if (wanted.length > 0) {
			return {undefinedNames: wanted};
		}

		if (location === origin) {
			return 'empty';
		}

		const symbols = table.flatMap(symbol => symbol.kind === 'defined' ? [symbol] : []);
		const first = entry === undefined ? start : this.#linker.defined(entry)!;
		return {
			records: encodeModule({
				entry: first, origin, text: this.#image.fetch(origin, location - origin), symbols,
			}),
			map: symbols
				.toSorted((one, other) => one.address - other.address)
				.map(({name, address}) =>
					toEbcdic(`${name.padEnd(8)} ${hex(address, 6)}${address === first ? ' ENTRY' : ''}`)),
		};
	}
}
