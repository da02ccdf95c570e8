/**
 * A machine's storage: a table of pages on the host's frames (`host-storage.ts`), with their keys (GA22-7000,
 * "Storage", "Protection"). Addresses are guest-real, 24 bits; a page is 4096 bytes, a key covers 2048.
 */

import {pageSize, keyBlockSize} from '../../base/architecture.js';
import {accessTable, noAccess, type AccessTable} from './access-table.js';
import type {HostStorage} from './host-storage.js';
import {ShadowTable} from './shadow-table.js';

export {noAccess, type AccessTable} from './access-table.js';

/** Value of a page's entry: never touched (reads as zeros once given a frame). */
export const untouched = -1;
/** Value of a page's entry: on the paging device; CP's pager knows where. */
export const pagedOut = -2;

/**
 * A machine's storage. `pages` says where each page is; keys belong to the page, not to the frame. The processor reads
 * through `AccessTable`s, which cache "page has a frame, key allows it, reference (and change) bits are on".
 */
export class AddressSpace {
	readonly pages: Int32Array;
	/** One byte a 2 KiB block: access key 0–3, fetch protection 4 (X'08'), reference 5 (X'04'), change 6 (X'02'). */
	readonly keys: Uint8Array;
	/** Counts up whenever a page's content may have changed since it was last watched. */
	readonly #versions: Uint32Array;
	readonly #watched: Uint8Array;
	readonly #tables: Array<AccessTable | undefined> = [];
	readonly #prefixed: AccessTable[] = [];
	readonly #translated: ShadowTable[] = [];
	#isClosed = false;
	/**
	 * Called where a page without frame is touched by `frameOf`: the pager gives it one (zeroed, or read back). Must
	 * leave `pages[page] >= 0`.
	 */
	onMissingPage: (page: number) => void = page => {
		const frame = this.host.allocate();
		if (frame === undefined) {
			throw new Error('host storage exhausted and no pager');
		}

		this.pages[page] = frame;
	};

	constructor(readonly host: HostStorage, /** Bytes, a multiple of 4096. */ readonly size: number) {
		this.pages = new Int32Array(size / pageSize).fill(untouched);
		this.keys = new Uint8Array(size / keyBlockSize);
		this.#versions = new Uint32Array(size / pageSize);
		this.#watched = new Uint8Array(size / pageSize);
	}

	/** The frame of a page, through the pager where it has none. */
	frameOf(page: number): number {
		if (this.pages[page] < 0) {
			this.onMissingPage(page);
		}

		return this.pages[page];
	}

	/** The fast tables for access key 0–15. Key 0 passes every protection. */
	table(key: number): AccessTable {
		return this.#tables[key] ??= this.#newTable();
	}

	/**
	 * A further pair of fast tables, by prefixed addresses. Their owner fills them; every `close` empties them whole,
	 * for nobody knows here which of their entries meant the block.
	 */
	prefixed(): AccessTable {
		const table = this.#newTable();
		this.#prefixed.push(table);
		return table;
	}

	/**
	 * A further pair of fast tables, by virtual addresses. Their owner enters blocks; what is closed here is dropped
	 * there.
	 */
	translated(): ShadowTable {
		const table = new ShadowTable(this.#newTable());
		this.#translated.push(table);
		return table;
	}

	/** Forgets every virtual address (PTLB). */
	purgeTranslations(): void {
		for (const table of this.#translated) {
			table.clear();
		}
	}

	/** Whether `key` may fetch from / store into the 2 KiB block (key-controlled protection). The block must exist. */
	permits(key: number, block: number, store: boolean): boolean {
		const storageKey = this.keys[block];
		return key === 0 || (storageKey >>> 4) === key || (!store && (storageKey & 8) === 0);
	}

	/**
	 * After checks by the caller: sets reference (and change) bits and enters the block into `key`'s fast tables.
	 * A store is entered only while nobody watches the page; it counts the page's version.
	 */
	open(key: number, block: number, store: boolean): void {
		const page = block >>> 1;
		const base = (this.frameOf(page) - page) * pageSize;
		const table = this.table(key);
		table.fetch[block] = base;
		this.keys[block] |= store ? 6 : 4;
		if (store) {
			this.touch(page);
			table.store[block] = base;
		}
	}

	/** Drops a block from every fast table: after a key, a frame or a watch changed. */
	close(block: number): void {
		for (const table of this.#tables) {
			if (table) {
				table.fetch[block] = noAccess;
				table.store[block] = noAccess;
			}
		}

		for (const table of this.#prefixed) {
			table.fetch.fill(noAccess);
			table.store.fill(noAccess);
		}

		for (const table of this.#translated) {
			table.close(block);
		}
	}

	/**
	 * Whether the page stands in a fast table: it was used since it was last closed. The pager's reference bit (the
	 * key's own belongs to the machine).
	 */
	isOpen(page: number): boolean {
		const block = page * 2;
		return this.#tables.some(
			table => table !== undefined && (table.fetch[block] !== noAccess || table.fetch[block + 1] !== noAccess),
		);
	}

	closePage(page: number): void {
		this.close(page * 2);
		this.close((page * 2) + 1);
	}

	/** A page's content changed. */
	touch(page: number): void {
		if (this.#watched[page] !== 0) {
			this.#watched[page] = 0;
			this.#versions[page]++;
		}
	}

	/**
	 * The page's version: equal numbers mean that nothing was stored into it in between. Watching makes the next store
	 * of the processor go the slow way once.
	 */
	version(page: number): number {
		if (this.#watched[page] === 0) {
			this.#watched[page] = 1;
			for (const table of this.#tables) {
				if (table) {
					table.store[page * 2] = noAccess;
					table.store[(page * 2) + 1] = noAccess;
				}
			}

			for (const table of this.#prefixed) {
				table.store.fill(noAccess);
			}

			for (const table of this.#translated) {
				table.watch(page);
			}
		}

		return this.#versions[page];
	}

	/** Copy of `length` bytes at guest-real `address`, protection aside (channels and CP check for themselves). */
	fetch(address: number, length: number): Uint8Array {
		const result = new Uint8Array(length);
		for (let done = 0; done < length;) {
			const at = address + done;
			const piece = Math.min(length - done, pageSize - (at % pageSize));
			const host = (this.frameOf(at >>> 12) * pageSize) + (at % pageSize);
			result.set(this.host.bytes.subarray(host, host + piece), done);
			this.keys[at >>> 11] |= 4;
			this.keys[(at + piece - 1) >>> 11] |= 4;
			done += piece;
		}

		return result;
	}

	/** Stores `bytes` at guest-real `address`, protection aside; sets reference and change bits. */
	store(address: number, bytes: Uint8Array): void {
		for (let done = 0; done < bytes.length;) {
			const at = address + done;
			const piece = Math.min(bytes.length - done, pageSize - (at % pageSize));
			const host = (this.frameOf(at >>> 12) * pageSize) + (at % pageSize);
			this.host.bytes.set(bytes.subarray(done, done + piece), host);
			this.keys[at >>> 11] |= 6;
			this.keys[(at + piece - 1) >>> 11] |= 6;
			this.touch(at >>> 12);
			done += piece;
		}
	}

	/** Fullword at `address`, unsigned. */
	word(address: number): number {
		const at = (this.frameOf(address >>> 12) * pageSize) + (address % pageSize);
		return (address & 0xFFF) <= 0xFFC
			? this.host.view.getUint32(at)
			: new DataView(this.fetch(address, 4).buffer).getUint32(0);
	}

	setWord(address: number, value: number): void {
		if ((address & 0xFFF) > 0xFFC) {
			this.store(address, Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value));
			return;
		}

		const page = address >>> 12;
		this.host.view.setUint32((this.frameOf(page) * pageSize) + (address & 0xFFF), value);
		this.keys[address >>> 11] |= 6;
		this.keys[(address + 3) >>> 11] |= 6;
		this.touch(page);
	}

	/** Forgets everything: pages untouched, keys zero (SYSTEM RESET with CLEAR, IPL of a new machine). */
	clear(): void {
		for (const [page, frame] of this.pages.entries()) {
			this.#watched[page] = 1;
			this.touch(page);
			if (frame >= 0) {
				this.host.release(frame);
			}
		}

		this.pages.fill(untouched);
		this.keys.fill(0);
		for (const table of [...this.#tables, ...this.#prefixed]) {
			table?.fetch.fill(noAccess);
			table?.store.fill(noAccess);
		}

		this.purgeTranslations();
	}

	/**
	 * The machine goes: frames and tables are the host's again. Nothing may be fetched from it or stored into it any
	 * more.
	 */
	giveBack(): void {
		this.clear();
		this.onMissingPage = () => {
			throw new Error('storage of a machine that is gone');
		};

		for (const table of [...this.#tables, ...this.#prefixed, ...this.#translated]) {
			if (table) {
				this.host.control.release(table.fetch);
				this.host.control.release(table.store);
			}
		}

		this.#tables.length = 0;
		this.#prefixed.length = 0;
		this.#translated.length = 0;
		this.#isClosed = true;
	}

	/** In the host's control area where it has room: translated code looks there. */
	#newTable(): AccessTable {
		if (this.#isClosed) {
			throw new Error('storage of a machine that is gone');
		}

		return accessTable(this.host.control);
	}
}
