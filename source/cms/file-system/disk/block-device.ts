/**
 * What the file system stands on: 800-byte blocks, numbered from 1. Two drivers: `diagnose-disk.ts` in a virtual
 * machine, `system/volumes/volume-blocks.ts` on a volume.
 */
import type {Step} from '../../../guest/action.js';
import type {Geometry} from './geometry.js';

export type BlockDevice = {
	readonly geometry: Geometry;
	readonly readOnly: boolean;
	/** Cylinders of the minidisk. May cost I/O: a virtual machine finds out by trying. */
	cylinders(): Step<number>;
	/** The blocks in the order given, 800 bytes each. Throws `DiskError`. */
	read(blocks: readonly number[]): Step<Uint8Array[]>;
	/**
	 * Writes every block (800 bytes each); all are on the disk when it ends, in no promised order. Throws `DiskError`.
	 */
	write(blocks: ReadonlyArray<readonly [block: number, data: Uint8Array]>): Step;
	/** Lays out the tracks of one cylinder with empty blocks. Throws `DiskError`. */
	formatCylinder(cylinder: number): Step;
};

export function * readBlock(device: BlockDevice, block: number): Step<Uint8Array> {
	const [data] = yield * device.read([block]);
	return data;
}

export function * writeBlock(device: BlockDevice, block: number, data: Uint8Array): Step {
	yield * device.write([[block, data]]);
}
