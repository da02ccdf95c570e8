/** One file of a disk that may be damaged: how far its chain can be followed, and how many of its records are there. */
import {append} from '../../../base/sequences.js';
import {halfwordAt} from '../../../base/layout.js';
import type {Step} from '../../../guest/action.js';
import type {BlockDevice} from '../disk/block-device.js';
import {blockSize} from '../disk/geometry.js';
import {firstFreeBlock} from '../directory/master-directory.js';
import {firstLink, furtherLink} from '../files/chain.js';
import {mostRecords, recordHead} from '../files/records.js';
import {readIfReadable} from './master-survey.js';

export type Chain = {
	/** Blocks of chain links, the first one first, and of data, as far as they can be followed. */
	readonly links: readonly number[];
	readonly data: readonly number[];
	/** Where it cannot be followed further; `undefined`: it was followed to its end. */
	readonly problem?: string;
};

const upToZero = (numbers: readonly number[]): readonly number[] => {
	const end = numbers.indexOf(0);
	return end === -1 ? numbers : numbers.slice(0, end);
};

/** Follows the chain from the first chain link's block; `total`: blocks of the disk. */
export function * followChain(device: BlockDevice, first: number, total: number): Step<Chain> {
	const content = yield * readIfReadable(device, first);
	if (!content) {
		return {links: [], data: [], problem: `block ${first}, its chain link, cannot be read`};
	}

	const {links: further, data: numbers} = firstLink.decode(content);
	const links = [first];
	const data: number[] = [];
	const outside = takeInside(data, upToZero(numbers), total);
	if (outside !== undefined) {
		return {links, data, problem: `block ${outside} of its chain is outside the disk`};
	}

	for (const link of upToZero(further)) {
		const block = link >= firstFreeBlock && link <= total ? yield * readIfReadable(device, link) : undefined;
		if (!block) {
			return {links, data, problem: `block ${link}, a chain link, is outside the disk`};
		}

		links.push(link);
		const wrong = takeInside(data, upToZero(furtherLink.decode(block).data), total);
		if (wrong !== undefined) {
			return {links, data, problem: `block ${wrong} of its chain is outside the disk`};
		}
	}

	return {links, data};
}

/** Takes numbers up to the first that cannot be one, and answers that. */
function takeInside(data: number[], numbers: readonly number[], total: number): number | undefined {
	const wrong = numbers.findIndex(number => number < firstFreeBlock || number > total);
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
