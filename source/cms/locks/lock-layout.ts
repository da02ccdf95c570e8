/**
 * Where the locks of a disk lie: the first 32 KiB of a segment that the machines of its group share (R15). S/370 code
 * follows the same rules (`lock-table.ts`), so the layout is theirs as well as ours.
 *
 *     X'0000'  head, 64 bytes
 *     X'0040'  members of the group, 16 bytes each
 *     X'0800'  buckets, 1 KiB each: 64 bytes of latch and intent, then cells of 40 bytes
 */
import {
	byte, bytes, characters, fullword, halfword, Layout, type RecordOf,
} from '../../base/layout.js';

/** What the table begins with once somebody has formatted it. */
export const lockEyeCatcher = 'FILELOCK';

export const tableHead = new Layout(64, {
	/** `lockEyeCatcher`; stored last when the table is made. */
	eyeCatcher: characters(0, 8),
	/** Buckets, cells in each, and places for members: what this layout has, or it is another one. */
	buckets: halfword(8),
	cells: halfword(10),
	members: halfword(12),
	/** Counted up by COMPARE AND SWAP for every request: the order of requests, and so who is younger. */
	sequence: fullword(16),
	/** Counted up likewise whenever a machine joins: no two lives of a machine have one number. */
	generation: fullword(20),
});

/** Who may have locks here. Its userid is there before its generation, and goes after it. */
export const memberEntry = new Layout(16, {
	/** Claimed by COMPARE DOUBLE AND SWAP; zeros in a free entry. */
	userid: characters(0, 8),
	/** 0: it has not finished joining. */
	generation: fullword(8),
	/**
	 * Generation of the machine of the group that asks for it, because it has the disk by remote files; 0: it is of the
	 * group itself.
	 */
	agent: fullword(12),
});

export const bucketHead = new Layout(64, {
	/** Generation of the member that changes this bucket; 0: nobody. Taken and given back by COMPARE AND SWAP. */
	latch: fullword(0),
	/** Number of the cell that is about to become `cell`, plus 1; 0: no change is under way. */
	intent: fullword(4),
	cell: bytes(8, 40),
});

/** One lock that a machine has or waits for; all zeros where there is none. */
export const lockCell = new Layout(40, {
	name: characters(0, 8),
	type: characters(8, 8),
	owner: characters(16, 8),
	/** That life of the owner in which it asked. */
	generation: fullword(24),
	/** The head's `sequence` when it asked. */
	sequence: fullword(28),
	/** `lockMode`; 0: a free cell. */
	mode: byte(32),
	/** `cellState`. */
	state: byte(33),
	/** `cellFlag`. */
	flags: byte(34),
});

export type LockCell = RecordOf<typeof lockCell>;

/** SHARE, UPDATE and EXCLUSIVE, as CREATE LOCK of z/VM's file pools has them. */
export const lockMode = {share: 1, update: 2, exclusive: 3} as const;

export type LockMode = typeof lockMode[keyof typeof lockMode];

export const cellState = {held: 1, waiting: 2} as const;

/** `implicit`: CMS asked for it because a file was opened for writing, not the user by CREATE LOCK. */
export const cellFlag = {implicit: 0x80} as const;

/** Places of a group's table; buckets are a prime number, so that names spread. */
export const lockPlaces = {buckets: 29, cells: 24, members: 120} as const;

/** Buckets of a table that a machine keeps for itself and those it serves, in its own storage; a prime number too. */
export const ownBuckets = 11;

const membersAt = tableHead.length;
const bucketsAt = 0x800;
const bucketLength = 0x400;

/** Bytes of a group's table. */
export const lockTableLength = 0x8000;

/** Bytes of a table of so many buckets. */
export const tableLength = (buckets: number): number => bucketsAt + (buckets * bucketLength);

/** Address of a member's entry in the table at `base`. */
export const memberAt = (base: number, member: number): number => base + membersAt + (member * memberEntry.length);

/** Address of a bucket. */
export const bucketAt = (base: number, bucket: number): number => base + bucketsAt + (bucket * bucketLength);

/** Address of a cell of the bucket at `bucketAddress`. */
export const cellAt = (bucketAddress: number, cell: number): number =>
	bucketAddress + bucketHead.length + (cell * lockCell.length);

/** The bucket of a file: the sum of the four words of its name and type, by the number of buckets. */
export function bucketOf(nameAndType: Uint8Array, buckets: number = lockPlaces.buckets): number {
	const view = new DataView(nameAndType.buffer, nameAndType.byteOffset, 16);
	let sum = 0;
	for (let at = 0; at < 16; at += 4) {
		sum = (sum + view.getUint32(at)) >>> 0;
	}

	return sum % buckets;
}
