/** CMS disks as commands see them (GC20-1819, section 4; FACTS.md section 1 gives the format on the disk). */
import type {Step} from '../../guest/action.js';

/** What a file's directory entry says; text trimmed. */
export type FileStatus = {
	readonly name: string;
	readonly type: string;
	/** Mode letter and number as stored on the disk (`A1`); the letter of the disk it was found on replaces the stored one. */
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
	close(): void;
};

/** Return codes of the file system's functions (GC20-1818, FSREAD and FSWRITE). */
export const fileCode = {
	ok: 0, notFound: 28, diskNotAccessed: 36, readOnly: 36, diskFull: 13, directoryFull: 10, exists: 24,
} as const;

export type DiskTable = {
	/** Disks in search order A–Z with their extensions behind. */
	readonly disks: readonly AccessedDisk[];
	disk(letter: string): AccessedDisk | undefined;
	/** First match of name type mode; mode `*` searches all, a letter searches it and its extensions. */
	find(name: string, type: string, mode: string): {readonly disk: AccessedDisk; readonly status: FileStatus} | undefined;
	open(disk: AccessedDisk, status: FileStatus): Step<OpenFile>;
	/** Whole file, every record. */
	readAll(disk: AccessedDisk, status: FileStatus): Step<Uint8Array[]>;
	/**
	 * Writes a file anew, replacing one of the same name: data blocks and new directory first, the pointer to it last, so that a crash
	 * leaves the old file or the new one. Answers a `fileCode`. A full disk changes nothing.
	 */
	write(disk: AccessedDisk, file: {readonly name: string; readonly type: string; readonly modeNumber: string; readonly recordFormat: 'F' | 'V'; readonly recordLength?: number; readonly records: readonly Uint8Array[]; readonly date?: string; readonly time?: string}): Step<number>;
	erase(disk: AccessedDisk, name: string, type: string): Step<number>;
	rename(disk: AccessedDisk, from: {readonly name: string; readonly type: string}, to: {readonly name: string; readonly type: string; readonly modeNumber: string}): Step<number>;
	/** Reads the disk's directory into storage and puts it into the search order. `pattern` limits the files seen (read-only). */
	access(device: number, letter: string, options: {readonly extensionOf?: string; readonly pattern?: readonly string[]; readonly erase?: boolean}): Step<number>;
	release(letterOrDevice: string | number): Step<number>;
	/** Writes an empty CMS file system (or only the label) on the device. Size in cylinders or all. */
	format(device: number, label: string, cylinders?: number): Step<number>;
};
