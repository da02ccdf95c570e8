/** An entry of the active file table: a file that programs have open (SY20-0884, AFTSECT). */
import type {
	AccessedDisk, DiskTable, FileStatus, OpenFile,
} from '../disk/disk.js';
import type {Writing} from './written-records.js';

export type Reading = {readonly file: OpenFile; next: number};

export type Active = {
	readonly disk: AccessedDisk;
	readonly name: string;
	readonly type: string;
	/** The next item for `readForUpdate`. */
	updating?: number;
	reading?: Reading;
	writing?: Writing;
	/** What the disk had of the file that is being written, when it was opened or brought there last. */
	seen?: FileStatus;
	/** Set by POINT for a write to come. */
	pointed?: number;
};

/** Whether two looks at a directory saw one file, that nobody wrote between them: its first chain link is the same. */
function isSame(one: FileStatus | undefined, other: FileStatus | undefined): boolean {
	const fields = Object.entries(one ?? {});
	return (one === undefined) === (other === undefined)
		&& fields.every(([field, value]) => other?.[field as keyof FileStatus] === value);
}

/**
 * A command erased, renamed or wrote the file that is being written, or released its disk, which closes it. What was
 * written until then is on the disk: it is brought there before a command runs.
 */
export function isReplaced(disks: DiskTable, {disk, name, type, writing, seen}: Active): boolean {
	return writing !== undefined
		&& !writing.changed
		&& (disks.disk(disk.letter) !== disk || !isSame(seen, disk.find(name, type)));
}
