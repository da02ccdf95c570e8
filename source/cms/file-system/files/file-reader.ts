/**
 * Reading a file: record by record, or whole with as few chains of CCWs as possible. Who asks for one record after the
 * other has as many blocks in hand as one chain reads, where nobody else writes on the disk; of a disk that others may
 * write on he has one, and sees of the next what is there when he comes to it.
 */
import {halfwordAt} from '../../../base/layout.js';
import {append} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import {
	readChain, readData, readFirstLink, readLink, sparseLength,
} from './chain.js';
import type {Directory} from '../directory/directory.js';
import {
	DiskError, failureCode, fileCode, type FileStatus, type OpenFile,
} from '../disk/disk.js';
import type {FileEntry} from '../directory/fst.js';
import {blockSize, liesWith} from '../disk/geometry.js';
import {longestRecord, recordHead, unpackRecords} from './records.js';

/** Blocks in hand at most of a file that is read record by record. */
const mostAhead = 8;

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
	const records = yield * readWhole(directory, entry);
	const {name, type, firstChainLink} = entry;
	if (directory.find(name, type)?.firstChainLink !== firstChainLink) {
		// An interruption routine changed it meanwhile: its blocks may be another file's by now.
		throw lost(entry);
	}

	return records;
}

function * readWhole(directory: Directory, entry: FileEntry): Step<Uint8Array[]> {
	const {total} = directory.blocks;
	requireLength(entry);
	const {data} = yield * readChain(directory.blockDevice, entry, total);
	const blocks = yield * readData(directory.blockDevice, data, total);
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
	/** Data blocks, where some are holes. */
	readonly #sparseLength: number | undefined;
	#blocks: number[] = [];
	#links: readonly number[] | undefined;
	#linksRead = 0;
	/** Blocks in hand, and the number of the first. */
	#content: readonly Uint8Array[] = [];
	#current = 0;
	/** How many are read at once where somebody reads on and on; 0: as `#inOrder` says. */
	#ahead = 0;
	/** The directory's files when this one was among them. */
	#foundIn: readonly FileEntry[] | undefined;
	/** Nobody else writes on the disk. */
	readonly #isAlone: boolean;
	/** Where each V record known so far starts. */
	readonly #starts: number[] = [0];

	constructor(directory: Directory, entry: FileEntry) {
		this.#directory = directory;
		this.#entry = entry;
		this.#sparseLength = sparseLength(entry);
		this.#isAlone = !directory.readOnly && directory.segmentName === undefined;
	}

	get status(): FileStatus {
		return this.#entry;
	}

	* read(record: number): Step<Uint8Array | undefined | 'gone'> {
		if (this.#isGone) {
			return 'gone';
		}

		if (record < 1 || record > this.#entry.records) {
			return undefined;
		}

		this.#ahead = 0;
		const bytes = yield * this.#record(record);
		// Changed while it was read, its blocks may be another file's by now.
		return this.#isGone ? 'gone' : bytes;
	}

	inHand(record: number): Uint8Array | undefined {
		const {recordFormat, recordLength, records} = this.#entry;
		if (record < 1 || record > records || this.#content.length === 0 || recordLength > longestRecord) {
			return undefined;
		}

		const fixed = recordFormat === 'F';
		const start = fixed ? (record - 1) * recordLength : this.#starts[record - 1];
		if (start === undefined) {
			return undefined;
		}

		const block = this.#content[Math.floor(start / blockSize) - this.#current];
		const at = start % blockSize;
		const head = fixed ? 0 : recordHead.length;
		if (!block || at + head > blockSize) {
			return undefined;
		}

		const length = fixed ? recordLength : halfwordAt(block, at);
		if (at + head + length > blockSize || this.#isGone) {
			return undefined;
		}

		if (!fixed) {
			this.#starts[record] = start + head + length;
		}

		return block.subarray(at + head, at + head + length);
	}

	* readMany(record: number, bytes: number): Step<readonly Uint8Array[] | 'gone'> {
		if (this.#isGone) {
			return 'gone';
		}

		this.#ahead = Math.ceil(bytes / blockSize);
		const records: Uint8Array[] = [];
		let size = 0;
		for (let number = Math.max(record, 1); number <= this.#entry.records; number++) {
			if (records.length > 0 && !(yield * this.#isInHand(number, bytes - size))) {
				break;
			}

			const next = yield * this.#record(number);
			size += next.length;
			records.push(next);
		}

		return this.#isGone ? 'gone' : records;
	}

	/**
	 * The same as they lie on the disk, as many as `room` holds: V records with their lengths in front; none past the
	 * end, or where the first is longer.
	 */
	* readPacked(record: number, room: number): Step<{readonly count: number; readonly data: Uint8Array} | 'gone'> {
		if (this.#isGone) {
			return 'gone';
		}

		requireLength(this.#entry);
		this.#ahead = Math.ceil(room / blockSize) + 1;
		const {recordFormat, recordLength, records} = this.#entry;
		if (record > records) {
			return {count: 0, data: new Uint8Array(0)};
		}

		const fixed = recordFormat === 'F';
		const start = fixed ? (record - 1) * recordLength : yield * this.#start(record);
		const first = fixed ? recordLength : recordHead.length + (yield * this.#length(start));
		if (first > room) {
			return {count: 0, data: new Uint8Array(0)};
		}

		if (!this.#hasInHand(start, first)) {
			yield * this.#load(Math.floor(start / blockSize));
		}

		const end = Math.min(start + room, (this.#current + this.#content.length) * blockSize);
		const count = fixed
			? Math.min(Math.max(Math.floor((end - start) / recordLength), 1), records - record + 1)
			: yield * this.#countVariable(record, end);
		const next = fixed ? start + (count * recordLength) : this.#starts[record + count - 1];
		const data = yield * this.#bytes(start, next - start);
		return this.#isGone ? 'gone' : {count, data};
	}

	/** How many V records from `record` on lie before byte `end`, one at least; where they start is known then. */
	* #countVariable(record: number, end: number): Step<number> {
		let next = record;
		for (; next <= this.#entry.records; next++) {
			const start = this.#starts[next - 1];
			if (next > record && start + recordHead.length > end) {
				break;
			}

			const behind = start + recordHead.length + (yield * this.#length(start));
			if (next > record && behind > end) {
				break;
			}

			this.#starts[next] = behind;
		}

		return next - record;
	}

	#hasInHand(start: number, length: number): boolean {
		return start >= this.#current * blockSize
			&& start + length <= (this.#current + this.#content.length) * blockSize;
	}

	/** Whether the record is in blocks that have been read, and no longer than `room`. */
	* #isInHand(record: number, room: number): Step<boolean> {
		const {recordFormat, recordLength} = this.#entry;
		const end = (this.#current + this.#content.length) * blockSize;
		const fixed = recordFormat === 'F';
		const start = fixed ? (record - 1) * recordLength : this.#starts[record - 1];
		if (start < this.#current * blockSize || (!fixed && start + recordHead.length > end)) {
			return false;
		}

		const length = fixed ? recordLength : yield * this.#length(start);
		return length <= room && start + (fixed ? 0 : recordHead.length) + length <= end;
	}

	/** The disk was released, or has another file of this name, or none; looked for where the directory changed. */
	get #isGone(): boolean {
		const {name, type, firstChainLink} = this.#entry;
		const directory = this.#directory;
		if (directory.released) {
			return true;
		}

		const files = directory.list();
		if (files !== this.#foundIn) {
			this.#foundIn = directory.find(name, type)?.firstChainLink === firstChainLink ? files : undefined;
		}

		return this.#foundIn === undefined;
	}

	* #record(record: number): Step<Uint8Array> {
		const entry = this.#entry;
		requireLength(entry);
		if (entry.recordFormat === 'F') {
			return yield * this.#bytes((record - 1) * entry.recordLength, entry.recordLength);
		}

		const start = yield * this.#start(record);
		const length = yield * this.#length(start);
		this.#starts[record] = start + recordHead.length + length;
		return yield * this.#bytes(start + recordHead.length, length);
	}

	/** Where a V record starts. */
	* #start(record: number): Step<number> {
		for (let known = this.#starts.length; known < record; known++) {
			const start = this.#starts[known - 1];
			this.#starts.push(start + recordHead.length + (yield * this.#length(start)));
		}

		return this.#starts[record - 1];
	}

	close(): void {
		this.#blocks = [];
		this.#links = undefined;
		this.#linksRead = 0;
		this.#content = [];
	}

	* #length(start: number): Step<number> {
		return recordHead.decode(yield * this.#bytes(start, recordHead.length)).length;
	}

	* #bytes(start: number, length: number): Step<Uint8Array> {
		const result = new Uint8Array(length);
		for (let done = 0; done < length;) {
			const at = start + done;
			const index = Math.floor(at / blockSize);
			if (index < this.#current || index >= this.#current + this.#content.length) {
				yield * this.#load(index);
			}

			const block = this.#content[index - this.#current];
			const piece = block.subarray(at % blockSize, (at % blockSize) + length - done);
			result.set(piece, done);
			done += piece.length;
		}

		return result;
	}

	/** Reads data block `index`, and those read ahead with it. */
	* #load(index: number): Step {
		const isNext = index === this.#current + this.#content.length;
		const numbers = this.#ahead === 0
			? yield * this.#inOrder(index, isNext ? Math.max(this.#content.length * 2, 1) : 1)
			: yield * this.#numbers(index, this.#ahead);
		this.#content = yield * this.#read(numbers);
		this.#current = index;
	}

	/** What cannot be read of blocks that nobody has asked for yet is nobody's concern. */
	* #read(numbers: readonly number[]): Step<Uint8Array[]> {
		const {blockDevice, blocks: {total}} = this.#directory;
		try {
			return yield * readData(blockDevice, numbers, total);
		} catch (error) {
			if (this.#ahead !== 0 || numbers.length === 1) {
				throw error;
			}

			failureCode(error, fileCode.inputOutput);
			return yield * readData(blockDevice, numbers.slice(0, 1), total);
		}
	}

	/** The number of data block `index`, and of `most` with it those that are known and lie together. */
	* #inOrder(index: number, most: number): Step<number[]> {
		yield * this.#numbers(index, 1);
		const {geometry} = this.#directory.blockDevice;
		const numbers = this.#blocks.slice(index, index + (this.#isAlone ? Math.min(most, mostAhead) : 1));
		const end = numbers.findIndex(number => !liesWith(geometry, numbers[0], number));
		return numbers.slice(0, Math.max(end === -1 ? numbers.length : end, 1));
	}

	/** Block numbers of the file's data block `index`, and of so many behind it. */
	* #numbers(index: number, count: number): Step<number[]> {
		const last = yield * this.#known(index + count);
		if (index >= last) {
			throw lost(this.#entry);
		}

		return this.#blocks.slice(index, index + count);
	}

	/** Reads chain links until `wanted` data blocks are known, or all; answers how many are. */
	* #known(wanted: number): Step<number> {
		const {blockDevice} = this.#directory;
		const {total} = this.#directory.blocks;
		if (!this.#links) {
			const first = yield * readFirstLink(blockDevice, this.#entry.firstChainLink, total, this.#sparseLength);
			append(this.#blocks, first.data);
			this.#links = first.links;
		}

		while (wanted > this.#blocks.length && this.#linksRead < this.#links.length) {
			append(this.#blocks, yield * readLink(
				blockDevice, this.#links[this.#linksRead++], total, this.#sparseLength,
			));
		}

		return this.#blocks.length;
	}
}
