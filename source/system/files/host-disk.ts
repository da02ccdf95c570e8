/** A CMS disk in memory that the host fills before a run and reads after it. */
import {virtualStart} from '../../base/clock.js';
import type {FileStatus, NewFile} from '../../cms/file-system/disk/disk.js';
import {changeFiles, formatDisk, readFiles} from '../../cms/file-system/disk/host.js';
import {ckdModels} from '../../machine/devices/volume/ckd-models.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {OverlayVolume} from '../../machine/devices/volume/overlay-volume.js';
import {BlankVolume} from '../volumes/blank-volume.js';
import {momentOf, PreformattedBlocks} from '../volumes/minidisks.js';

export type HostDisk = CkdVolume;

/** An unformatted disk of `cylinders` that takes room only for what is written. */
export function blankDisk(cylinders: number): HostDisk {
	const model = ckdModels.find(({name}) => name === '3350')!;
	return new OverlayVolume(new BlankVolume(model, cylinders, [{start: 0, cylinders}]));
}

/** Formats the disk and writes the files, all or none. Answers a `fileCode`, and the file that did not fit. */
export function fillDisk(
	disk: HostDisk,
	label: string,
	files: readonly NewFile[],
	now = virtualStart,
): ReturnType<typeof changeFiles> {
	const blocks = new PreformattedBlocks(disk);
	formatDisk(blocks, label);
	return changeFiles(blocks, {write: files}, momentOf(now));
}

/** Every file of the disk with its records. */
export function diskFiles(
	disk: HostDisk,
): Array<{readonly status: FileStatus; readonly records: readonly Uint8Array[]}> {
	return readFiles(new PreformattedBlocks(disk));
}
