/**
 * Pages of a library's files in guest storage: a machine's own, or part of the segment that the machines of a group
 * share. Whoever changes the library says so before, and that all is well again after, under the lock of the library;
 * a state that is neither means that somebody stopped in between, and nothing here holds. Each page has a checksum:
 * what else may have been stored here is not taken for a page.
 */
import {crc32} from 'node:zlib';
import {bytes, characters, fullword, Layout} from '../../base/layout.js';
import type {SegmentAccess} from '../../cms/file-system/directory/segment-storage.js';
import type {PageCache} from './page-cache.js';

const eyeCatcher = 'SBSPAGES';

export const cacheHead = new Layout(64, {
	eyeCatcher: characters(0, 8),
	/** Sets of places: a page's key says its set. */
	sets: fullword(8),
	/** Counted up when a change begins to be written, and when it is: odd in between. */
	sequence: fullword(12),
	/** What the pages are of: `Origin`. */
	origin: fullword(16),
	/** Counted up at each use of a page. */
	clock: fullword(20),
});

export const cachedPage = new Layout(816, {
	/** 0: none. */
	key: fullword(0),
	checksum: fullword(4),
	/** The clock at its last use. */
	used: fullword(8),
	content: bytes(16, 800),
});

/** Places of a set. */
const ways = 4;

/** Bytes that so many pages take. */
export const cacheBytes = (pages: number): number =>
	cacheHead.length + (Math.max(Math.ceil(pages / ways), 1) * ways * cachedPage.length);

/** Where the pages may lie. */
export type CacheArea = {
	readonly storage: SegmentAccess;
	readonly from: number;
	readonly to: number;
	/** A number that is another one once the disk was read anew, because it may have changed unseen. */
	origin(): number;
	/** Whether it need not be read anew. */
	isCurrent(): boolean;
};

export class SharedCache implements PageCache {
	readonly #area: CacheArea;
	readonly #sets: number;

	/** Throws `RangeError` where the area has no room for a set. */
	constructor(area: CacheArea) {
		this.#area = area;
		this.#sets = Math.floor((area.to - area.from - cacheHead.length) / (ways * cachedPage.length));
		if (this.#sets < 1) {
			throw new RangeError('no room for pages');
		}
	}

	/** Counted up whenever the library is changed; odd while it is. */
	get sequence(): number {
		return this.#word('sequence');
	}

	/** Whether the pages are what the disk has. */
	get isValid(): boolean {
		const {storage, from, origin, isCurrent} = this.#area;
		const head = cacheHead.decode(storage.fetch(from, cacheHead.length));
		return head.eyeCatcher === eyeCatcher
			&& head.sets === this.#sets
			&& head.sequence % 2 === 0
			&& head.origin === origin() >>> 0
			&& isCurrent();
	}

	/** Nothing is kept; under the lock. */
	clear(): void {
		const {storage, from, origin} = this.#area;
		const sequence = (this.sequence | 1) >>> 0;
		storage.store(from, cacheHead.encode({
			eyeCatcher, sets: this.#sets, sequence, origin: origin() >>> 0, clock: 0,
		}));
		for (let place = 0; place < this.#sets * ways; place++) {
			storage.setWord(this.#at(place), 0);
		}

		this.#setWord('sequence', sequence + 1);
	}

	/** The library is about to change; under the lock. */
	begin(): void {
		this.#setWord('sequence', this.sequence | 1);
	}

	/** It has changed, or not, and the pages say so; under the lock. */
	end(): void {
		this.#setWord('origin', this.#area.origin());
		this.#setWord('sequence', (this.sequence | 1) + 1);
	}

	get(key: number): Uint8Array | undefined {
		const {storage} = this.#area;
		const at = this.#find(key);
		if (at === undefined) {
			return undefined;
		}

		const page = storage.fetch(at, cachedPage.length);
		const {checksum, content} = cachedPage.view(page);
		if (crc32(content) !== checksum) {
			storage.setWord(at, 0);
			return undefined;
		}

		storage.setWord(at + cachedPage.offset.used, this.#tick());
		return content;
	}

	set(key: number, content: Uint8Array): void {
		const {storage} = this.#area;
		const at = this.#find(key) ?? this.#oldest(key);
		// No page while it is stored: whoever stops here leaves none.
		storage.setWord(at, 0);
		storage.store(at, cachedPage.encode({
			key: 0, checksum: crc32(content), used: this.#tick(), content,
		}));
		storage.setWord(at, key);
	}

	#find(key: number): number | undefined {
		const first = this.#setOf(key) * ways;
		for (let way = 0; way < ways; way++) {
			const at = this.#at(first + way);
			if (this.#area.storage.word(at) === key) {
				return at;
			}
		}

		return undefined;
	}

	/** The place of the key's set that is free, or was not used for longest. */
	#oldest(key: number): number {
		const {storage} = this.#area;
		const clock = this.#word('clock');
		const first = this.#setOf(key) * ways;
		let oldest = this.#at(first);
		let most = -1;
		for (let way = 0; way < ways; way++) {
			const at = this.#at(first + way);
			const age = storage.word(at) === 0
				? Number.POSITIVE_INFINITY
				: (clock - storage.word(at + cachedPage.offset.used)) >>> 0;
			if (age > most) {
				most = age;
				oldest = at;
			}
		}

		return oldest;
	}

	/** Neighbours in a file lie in different sets. */
	#setOf(key: number): number {
		return ((key >>> 24) * 7919 + (key & 0xFF_FFFF)) % this.#sets;
	}

	#at(place: number): number {
		return this.#area.from + cacheHead.length + (place * cachedPage.length);
	}

	#tick(): number {
		const clock = (this.#word('clock') + 1) >>> 0;
		this.#setWord('clock', clock);
		return clock;
	}

	#word(field: keyof typeof cacheHead.offset): number {
		return this.#area.storage.word(this.#area.from + cacheHead.offset[field]);
	}

	#setWord(field: keyof typeof cacheHead.offset, value: number): void {
		this.#area.storage.setWord(this.#area.from + cacheHead.offset[field], value >>> 0);
	}
}
