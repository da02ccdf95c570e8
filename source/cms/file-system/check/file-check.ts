/** One file of a disk that may be damaged: how far its chain can be followed, and how many of its records are there. */
import {append} from '../../../base/sequences.js';
import {halfwordAt} from '../../../base/layout.js';
import type {Step} from '../../../guest/action.js';
import type {BlockDevice} from '../disk/block-device.js';
import {blockSize} from '../disk/geometry.js';
import {firstFreeBlock} from '../directory/master-directory.js';
import {
	firstLink, furtherLink, partsOf, sparseLength, upToZero, type ChainEntry,
} from '../files/chain.js';
import {mostRecords, recordHead} from '../files/records.js';
import {readIfReadable} from './master-survey.js';

export type Chain = {
	/** Blocks of chain links, the first one first, and of data, as far as they can be followed; 0: a hole. */
	readonly links: readonly number[];
	readonly data: readonly number[];
	/** Where it cannot be followed further; `undefined`: it was followed to its end. */
	readonly problem?: string;
};

/** Follows the chain of an entry, holes among its links and blocks; `total`: blocks of the disk. */
export function * followChain(device: BlockDevice, entry: ChainEntry, total: number): Step<Chain> {
	const {firstChainLink: first} = entry;
	const content = yield * readIfReadable(device, first);
	if (!content) {
		return {links: [], data: [], problem: `block ${first}, its chain link, cannot be read`};
	}

	const length = sparseLength(entry);
	const isSparse = length !== undefined;
	const {links: further, data: numbers} = partsOf(firstLink.decode(content), length);
	const links = [first];
	const data: number[] = [];
	const outside = takeInside(data, numbers, total);
	if (outside !== undefined) {
		return {links, data, problem: `block ${outside} of its chain is outside the disk`};
	}

	for (const link of further) {
		const isHole = isSparse && link === 0;
		const block = isHole
			? new Uint8Array(blockSize)
			: (link >= firstFreeBlock && link <= total ? yield * readIfReadable(device, link) : undefined);
		if (!block) {
			return {links, data, problem: `block ${link}, a chain link, is outside the disk`};
		}

		links.push(link);
		const named = furtherLink.decode(block).data;
		const wrong = takeInside(data, isSparse ? named.slice(0, length - data.length) : upToZero(named), total);
		if (wrong !== undefined) {
			return {links, data, problem: `block ${wrong} of its chain is outside the disk`};
		}
	}

	return {links, data};
}

/** Takes numbers, and zeros, up to the first that cannot be one, and answers that. */
function takeInside(data: number[], numbers: readonly number[], total: number): number | undefined {
	const wrong = numbers.findIndex(number => number !== 0 && (number < firstFreeBlock || number > total));
	append(data, wrong === -1 ? numbers : numbers.slice(0, wrong));
	return wrong === -1 ? undefined : numbers[wrong];
}

/** Records of a file that are whole, and the longest of them. */
export type WholeRecords = {readonly count: number; readonly longest: number; readonly bytes: number};

/** How many of `count` records lie in a file's bytes. */
export function wholeRecords(
	bytes: Uint8Array,
	recordFormat: 'F' | 'V',
	recordLength: number,
	count: number,
): WholeRecords {
	if (recordFormat === 'F') {
		const whole = Math.min(count, Math.floor(bytes.length / recordLength));
		return {count: whole, longest: recordLength, bytes: whole * recordLength};
	}

	let at = 0;
	let found = 0;
	let longest = 0;
	while (found < Math.min(count, mostRecords) && at + recordHead.length <= bytes.length) {
		const length = halfwordAt(bytes, at);
		const end = at + recordHead.length + length;
		if (length === 0 || length > recordLength || end > bytes.length) {
			break;
		}

		longest = Math.max(longest, length);
		at = end;
		found++;
	}

	return {count: found, longest, bytes: at};
}

/** Data blocks that so many bytes need. */
export const blocksOfLength = (bytes: number): number => Math.ceil(bytes / blockSize);
