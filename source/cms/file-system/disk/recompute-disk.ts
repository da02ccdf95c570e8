/** Another number of cylinders for a CMS disk whose files stay (GC20-1818, FORMAT with RECOMP). */
import type {Step} from '../../../guest/action.js';
import {AllocationMap} from '../directory/allocation-map.js';
import {
	decodeMap, decodeMaster, encodeMapExtension, encodeMaster, mapExtensions, masterBlock,
} from '../directory/master-directory.js';
import {readBlock, type BlockDevice} from './block-device.js';
import {blocksOf} from './geometry.js';

/**
 * Makes `cylinders` available. Cylinders that the disk had not are laid out first, the map goes to blocks that nothing
 * refers to, block 4 is written last: a crash leaves the old disk or the new one. `loss`: files lie, or the map would
 * not find room, behind what is left; `damaged`: no directory to go by. Nothing is written then. Throws `DiskError`.
 */
export function * recomputeDisk(device: BlockDevice, cylinders: number): Step<'done' | 'loss' | 'damaged'> {
	const block = yield * readBlock(device, masterBlock);
	const master = decodeMaster(block);
	if (!master) {
		return 'damaged';
	}

	const before = decodeMap(master.total, block, yield * device.read(master.mapBlocks));
	for (const number of master.mapBlocks) {
		before.free(number);
	}

	const total = blocksOf(device.geometry, cylinders);
	if (before.highest > total) {
		return 'loss';
	}

	const taken = new AllocationMap(total, before.bytes);
	const map = taken.copy();
	for (const number of master.mapBlocks.filter(each => each <= total)) {
		taken.use(number);
	}

	const mapBlocks = map.allocateMany(mapExtensions(total), taken);
	if (!mapBlocks) {
		return 'loss';
	}

	for (let cylinder = master.cylinders; cylinder < cylinders; cylinder++) {
		yield * device.formatCylinder(cylinder);
	}

	yield * device.write(mapBlocks.map((number, index) => [number, encodeMapExtension(map, index)] as const));
	const {fstBlocks, unitType} = master;
	yield * device.write([[masterBlock, encodeMaster({
		fstBlocks, mapBlocks, cylinders, unitType,
	}, map, map.used)]]);
	return 'done';
}
