/**
 * Records of an F file by their numbers, read and written where they lie: only the chain links concerned are read, and
 * those that the caller keeps are not. Records are whole blocks, or a block is whole records (F 80). Not here: V files,
 * and records that run on over block ends.
 */
import {halfwordAt} from '../../../base/layout.js';
import type {Step} from '../../../guest/action.js';
import type {Directory} from '../directory/directory.js';
import type {FileEntry} from '../directory/fst.js';
import {readBlock} from '../disk/block-device.js';
import {DiskError, fileCode} from '../disk/disk.js';
import {blockSize, requireBlock} from '../disk/geometry.js';
import {placeOfData, placeOfLink, readFirstBlock} from './chain.js';

/**
 * A file's chain links as somebody keeps them, blocks of 800 bytes; number 0 is the first. Whoever keeps them sees to
 * it that they are the file's as the directory has it now.
 */
export type LinkCache = {
	get(link: number): Uint8Array | undefined;
	set(link: number, content: Uint8Array): void;
};

/** Keeps links as long as it is itself kept. */
export const linksInHand = (): LinkCache => new Map<number, Uint8Array>();

/** Blocks that a record of `length` bytes takes; below 1 where a block is several. `undefined`: neither. */
export function blocksOfRecord(length: number): number | undefined {
	return length > 0 && (length % blockSize === 0 || blockSize % length === 0) ? length / blockSize : undefined;
}

/** Numbers of a file's blocks, through its chain links. */
export class BlockNumbers {
	readonly #directory: Directory;
	readonly #entry: Pick<FileEntry, 'firstChainLink'>;
	readonly #links: LinkCache;

	constructor(directory: Directory, entry: Pick<FileEntry, 'firstChainLink'>, links: LinkCache) {
		this.#directory = directory;
		this.#entry = entry;
		this.#links = links;
	}

	/** The content of a chain link (0: the first). Throws `DiskError`. */
	* link(link: number): Step<Uint8Array> {
		const kept = this.#links.get(link);
		if (kept) {
			return kept;
		}

		const content = yield * this.#read(link);
		this.#links.set(link, content);
		return content;
	}

	/** The block number of a further chain link. Throws `DiskError`. */
	* linkNumber(link: number): Step<number> {
		return this.#required(halfwordAt(yield * this.link(0), placeOfLink(link)));
	}

	/** The block number of data block `index`. Throws `DiskError`. */
	* of(index: number): Step<number> {
		const {link, at} = placeOfData(index);
		return this.#required(halfwordAt(yield * this.link(link), at));
	}

	* #read(link: number): Step<Uint8Array> {
		const {blockDevice, blocks: {total}} = this.#directory;
		return link === 0
			? yield * readFirstBlock(blockDevice, this.#entry.firstChainLink, total)
			: yield * readBlock(blockDevice, yield * this.linkNumber(link));
	}

	#required(number: number): number {
		requireBlock(number, this.#directory.blocks.total);
		return number;
	}
}

const lost = ({name, type}: FileEntry, what: string): DiskError =>
	new DiskError(fileCode.inputOutput, 0, `${name} ${type} ${what}`);

export class DirectFile {
	readonly #directory: Directory;
	readonly #entry: FileEntry;
	readonly #numbers: BlockNumbers;
	readonly #blocksOfRecord: number;

	/** Throws `DiskError` where its records are no blocks, nor blocks of them. */
	constructor(directory: Directory, entry: FileEntry, links: LinkCache = linksInHand()) {
		const blocks = entry.recordFormat === 'F' ? blocksOfRecord(entry.recordLength) : undefined;
		if (blocks === undefined) {
			throw lost(entry, 'has records that are no blocks');
		}

		this.#directory = directory;
		this.#entry = entry;
		this.#numbers = new BlockNumbers(directory, entry, links);
		this.#blocksOfRecord = blocks;
	}

	/** Records it has. */
	get records(): number {
		return this.#entry.records;
	}

	/**
	 * Records by their numbers (from 1), in the order given; each block is read once, neighbours together. Throws
	 * `DiskError`: the file has no such record, or was replaced meanwhile.
	 */
	* read(records: readonly number[]): Step<Uint8Array[]> {
		const blocks = new Map<number, number>();
		for (const index of records.flatMap(record => this.#blocks(record))) {
			blocks.set(index, blocks.get(index) ?? (yield * this.#number(index)));
		}

		const sorted = [...new Set(blocks.values())].toSorted((one, other) => one - other);
		const contents = yield * this.#directory.blockDevice.read(sorted);
		this.#requireCurrent();
		const byNumber = new Map(sorted.map((number, index) => [number, contents[index]]));
		const {recordLength} = this.#entry;
		return records.map(record => {
			const data = this.#blocks(record).map(index => byNumber.get(blocks.get(index)!)!);
			const at = this.#blocksOfRecord < 1 ? ((record - 1) * recordLength) % blockSize : 0;
			return data.length === 1
				? data[0].subarray(at, at + recordLength)
				: Uint8Array.from(Buffer.concat(data));
		});
	}

	/**
	 * Writes records of whole blocks where they lie. The directory does not change, and a crash leaves any part of
	 * them: for records that nothing refers to yet. Answers a `fileCode`; throws `DiskError`.
	 */
	* overwrite(records: ReadonlyMap<number, Uint8Array>): Step<number> {
		if (this.#directory.readOnly || this.#blocksOfRecord < 1) {
			return fileCode.readOnly;
		}

		const writes: Array<[number, Uint8Array]> = [];
		for (const [record, content] of records) {
			if (content.length !== this.#entry.recordLength) {
				return fileCode.recordTooLong;
			}

			for (const [index, block] of this.#blocks(record).entries()) {
				const start = index * blockSize;
				writes.push([yield * this.#number(block), content.subarray(start, start + blockSize)]);
			}
		}

		this.#requireCurrent();
		yield * this.#directory.blockDevice.write(writes);
		return fileCode.ok;
	}

	/** Data blocks of a record. */
	#blocks(record: number): number[] {
		if (!Number.isInteger(record) || record < 1 || record > this.#entry.records) {
			throw lost(this.#entry, `has no record ${record}`);
		}

		const first = Math.floor((record - 1) * this.#blocksOfRecord);
		return Array.from({length: Math.max(this.#blocksOfRecord, 1)}, (_, index) => first + index);
	}

	/** The block number of data block `index`. */
	* #number(index: number): Step<number> {
		try {
			return yield * this.#numbers.of(index);
		} catch (error) {
			// A chain link of a file that was replaced may hold anything by now.
			this.#requireCurrent();
			throw error;
		}
	}

	/** The disk was released, or has another file of this name by now: its blocks may be another's. */
	#requireCurrent(): void {
		const {name, type, firstChainLink} = this.#entry;
		this.#directory.requireAccessed();
		if (this.#directory.find(name, type)?.firstChainLink !== firstChainLink) {
			throw lost(this.#entry, 'was replaced meanwhile');
		}
	}
}
