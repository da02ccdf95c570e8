/**
 * Records of an F file changed, added or cut off without writing the rest of it: new contents go into new blocks, with
 * the chain links that name them; the other blocks stay the file's. Part of a transaction, whose rule it keeps: nothing
 * is written where the directory on the disk has something.
 */
import {Failure} from '../../../base/failure.js';
import {halfwordAt} from '../../../base/layout.js';
import {greatest} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {Directory} from '../directory/directory.js';
import type {FileEntry} from '../directory/fst.js';
import {DiskError, fileCode, type NewForm} from '../disk/disk.js';
import {blockSize, requireBlock} from '../disk/geometry.js';
import {
	blockOfFirstLink, furtherLinksOf, mostDataBlocks, placeOfData, placeOfLink,
} from './chain.js';
import {BlockNumbers, blocksOfRecord, linksInHand, type LinkCache} from './direct-file.js';
import type {BlockSupply, StoredFile} from './file-writer.js';
import {fitted, mostRecords} from './records.js';

/** What becomes of a file; it is made where there is none. */
export type RecordUpdate = NewForm & {
	readonly recordFormat: 'F';
	/** A multiple of 800, or what divides it. */
	readonly recordLength: number;
	/**
	 * Records by number (from 1), changed or added. Where there are gaps, or `count` is greater, the file has what lay
	 * on the disk there.
	 */
	readonly records: ReadonlyMap<number, Uint8Array>;
	/** Records that the file has then; as many as it had, and what is added, by default. */
	readonly count?: number;
	/** The file's chain links as the caller keeps them; what they become is set where the change is committed. */
	readonly links?: LinkCache;
};

/** What the transaction does for it. */
export type UpdatePlace = {
	readonly directory: Directory;
	readonly supply: BlockSupply;
	/** The block is nobody's when the change is committed. */
	free(number: number): void;
	/** To be written before the directory. */
	write(number: number, content: Uint8Array): void;
};

export type UpdatedFile = StoredFile & {
	/** Chain links that changed, by number. */
	readonly links: ReadonlyMap<number, Uint8Array>;
};

/** Blocks that an update writes, its directory aside: for who looks for room where they lie together. */
export function blocksWritten({records, recordLength, count = 0}: RecordUpdate): number {
	const perRecord = blocksOfRecord(recordLength) ?? 1;
	const blocks = new Set<number>();
	for (const record of records.keys()) {
		blocks.add(Math.floor((record - 1) * perRecord));
	}

	const written = blocks.size * Math.max(perRecord, 1);
	return written + 2 + (count > 0 && records.size === 0 ? 1 : 0);
}

/** Answers the file as the directory will have it, or a failure with a `fileCode`. Throws `DiskError`. */
export function * updateFile(
	place: UpdatePlace,
	old: FileEntry | undefined,
	update: RecordUpdate,
): Step<UpdatedFile | Failure> {
	const {recordLength, records} = update;
	const perRecord = blocksOfRecord(recordLength);
	if (perRecord === undefined || (old && (old.recordFormat !== 'F' || old.recordLength !== recordLength))) {
		throw new DiskError(fileCode.inputOutput, 0, `${update.name} ${update.type} has other records`);
	}

	const count = update.count ?? greatest(records.keys(), old?.records ?? 0);
	const blocks = Math.ceil(count * perRecord);
	if (count > mostRecords || blocks > mostDataBlocks) {
		return new Failure(fileCode.tooLarge);
	}

	if (count === 0) {
		return new Failure(fileCode.noData);
	}

	const form = {recordFormat: 'F', recordLength, records: count, blocks} as const;
	const file = new Update(place, old, update.links ?? linksInHand(), blocks);
	const contents = yield * file.contents(update, count);
	const done = yield * file.move(contents);
	return done instanceof Failure ? done : {...form, ...done};
}

class Update {
	readonly #place: UpdatePlace;
	readonly #old: FileEntry | undefined;
	readonly #before: BlockNumbers;
	/** Data blocks it had, and has then. */
	readonly #had: number;
	readonly #blocks: number;
	/** Contents of the chain links that change. */
	readonly #links = new Map<number, Uint8Array>();

	constructor(place: UpdatePlace, old: FileEntry | undefined, links: LinkCache, blocks: number) {
		this.#place = place;
		this.#old = old;
		this.#before = new BlockNumbers(place.directory, {firstChainLink: old?.firstChainLink ?? 0}, links);
		this.#had = old ? Math.ceil((old.records * old.recordLength) / blockSize) : 0;
		this.#blocks = blocks;
	}

	/** New contents of data blocks by index: those that records share are read first. */
	* contents(update: RecordUpdate, count: number): Step<Map<number, Uint8Array>> {
		const {recordLength} = update;
		const records = [...update.records].filter(([record]) => record >= 1 && record <= count);
		const contents = new Map<number, Uint8Array>();
		const shared = new Set<number>();
		for (const [record] of records) {
			const index = Math.floor(((record - 1) * recordLength) / blockSize);
			if (recordLength < blockSize && index < this.#had && !this.#isGiven(update, index)) {
				shared.add(index);
			}
		}

		const numbers: number[] = [];
		for (const index of shared) {
			numbers.push(yield * this.#before.of(index));
		}

		const read = yield * this.#place.directory.blockDevice.read(numbers);
		for (const [place, index] of [...shared].entries()) {
			contents.set(index, Uint8Array.from(read[place]));
		}

		for (const [record, content] of records) {
			const bytes = fitted(content, recordLength);
			const start = (record - 1) * recordLength;
			for (let done = 0; done < recordLength; done += blockSize) {
				const index = Math.floor((start + done) / blockSize);
				const block = contents.get(index) ?? new Uint8Array(blockSize);
				block.set(bytes.subarray(done, done + blockSize), (start + done) % blockSize);
				contents.set(index, block);
			}
		}

		return contents;
	}

	/** Whether all that a block has is replaced. */
	#isGiven({records, recordLength}: RecordUpdate, index: number): boolean {
		const first = (index * blockSize) / recordLength;
		const end = Math.min(first + (blockSize / recordLength), this.#old?.records ?? 0);
		for (let record = first + 1; record <= end; record++) {
			if (!records.has(record)) {
				return false;
			}
		}

		return true;
	}

	/** Gives changed and added blocks, and the links that name them, their places; frees what they had. */
	* move(contents: ReadonlyMap<number, Uint8Array>): Step<Pick<UpdatedFile, 'firstChainLink' | 'links'> | Failure> {
		const moved = new Set(contents.keys());
		for (let index = this.#had; index < this.#blocks; index++) {
			moved.add(index);
		}

		const touched = new Set([...moved].map(index => placeOfData(index).link));
		for (let index = this.#blocks; index < this.#had; index++) {
			touched.add(placeOfData(index).link);
		}

		touched.delete(0);
		const lastLink = furtherLinksOf(this.#blocks);
		const links = [...touched].filter(link => link <= lastLink).toSorted((one, other) => one - other);
		const data = [...moved].toSorted((one, other) => one - other);
		const numbers = this.#place.supply(data.length + links.length + 1);
		if (!numbers) {
			return new Failure(fileCode.diskFull);
		}

		for (const [place, index] of data.entries()) {
			yield * this.#setData(index, numbers[place]);
			const content = contents.get(index);
			if (content) {
				this.#place.write(numbers[place], content);
			}
		}

		for (let index = this.#blocks; index < this.#had; index++) {
			yield * this.#setData(index, 0);
		}

		for (const [place, link] of links.entries()) {
			yield * this.#setLink(link, numbers[data.length + place]);
		}

		for (let link = lastLink + 1; link <= furtherLinksOf(this.#had); link++) {
			yield * this.#setLink(link, 0);
			this.#links.delete(link);
		}

		const first = numbers.at(-1)!;
		this.#place.write(first, yield * this.#link(0));
		if (this.#old) {
			this.#place.free(blockOfFirstLink(this.#place.directory.blockDevice, this.#old.firstChainLink));
		}

		return {firstChainLink: first, links: this.#links};
	}

	/** Puts data block `index` (0: none) where it lies now; what it had is free. */
	* #setData(index: number, number: number): Step {
		if (index < this.#had) {
			this.#place.free(yield * this.#before.of(index));
		}

		const {link, at} = placeOfData(index);
		setHalfword(yield * this.#link(link), at, number);
	}

	* #setLink(link: number, number: number): Step {
		if (link <= furtherLinksOf(this.#had)) {
			this.#place.free(yield * this.#before.linkNumber(link));
		}

		setHalfword(yield * this.#link(0), placeOfLink(link), number);
		if (number !== 0) {
			this.#place.write(number, yield * this.#link(link));
		}
	}

	/** The new content of a chain link. */
	* #link(link: number): Step<Uint8Array> {
		const known = this.#links.get(link);
		if (known) {
			return known;
		}

		const had = this.#old !== undefined && link <= furtherLinksOf(this.#had);
		const content = had ? Uint8Array.from(yield * this.#before.link(link)) : new Uint8Array(blockSize);
		this.#links.set(link, content);
		return content;
	}
}

function setHalfword(bytes: Uint8Array, at: number, value: number): void {
	bytes[at] = value >>> 8;
	bytes[at + 1] = value & 0xFF;
}
