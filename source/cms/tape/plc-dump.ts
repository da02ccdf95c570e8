/**
 * Tapes of VMFPLC2 DUMP, as found on tapes that VM/370 wrote: before each file a block of X'02', `PLCH` and its
 * directory entry, behind that how many blocks of data follow; then X'02', `PLCD` and up to 4000 bytes of data, 800 by
 * 800. The entry has the fields of later systems behind it: the number of records again, date and time with seconds.
 * The counts are those that a reader may rely on: behind the blocks that they promise VM/370 may have more, which
 * belong to no file, and the entry's own number of blocks is smaller than theirs where records are of variable length.
 */
import {
	byte, bytes, characters, fullword, Layout, packedDigits,
} from '../../base/layout.js';
import type {FileStatus} from '../file-system/disk/disk.js';
import {blockSize} from '../file-system/disk/geometry.js';
import {decodeFst, encodeFst, fstSize, type FileEntry} from '../file-system/directory/fst.js';
import {
	blockMark, GatheredData, isPossible, type DumpFormat, type DumpReader, type Taken,
} from './dump-format.js';

export const head = new Layout(5, {mark: byte(0), signature: characters(1, 4)});
const signatures = {entry: 'PLCH', data: 'PLCD'} as const;

/** The block before a file. */
export const fileBlock = new Layout(77, {
	mark: byte(0),
	signature: characters(1, 4),
	entry: bytes(5, fstSize),
	/** 800-byte blocks in the last block of data, five at most; none, as others write it, where all are full. */
	last: fullword(45),
	/** Full blocks of data before it. */
	full: fullword(49),
	records: fullword(61),
	/** yymmddhhmmss */
	moment: packedDigits(67, 6),
});
/** Its shortest form: the entry alone, or with both counts. */
const shortest = head.length + fstSize;
const counted = fileBlock.offset.records - 8;

/** 800-byte blocks of a full block. */
const blocksOfFull = 5;

function encodeHead(status: FileStatus, blocks: number): Uint8Array {
	const {date, time} = status;
	const full = Math.max(0, Math.ceil(blocks / blocksOfFull) - 1);
	const digits = `${date.slice(2)}${time}`.replaceAll(/\D/g, '');
	return fileBlock.encode({
		mark: blockMark,
		signature: signatures.entry,
		entry: encodeFst({...status, blocks, firstChainLink: 0}),
		last: blocks - (full * blocksOfFull),
		full,
		records: status.records,
		moment: digits.padEnd(12, '0').slice(0, 12),
	});
}

type Begun = {readonly entry: FileEntry; full: number; last: number; tapeBlocks: number};

class PlcReader implements DumpReader {
	readonly #data: GatheredData;
	#begun: Begun | undefined;

	constructor(room: number | undefined) {
		this.#data = new GatheredData(room);
	}

	get inFile(): boolean {
		return this.#begun !== undefined;
	}

	get name(): string | undefined {
		return this.#begun && `${this.#begun.entry.name} ${this.#begun.entry.type}`;
	}

	take(block: Uint8Array): Taken {
		if (block.length < head.length) {
			return 'invalid';
		}

		const {mark, signature} = head.decode(block);
		if (mark !== blockMark) {
			return 'invalid';
		}

		switch (signature) {
			case signatures.entry: {
				return this.#begun ? 'short' : this.#begin(block);
			}

			case signatures.data: {
				return this.#begun ? this.#add(this.#begun, block.subarray(head.length)) : 'invalid';
			}

			default: {
				return 'invalid';
			}
		}
	}

	#begin(block: Uint8Array): Taken {
		const entry = block.length < shortest ? undefined : decodeFst(block, head.length);
		if (!entry || !isPossible(entry)) {
			return 'invalid';
		}

		const whole = new Uint8Array(fileBlock.length);
		whole.set(block.subarray(0, fileBlock.length));
		const {full, last} = block.length < counted
			? {full: Math.floor(entry.blocks / blocksOfFull), last: entry.blocks % blocksOfFull}
			: fileBlock.decode(whole);
		if (last > blocksOfFull) {
			return 'invalid';
		}

		this.#begun = {
			entry, full, last, tapeBlocks: 1,
		};
		return this.#next(this.#begun);
	}

	#add(begun: Begun, data: Uint8Array): Taken {
		const blocks = begun.full > 0 ? blocksOfFull : begun.last;
		if (data.length !== blocks * blockSize) {
			return 'invalid';
		}

		if (begun.full > 0) {
			begun.full--;
		} else {
			begun.last = 0;
		}

		begun.tapeBlocks++;
		return this.#data.add(data) ? this.#next(begun) : 'full';
	}

	/** The file, where nothing of it is left to come. */
	#next({entry, full, last, tapeBlocks}: Begun): Taken {
		if (full > 0 || last > 0) {
			return 'part';
		}

		this.#begun = undefined;
		const dataBlocks = this.#data.length / blockSize;
		return {
			entry, data: this.#data.take(), dataBlocks, isCounted: true, tapeBlocks,
		};
	}
}

/** Whether a block is of data. */
const isData = (block: Uint8Array): boolean =>
	block.length > head.length && head.decode(block).signature === signatures.data;

export const plcDump: DumpFormat = {
	longest: head.length + (blocksOfFull * blockSize),
	* encode(status, data) {
		yield encodeHead(status, data.length);
		for (let at = 0; at < data.length; at += blocksOfFull) {
			yield Buffer.concat([
				head.encode({mark: blockMark, signature: signatures.data}), ...data.slice(at, at + blocksOfFull),
			]);
		}
	},
	reader: room => new PlcReader(room),
	isSurplus: isData,
};
