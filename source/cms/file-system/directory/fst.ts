/**
 * The file status table entry, 40 bytes, 20 to a block (SY20-0887, FSTSECT).
 */
import {
	byte, characters, fullword, halfword, Layout, packedDigits,
} from '../../../base/layout.js';
import type {FileStatus} from '../disk/disk.js';

export const fst = new Layout(40, {
	name: characters(0, 8),
	type: characters(8, 8),
	/** MMDD and HHMM. */
	date: packedDigits(16, 2),
	time: packedDigits(18, 2),
	writePointer: halfword(20),
	readPointer: halfword(22),
	mode: characters(24, 2),
	records: halfword(26),
	firstChainLink: halfword(28),
	recordFormat: characters(30, 1),
	flags: byte(31),
	recordLength: fullword(32),
	/** Data blocks. */
	blocks: halfword(36),
	year: characters(38, 2),
});

export const fstSize = fst.length;
export const fstPerBlock = 20;
/** Where the date begins, and the second half of the entry: what a deck of DISK DUMP keeps apart. */
export const fstDate = fst.offset.date;

/** A directory entry: what the user sees, and where the file starts. */
export type FileEntry = FileStatus & {
	readonly firstChainLink: number;
};

/** Two-digit years before this one belong to the next century. */
const firstYear = 64;

/** The two digits in front of a year's last two. */
export const centuryOf = (year: string): string => Number(year) < firstYear ? '20' : '19';

/** Whether no file has the slot at `offset`: its name is zeros. */
export function isEmptySlot(block: Uint8Array, offset: number): boolean {
	for (let index = offset; index < offset + 8; index++) {
		if (block[index] !== 0) {
			return false;
		}
	}

	return true;
}

/** The entry at `offset` of a block, or `undefined` for an empty slot. */
export function decodeFst(block: Uint8Array, offset: number): FileEntry | undefined {
	if (isEmptySlot(block, offset)) {
		return undefined;
	}

	const {
		name, type, mode, recordFormat, recordLength, records, blocks, date, time, year, firstChainLink,
	} = fst.decode(block, offset);
	return {
		name,
		type,
		mode: mode.padEnd(2),
		recordFormat: recordFormat === 'V' ? 'V' : 'F',
		recordLength,
		records,
		blocks,
		date: `${centuryOf(year)}${year.padEnd(2)}-${date.slice(0, 2)}-${date.slice(2)}`,
		time: `${time.slice(0, 2)}:${time.slice(2)}`,
		firstChainLink,
	};
}

/** Two digits of a date or time; zeros where they are none. */
const digits = (text: string): string => /^[\dA-F]{2}$/.test(text) ? text : '00';

/** The 40 bytes of an entry. */
export function encodeFst(entry: FileEntry): Uint8Array {
	const {name, type, mode, date, time, records, firstChainLink, recordFormat, recordLength, blocks} = entry;
	return fst.encode({
		name: name.slice(0, 8),
		type: type.slice(0, 8),
		date: digits(date.slice(5, 7)) + digits(date.slice(8, 10)),
		time: digits(time.slice(0, 2)) + digits(time.slice(3, 5)),
		// The entry of a damaged directory may have one record more than its pointer can say.
		writePointer: (records + 1) & 0xFFFF,
		readPointer: 1,
		mode: mode.padEnd(2, '1').slice(0, 2),
		records,
		firstChainLink,
		recordFormat,
		flags: 0,
		recordLength,
		blocks,
		year: date.slice(2, 4),
	});
}

/** Whether two entries are of one file as it was written once: what is replaced differs, whoever has the disk. */
export function isSameFile(one: FileEntry, other: FileEntry): boolean {
	const withoutLetter = (entry: FileEntry): Uint8Array => encodeFst({...entry, mode: ` ${entry.mode.slice(1)}`});
	return one === other || Buffer.compare(withoutLetter(one), withoutLetter(other)) === 0;
}
