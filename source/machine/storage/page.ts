/**
 * What a page holds, wherever it is: on a frame of the host, or away on the paging device. Address spaces map it: one
 * of them where the page is its own, several where it is shared. So whoever takes the frame, stores into it or watches
 * it reaches everybody who sees it.
 */
import {pagedOut} from './page-entries.js';

/** What a page asks of an address space that maps it. */
export type MappingSpace = {
	/** The page's frame is another now, or `pagedOut`: entry and fast tables follow. */
	moved(page: number, frame: number): void;
	/** Whether the page was used since it was last closed. */
	isOpen(page: number): boolean;
	/** The next use goes the slow way. */
	closePage(page: number): void;
	/** The next store goes the slow way. */
	closeStores(page: number): void;
};

/** One place where a page is seen: an address space and the number of the page there. */
export type Mapper = {readonly space: MappingSpace; readonly page: number};

/** Copy of a page on the paging device, equal to it as long as the version is that one. */
export type PageCopy = {
	readonly version: number;
	/** Its slot on a device that takes time, where it is on one. */
	readonly place?: number | undefined;
	/** 4096 bytes. */
	read(): Uint8Array;
	/** Nobody needs it any more. */
	release(): void;
};

/** What a page asks of the host's storage. */
export type PageHost = {
	nextVersion(): number;
	/** Nobody sees the page any more: its frame is free. */
	discard(page: Page): void;
};

export class Page {
	/** Number of the frame, or `pagedOut`. */
	#frame: number;
	/** The content's number: no other content ever has the same. */
	#version: number;
	#isWatched = false;
	readonly #mappers: Mapper[] = [];
	#keepers = 0;
	/** A copy on the paging device; where the page is away, the only one. */
	copy: PageCopy | undefined;
	/** Stored into without a new version: by the interval timer, whose steps no cache of page 0 cares for. */
	stepped = false;
	/** Just brought in: the pager spares it once. */
	fresh = true;

	constructor(private readonly host: PageHost, frame: number) {
		this.#frame = frame;
		this.#version = host.nextVersion();
	}

	get frame(): number {
		return this.#frame;
	}

	get mappers(): readonly Mapper[] {
		return this.#mappers;
	}

	/** Whether anybody but one address space sees it. */
	get isShared(): boolean {
		return this.#mappers.length + this.#keepers > 1;
	}

	/** Nobody maps it or keeps it any more. */
	get isGone(): boolean {
		return this.#mappers.length === 0 && this.#keepers === 0;
	}

	/** Kept by an image or a named system, mapped or not. */
	get isKept(): boolean {
		return this.#keepers > 0;
	}

	/** Used by any of its mappers since it was last closed. */
	get isOpen(): boolean {
		return this.#mappers.some(({space, page}) => space.isOpen(page));
	}

	/**
	 * The content's number: equal numbers mean that nothing was stored into it in between. Watching makes the next
	 * store of every mapper go the slow way once.
	 */
	watch(): number {
		if (!this.#isWatched) {
			this.#isWatched = true;
			for (const {space, page} of this.#mappers) {
				space.closeStores(page);
			}
		}

		return this.#version;
	}

	/** The content has changed, or is about to. */
	touch(): void {
		if (this.#isWatched) {
			this.#isWatched = false;
			this.#version = this.host.nextVersion();
		}
	}

	/** Makes the next use go the slow way, for every mapper. */
	close(): void {
		for (const {space, page} of this.#mappers) {
			space.closePage(page);
		}
	}

	/** It is on another frame now, or nowhere: every mapper follows. */
	move(frame: number): void {
		this.#frame = frame;
		for (const {space, page} of this.#mappers) {
			space.moved(page, frame);
		}
	}

	/** To be called by an address space alone, which sets its entry. */
	addMapper(mapper: Mapper): void {
		this.#mappers.push(mapper);
	}

	removeMapper(space: MappingSpace, page: number): void {
		const at = this.#mappers.findIndex(mapper => mapper.space === space && mapper.page === page);
		if (at === this.#mappers.length - 1) {
			this.#mappers.pop();
		} else {
			this.#mappers.splice(at, 1);
		}

		this.#check();
	}

	/** Somebody keeps it besides those who map it, until `letGo`. */
	keep(): this {
		this.#keepers++;
		return this;
	}

	letGo(): void {
		this.#keepers--;
		this.#check();
	}

	#check(): void {
		if (this.isGone) {
			this.copy?.release();
			this.copy = undefined;
			this.host.discard(this);
			this.#frame = pagedOut;
		}
	}
}
