/** Whether 40 bytes can be the directory entry of a file, and 800 a block of them (SY20-0887, FSTSECT). */
import {fromEbcdic} from '../../../base/ebcdic.js';
import {firstFreeBlock} from '../directory/master-directory.js';
import {
	fst, fstPerBlock, fstSize, isEmptySlot,
} from '../directory/fst.js';
import {longestRecord} from '../files/records.js';

/** Of names and types; small letters are met on real disks. */
const nameCharacters = /^[\w$#@+\-:]+ *$/;
const modeCharacters = /^[A-Z][0-6]$/;

const textAt = (block: Uint8Array, offset: number, length: number): string =>
	fromEbcdic(block.subarray(offset, offset + length));

/** What makes the entry at `offset` none of a file; empty: it is one. */
export function entryProblems(block: Uint8Array, offset: number, total: number): string[] {
	const {mode, firstChainLink, recordFormat, recordLength, records} = fst.decode(block, offset);
	return [
		nameCharacters.test(textAt(block, offset + fst.offset.name, 8)) ? '' : 'its name',
		nameCharacters.test(textAt(block, offset + fst.offset.type, 8)) ? '' : 'its type',
		modeCharacters.test(mode) ? '' : 'its mode',
		firstChainLink >= firstFreeBlock && firstChainLink <= total ? '' : 'its chain',
		recordFormat === 'F' || recordFormat === 'V' ? '' : 'its record format',
		recordLength >= 1 && recordLength <= longestRecord ? '' : 'its record length',
		records >= 1 ? '' : 'its number of records',
	].filter(Boolean);
}

/** Offsets of the slots of a block that are not empty. */
export function usedSlots(block: Uint8Array): number[] {
	return Array.from({length: fstPerBlock}, (_, index) => index * fstSize).filter(at => !isEmptySlot(block, at));
}

/**
 * Whether a block is one of the directory: `most` of its entries are those of files (others may be damaged), or `all`.
 */
export function isDirectoryBlock(block: Uint8Array, total: number, how: 'most' | 'all' = 'most'): boolean {
	const slots = usedSlots(block);
	const sound = slots.filter(at => entryProblems(block, at, total).length === 0).length;
	return how === 'all' ? sound === slots.length : sound * 2 >= slots.length;
}
