/**
 * Block 4 of a disk that may be damaged, read for what of it can still be used: how many blocks there are, where the
 * directory and the map lie.
 */
import type {Step} from '../../../guest/action.js';
import type {BlockDevice} from '../disk/block-device.js';
import {DiskError} from '../disk/disk.js';
import {blockSize, blocksOf} from '../disk/geometry.js';
import {type AllocationMap} from '../directory/allocation-map.js';
import {
	decodeMap, endsPointers, firstFreeBlock, mapExtensions, masterBlock, mfd, namesMap,
} from '../directory/master-directory.js';
import {isDirectoryBlock} from './entry-check.js';

export type MasterSurvey = {
	readonly total: number;
	readonly cylinders: number;
	readonly used: number;
	readonly left: number;
	/** Directory blocks that are plausible, with their content. */
	readonly fstBlocks: ReadonlyArray<{readonly block: number; readonly content: Uint8Array}>;
	/** Blocks of the map that can be used; others must be found. */
	readonly mapBlocks: readonly number[];
	/** What the map says, as far as it can be read. */
	readonly map: AllocationMap;
	/** The map fits its counts: what it says is in use was. */
	readonly isTrusted: boolean;
	readonly problems: readonly string[];
};

/** One block; `undefined` where the disk cannot read it. */
export function * readIfReadable(device: BlockDevice, block: number): Step<Uint8Array | undefined> {
	try {
		const [content] = yield * device.read([block]);
		return content;
	} catch (error) {
		if (error instanceof DiskError) {
			return undefined;
		}

		throw error;
	}
}

/**
 * `undefined`: no directory block can be found, or some may be missing and the map, which does not fit its counts, does
 * not say which.
 */
export function * surveyMaster(device: BlockDevice): Step<MasterSurvey | undefined> {
	const block4 = yield * readIfReadable(device, masterBlock);
	if (!block4) {
		return undefined;
	}

	const problems: string[] = [];
	const master = mfd.decode(block4);
	const size = yield * device.cylinders();
	const cylinders = master.cylinders >= 1 && master.cylinders <= size ? master.cylinders : size;
	const total = blocksOf(device.geometry, cylinders);
	if (master.total !== total || master.cylinders !== cylinders) {
		problems.push(`the master file directory tells of ${master.total} blocks on ${master.cylinders} cylinders, `
			+ `there are ${total} on ${cylinders}`);
	}

	const isPlace = (block: number): boolean => block >= firstFreeBlock && block <= total;
	const numbers = master.pointers;
	const marker = numbers.findIndex(number => endsPointers(number));
	if (marker === -1) {
		problems.push('the master file directory does not say where its blocks end');
	}

	const named = marker === -1 ? numbers : numbers.slice(0, marker);
	const taken = new Set<number>();
	const fstBlocks: Array<{block: number; content: Uint8Array}> = [];
	for (const block of named) {
		const content = isPlace(block) && !taken.has(block) ? yield * readIfReadable(device, block) : undefined;
		if (content && isDirectoryBlock(content, total)) {
			taken.add(block);
			fstBlocks.push({block, content});
		} else if (marker !== -1 || block !== 0) {
			problems.push(`the master file directory points to block ${block}, which is none of the directory`);
		}
	}

	const extensions = marker !== -1 && namesMap(numbers[marker]) ? mapExtensions(total) : 0;
	const behind = numbers.slice(marker + 1, marker + 1 + extensions);
	const mapBlocks = behind.filter(block => isPlace(block) && !taken.has(block));
	const further: Uint8Array[] = [];
	for (const block of mapBlocks) {
		further.push((yield * readIfReadable(device, block)) ?? new Uint8Array(blockSize));
	}

	if (mapBlocks.length < extensions || new Set(mapBlocks).size < mapBlocks.length) {
		problems.push('the master file directory does not say where all of the map is');
	}

	const map = decodeMap(total, block4, further);
	const isTrusted = map.used === master.used && master.used + master.left === total;
	const isLost = isTrusted
		? fstBlocks.length === 0 && (yield * findLost(device, map, taken)).length === 0
		: problems.length > 0;
	return isLost
		? undefined
		: {
			total, cylinders, used: master.used, left: master.left, fstBlocks, mapBlocks: [...new Set(mapBlocks)], map,
			isTrusted, problems,
		};
}

/**
 * Directory blocks that nothing points to: in use as the map says, owned by nothing, and with entries that can only be
 * those of files. Older ones are free in the map.
 */
export function * findLost(
	device: BlockDevice,
	map: AllocationMap,
	owned: ReadonlySet<number> | ReadonlyMap<number, unknown>,
): Step<Array<{readonly block: number; readonly content: Uint8Array}>> {
	const found: Array<{block: number; content: Uint8Array}> = [];
	for (let block = firstFreeBlock; block <= map.total; block++) {
		if (map.isUsed(block) && !owned.has(block)) {
			const content = yield * readIfReadable(device, block);
			if (content && content.some(byte => byte !== 0) && isDirectoryBlock(content, map.total, 'all')) {
				found.push({block, content});
			}
		}
	}

	return found;
}
