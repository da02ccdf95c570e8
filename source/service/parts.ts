/**
 * Content of any size on its way between machines: cut into blocks that fit into any machine, put together again. A
 * file's records are read as its part is made; nothing needs the whole of it at once.
 */
import {limits} from '../base/limits.js';
import {append} from '../base/sequences.js';
import type {
	AccessedDisk, DiskTable, FileStatus, OpenFile,
} from '../cms/file-system/disk/disk.js';
import {batchBytes} from '../cms/file-system/files/record-source.js';
import type {Step} from '../guest/action.js';
import type {Block, CarriedFile} from './block.js';

/** A file that is read record by record. */
export type FileSource = Omit<CarriedFile, 'records'> & {
	/** Records. */
	readonly records: number;
	/** Record `number`, from 1. Throws `ContentLost`. */
	read(number: number): Step<Uint8Array>;
};

/** A file on its way cannot be read any more; what was sent of it must not be taken for the whole. Thrown. */
export class ContentLost extends Error {}

/** What is sent, in this order. */
export type Content = Omit<Block, 'files'> & {readonly files: readonly FileSource[]};

/** Content that says nothing yet. */
export const emptyContent: Content = {
	returnCode: 0, words: [], lines: [], files: [],
};

/** A file of a disk. Throws `DiskError` as `DiskTable.open` does. */
export function * fileOnDisk(
	disks: Pick<DiskTable, 'open'>,
	disk: AccessedDisk,
	status: FileStatus,
): Step<FileSource> {
	return sourceOf(yield * disks.open(disk, status));
}

/** An open file. `isPossible`: whether a record can be one of it, where it comes from who may send anything. */
export function sourceOf(open: OpenFile, isPossible: (record: Uint8Array) => boolean = () => true): FileSource {
	const {name, type, recordFormat, recordLength, records} = open.status;
	let first = 1;
	let batch: readonly Uint8Array[] = [];
	return {
		name,
		type,
		recordFormat,
		recordLength,
		records,
		* read(number) {
			if (number < first || number >= first + batch.length) {
				const read = yield * open.readMany(number, batchBytes);
				if (read === 'gone' || read.length === 0 || !read.every(each => isPossible(each))) {
					throw new ContentLost();
				}

				first = number;
				batch = read;
			}

			return batch[number - first];
		},
	};
}

/** A file that is there already. */
export const fileOf = ({records, ...file}: CarriedFile): FileSource => ({
	...file,
	records: records.length,
	* read(number) {
		return records[number - 1];
	},
});

/** Bytes of a block without content, and around each text or record, at most. */
const overhead = 16;

/**
 * Cuts content into blocks of no more than `limits.servicePart` (a longer record alone has one to itself), and hands
 * each to `send` with whether it is the last; false from there ends it. A file that does not end with a part goes on as
 * the first of the next.
 */
export function * sendParts(
	content: Content,
	send: (part: Block, isLast: boolean) => Step<boolean>,
): Step<boolean> {
	const {returnCode, words} = content;
	let lines: string[] = [];
	let files: CarriedFile[] = [];
	let first = true;
	let size = 0;
	const take = (): Block => {
		const part = {
			returnCode, words: first ? words : [], lines, files,
		};
		first = false;
		lines = [];
		files = [];
		size = 0;
		return part;
	};

	function * room(bytes: number): Step<boolean> {
		const isFull = size > 0 && size + bytes + overhead > limits.servicePart.value;
		const goesOn = isFull ? yield * send(take(), false) : true;
		size += bytes + overhead;
		return goesOn;
	}

	for (const line of content.lines) {
		if (!(yield * room(line.length))) {
			return false;
		}

		lines.push(line);
	}

	for (const source of content.files) {
		const {
			name, type, recordFormat, recordLength,
		} = source;
		let records: Uint8Array[] | undefined;
		for (let number = 1; number <= source.records; number++) {
			const record = yield * source.read(number);
			const {length} = files;
			if (!(yield * room(record.length))) {
				return false;
			}

			if (!records || files.length < length) {
				records = [];
				files.push({
					name, type, recordFormat, recordLength, records,
				});
			}

			records.push(record);
		}
	}

	return yield * send(take(), true);
}

/** What came in parts, as one. */
export class Received {
	readonly #lines: string[] = [];
	readonly #files: Array<CarriedFile & {readonly records: Uint8Array[]}> = [];
	#returnCode = 0;
	#words: readonly string[] | undefined;
	#size = 0;

	/** Everything so far. */
	get content(): Block {
		return {
			returnCode: this.#returnCode, words: this.#words ?? [], lines: this.#lines, files: this.#files,
		};
	}

	/** Its bytes, about. */
	get size(): number {
		return this.#size;
	}

	add({returnCode, words, lines, files}: Block): void {
		this.#returnCode = returnCode;
		this.#words ??= words;
		append(this.#lines, lines);
		for (const {length} of lines) {
			this.#size += length + overhead;
		}

		for (const file of files) {
			const last = this.#files.at(-1);
			if (last?.name === file.name && last.type === file.type) {
				append(last.records, file.records);
			} else {
				this.#files.push({...file, records: [...file.records]});
				this.#size += overhead;
			}

			for (const {length} of file.records) {
				this.#size += length + overhead;
			}
		}
	}
}
