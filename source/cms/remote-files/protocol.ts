/**
 * What machines say to each other about remote files (R14; the paper, "Remote File Functions"; its report RC 4486
 * cannot be had, so the records are ours). The machine that uses a disk keeps one exchange open with the machine that
 * has it, its session: when that ends, whichever way, everything the user had under way there is dropped. A request is
 * a block sent under `verb.request`; its answer is fetched under `verb.answer`.
 */
import {
	byte, bytes, characters, fullword, halfword, Layout, type RecordOf,
} from '../../base/layout.js';
import {fstSize} from '../file-system/directory/fst.js';

export const verb = {
	session: 'RFSN',
	request: 'RFRQ',
	/** Value: number of the request. */
	answer: 'RFAN',
	/** The records behind those of the `read` whose number is the value: who reads on needs one exchange for them. */
	next: 'RFNX',
	/** What the user had under way is given up (HX); locks that he has by CREATE LOCK stay. */
	abandon: 'RFAB',
} as const;

export const remoteFunction = {
	/** The directory, where it is no longer as `tag` says. */
	directory: 1,
	/** Records of the file that `entry` describes, from `record` on, `most` bytes of them. */
	read: 2,
	/** Packed records of a new file. */
	write: 3,
	erase: 4,
	rename: 5,
	/** A lock of `lockMode`; where `lockFlag.wait` says so, its answer comes when it is had or cannot be. */
	lock: 6,
	unlock: 7,
	/** The new file is given up. */
	drop: 8,
	/** Locks of the disk, from number `record` on; of one file where its name is given. */
	locks: 9,
	/** The disk was released: no lock of it is wanted any more. */
	leave: 10,
} as const;

/** Of `lock` and `unlock`. `implicit`: because the file is open for writing. */
export const lockFlag = {implicit: 0x80, wait: 0x40} as const;

/** Of `write`: whether the block is the file's first and its last. */
export const writeFlag = {first: 0x80, last: 0x40} as const;

/**
 * Files that a machine lends another for one request of its own are asked for by the letter of the disk, in place of a
 * device address: no device has one so high.
 */
const lentFrom = 0x1000;

/** The `device` of a request for lent files of a disk and those that extend it; `*`: of all disks. */
export const lentDevice = (letter: string): number => lentFrom + (letter.codePointAt(0) ?? 0);

/** Which disk it means; `undefined`: it is the address of a device. */
export const lentLetter = (device: number): string | undefined =>
	device >= lentFrom ? String.fromCodePoint(device - lentFrom) : undefined;

/** Answers that wait for a requester, and files on their way from one, whose program may be interrupted by another. */
export const mostUnderWay = 8;

/** Most bytes that go with a request, or with an answer that is no records: a track. */
export const mostData = 15_200;

/** A request; data of a `write` behind it. */
export const requestBlock = new Layout(144, {
	function: byte(0),
	flags: byte(1),
	/** The disk, by its virtual address in the owner's machine. */
	device: halfword(2),
	name: characters(4, 8),
	type: characters(12, 8),
	modeNumber: characters(20, 1),
	recordFormat: characters(21, 1),
	newName: characters(22, 8),
	newType: characters(30, 8),
	date: characters(38, 10),
	time: characters(48, 5),
	tag: bytes(56, 8),
	recordLength: fullword(64),
	record: fullword(68),
	/** Bytes of a record that is longer than an answer: how many are there already. */
	offset: fullword(72),
	most: fullword(76),
	entry: bytes(80, fstSize),
	/** Number of the request, which its answer has too. */
	number: fullword(120),
	/** Of `write` and `drop`: which of the files that are on their way. */
	handle: fullword(124),
	lockMode: byte(128),
});

export type RemoteRequest = RecordOf<typeof requestBlock>;

/** What became of a request, apart from a `fileCode`. */
export const remoteCode = {
	/** The disk is not accessed there, or nothing of it is granted: the requester is not told which. */
	noDisk: 201,
	/** The file is no longer the one the request means. */
	gone: 202,
	/** The request makes no sense to the owner. */
	invalid: 203,
	/** The owner has no storage or no patience for it now. */
	busy: 204,
	/** Others have the lock; the data are their userids, eight characters each. */
	locked: 205,
	/** To wait for it would be for ever: those in the data wait for the requester. */
	circle: 206,
	/** There is no room for another lock. */
	full: 207,
	/** The requester has no such lock. */
	noLock: 208,
} as const;

/** A lock, in the answer of `locks`. */
export const lockRecord = new Layout(32, {
	name: characters(0, 8),
	type: characters(8, 8),
	owner: characters(16, 8),
	mode: byte(24),
	/** `lockState`. */
	flags: byte(25),
});

export const lockState = {waiting: 0x80, implicit: 0x40} as const;

/** An answer; data behind it: entries of a directory, packed records. */
export const answerBlock = new Layout(64, {
	code: byte(0),
	flags: byte(1),
	number: fullword(4),
	/** Of a directory. */
	tag: bytes(8, 8),
	label: characters(16, 6),
	unitType: byte(22),
	total: fullword(24),
	used: fullword(28),
	left: fullword(32),
	cylinders: fullword(36),
	/** Entries of the whole directory, or of all locks; of `read`: records in the data. */
	count: fullword(40),
});

/** Bytes of records that one answer may hold, the most that both machines have storage for: four tracks at best. */
export const readSizes = [60_800, mostData, 3200] as const;

/** The largest of them that there is room for; the smallest is tried in any case. */
export const readSize = (hasRoom: (bytes: number) => boolean): number =>
	readSizes.find(size => hasRoom(size + answerBlock.length)) ?? readSizes[2];

export type RemoteAnswer = RecordOf<typeof answerBlock>;

export const answerFlag = {
	/** The disk cannot be written on by who asks. */
	readOnly: 0x80,
	/** The directory is as the tag said. */
	same: 0x40,
	/** The data is a part of one record. */
	part: 0x20,
	/** Of lent files: no disk has the letter. */
	absent: 0x10,
} as const;

/** No tag: the whole directory is wanted. */
export const noTag = new Uint8Array(8);
