/** What a program's first FSWRITE to a file is checked for, and begins with: what is on the disk. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {AccessedDisk, DiskTable} from '../disk/disk.js';
import {activeCode} from './active-code.js';
import {isFileName} from './file-name.js';
import {sizeOf, writtenOf, type Writing} from './written-records.js';

/** The disk that a mode names, where it can be written on: letter, and number 0 to 5. */
export function diskToWrite(disks: DiskTable, mode: string): AccessedDisk | Failure {
	const disk = /^[A-Z]/.test(mode) ? disks.disk(mode[0]) : undefined;
	if (!disk) {
		return new Failure(activeCode.letter);
	}

	if (mode.length > 1 && !/^[0-5]$/.test(mode[1])) {
		return new Failure(activeCode.number);
	}

	if (disk.readOnly) {
		return new Failure(activeCode.readOnly);
	}

	return disk;
}

/** Why no file can have that name. */
export function nameProblem({name, type}: {readonly name: string; readonly type: string}): Failure | undefined {
	if (!isFileName(name)) {
		return new Failure(activeCode.name);
	}

	return isFileName(type) ? undefined : new Failure(activeCode.type);
}

type Begun = {readonly disk: AccessedDisk; readonly name: string; readonly type: string; readonly pointed?: number};

/** The records of the file as it is, or of none yet, which then has the form of what is written first. */
export function * beginWriting(
	disks: DiskTable,
	{disk, name, type, pointed}: Begun,
	first: {readonly format: 'F' | 'V'; readonly length: number; readonly modeNumber?: string},
): Step<Writing> {
	const status = disk.find(name, type);
	const records = status ? yield * disks.readAll(disk, status, 'program') : [];
	const format = status?.recordFormat ?? first.format;
	return {
		disk,
		format,
		length: status?.recordLength ?? first.length,
		modeNumber: status?.mode[1] ?? first.modeNumber ?? '1',
		records,
		size: sizeOf(format, records),
		written: status && writtenOf(status, records),
		next: pointed ?? records.length + 1,
		changed: false,
	};
}
