/**
 * Where an 800-byte block lies on each kind of disk that CMS has files on (SY20-0887, "CMS disk file management"; as
 * found on real minidisks, and as IBM's CMS asks for them). A track of most holds whole blocks, of 800 bytes each. A
 * 2314 has fifteen on every two tracks, with records of their numbers and 829 bytes, of which they use 800: R1 to R7 on
 * the one, R9 to R15 on the other, and R8 is an overflow record, whose second segment is the first of the other track.
 */
import {DiskError, fileCode} from './disk.js';

export const blockSize = 800;
/** A CMS disk's block numbers are 16 bits and the last few stand for other things. */
export const mostBlocks = 65_531;

/** Numbers of blocks that can have quarters: 14 bits. */
export const mostInQuarters = 0x3F_FF;

export type Geometry = {
	/** Machine type, `3350`. */
	readonly name: string;
	/** Unit type in the master file directory, X'257'. */
	readonly unitType: number;
	/** Device type in DIAGNOSE X'24', second byte (class X'04'). */
	readonly deviceType: number;
	/** Blocks that lie together: on a track, or on two. */
	readonly blocksPerTrack: number;
	/** Tracks that such blocks lie on. */
	readonly tracksTogether: 1 | 2;
	readonly tracksPerCylinder: number;
	readonly blocksPerCylinder: number;
	/** Cylinders of the largest model, an end for a search of a minidisk's size. */
	readonly mostCylinders: number;
	/** Blocks that a disk of ours has at most. */
	readonly mostBlocks: number;
	/** First chain links may be quarters of blocks, whose numbers have 14 bits then. */
	readonly hasQuarters: boolean;
	/** What is on each of the tracks that lie together. */
	readonly tracks: readonly TrackLayout[];
};

/** Records of a track: the number of the first, the length of each; `overflows`: the last goes on on the next track. */
export type TrackLayout = {readonly first: number; readonly lengths: readonly number[]; readonly overflows?: boolean};

type GeometryOptions = Pick<
	Geometry,
	'name' | 'unitType' | 'deviceType' | 'blocksPerTrack' | 'tracksPerCylinder' | 'mostCylinders'
> & {readonly tracks?: Geometry['tracks']; readonly hasQuarters?: boolean};

function geometry(options: GeometryOptions): Geometry {
	const {blocksPerTrack, tracksPerCylinder} = options;
	const {tracks = [{first: 1, lengths: Array.from({length: blocksPerTrack}, () => blockSize)}]} = options;
	const {hasQuarters = false} = options;
	return {
		...options,
		tracks,
		hasQuarters,
		mostBlocks: hasQuarters ? mostInQuarters : mostBlocks,
		tracksTogether: tracks.length === 2 ? 2 : 1,
		blocksPerCylinder: blocksPerTrack * tracksPerCylinder / tracks.length,
	};
}

/** Whole blocks on each of two tracks of a 2314, and lengths of the two parts of the one between. */
const wholeOn2314 = 7;
const records2314 = Array.from({length: wholeOn2314}, () => 829);
const parts2314 = [414, 415] as const;

export const geometries: readonly Geometry[] = [
	geometry({
		name: '3350', unitType: 0x0B, deviceType: 0x08, blocksPerTrack: 19, tracksPerCylinder: 30, mostCylinders: 555,
	}),
	geometry({
		name: '3330', unitType: 0x09, deviceType: 0x10, blocksPerTrack: 14, tracksPerCylinder: 19, mostCylinders: 808,
	}),
	geometry({
		name: '3340', unitType: 0x0A, deviceType: 0x01, blocksPerTrack: 8, tracksPerCylinder: 12, mostCylinders: 696,
	}),
	geometry({
		name: '2314', unitType: 0x08, deviceType: 0x40, blocksPerTrack: 15, tracksPerCylinder: 20, mostCylinders: 203,
		hasQuarters: true,
		tracks: [
			{first: 1, lengths: [...records2314, parts2314[0]], overflows: true},
			{first: wholeOn2314 + 1, lengths: [parts2314[1], ...records2314]},
		],
	}),
];

export const geometry3350 = geometries[0];

/** That of a model, `3330-11`; `undefined`: CMS has no disks on it. */
export const geometryOf = (model: string): Geometry | undefined => geometries.find(({name}) => model.startsWith(name));

/** A record, and the bytes of a block that are in it. */
export type BlockPart = {
	readonly cylinder: number;
	readonly head: number;
	readonly record: number;
	/** Of the block: the first byte, and how many. */
	readonly from: number;
	readonly bytes: number;
};

/** The record of 1-based `block`, as a program reads and writes it: an overflow record is one. */
export function recordOf(geometry: Geometry, block: number): BlockPart {
	const {blocksPerCylinder, blocksPerTrack, tracksTogether} = geometry;
	const inCylinder = (block - 1) % blocksPerCylinder;
	const place = inCylinder % blocksPerTrack;
	const first = Math.floor(inCylinder / blocksPerTrack) * tracksTogether;
	return {
		cylinder: Math.floor((block - 1) / blocksPerCylinder),
		head: first + (tracksTogether === 2 && place > wholeOn2314 ? 1 : 0),
		record: place + 1,
		from: 0,
		bytes: blockSize,
	};
}

/** Where 1-based `block` lies, from its first byte on: one part, or two on neighbouring tracks. */
export function locate(geometry: Geometry, block: number): readonly BlockPart[] {
	const whole = recordOf(geometry, block);
	const {head, record} = whole;
	if (geometry.tracksTogether === 1 || record !== wholeOn2314 + 1) {
		return [whole];
	}

	const [first] = parts2314;
	return [
		{...whole, bytes: first},
		{...whole, head: head + 1, from: first, bytes: blockSize - first},
	];
}

/** Whether two blocks lie together: one chain of CCWs reads both. Holes, 0, lie with holes. */
export const liesWith = ({blocksPerTrack}: Geometry, one: number, other: number): boolean =>
	Math.floor((one - 1) / blocksPerTrack) === Math.floor((other - 1) / blocksPerTrack);

/** What is on a track. */
export const layoutOf = ({tracks, tracksTogether}: Geometry, head: number): TrackLayout =>
	tracks[head % tracksTogether];

/** Blocks of a disk of `cylinders`. */
export function blocksOf(geometry: Geometry, cylinders: number): number {
	return Math.min(cylinders * geometry.blocksPerCylinder, geometry.mostBlocks);
}

/** Throws where `block` cannot be a block of a disk of `total` blocks: a directory that is stale or damaged. */
export function requireBlock(block: number, total: number): void {
	if (block < 1 || block > total) {
		throw new DiskError(fileCode.inputOutput, 0, `block ${block} is outside the disk of ${total} blocks`);
	}
}
