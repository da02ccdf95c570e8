/** An empty CMS file system (GC20-1818, FORMAT). */
import type {Step} from '../../../guest/action.js';
import {encodeLabel} from '../directory/disk-label.js';
import {AllocationMap} from '../directory/allocation-map.js';
import {writeBlock, type BlockDevice} from './block-device.js';
import {blockSize, blocksOf} from './geometry.js';
import {
	encodeMaster, firstFreeBlock, labelBlock, masterBlock,
} from '../directory/master-directory.js';

/**
 * Lays out `cylinders` and writes label, map and a directory whose one block is empty, as IBM's FORMAT does (its ACCESS
 * reads the first block of any directory), the directory's pointer last. Throws `DiskError`.
 */
export function * formatBlocks(device: BlockDevice, label: string, cylinders: number): Step {
	for (let cylinder = 0; cylinder < cylinders; cylinder++) {
		yield * device.formatCylinder(cylinder);
	}

	const map = new AllocationMap(blocksOf(device.geometry, cylinders));
	const fstBlock = firstFreeBlock;
	for (let block = 1; block <= fstBlock; block++) {
		map.use(block);
	}

	yield * device.write([[labelBlock, encodeLabel(label)], [fstBlock, new Uint8Array(blockSize)]]);
	yield * writeBlock(device, masterBlock, encodeMaster({
		fstBlocks: [fstBlock], mapBlocks: [], cylinders, unitType: device.geometry.unitType,
	}, map, map.used));
}
