/**
 * Block 4, the master file directory: the one pointer to everything else (SY20-0887; offsets as found on real disks).
 * 0–X'16B' numbers of the FST blocks, then X'FFFF', or X'FFFD' and the numbers of the map's extension blocks; X'16C'
 * total, X'170' used, X'174' left, X'178' last non-zero map byte, X'17C' cylinders; X'180' first 215 bytes of the map;
 * X'257' unit type; X'258' free quarters of blocks (2314 only).
 */
import {blockSize} from '../disk/geometry.js';
import {AllocationMap} from './allocation-map.js';

export const labelBlock = 3;
export const masterBlock = 4;
/** Blocks 1 to 4: reserved, label, this directory. */
export const firstFreeBlock = 5;

const pointers = 182;
const noExtension = 0xFF_FF;
const extension = 0xFF_FD;
/** Bytes of the map that block 4 itself holds. */
const mapInMaster = 215;
const mapOffset = 0x1_80;

export type MasterDirectory = {
	readonly fstBlocks: readonly number[];
	/** Blocks that hold the map from byte 215 on. */
	readonly mapBlocks: readonly number[];
	readonly total: number;
	readonly used: number;
	readonly left: number;
	readonly cylinders: number;
	readonly unitType: number;
};

/** Extension blocks that the map of a disk of `total` blocks needs. */
export function mapExtensions(total: number): number {
	return Math.max(0, Math.ceil((Math.ceil(total / 8) - mapInMaster) / blockSize));
}

/** FST blocks that a disk of `total` blocks can have. */
export function mostFstBlocks(total: number): number {
	return pointers - 1 - mapExtensions(total);
}

/** What block 4 says, or `undefined` where it cannot be a master file directory. */
export function decodeMaster(block: Uint8Array): MasterDirectory | undefined {
	const view = new DataView(block.buffer, block.byteOffset, blockSize);
	const total = view.getUint32(0x1_6C);
	const numbers = Array.from({length: pointers}, (_, index) => view.getUint16(index * 2));
	const end = numbers.findIndex(number => number === noExtension || number === extension);
	if (end === -1 || total < masterBlock || total > 0xFF_FF) {
		return undefined;
	}

	const mapBlocks = numbers[end] === extension ? numbers.slice(end + 1, end + 1 + mapExtensions(total)) : [];
	const fstBlocks = numbers.slice(0, end);
	if (
		[...fstBlocks, ...mapBlocks].some(number => number < firstFreeBlock || number > total)
		|| mapBlocks.length !== mapExtensions(total)
	) {
		return undefined;
	}

	return {
		fstBlocks,
		mapBlocks,
		total,
		used: view.getUint32(0x1_70),
		left: view.getUint32(0x1_74),
		cylinders: view.getUint32(0x1_7C),
		unitType: block[0x2_57],
	};
}

/** The map, of block 4 and its extension blocks. */
export function decodeMap(total: number, master: Uint8Array, extensions: readonly Uint8Array[]): AllocationMap {
	const bytes = new Uint8Array(mapInMaster + (extensions.length * blockSize));
	bytes.set(master.subarray(mapOffset, mapOffset + mapInMaster));
	for (const [index, block] of extensions.entries()) {
		bytes.set(block, mapInMaster + (index * blockSize));
	}

	return new AllocationMap(total, bytes);
}

/** Content of map extension block `index` (from 0). */
export function encodeMapExtension(map: AllocationMap, index: number): Uint8Array {
	const block = new Uint8Array(blockSize);
	const start = mapInMaster + (index * blockSize);
	block.set(map.bytes.subarray(start, start + blockSize));
	return block;
}

/** Block 4. The counts come from `map`. */
export function encodeMaster(
	directory: Pick<MasterDirectory, 'fstBlocks' | 'mapBlocks' | 'cylinders' | 'unitType'>,
	map: AllocationMap,
	used: number,
): Uint8Array {
	const block = new Uint8Array(blockSize);
	const view = new DataView(block.buffer);
	const {fstBlocks, mapBlocks} = directory;
	const numbers = [...fstBlocks, ...(mapBlocks.length > 0 ? [extension, ...mapBlocks] : [noExtension])];
	for (const [index, number] of numbers.entries()) {
		view.setUint16(index * 2, number);
	}

	view.setUint32(0x1_6C, map.total);
	view.setUint32(0x1_70, used);
	view.setUint32(0x1_74, map.total - used);
	view.setUint32(0x1_78, map.last);
	view.setUint32(0x1_7C, directory.cylinders);
	block.set(map.bytes.subarray(0, mapInMaster), mapOffset);
	block[0x2_57] = directory.unitType;
	return block;
}
