/**
 * A machine's table of pages (GA22-7000, "Storage", "Protection"): where each page is, how it is mapped, and its keys.
 * A page is 4096 bytes, a key covers 2048. A page may be another machine's too (`page.ts`); where no storage is, the
 * table says so. The processor reads through `FastTables`, which remember "page has a frame, key allows it, reference
 * (and change) bits are on, and a store may go to this very frame".
 */
import {pageSize} from '../../base/architecture.js';
import {FastTables} from './fast-tables.js';
import type {HostStorage} from './host-storage.js';
import {noPageArrays, type PageArrays} from './page-arrays.js';
import {PageContents} from './page-contents.js';
import type {MappingSpace, Page} from './page.js';
import {
	absent, mapping, pagedOut, pageEntries, untouched, type Mapping,
} from './page-entries.js';

/** Keys belong to the virtual page, version and watch to what it holds. */
export class PageTable implements MappingSpace {
	/** Frame of each page, or `untouched`, `pagedOut`, `absent`. Another array only once the machine is gone. */
	pages: Int32Array;
	/** One byte a 2 KiB block: access key 0–3, fetch protection 4 (X'08'), reference 5 (X'04'), change 6 (X'02'). */
	keys: Uint8Array;
	readonly #contents = new PageContents();
	#mappings: Uint8Array;
	/** Used by channels, CP or a resident program since it was last closed. */
	#used: Uint8Array;
	#arrays: PageArrays;
	/** Pages of which a program's store made an altered copy, with what stood there. */
	readonly #altered = new Map<number, Page>();
	/**
	 * Called where a page without frame is touched by `frameOf`: the pager gives it one (zeroed, or read back), by
	 * `give` or by moving the page it maps. Must leave `pages[page] >= 0`.
	 */
	onMissingPage: (page: number) => void = page => {
		const frame = this.host.allocate();
		if (frame === undefined) {
			throw new Error('host storage exhausted and no pager');
		}

		this.give(page, frame);
	};

	/** How often a page of it got, lost or changed its frame: none did while this stays the same. */
	moves = 0;

	/** Whether who needs one more frame has to wait for it, as for a page that is away. */
	mustWait: () => boolean = () => false;

	readonly tables: FastTables;

	constructor(
		readonly host: HostStorage,
		/** Bytes of its own storage, from 0 on: a multiple of 4096, at most 16 MiB. */
		readonly size: number,
	) {
		this.tables = new FastTables(host.control);
		this.#arrays = host.takePageArrays();
		({pages: this.pages, keys: this.keys, mappings: this.#mappings, used: this.#used} = this.#arrays);
		this.#forget();
	}

	/** Whether there is storage at all `length` bytes from `address` on: its own, or a segment that is loaded. */
	contains(address: number, length: number): boolean {
		if (!(address >= 0 && length >= 0)) {
			return false;
		}

		if (address + length <= this.size) {
			return true;
		}

		if (length === 0 || address + length > pageEntries * pageSize) {
			return false;
		}

		for (let page = address >>> 12; page <= (address + length - 1) >>> 12; page++) {
			if (this.pages[page] === absent) {
				return false;
			}
		}

		return true;
	}

	/** How many bytes from `address` on are storage without a gap, `most` at most. */
	reach(address: number, most: number): number {
		let end = address;
		while (end < address + most && this.contains(end, 1)) {
			end = Math.min(address + most, (end | (pageSize - 1)) + 1);
		}

		return end - address;
	}

	/** The frame of a page, through the pager where it has none. */
	frameOf(page: number): number {
		if (this.pages[page] < 0) {
			if (this.pages[page] === absent) {
				throw new Error(`no storage in page ${page}`);
			}

			this.onMissingPage(page);
		}

		return this.pages[page];
	}

	/**
	 * The frame of a page that is about to be stored into: one of its own where it is mapped so that nobody else may
	 * see the store. Counts as a change.
	 */
	frameToStore(page: number): number {
		const frame = this.#ownFrame(page);
		this.#contents.get(page)?.touch();
		return frame;
	}

	/** The same for the interval timer, whose steps are no change that somebody who caches page 0 cares for. */
	frameToStep(page: number): number {
		const frame = this.#ownFrame(page);
		const content = this.#contents.get(page);
		if (content) {
			content.stepped = true;
		}

		return frame;
	}

	/** How many pages hold something, wherever that is. */
	get mapped(): number {
		return this.#contents.size;
	}

	/** Calls `visit` with all that pages hold, in order of their numbers; it may take away what it is called with. */
	eachContent(visit: (content: Page, page: number) => void): void {
		this.#contents.each(visit);
	}

	/** What a page holds; `undefined` where it was never touched. */
	contentOf(page: number): Page | undefined {
		return this.#contents.get(page);
	}

	mappingOf(page: number): Mapping {
		return this.#mappings[page] as Mapping;
	}

	/** A frame, with what is in it, becomes this page's own. */
	give(page: number, frame: number): void {
		this.map(page, this.host.newPage(frame), mapping.private);
	}

	/** Maps a page in place of what was there. It may lie beyond the machine's own storage. */
	map(page: number, content: Page, how: Mapping): void {
		if (this.#contents.get(page) === undefined && !this.isAltered) {
			content.addMapper({space: this, page});
		} else {
			// Kept, for it may be what was there.
			content.keep();
			this.#drop(page);
			content.addMapper({space: this, page});
			content.letGo();
		}

		this.#contents.add(page, content);
		this.#mappings[page] = how;
		this.moved(page, content.frame);
	}

	/** The page is mapped another way from now on. */
	remap(page: number, how: Mapping): void {
		this.#mappings[page] = how;
		this.closeStores(page);
	}

	/** Whatever is mapped there goes: the page was never touched, or is absent beyond the machine's own storage. */
	unmap(page: number): void {
		this.empty(page, page * pageSize >= this.size);
	}

	/** Whatever is mapped there goes: the page was never touched, or `isAbsent`. */
	empty(page: number, isAbsent = false): void {
		this.#drop(page);
		this.moved(page, isAbsent ? absent : untouched);
	}

	/** Pages of which a program's store made an altered copy. */
	get alteredPages(): readonly number[] {
		return [...this.#altered.keys()];
	}

	/** Whether there are any. */
	get isAltered(): boolean {
		return this.#altered.size > 0;
	}

	/** What was there comes back in place of an altered copy. */
	restore(page: number): void {
		const content = this.#altered.get(page);
		if (content) {
			content.keep();
			this.map(page, content, mapping.protected);
			content.letGo();
		}
	}

	/** The altered copy of a page is the machine's own from now on. */
	keepAltered(page: number): void {
		this.#altered.get(page)?.letGo();
		this.#altered.delete(page);
	}

	/** `frame` is where the page is now: `Page` says so. */
	moved(page: number, frame: number): void {
		this.moves++;
		const before = this.pages[page];
		this.pages[page] = frame;
		// Without a frame it stood in no fast table.
		if (before >= 0) {
			this.closePage(page);
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
		const base = ((store ? this.frameToStore(page) : this.frameOf(page)) - page) * pageSize;
		this.tables.enter(key, block, base, store);
		this.keys[block] |= store ? 6 : 4;
	}

	/** Whether an access has to wait for the page: it is away, or there is no frame for what the access makes new. */
	isMissing(page: number, store: boolean): boolean {
		const frame = this.pages[page];
		return frame === pagedOut
			|| ((frame === untouched || (store && this.#mappings[page] >= mapping.copyOnWrite)) && this.mustWait());
	}

	/** The page is used otherwise than by instructions. */
	use(page: number): void {
		this.frameOf(page);
		this.noteUse(page);
		this.keys[page * 2] |= 4;
	}

	/**
	 * Whether the page stands in a fast table, or was used otherwise since it was last closed. The pager's reference
	 * bit (the key's own belongs to the machine).
	 */
	isOpen(page: number): boolean {
		return this.#used[page] !== 0 || this.tables.isOpen(page);
	}

	closePage(page: number): void {
		this.#used[page] = 0;
		this.tables.close(page * 2);
		this.tables.close((page * 2) + 1);
	}

	/** The next store into the page goes the slow way. */
	closeStores(page: number): void {
		this.tables.closeStores(page);
	}

	/**
	 * The page's version: equal numbers mean that nothing was stored into it in between, by this machine or another.
	 * Watching makes the next store of a processor go the slow way once. A page never touched has version 0.
	 */
	version(page: number): number {
		if (this.pages[page] === pagedOut) {
			this.onMissingPage(page);
		}

		return this.#contents.get(page)?.watch() ?? 0;
	}

	/**
	 * Forgets everything: its own pages untouched, keys zero, segments gone (SYSTEM RESET with CLEAR, IPL of a new
	 * machine). What others map as well stays theirs.
	 */
	clear(): void {
		this.eachContent((_, page) => {
			this.#drop(page);
			this.closePage(page);
		});
		this.#forget();
		this.tables.purge();
	}

	/**
	 * The machine goes: frames and tables are the host's again. Nothing may be fetched from it or stored into it any
	 * more.
	 */
	giveBack(): void {
		if (this.#arrays === noPageArrays) {
			return;
		}

		this.clear();
		this.onMissingPage = () => {
			throw new Error('storage of a machine that is gone');
		};

		this.tables.giveBack();
		this.host.givePageArrays(this.#arrays);
		this.#arrays = noPageArrays;
		({pages: this.pages, keys: this.keys, mappings: this.#mappings, used: this.#used} = noPageArrays);
	}

	/** The page counts as used until it is closed. */
	protected noteUse(page: number): void {
		this.#used[page] = 1;
	}

	#forget(): void {
		if (this.#arrays === noPageArrays) {
			return;
		}

		const own = this.size / pageSize;
		this.pages.fill(untouched, 0, own);
		this.pages.fill(absent, own);
		this.keys.fill(0);
		this.#used.fill(0);
	}

	/** Takes away what a page maps; the entry is the caller's to set. */
	#drop(page: number): void {
		this.keepAltered(page);
		this.#contents.remove(page)?.removeMapper(this, page);
		this.#mappings[page] = mapping.private;
	}

	#ownFrame(page: number): number {
		const frame = this.frameOf(page);
		this.noteUse(page);
		return this.#mappings[page] >= mapping.copyOnWrite ? this.#unshare(page) : frame;
	}

	/** Gives the space a copy of its own of what it is about to store into. Answers the frame. */
	#unshare(page: number): number {
		const content = this.#contents.get(page)!;
		const isProtected = this.#mappings[page] === mapping.protected;
		if (!isProtected && !content.isShared) {
			this.#mappings[page] = mapping.private;
			return content.frame;
		}

		// Taken out first: the frame for the copy may be this one.
		const bytes = this.host.bytes.slice(content.frame * pageSize, (content.frame + 1) * pageSize);
		content.keep();
		const frame = this.#frameFor(page, content, isProtected ? mapping.protected : mapping.copyOnWrite);
		this.host.bytes.set(bytes, frame * pageSize);
		if (isProtected) {
			this.#altered.set(page, content);
		} else {
			content.letGo();
		}

		return frame;
	}

	/**
	 * A frame for a page that is to be its own, in place of `content`, which somebody keeps for it. Where there is none
	 * everything is as it was: who stores is another machine, perhaps.
	 */
	#frameFor(page: number, content: Page, how: Mapping): number {
		this.empty(page);
		try {
			return this.frameOf(page);
		} catch (error) {
			this.map(page, content, how);
			content.letGo();
			throw error;
		}
	}
}
