/** The index on its disk: records by number, in as many files as they need. */
import {Failure} from '../../base/failure.js';
import type {LocalDisk} from '../../cms/file-system/disk/local-disk.js';
import type {RecordUpdate} from '../../cms/file-system/files/record-update.js';
import type {Step} from '../../guest/action.js';
import {recordSize} from './index-layout.js';
import {
	bounds, indexFile, modeNumber, mostIndexFiles,
} from './library-files.js';
import {encodeNode} from './node.js';
import {indexLinks, pageKey, type PageCache} from './page-cache.js';
import {DamagedLibrary} from './store.js';
import {decodeHeader, type IndexRecords, type IndexState} from './tree.js';
import {emptyIndex} from './tree-change.js';

const emptyRoot = encodeNode({isLeaf: true, first: 0, entries: []});

export class IndexFile implements IndexRecords {
	readonly #disk: LocalDisk;
	readonly #cache: PageCache;
	readonly #charge: () => Step;

	/** `charge`: for a record that is looked at; `perFile`: records of a file. */
	constructor(
		disk: LocalDisk,
		cache: PageCache,
		charge: () => Step,
		readonly perFile = bounds.indexRecords,
	) {
		this.#disk = disk;
		this.#cache = cache;
		this.#charge = charge;
	}

	/** Whether there is an index: a disk without one is a library without anything. */
	get isThere(): boolean {
		return this.#status(0) !== undefined;
	}

	* state(): Step<IndexState> {
		return this.isThere ? decodeHeader(yield * this.record(1)) : emptyIndex;
	}

	/** Throws `DamagedLibrary`, `DiskError`. */
	* record(record: number): Step<Uint8Array> {
		const {file, item} = this.#placeOf(record);
		if (file < 0 || file >= mostIndexFiles) {
			throw new DamagedLibrary(`index record ${record}`);
		}

		yield * this.#charge();
		const kept = this.#cache.get(pageKey.index(record));
		if (kept) {
			return kept;
		}

		if (!this.isThere && record === emptyIndex.root) {
			return emptyRoot;
		}

		const status = this.#status(file);
		if (status?.recordLength !== recordSize || item > status.records) {
			throw new DamagedLibrary(`index record ${record}`);
		}

		const [content] = yield * this.#disk.direct(indexFile(file), indexLinks(this.#cache, file)).read([item]);
		this.#cache.set(pageKey.index(record), content);
		return content;
	}

	/** What becomes of the files: records that changed, and how many there are then. A failure: more than can be. */
	updates(changed: ReadonlyMap<number, Uint8Array>, records: number): RecordUpdate[] | Failure {
		if (records > this.perFile * mostIndexFiles) {
			return new Failure(1);
		}

		const files = new Map<number, Map<number, Uint8Array>>();
		for (const [record, content] of changed) {
			const {file, item} = this.#placeOf(record);
			files.set(file, (files.get(file) ?? new Map<number, Uint8Array>()).set(item, content));
		}

		return [...files].map(([file, contents]): RecordUpdate => ({
			...indexFile(file),
			modeNumber,
			recordFormat: 'F',
			recordLength: recordSize,
			records: contents,
			count: Math.min(records - (file * this.perFile), this.perFile),
			links: indexLinks(this.#cache, file),
		}));
	}

	/** Files that an index of so many records does not need. */
	surplus(records: number): Array<{readonly name: string; readonly type: string}> {
		const files = Array.from({length: mostIndexFiles}, (_, file) => file);
		return files
			.filter(file => file * this.perFile >= records && this.#status(file) !== undefined)
			.map(file => indexFile(file));
	}

	/** They are on the disk. */
	keep(changed: ReadonlyMap<number, Uint8Array>): void {
		for (const [record, content] of changed) {
			this.#cache.set(pageKey.index(record), content);
		}
	}

	/** The file of a record (from 0), and its number there. */
	#placeOf(record: number): {readonly file: number; readonly item: number} {
		return {file: Math.floor((record - 1) / this.perFile), item: ((record - 1) % this.perFile) + 1};
	}

	#status(file: number) {
		const {name, type} = indexFile(file);
		return this.#disk.find(name, type);
	}
}
