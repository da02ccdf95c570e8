/**
 * A machine's fast tables: which 2 KiB blocks its processor may fetch from or store into without asking. One pair for
 * each access key, by absolute addresses, and further ones by other addresses (`shadow-table.ts`). What they say holds
 * until it is closed here.
 */
import {
	accessTable, giveBackTable, noAccess, type AccessTable, type Closings,
} from './access-table.js';
import type {ControlArea} from './control-area.js';
import {ShadowTable} from './shadow-table.js';

export class FastTables {
	readonly #area: ControlArea;
	readonly #byKey: Array<AccessTable | undefined> = [];
	readonly #shadows: ShadowTable[] = [];
	/** Whoever relies on an entry looks here whether it may be gone. */
	readonly closings: Closings = {count: 0};
	#isClosed = false;

	/** `area`: where translated code looks; tables stand there as far as it has room. */
	constructor(area: ControlArea) {
		this.#area = area;
	}

	/** Those of access key 0–15. Key 0 passes every protection. */
	ofKey(key: number): AccessTable {
		return this.#byKey[key] ??= this.#newTable();
	}

	/**
	 * A further pair, by prefixed or virtual addresses. Their owner enters blocks; what is closed here is dropped
	 * there.
	 */
	shadow(): ShadowTable {
		const table = new ShadowTable(this.#newTable(), this.closings);
		this.#shadows.push(table);
		return table;
	}

	/** Forgets every address of the further ones (PTLB). */
	purge(): void {
		for (const table of this.#shadows) {
			table.clear();
		}
	}

	/** Enters a block for a key: `base` is host offset minus address. */
	enter(key: number, block: number, base: number, store: boolean): void {
		const table = this.ofKey(key);
		table.fetch[block] = base;
		if (store) {
			table.store[block] = base;
		}
	}

	/** Drops a block everywhere: its key, frame or watch is another. */
	close(block: number): void {
		this.closings.count++;
		for (const table of this.#byKey) {
			if (table) {
				table.fetch[block] = noAccess;
				table.store[block] = noAccess;
			}
		}

		for (const table of this.#shadows) {
			table.close(block);
		}
	}

	/** Makes the next store into a page go the slow way. */
	closeStores(page: number): void {
		this.closings.count++;
		for (const table of this.#byKey) {
			if (table) {
				table.store[page * 2] = noAccess;
				table.store[(page * 2) + 1] = noAccess;
			}
		}

		for (const table of this.#shadows) {
			table.watch(page);
		}
	}

	/** Whether a block of the page was fetched from since it was last closed. */
	isOpen(page: number): boolean {
		const block = page * 2;
		return this.#byKey.some(table =>
			table !== undefined && (table.fetch[block] !== noAccess || table.fetch[block + 1] !== noAccess));
	}

	/** The machine goes, every block has been closed: their place is the host's again. */
	giveBack(): void {
		this.purge();
		for (const table of [...this.#byKey, ...this.#shadows]) {
			if (table) {
				giveBackTable(this.#area, table);
			}
		}

		this.#byKey.length = 0;
		this.#shadows.length = 0;
		this.#isClosed = true;
	}

	#newTable(): AccessTable {
		if (this.#isClosed) {
			throw new Error('storage of a machine that is gone');
		}

		return accessTable(this.#area);
	}
}
