/**
 * Block 4, the master file directory: the one pointer to everything else (SY20-0887; offsets as found on real disks).
 * The pointers: numbers of the FST blocks, then X'FFFF', or X'FFFD' and the numbers of the map's extension blocks. The
 * map of a larger disk goes on in those, all of them, where there is something in it: IBM's CMS writes none as long as
 * block 4 holds every bit that is on. X'258' has the quarters of blocks that are free for
 * first chain links (2314 only): ours are whole blocks, and none is left free.
 */
import {
	byte, bytes, fullword, halfword, Layout, many,
} from '../../../base/layout.js';
import {blockSize, mostBlocks} from '../disk/geometry.js';
import {AllocationMap} from './allocation-map.js';

export const labelBlock = 3;
export const masterBlock = 4;
/** Blocks 1 to 4: reserved, label, this directory. */
export const firstFreeBlock = 5;

const noExtension = 0xFF_FF;
const extension = 0xFF_FD;
/** Whether a number among the pointers ends those of the directory's blocks. */
export const endsPointers = (number: number): boolean => number === noExtension || number === extension;
/** Whether such a number has those of the map's blocks behind it. */
export const namesMap = (number: number): boolean => number === extension;

/** Quarters that block 4 has room for. */
const mostQuarters = 100;
/** Numbers of blocks that block 4 has room for, and bytes of the map. */
const pointers = 182;
const mapInMaster = 215;

export const mfd = new Layout(blockSize, {
	pointers: many(0, pointers, halfword),
	total: fullword(0x1_6C),
	used: fullword(0x1_70),
	left: fullword(0x1_74),
	lastMapByte: fullword(0x1_78),
	cylinders: fullword(0x1_7C),
	map: bytes(0x1_80, mapInMaster),
	unitType: byte(0x2_57),
	freeQuarters: many(0x2_58, mostQuarters, halfword),
});

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

/** Extension blocks that a map needs: none as long as block 4 holds all that is in it. */
export function extensionsOf(map: AllocationMap): number {
	return map.last < mapInMaster ? 0 : mapExtensions(map.total);
}

/** FST blocks that a disk of `total` blocks can have. */
export function mostFstBlocks(total: number): number {
	return pointers - 1 - mapExtensions(total);
}

/** What block 4 says, or `undefined` where it cannot be a master file directory. */
export function decodeMaster(block: Uint8Array): MasterDirectory | undefined {
	if (!mfd.fits(block)) {
		return undefined;
	}

	const {
		pointers: numbers, total, used, left, cylinders, unitType,
	} = mfd.decode(block);
	const end = numbers.findIndex(number => endsPointers(number));
	if (end === -1 || total < masterBlock || total > mostBlocks || used > total || left > total) {
		return undefined;
	}

	const mapBlocks = numbers[end] === extension ? numbers.slice(end + 1, end + 1 + mapExtensions(total)) : [];
	const fstBlocks = numbers.slice(0, end);
	const own = [...fstBlocks, ...mapBlocks];
	if (
		own.some(number => number < firstFreeBlock || number > total)
		|| new Set(own).size < own.length
		|| mapBlocks.length !== (numbers[end] === extension ? mapExtensions(total) : 0)
	) {
		return undefined;
	}

	return {
		fstBlocks, mapBlocks, total, used, left, cylinders, unitType,
	};
}

/** The map, of block 4 and its extension blocks. */
export function decodeMap(total: number, master: Uint8Array, extensions: readonly Uint8Array[]): AllocationMap {
	return new AllocationMap(total, Buffer.concat([mfd.decode(master).map, ...extensions]));
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
	const {fstBlocks, mapBlocks, cylinders, unitType} = directory;
	const numbers = [...fstBlocks, ...(mapBlocks.length > 0 ? [extension, ...mapBlocks] : [noExtension])];
	const mapStart = new Uint8Array(mapInMaster);
	mapStart.set(map.bytes.subarray(0, mapInMaster));
	return mfd.encode({
		pointers: [...numbers, ...Array.from({length: pointers - numbers.length}, () => 0)],
		total: map.total,
		used,
		left: map.total - used,
		lastMapByte: map.last,
		cylinders,
		map: mapStart,
		unitType,
		freeQuarters: Array.from({length: mostQuarters}, () => 0),
	});
}
