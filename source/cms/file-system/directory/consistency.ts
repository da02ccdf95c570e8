/**
 * Whether a disk can be written on without harm to what is on it: the map fits its counts, and what the directory names
 * (its own blocks, the first chain link of each file) is there once, and in use by the map. Cheap, for every ACCESS: no
 * block is read for it. Not here: chains, which `check/` follows.
 */
import {halfwordAt} from '../../../base/layout.js';
import {fst, fstPerBlock, fstSize, isEmptySlot} from './fst.js';
import {decodeMap, firstFreeBlock, type MasterDirectory} from './master-directory.js';
import {mostInQuarters, type Geometry} from '../disk/geometry.js';

/** What was read of a directory. */
type Read = {
	readonly master: MasterDirectory;
	readonly block4: Uint8Array;
	readonly mapBlocks: readonly Uint8Array[];
	readonly fstBlocks: readonly Uint8Array[];
};

export function isConsistent(geometry: Geometry, {master, block4, mapBlocks, fstBlocks}: Read): boolean {
	const {total, used, left} = master;
	const map = decodeMap(total, block4, mapBlocks);
	if (map.used !== used || used + left !== total) {
		return false;
	}

	const named = new Set([...master.fstBlocks, ...master.mapBlocks]);
	for (let block = 1; block < firstFreeBlock; block++) {
		named.add(block);
	}

	for (const block of named) {
		if (!map.isUsed(block)) {
			return false;
		}
	}

	const links = new Set<number>();
	for (const content of fstBlocks) {
		for (let offset = 0; offset < fstPerBlock * fstSize; offset += fstSize) {
			if (isEmptySlot(content, offset)) {
				continue;
			}

			const link = halfwordAt(content, offset + fst.offset.firstChainLink);
			const block = geometry.hasQuarters ? link & mostInQuarters : link;
			if (block < firstFreeBlock || block > total || !map.isUsed(block) || named.has(block) || links.has(link)) {
				return false;
			}

			links.add(link);
		}
	}

	return true;
}
