/**
 * Fast tables by other addresses than absolute ones: prefixed ones, and virtual addresses under dynamic address
 * translation. The latter play the part of the manual's translation-lookaside buffer (GA22-7000,
 * "Translation-Lookaside Buffer"), with one entry for each 2 KiB block of the address space. Here is what a table is,
 * which a machine has and when entries go; an address that is not in its table is entered by `storage-access.ts`, or
 * translated and entered by `interpreter/dat-execution.ts`.
 */
import {
	noAccess, tableEntries, type AccessTable, type Closings,
} from './access-table.js';

/**
 * One pair of tables. It knows which absolute block each entry means, so that a change of key, frame or watch drops
 * those entries and no others: at a cost that goes by the entries in use, and at none for a block that none means.
 */
export class ShadowTable implements AccessTable {
	readonly fetch: Int32Array;
	readonly store: Int32Array;
	/** Absolute block of each entry in use. */
	readonly #blocks = new Int32Array(tableEntries);
	/** How many entries mean each absolute block. */
	readonly #meanings = new Uint16Array(tableEntries);
	/** Entries in use. */
	#entered: number[] = [];

	readonly #closings: Closings;

	/** `tables`: empty ones, its own from now on. */
	constructor(tables: AccessTable, closings: Closings) {
		this.#closings = closings;
		({fetch: this.fetch, store: this.store} = tables);
	}

	/** Enters a 2 KiB block of the address space: `base` is host offset minus address. */
	enter(entry: number, block: number, base: number, store: boolean): void {
		if (this.fetch[entry] === noAccess) {
			this.#entered.push(entry);
		} else {
			this.#meanings[this.#blocks[entry]]--;
			this.#closings.count++;
		}

		this.#blocks[entry] = block;
		this.#meanings[block]++;
		this.fetch[entry] = base;
		if (store) {
			this.store[entry] = base;
		}
	}

	/** Drops what means the absolute block. */
	close(block: number): void {
		if (this.#meanings[block] === 0) {
			return;
		}

		this.#closings.count++;
		this.#meanings[block] = 0;
		for (let index = this.#entered.length - 1; index >= 0; index--) {
			const entry = this.#entered[index];
			if (this.#blocks[entry] === block) {
				this.fetch[entry] = noAccess;
				this.store[entry] = noAccess;
				this.#entered[index] = this.#entered.at(-1)!;
				this.#entered.pop();
			}
		}
	}

	/** Makes stores into the absolute page go the slow way once. */
	watch(page: number): void {
		if (this.#meanings[page * 2] + this.#meanings[(page * 2) + 1] === 0) {
			return;
		}

		this.#closings.count++;
		for (const entry of this.#entered) {
			if (this.#blocks[entry] >>> 1 === page) {
				this.store[entry] = noAccess;
			}
		}
	}

	clear(): void {
		this.#closings.count++;
		for (const entry of this.#entered) {
			this.fetch[entry] = noAccess;
			this.store[entry] = noAccess;
			this.#meanings[this.#blocks[entry]] = 0;
		}

		this.#entered = [];
	}
}

/** Pairs of tables, 64 KiB each, that a machine has at most. */
const tablesKept = 8;

/** What a pair of tables holds good for. */
type Space = {
	readonly table: ShadowTable;
	readonly key: number;
	/** Control register 1, the format bits of control register 0, and the prefix. */
	readonly segmentTable: number;
	readonly format: number;
	readonly prefix: number;
};

/**
 * A machine's tables: one pair for each access key and segment table, the least recently used given up for a new one,
 * as the models with several segment-table origins in their translation-lookaside buffer do.
 */
export class ShadowTables {
	/** The most recently used first. */
	readonly #spaces: Space[] = [];
	readonly #make: () => ShadowTable;

	/** `make`: an empty table, which its storage keeps true to changes of keys and frames. */
	constructor(make: () => ShadowTable) {
		this.#make = make;
	}

	/** The tables of an access key, a segment table (CR1), its format (bits of CR0) and a prefix. */
	select(key: number, segmentTable: number, format: number, prefix: number): ShadowTable {
		const spaces = this.#spaces;
		let at = spaces.findIndex(space =>
			space.key === key
			&& space.segmentTable === segmentTable
			&& space.format === format
			&& space.prefix === prefix);
		if (at === 0) {
			return spaces[0].table;
		}

		if (at === -1) {
			at = spaces.length < tablesKept ? spaces.length : tablesKept - 1;
			const table = spaces[at]?.table ?? this.#make();
			table.clear();
			spaces[at] = {
				table, key, segmentTable, format, prefix,
			};
		}

		const [space] = spaces.splice(at, 1);
		spaces.unshift(space);
		return space.table;
	}

	/** The machine goes. */
	forget(): void {
		this.#spaces.length = 0;
	}
}
