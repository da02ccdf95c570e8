/**
 * Fast tables by other addresses than absolute ones: virtual addresses under dynamic address translation. They play the
 * part of the manual's translation-lookaside buffer (GA22-7000, "Translation-Lookaside Buffer"), with one entry for
 * each 2 KiB block of the address space. Here is what a table is and when entries go; which tables a machine has, and
 * what is translated and entered when an address is not there, is `interpreter/dat-execution.ts`.
 */
import {noAccess, tableEntries, type AccessTable} from './access-table.js';

/**
 * One pair of tables. It knows which absolute block each entry means, so that a change of key, frame or watch drops
 * those entries and no others, at a cost that goes by the entries in use.
 */
export class ShadowTable implements AccessTable {
	readonly fetch: Int32Array;
	readonly store: Int32Array;
	/** Absolute block of each entry in use. */
	readonly #blocks = new Int32Array(tableEntries);
	/** Entries in use. */
	#entered: number[] = [];

	/** `tables`: empty ones, its own from now on. */
	constructor(tables: AccessTable) {
		({fetch: this.fetch, store: this.store} = tables);
	}

	/** Enters a 2 KiB block of the address space: `base` is host offset minus address. */
	enter(entry: number, block: number, base: number, store: boolean): void {
		if (this.fetch[entry] === noAccess) {
			this.#entered.push(entry);
		}

		this.#blocks[entry] = block;
		this.fetch[entry] = base;
		if (store) {
			this.store[entry] = base;
		}
	}

	/** Drops what means the absolute block. */
	close(block: number): void {
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
		for (const entry of this.#entered) {
			if (this.#blocks[entry] >>> 1 === page) {
				this.store[entry] = noAccess;
			}
		}
	}

	clear(): void {
		for (const entry of this.#entered) {
			this.fetch[entry] = noAccess;
			this.store[entry] = noAccess;
		}

		this.#entered = [];
	}
}
