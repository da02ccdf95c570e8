/** CMS disks as commands see them (GC20-1819, section 4). */
import type {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {DiskLocks} from '../../locks/disk-locks.js';

/** What a file's directory entry says; text trimmed. */
export type FileStatus = {
	readonly name: string;
	readonly type: string;
	/**
	 * Mode letter and number as stored on the disk (`A1`); the letter of the disk it was found on replaces the stored
	 * one.
	 */
	readonly mode: string;
	readonly recordFormat: 'F' | 'V';
	/** Length of the longest record (V) or of every record (F). */
	readonly recordLength: number;
	/** Records. */
	readonly records: number;
	/** 800-byte data blocks. */
	readonly blocks: number;
	/** `yyyy-mm-dd` and `hh:mm`. */
	readonly date: string;
	readonly time: string;
};

/** A disk in the search order. */
export type AccessedDisk = {
	readonly letter: string;
	/** The letter it extends (`B/A`), else undefined. */
	readonly extensionOf: string | undefined;
	readonly device: number;
	/** The machine that has the disk and does what is asked (`ACCESS ... (REMOTE`); none where it is this one's. */
	readonly owner: string | undefined;
	/** The segment in which a group of machines shares it; none where it is this one's alone. */
	readonly segmentName: string | undefined;
	readonly label: string;
	readonly readOnly: boolean;
	readonly blocks: {readonly total: number; readonly used: number; readonly left: number};
	readonly cylinders: number;
	readonly deviceType: string;
	readonly blocksPerCylinder: number;
	/** All files, in directory order. */
	list(): readonly FileStatus[];
	find(name: string, type: string): FileStatus | undefined;
};

/** A file open for reading, record by record (1-based). */
export type OpenFile = {
	readonly status: FileStatus;
	/** The record, or undefined past the end; return code 'gone' where the file was erased or replaced under us. */
	read(record: number): Step<Uint8Array | undefined | 'gone'>;
	/** The record where a block that was read has all of it, not a copy; `undefined`: it has to be read, or is none. */
	inHand?(record: number): Uint8Array | undefined;
	/**
	 * Records from `record` on in order, as many as `bytes` hold, one at least; none past the end. With this a file is
	 * read from front to back: blocks are read ahead.
	 */
	readMany(record: number, bytes: number): Step<readonly Uint8Array[] | 'gone'>;
	close(): void;
};

/**
 * Return codes of the file system's functions (GC20-1818, FSREAD and FSWRITE). `inputOutput`: a permanent error of the
 * device.
 */
export const fileCode = {
	ok: 0,
	inputOutput: 3,
	noData: 8,
	/** Somebody else writes the file. */
	inUse: 9,
	directoryFull: 10,
	/** The disk's owner does not permit it. */
	notPermitted: 12,
	diskFull: 13,
	recordTooLong: 17,
	tooLarge: 19,
	name: 20,
	type: 21,
	exists: 24,
	notFound: 28,
	diskNotAccessed: 36,
	readOnly: 36,
	/** To wait for the machine that has the file locked would be for ever (ours). */
	deadlock: 71,
} as const;

/** Return codes of `DiskTable.access` and `format`, beside 0: the numbers of IBM's messages. */
export const accessCode = {
	ok: 0,
	readOnly: 37,
	parentNotAccessed: 69,
	deviceError: 112,
	notAttached: 113,
	unsupported: 114,
	/** The machine that should have the disk does not answer. */
	noAnswer: 115,
	/** The segment is that of another disk, has no room for the directory, or cannot be loaded (ours). */
	otherDisk: 116,
	segmentFull: 117,
	noSegment: 118,
	/** It is not emptied: others have files of it open, or locked (ours). */
	inUse: 119,
	/** Fewer cylinders would not hold what is on the disk. */
	lossOfData: 214,
} as const;

/**
 * Thrown by `open`, `read` and `readAll` where the device fails, was detached under us or holds no file there any more
 * (another machine changed the disk); the functions that answer a `fileCode` answer `inputOutput` instead. `code` is
 * what the message `ERROR 'nn' READING FILE` shows; the command ends with 100.
 */
export class DiskError extends Error {
	constructor(
		readonly code: number,
		/** R15 of DIAGNOSE X'18', or 0 where the content is at fault. */ readonly reason: number,
		message: string,
	) {
		super(message);
	}
}

/**
 * Records that come one batch after the other, so that a file of any size passes through a machine of any size: what a
 * copy reads, and what a new file is written from.
 */
export type RecordSource = {
	/** The next records, in order; none at the end. Throws `DiskError`. */
	next(): Step<readonly Uint8Array[]>;
};

/** `code` where a device is at fault; what else was thrown is thrown on. */
export function failureCode(error: unknown, code: number): number {
	if (error instanceof DiskError) {
		return code;
	}

	throw error;
}

/** What a file to be written is, beside its records. */
export type NewForm = {
	readonly name: string;
	readonly type: string;
	readonly modeNumber: string;
	readonly recordFormat: 'F' | 'V';
	/** F: length of every record (longest record by default); shorter ones are padded with blanks. */
	readonly recordLength?: number;
	/** `yyyy-mm-dd` and `hh:mm`; now by default. */
	readonly date?: string;
	readonly time?: string;
	/** F: data blocks (from 0) that somebody wrote into; the others are zeros, and holes where the disk is local. */
	readonly written?: ReadonlySet<number>;
};

/**
 * A new file that comes piece by piece, its records packed as they lie on a disk: nobody sees anything of it before its
 * end. Both answer a `fileCode`.
 */
export type ArrivingFile = {
	/** Pieces may be cut anywhere. */
	add(packed: Uint8Array): Step<number>;
	/** Everything has come: it takes the place of one of the same name. */
	end(): Step<number>;
	/** Comes last, whatever was before: what did not come to its end leaves nothing behind. */
	drop(): Step;
};

/** A file to be written. */
export type NewFile = NewForm & {readonly records: readonly Uint8Array[]};

/** Functions on the files of one accessed disk, whoever keeps them. They answer a `fileCode`. */
export type DiskFiles = {
	/** Throws `DiskError`. */
	open(status: FileStatus): Step<OpenFile>;
	/** Every record. Throws `DiskError`. */
	readAll(status: FileStatus): Step<Uint8Array[]>;
	write(file: NewFile): Step<number>;
	writeFrom(form: NewForm, records: RecordSource): Step<number>;
	/** The same of a file that comes piece by piece; nobody else writes it meanwhile. A `fileCode` where it cannot. */
	begin(form: NewForm): Step<ArrivingFile | number>;
	erase(name: string, type: string): Step<number>;
	rename(from: FileName, to: FileName & {readonly modeNumber: string}): Step<number>;
	/**
	 * Reserves the writing of a file for programs of this machine that have it open: nobody else, none of those who
	 * share the disk either, changes it until `unclaim`. Answers a `fileCode`.
	 */
	claim(name: string, type: string, modeNumber: string): Step<number>;
	unclaim(name: string, type: string): Step;
	/** Locks of the disk's files; none where nobody else can use it. */
	fileLocks(): Step<DiskLocks | undefined>;
	/** Sees to it that the directory says what the disk says now, where others may change it. */
	refresh(): Step;
};

type FileName = {readonly name: string; readonly type: string};

export type AccessOptions = {
	readonly extensionOf?: string;
	/**
	 * Name, type and mode (`Y2`: its number counts), each `*` by default: the files seen; `ABC*` are those that begin
	 * so. The disk is read-only then.
	 */
	readonly pattern?: readonly string[];
	/** No file of a read/write disk is seen, and none is there from the first change on. */
	readonly erase?: boolean;
	/** Files of mode number 0 are seen on a read-only disk, too. */
	readonly showsPrivate?: boolean;
	/** Forces read-only. */
	readonly readOnly?: boolean;
	/** The machine that has the disk accessed; `device` is its address there. */
	readonly owner?: string;
	/** Name of the segment in which a group of machines has one copy of the directory, and locks. */
	readonly segment?: string;
};

export type DiskTable = {
	/** Disks in search order: by letter. */
	readonly disks: readonly AccessedDisk[];
	disk(letter: string): AccessedDisk | undefined;
	/** First match of name type mode; mode `*` searches all, a letter searches it and its extensions. */
	find(
		name: string,
		type: string,
		mode: string,
	): {readonly disk: AccessedDisk; readonly status: FileStatus} | undefined;
	/** `by`: programs close their files themselves. */
	open(disk: AccessedDisk, status: FileStatus, by?: 'program'): Step<OpenFile>;
	/** Whole file, every record. */
	readAll(disk: AccessedDisk, status: FileStatus, by?: 'program'): Step<Uint8Array[]>;
	/** Files of mode number 3 that commands have read since they began; those of programs go with FINIS. */
	readonly readOnce: number;
	/** Erases those from the `from`th on: they are erased after they were read (GC20-1819, "File mode numbers"). */
	eraseRead(from: number): Step;
	/**
	 * Writes a file anew, replacing one of the same name: data blocks and new directory first, the pointer to it last,
	 * so that a crash leaves the old file or the new one. Answers a `fileCode`. A full disk changes nothing.
	 */
	write(disk: AccessedDisk, file: NewFile): Step<number>;
	/** The same from records that come as they are asked for: no more than a few tracks are anywhere at once. */
	writeFrom(disk: AccessedDisk, form: NewForm, records: RecordSource): Step<number>;
	erase(disk: AccessedDisk, name: string, type: string): Step<number>;
	rename(disk: AccessedDisk, from: FileName, to: FileName & {readonly modeNumber: string}): Step<number>;
	claim(disk: AccessedDisk, name: string, type: string, modeNumber: string): Step<number>;
	unclaim(disk: AccessedDisk, name: string, type: string): Step;
	/** Locks of the disk's files; none where nobody else can use it. */
	fileLocks(disk: AccessedDisk): Step<DiskLocks | undefined>;
	/** Looks what others changed on disks that are theirs: before a command. */
	refresh(): Step;
	/**
	 * The entry (FSTSECT, 40 bytes) of what `find` finds; none of a disk of another machine, which tells nothing of
	 * where files lie.
	 */
	entryOf(name: string, type: string, mode: string): Uint8Array | undefined;
	/**
	 * Files that are seen on a disk as well, though ACCESS left them out (DMSLADAD): their entries, 800 bytes a block.
	 * Answers the address of the last block; `notThere`: no disk has the letter that this machine alone has, and reads
	 * only; `full`: more than a directory can have.
	 */
	addAuxiliary(letter: string, blocks: readonly Uint8Array[]): number | 'notThere' | 'full';
	/** Takes them from the first disk that has some. */
	dropAuxiliary(): void;
	/**
	 * Reads the disk's directory into storage and puts it into the search order in place of whatever had the letter; a
	 * device that was read/write at another letter leaves that. Answers an `accessCode`. Costs I/O in proportion to the
	 * directory.
	 */
	access(device: number, letter: string, options?: AccessOptions): Step<number>;
	/** What a device is to CMS, without reading it: `ok` (read/write), `readOnly`, `notAttached` or `unsupported`. */
	probe(device: number): Step<number>;
	/** Takes a disk (every letter of a device) out of the search order. `diskNotAccessed` where there is none. */
	release(letterOrDevice: string | number): Step<number>;
	/**
	 * Writes an empty CMS file system on the device, in `cylinders` or all it has. Answers the cylinders formatted, or
	 * a failure with an `accessCode`.
	 */
	format(device: number, label: string, cylinders?: number): Step<number | Failure>;
	/**
	 * Makes `cylinders`, or all the device has, available without touching a file. Answers an `accessCode`:
	 * `lossOfData` where they would not hold what is there. The disk is to be accessed again.
	 */
	recompute(device: number, cylinders?: number): Step<number>;
	/** Writes only a new label. Answers an `accessCode`. */
	relabel(device: number, label: string): Step<number>;
};
