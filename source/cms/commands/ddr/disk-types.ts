/**
 * Device types of DDR (VM/370's HELP): what each is to DIAGNOSE X'24', and its size as the headers of dumps have it.
 * Not here: 2305, which no machine here has; 2311, 2314 and 2319, on which records of CMS overflow to the next track.
 */

export type DiskType = {
	/** Class 4 of DIAGNOSE X'24'. */
	readonly code: number;
	/** Records of a track at most. */
	readonly mostRecords: number;
	/** Last cylinder, those of alternate tracks included, and last head. */
	readonly lastCylinder: number;
	readonly lastHead: number;
};

export const diskTypes: Readonly<Record<string, DiskType>> = {
	3330: {
		code: 0x10, mostRecords: 100, lastCylinder: 410, lastHead: 18,
	},
	'3330-11': {
		code: 0x10, mostRecords: 100, lastCylinder: 814, lastHead: 18,
	},
	'3340-35': {
		code: 0x01, mostRecords: 55, lastCylinder: 348, lastHead: 11,
	},
	'3340-70': {
		code: 0x01, mostRecords: 55, lastCylinder: 697, lastHead: 11,
	},
	3350: {
		code: 0x08, mostRecords: 110, lastCylinder: 559, lastHead: 29,
	},
};

export const tapeTypes: ReadonlySet<string> = new Set(['2400', '2401', '2415', '2420', '3410', '3411', '3420']);
