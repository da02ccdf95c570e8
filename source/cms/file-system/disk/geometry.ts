/**
 * Where an 800-byte block lies on each kind of disk (FACTS on real minidisks; SY20-0887, "CMS disk file management").
 * The 2314's split blocks are not implemented.
 */
import {DiskError, fileCode} from './disk.js';

export const blockSize = 800;
/** A CMS disk's block numbers are 16 bits and the last few stand for other things. */
export const mostBlocks = 65_531;

export type Geometry = {
	/** Machine type, `3350`. */
	readonly name: string;
	/** Unit type in the master file directory, X'257'. */
	readonly unitType: number;
	/** Device type in DIAGNOSE X'24', second byte (class X'04'). */
	readonly deviceType: number;
	readonly blocksPerTrack: number;
	readonly tracksPerCylinder: number;
	readonly blocksPerCylinder: number;
	/** Cylinders of the largest model, an end for a search of a minidisk's size. */
	readonly mostCylinders: number;
};

function geometry(
	name: string,
	unitType: number,
	deviceType: number,
	blocksPerTrack: number,
	tracksPerCylinder: number,
	mostCylinders: number,
): Geometry {
	return {
		name,
		unitType,
		deviceType,
		blocksPerTrack,
		tracksPerCylinder,
		blocksPerCylinder: blocksPerTrack * tracksPerCylinder,
		mostCylinders,
	};
}

export const geometries: readonly Geometry[] = [
	geometry('3350', 0x0B, 0x08, 19, 30, 555),
	geometry('3330', 0x09, 0x10, 14, 19, 808),
];

export const geometry3350 = geometries[0];

/** Cylinder, head and record number of 1-based `block`. */
export function locate(
	geometry: Geometry,
	block: number,
): {readonly cylinder: number; readonly head: number; readonly record: number} {
	const index = block - 1;
	const inCylinder = index % geometry.blocksPerCylinder;
	return {
		cylinder: Math.floor(index / geometry.blocksPerCylinder),
		head: Math.floor(inCylinder / geometry.blocksPerTrack),
		record: (inCylinder % geometry.blocksPerTrack) + 1,
	};
}

/** Blocks of a disk of `cylinders`. */
export function blocksOf(geometry: Geometry, cylinders: number): number {
	return Math.min(cylinders * geometry.blocksPerCylinder, mostBlocks);
}

/** Throws where `block` cannot be a block of a disk of `total` blocks: a directory that is stale or damaged. */
export function requireBlock(block: number, total: number): void {
	if (block < 1 || block > total) {
		throw new DiskError(fileCode.inputOutput, 0, `block ${block} is outside the disk of ${total} blocks`);
	}
}
