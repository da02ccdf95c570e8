/**
 * A tape in an AWS file, as P/390 and Hercules keep it: chunks of a six-byte header (length of this chunk and of the
 * one before, each little-endian, two flag bytes) and data; a block is one or more chunks, a tape mark a header alone.
 * Blocks that Hercules' HET format has compressed with zlib are read; those compressed with bzip2 are not. What is
 * written is plain AWS. Not implemented: writing HET.
 *
 * The whole file is walked through at opening, so that a damaged one is refused there. Every write reaches the host at
 * once.
 */
import fs from 'node:fs';
import {inflateSync} from 'node:zlib';
import {limits} from '../../../base/limits.js';
import {hostProblem, type HostProblem} from '../host-problem.js';
import {
	byte, halfword, Layout, littleEndian,
} from '../../../base/layout.js';
import {
	IndexedTape, maximumBlock, TapeError, type TapeItem,
} from './tape-medium.js';

/** Of a chunk. */
export const chunkHeader = new Layout(6, {
	length: littleEndian(halfword(0)),
	/** Length of the chunk before this one. */
	before: littleEndian(halfword(2)),
	/** Bits of `flag`. */
	flags: byte(4),
	/** Hercules' HET: not zero where the block is compressed. */
	method: byte(5),
});
const headerLength = chunkHeader.length;
const flag = {
	newRecord: 0x80, mark: 0x40, endOfRecord: 0x20, bzip2: 0x02, zlib: 0x01, compression: 0x03,
} as const;

type Chunk = {readonly at: number; readonly length: number};

type AwsItem = TapeItem & {
	/** Offset of the first header. */
	readonly at: number;
	/** Behind the last chunk. */
	readonly end: number;
	/** Bytes of the last chunk, which the header behind it repeats. */
	readonly last: number;
	readonly chunks: readonly Chunk[];
	readonly isCompressed: boolean;
};

/** Bytes of the file, fewer at its end. */
function readFully(descriptor: number, length: number, at: number) {
	const bytes = Buffer.alloc(length);
	let done = 0;
	while (done < length) {
		const got = fs.readSync(descriptor, bytes, done, length - done, at + done);
		if (got === 0) {
			break;
		}

		done += got;
	}

	return bytes.subarray(0, done);
}

/** Data of a block, decompressed. */
function blockData(descriptor: number, item: Pick<AwsItem, 'chunks' | 'isCompressed'>): Uint8Array {
	const packed = Buffer.concat(item.chunks.map(chunk => readFully(descriptor, chunk.length, chunk.at)));
	return item.isCompressed ? inflateSync(packed, {maxOutputLength: maximumBlock}) : packed;
}

const notAws = 'not an AWS tape file';

/** Walks through the file. A line of text where it is no sound tape, and what lies before a block that is cut off. */
function scan(descriptor: number, size: number): AwsItem[] | {readonly problem: string; readonly before?: AwsItem[]} {
	const items: AwsItem[] = [];
	const most = limits.reelBlocks.value;
	let before = 0;
	let last = 0;
	let headers = 0;
	for (let at = 0; at < size;) {
		const start = at;
		const chunks: Chunk[] = [];
		let isCompressed = false;
		for (;;) {
			if (++headers > most) {
				return {problem: `has more than ${most} blocks and tape marks`};
			}

			const header = readFully(descriptor, headerLength, at);
			if (header.length < headerLength) {
				return {problem: `truncated: a header is cut off at offset ${at}`, before: items};
			}

			const {length, before: preceding, flags, method} = chunkHeader.decode(header);
			const isFirst = at === start;
			if (preceding !== last || (method & 0x7F) !== 0) {
				return {
					problem: at === 0
						? notAws
						: `damaged: the header at offset ${at} does not fit the block before it`,
				};
			}

			if ((flags & flag.mark) === 0 && isFirst !== ((flags & flag.newRecord) !== 0)) {
				return {problem: at === 0 ? notAws : `damaged: a block is cut short at offset ${at}`};
			}

			if ((flags & flag.bzip2) !== 0) {
				return {
					problem: 'its blocks are compressed with bzip2, which is not supported; convert it with hetupd -d',
				};
			}

			if ((flags & flag.mark) !== 0 && (length !== 0 || !isFirst)) {
				return {problem: `damaged: a tape mark with data at offset ${at}`};
			}

			if (at + headerLength + length > size) {
				return {problem: `truncated: the block at offset ${start} is cut off`, before: items};
			}

			isCompressed ||= (flags & flag.compression) !== 0 || method !== 0;
			chunks.push({at: at + headerLength, length});
			at += headerLength + length;
			last = length;
			const isMark = (flags & flag.mark) !== 0;
			if (!isMark && (flags & flag.endOfRecord) === 0) {
				if (at >= size) {
					return {problem: `truncated: the block at offset ${start} has no end`, before: items};
				}

				continue;
			}

			let dataLength = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
			if (isCompressed) {
				try {
					dataLength = blockData(descriptor, {chunks, isCompressed}).length;
				} catch {
					return {problem: `damaged: the block at offset ${start} cannot be decompressed`};
				}
			}

			if (dataLength > maximumBlock || (dataLength === 0 && !isMark)) {
				return {problem: `damaged: a block of ${dataLength} bytes at offset ${start}`};
			}

			items.push({
				isMark, length: dataLength, before, at: start, end: at, last, chunks, isCompressed,
			});
			before += dataLength;
			break;
		}
	}

	return items;
}

export class AwsTape extends IndexedTape<AwsItem> {
	/** Makes an empty tape. The file must not exist. */
	static create(path: string): AwsTape | HostProblem {
		try {
			return new AwsTape(fs.openSync(path, 'wx+'), [], false);
		} catch (error) {
			return hostProblem(error);
		}
	}

	/**
	 * Opens a tape file. A damaged one is refused with the reason. `endsAtCut`: one with a ring whose last block is cut
	 * off, as a loss of power leaves it, ends before that block.
	 */
	static open(
		path: string,
		options: {readonly readOnly?: boolean; readonly endsAtCut?: boolean} = {},
	): AwsTape | HostProblem {
		let descriptor: number | undefined;
		try {
			descriptor = fs.openSync(path, options.readOnly ? 'r' : 'r+');
			const items = scan(descriptor, fs.fstatSync(descriptor).size);
			if (!('problem' in items)) {
				return new AwsTape(descriptor, items, options.readOnly ?? false);
			}

			if (options.endsAtCut && !options.readOnly && items.before && items.before.length > 0) {
				fs.ftruncateSync(descriptor, items.before.at(-1)!.end);
				return new AwsTape(descriptor, items.before, false);
			}

			fs.closeSync(descriptor);
			return {problem: items.problem};
		} catch (error) {
			if (descriptor !== undefined) {
				fs.closeSync(descriptor);
			}

			return hostProblem(error);
		}
	}

	#descriptor: number | undefined;

	private constructor(descriptor: number, items: AwsItem[], readonly readOnly: boolean) {
		super(items);
		this.#descriptor = descriptor;
	}

	close(): void {
		if (this.#descriptor !== undefined) {
			fs.closeSync(this.#descriptor);
			this.#descriptor = undefined;
		}
	}

	protected load(item: AwsItem): Uint8Array {
		const data = this.#host(descriptor => blockData(descriptor, item));
		if (data.length < item.length) {
			throw new TapeError('the file was cut short behind our back');
		}

		return data;
	}

	protected append(block: Uint8Array | 'mark', before: number): AwsItem {
		const previous = this.peek(-1);
		const at = previous?.end ?? 0;
		const data = block === 'mark' ? new Uint8Array(0) : block;
		const bytes = Buffer.concat([
			chunkHeader.encode({
				length: data.length,
				before: previous?.last ?? 0,
				flags: block === 'mark' ? flag.mark : flag.newRecord | flag.endOfRecord,
				method: 0,
			}),
			data,
		]);
		this.#host(descriptor => {
			// What was behind goes first: a header of old behind the new block would make the reel a damaged one.
			if (this.position < this.items) {
				fs.ftruncateSync(descriptor, at);
			}

			for (let done = 0; done < bytes.length;) {
				done += fs.writeSync(descriptor, bytes, done, bytes.length - done, at + done);
			}
		});
		return {
			isMark: block === 'mark', length: data.length, before, at, end: at + bytes.length, last: data.length,
			chunks: [{at: at + headerLength, length: data.length}], isCompressed: false,
		};
	}

	protected cut(): void {
		const at = this.peek(-1)?.end ?? 0;
		this.#host(descriptor => {
			fs.ftruncateSync(descriptor, at);
		});
	}

	/** Runs a file operation; the host's errors become `TapeError`. */
	#host<T>(operation: (descriptor: number) => T): T {
		if (this.#descriptor === undefined) {
			throw new Error('the tape is closed');
		}

		try {
			return operation(this.#descriptor);
		} catch (error) {
			if (error instanceof TapeError) {
				throw error;
			}

			throw new TapeError(hostProblem(error).problem, {cause: error});
		}
	}
}
