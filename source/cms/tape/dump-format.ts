/**
 * What tapes of TAPE DUMP and of VMFPLC2 DUMP have in common: files one behind the other, the data of each as they lie
 * on the disk, in blocks of 800 bytes, and its directory entry. What is on a tape is somebody else's: nothing of it is
 * taken for what it says.
 */
import type {FileStatus, NewFile} from '../file-system/disk/disk.js';
import type {FileEntry} from '../file-system/directory/fst.js';
import {isFileName} from '../file-system/files/file-name.js';
import {unpackRecords} from '../file-system/files/records.js';

/** First byte of every block. */
export const blockMark = 0x02;

/** A file as a tape has it. */
export type DumpedFile = {
	readonly entry: FileEntry;
	/** Its blocks of 800 bytes, nothing where they were not to be kept. */
	readonly data: Uint8Array;
	/** How many of them the tape has. */
	readonly dataBlocks: number;
	/** Whether it is as many as the tape says. */
	readonly isCounted: boolean;
	/** Blocks of the tape from the first to the last of this file. */
	readonly tapeBlocks: number;
};

/**
 * What a block of the tape is. `invalid`: none of this format; `short`: the file before it lacks blocks; `full`: there
 * is more of the file than there is room for.
 */
export type Taken = 'part' | 'invalid' | 'short' | 'full' | DumpedFile;

/** Takes blocks one by one. */
export type DumpReader = {
	take(block: Uint8Array): Taken;
	/** Blocks of a file have come, and there are more to come. */
	readonly inFile: boolean;
	/** Name and type of that file, where they come before its data. */
	readonly name: string | undefined;
};

export type DumpFormat = {
	/** Bytes of the longest block. */
	readonly longest: number;
	/** The blocks of a file. `data`: its 800-byte blocks. */
	encode(status: FileStatus, data: readonly Uint8Array[]): Iterable<Uint8Array>;
	/** `room`: bytes of data that a file may have; none are kept where nothing is said. */
	reader(room?: number): DumpReader;
	/** Whether a block that comes directly behind a file can be more of it than it needs, where there are such. */
	isSurplus?(block: Uint8Array): boolean;
};

/** Data of one file as they come, within a room. */
export class GatheredData {
	readonly #room: number | undefined;
	#pieces: Uint8Array[] = [];
	#length = 0;

	constructor(room: number | undefined) {
		this.#room = room;
	}

	/** Bytes that have come. */
	get length(): number {
		return this.#length;
	}

	/** False where there is no room for `piece`. */
	add(piece: Uint8Array): boolean {
		this.#length += piece.length;
		if (this.#room === undefined) {
			return true;
		}

		this.#pieces.push(piece.slice());
		return this.#length <= this.#room;
	}

	/** Everything that has come; the next file begins. */
	take(): Uint8Array {
		const data = Buffer.concat(this.#pieces);
		this.#pieces = [];
		this.#length = 0;
		return data;
	}
}

/** Whether a file of the entry's name and mode can be on a disk. */
export function isPossible({name, type, mode}: FileStatus): boolean {
	return isFileName(name) && isFileName(type) && /^[A-Z]\d$/.test(mode);
}

/** The file to be written; `undefined` where its data do not hold its records. */
export function newFile({entry, data}: DumpedFile): NewFile | undefined {
	const {name, type, mode, recordFormat, recordLength, date, time} = entry;
	const records = unpackRecords(data, recordFormat, recordLength, entry.records);
	return records && {
		name,
		type,
		modeNumber: mode[1],
		recordFormat,
		recordLength: recordFormat === 'F' ? recordLength : undefined,
		records,
		date,
		time,
	};
}
