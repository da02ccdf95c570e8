/** Reading a file: record by record with one block in hand, or whole with as few chains of CCWs as possible. */
import {append} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import {readBlock} from '../disk/block-device.js';
import {readChain, readFirstLink, readLink} from './chain.js';
import type {Directory} from '../directory/directory.js';
import {
	DiskError, fileCode, type FileStatus, type OpenFile,
} from '../disk/disk.js';
import type {FileEntry} from '../directory/fst.js';
import {blockSize, requireBlock} from '../disk/geometry.js';
import {longestRecord, recordHead, unpackRecords} from './records.js';

const lost = (entry: FileStatus): DiskError =>
	new DiskError(
		fileCode.inputOutput,
		0,
		`${entry.name} ${entry.type} does not hold the records its directory entry says`,
	);

/** Throws where the directory entry of a damaged disk tells of records longer than any can be. */
function requireLength(entry: FileStatus): void {
	if (entry.recordLength > longestRecord) {
		throw lost(entry);
	}
}

/** Every record. Throws `DiskError`. */
export function * readRecords(directory: Directory, entry: FileEntry): Step<Uint8Array[]> {
	directory.requireAccessed();
	const {total} = directory.blocks;
	requireLength(entry);
	const {data} = yield * readChain(directory.blockDevice, entry.firstChainLink, total);
	for (const block of data) {
		requireBlock(block, total);
	}

	const blocks = yield * directory.blockDevice.read(data);
	const bytes = new Uint8Array(blocks.length * blockSize);
	for (const [index, block] of blocks.entries()) {
		bytes.set(block, index * blockSize);
	}

	const records = unpackRecords(bytes, entry.recordFormat, entry.recordLength, entry.records);
	if (!records) {
		throw lost(entry);
	}

	return records;
}

export class FileReader implements OpenFile {
	readonly #directory: Directory;
	readonly #entry: FileEntry;
	#blocks: number[] = [];
	#links: readonly number[] | undefined;
	#linksRead = 0;
	#current = -1;
	#content: Uint8Array = new Uint8Array(0);
	/** Where each V record known so far starts. */
	readonly #starts: number[] = [0];

	constructor(directory: Directory, entry: FileEntry) {
		this.#directory = directory;
		this.#entry = entry;
	}

	get status(): FileStatus {
		return this.#entry;
	}

	* read(record: number): Step<Uint8Array | undefined | 'gone'> {
		const entry = this.#entry;
		if (
			this.#directory.released
			|| this.#directory.find(entry.name, entry.type)?.firstChainLink !== entry.firstChainLink
		) {
			return 'gone';
		}

		if (record < 1 || record > entry.records) {
			return undefined;
		}

		requireLength(entry);
		if (entry.recordFormat === 'F') {
			return yield * this.#bytes((record - 1) * entry.recordLength, entry.recordLength);
		}

		for (let known = this.#starts.length; known < record; known++) {
			const start = this.#starts[known - 1];
			this.#starts.push(start + recordHead.length + (yield * this.#length(start)));
		}

		const start = this.#starts[record - 1];
		const length = yield * this.#length(start);
		this.#starts[record] = start + recordHead.length + length;
		return yield * this.#bytes(start + recordHead.length, length);
	}

	close(): void {
		this.#blocks = [];
		this.#links = undefined;
		this.#linksRead = 0;
		this.#current = -1;
	}

	* #length(start: number): Step<number> {
		return recordHead.decode(yield * this.#bytes(start, recordHead.length)).length;
	}

	* #bytes(start: number, length: number): Step<Uint8Array> {
		const result = new Uint8Array(length);
		for (let done = 0; done < length;) {
			const at = start + done;
			const index = Math.floor(at / blockSize);
			if (index !== this.#current) {
				this.#content = yield * readBlock(this.#directory.blockDevice, yield * this.#number(index));
				this.#current = index;
			}

			const piece = this.#content.subarray(at % blockSize, (at % blockSize) + length - done);
			result.set(piece, done);
			done += piece.length;
		}

		return result;
	}

	/** Block number of the file's data block `index`, chain links read as far as needed. */
	* #number(index: number): Step<number> {
		const {blockDevice} = this.#directory;
		const {total} = this.#directory.blocks;
		if (!this.#links) {
			const first = yield * readFirstLink(blockDevice, this.#entry.firstChainLink, total);
			append(this.#blocks, first.data);
			this.#links = first.links;
		}

		while (index >= this.#blocks.length && this.#linksRead < this.#links.length) {
			append(this.#blocks, yield * readLink(blockDevice, this.#links[this.#linksRead++], total));
		}

		if (index >= this.#blocks.length) {
			throw lost(this.#entry);
		}

		requireBlock(this.#blocks[index], total);
		return this.#blocks[index];
	}
}
