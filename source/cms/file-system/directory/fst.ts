/**
 * The file status table entry, 40 bytes, 20 to a block (SY20-0887, FSTSECT): 0 name, 8 type, 16 date MMDD, 18 time HHMM
 * (packed, no sign), 20 write pointer, 22 read pointer, 24 mode, 26 records, 28 first chain link, 30 format, 31 flags,
 * 32 record length, 36 data blocks, 38 year.
 */
import {blank, fromEbcdic, toEbcdic} from '../../../base/ebcdic.js';
import type {FileStatus} from '../disk/disk.js';

export const fstSize = 40;
export const fstPerBlock = 20;

/** A directory entry: what the user sees, and where the file starts. */
export type FileEntry = FileStatus & {
	readonly firstChainLink: number;
};

/** Two-digit years before this one belong to the next century. */
const firstYear = 64;
const digits = (byte: number): string => byte.toString(16).padStart(2, '0');

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
	const entry = block.subarray(offset, offset + fstSize);
	if (isEmptySlot(block, offset)) {
		return undefined;
	}

	const view = new DataView(entry.buffer, entry.byteOffset, fstSize);
	const text = fromEbcdic(entry.subarray(0, fstSize));
	const year = text.slice(38, 40);
	return {
		name: text.slice(0, 8).trimEnd(),
		type: text.slice(8, 16).trimEnd(),
		mode: text.slice(24, 26),
		recordFormat: text[30] === 'V' ? 'V' : 'F',
		recordLength: view.getUint32(32),
		records: view.getUint16(26),
		blocks: view.getUint16(36),
		date: `${Number(year) < firstYear ? '20' : '19'}${year}-${digits(entry[16])}-${digits(entry[17])}`,
		time: `${digits(entry[18])}:${digits(entry[19])}`,
		firstChainLink: view.getUint16(28),
	};
}

const packed = (text: string): number => Number.parseInt(text, 16);

/** The 40 bytes of an entry. */
export function encodeFst(entry: FileEntry): Uint8Array {
	const bytes = new Uint8Array(fstSize).fill(blank, 0, 16);
	const view = new DataView(bytes.buffer);
	bytes.set(toEbcdic(entry.name.slice(0, 8)));
	bytes.set(toEbcdic(entry.type.slice(0, 8)), 8);
	bytes[16] = packed(entry.date.slice(5, 7));
	bytes[17] = packed(entry.date.slice(8, 10));
	bytes[18] = packed(entry.time.slice(0, 2));
	bytes[19] = packed(entry.time.slice(3, 5));
	view.setUint16(20, entry.records + 1);
	view.setUint16(22, 1);
	bytes.set(toEbcdic(entry.mode.padEnd(2, '1').slice(0, 2)), 24);
	view.setUint16(26, entry.records);
	view.setUint16(28, entry.firstChainLink);
	bytes.set(toEbcdic(entry.recordFormat), 30);
	view.setUint32(32, entry.recordLength);
	view.setUint16(36, entry.blocks);
	bytes.set(toEbcdic(entry.date.slice(2, 4)), 38);
	return bytes;
}
