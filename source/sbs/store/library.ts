/**
 * A library on CMS disks. A change writes texts into slots that nothing refers to, then commits the disk of the index
 * once: index records, the tables of taken slots among them, and the audit file, by the commit rule of CMS. So a crash
 * leaves the state before or the state after. Machines that share the disks change it one after the other, under a
 * lock; who looks at it does so without, and again where it changed meanwhile.
 */
import {Failure} from '../../base/failure.js';
import {DiskError, fileCode} from '../../cms/file-system/disk/disk.js';
import type {RecordUpdate} from '../../cms/file-system/files/record-update.js';
import type {Rename} from '../../cms/file-system/disk/local-disk.js';
import type {Step} from '../../guest/action.js';
import {auditUpdate} from './audit-file.js';
import {Containers} from './containers.js';
import {readExtent} from './extents.js';
import {IndexFile} from './index-file.js';
import {LibraryChange} from './library-change.js';
import {bounds, type LibraryBounds, type LibraryDisks} from './library-files.js';
import type {PageCache} from './page-cache.js';
import type {SharedCache} from './shared-cache.js';
import {
	DamagedLibrary, LibraryFull, type LibraryStore, type Reader, type Transaction,
} from './store.js';
import {getValue, Scan} from './tree.js';
import {TreeChange} from './tree-change.js';

/** The lock that a change has, of whoever shares the disks. */
export type LibraryLock = {
	/** Work done while nobody else changes the library. Throws `DiskError` where that cannot be had. */
	alone<T>(work: () => Step<T>): Step<T>;
};

export type LibraryPlace = {
	readonly disks: LibraryDisks;
	/** None where nobody else has the disks. */
	readonly lock?: LibraryLock;
	/** None: pages are kept while one change, or one look at it, lasts. */
	readonly cache?: SharedCache;
	/** What its files have at most, where that is less than CMS allows. */
	readonly bounds?: LibraryBounds;
	/** For an index record that is looked at. */
	charge(): Step;
	/** What `openLibrary` took is given back. */
	close?(): void;
};

/** What becomes of the index. */
type Written = {
	readonly updates: readonly RecordUpdate[];
	readonly erases: ReadonlyArray<{readonly name: string; readonly type: string}>;
};

/** What a library is made of. */
export type Inside = {readonly disks: LibraryDisks; readonly index: IndexFile; readonly containers: Containers};

/** Looks that others' changes may spoil before one is made under the lock. */
const mostLooks = 4;

export class Library implements LibraryStore {
	readonly place: LibraryPlace;
	#isChanging = false;

	constructor(place: LibraryPlace) {
		this.place = place;
	}

	* read<T>(work: (reader: Reader) => Step<T>): Step<T> {
		const {cache, lock} = this.place;
		const mostTries = lock && cache ? mostLooks : 0;
		for (let looks = 0; looks < mostTries && cache?.isValid; looks++) {
			const {sequence} = cache;
			try {
				const result = yield * work(this.#reader(whileUnchanged(cache, sequence)));
				if (cache.sequence === sequence && cache.isValid) {
					return result;
				}
			} catch (error) {
				// What others changed meanwhile may look like anything.
				if (cache.sequence === sequence && cache.isValid) {
					throw error;
				}
			}
		}

		return yield * this.#alone(() => work(this.#reader(this.#pages())));
	}

	* change<T>(work: (transaction: Transaction) => Step<T>): Step<T> {
		return yield * this.changeWith(work);
	}

	/** The same, for the store's own use. */
	* changeWith<T>(work: (change: LibraryChange) => Step<T>): Step<T> {
		if (this.#isChanging) {
			throw new Error('a change within a change');
		}

		this.#isChanging = true;
		try {
			return yield * this.#alone(() => this.#change(work));
		} finally {
			this.#isChanging = false;
		}
	}

	/** A look at what it is made of, alone: to verify it. */
	* inspect<T>(work: (inside: Inside) => Step<T>): Step<T> {
		return yield * this.#alone(() => {
			const pages = this.#pages();
			return work({
				disks: this.place.disks, index: this.#index(pages), containers: this.#containers(pages),
			});
		});
	}

	/** Gives back what it took. */
	close(): void {
		this.place.close?.();
	}

	* #change<T>(work: (change: LibraryChange) => Step<T>): Step<T> {
		const pages = this.#pages();
		const index = this.#index(pages);
		const containers = this.#containers(pages);
		const isNew = !index.isThere;
		const change = new LibraryChange(new TreeChange(index, yield * index.state(), isNew), containers);
		let result: T;
		try {
			result = yield * work(change);
			if (!(result instanceof Failure)) {
				yield * this.#commit(pages, index, change);
				return result;
			}
		} catch (error) {
			// Where the device failed nobody knows what is on it: the pages stay as no pages.
			yield * this.#auditAlone(pages, change, !(error instanceof DiskError));
			throw error;
		}

		yield * this.#auditAlone(pages, change, true);
		return result;
	}

	* #commit(pages: PageCache, index: IndexFile, change: LibraryChange): Step {
		yield * change.allocation.settle();
		yield * change.flush();
		const changed = change.tree.changed();
		const {records} = change.tree.state;
		const updates = index.updates(changed, records);
		if (updates instanceof Failure) {
			throw new LibraryFull();
		}

		yield * this.#write(pages, {updates, erases: index.surplus(records)}, change.lines);
		index.keep(changed);
		change.lines.length = 0;
		this.place.cache?.end();
	}

	/** A change came to nothing: what it has to say is kept, if it can be. */
	* #auditAlone(pages: PageCache, {lines}: LibraryChange, isSound: boolean): Step {
		let isKnown = isSound;
		try {
			yield * this.#write(pages, {updates: [], erases: []}, lines);
		} catch (error) {
			if (!isOfLibrary(error)) {
				throw error;
			}

			isKnown &&= error instanceof LibraryFull;
		}

		if (isKnown && this.place.cache && this.place.cache.sequence % 2 === 1) {
			this.place.cache.end();
		}
	}

	/** One commit of the disk of the index. Throws `LibraryFull`, `DiskError`. */
	* #write(pages: PageCache, {updates, erases}: Written, lines: readonly string[]): Step {
		const {disks: {first: disk}, bounds: {auditLines} = bounds} = this.place;
		const audit = lines.length > 0 ? yield * auditUpdate(disk, pages, lines, auditLines) : undefined;
		const all = [...updates, ...audit?.updates ?? []];
		const renames: readonly Rename[] = audit?.renames ?? [];
		if (all.length === 0) {
			return;
		}

		this.place.cache?.begin();
		const code = yield * disk.updateRecords(all, renames, erases);
		if (code === fileCode.ok) {
			audit?.keep();
			return;
		}

		if (code === fileCode.diskFull || code === fileCode.directoryFull || code === fileCode.tooLarge) {
			throw new LibraryFull();
		}

		throw new DiskError(code, 0, 'the library cannot be written');
	}

	/** Under the lock, with pages that are what the disks have. */
	* #alone<T>(work: () => Step<T>): Step<T> {
		const {lock, disks, cache} = this.place;
		const current = function * (): Step<T> {
			for (const disk of lock ? disks.all : []) {
				yield * disk.refresh();
			}

			if (cache && !cache.isValid) {
				cache.clear();
			}

			return yield * work();
		};

		return yield * lock ? lock.alone(current) : current();
	}

	#pages(): PageCache {
		return this.place.cache ?? new Map<number, Uint8Array>();
	}

	#index(pages: PageCache): IndexFile {
		const {disks: {first}, bounds: {indexRecords} = bounds} = this.place;
		return new IndexFile(first, pages, () => this.place.charge(), indexRecords);
	}

	#containers(pages: PageCache): Containers {
		return new Containers(this.place.disks, pages, () => {
			this.place.cache?.begin();
		});
	}

	#reader(pages: PageCache): Reader {
		const index = this.#index(pages);
		const containers = this.#containers(pages);
		return {
			* get(key) {
				return yield * getValue(index, yield * index.state(), key);
			},
			* scan(prefix, from, most) {
				return yield * new Scan(index, prefix, from, most).run(yield * index.state());
			},
			* text(extent) {
				return yield * readExtent(containers, extent);
			},
		};
	}
}

/**
 * Pages for a look without the lock: one that was read while others changed the library may be of the state before, and
 * would be taken for that of now by everybody.
 */
const whileUnchanged = (cache: SharedCache, sequence: number): PageCache => ({
	get: key => cache.get(key),
	set(key, content) {
		if (cache.sequence === sequence && cache.isValid) {
			cache.set(key, content);
		}
	},
});

/** Whether what went wrong is the library's, not the program's. */
export const isOfLibrary = (error: unknown): error is DiskError | DamagedLibrary | LibraryFull =>
	error instanceof DiskError || error instanceof DamagedLibrary || error instanceof LibraryFull;
