/**
 * A CMS disk for the host's own work on its files: of an installation that no system has, whose changes pass the
 * journal; or of an image file of any program, where the pointer to a change is written when the change is safe.
 */
import {existsSync, mkdirSync, realpathSync, rmdirSync} from 'node:fs';
import path from 'node:path';
import {hex} from '../../../base/hex.js';
import {runToEnd, type Step} from '../../../guest/action.js';
import {DiskError} from '../../../cms/file-system/disk/disk.js';
import {geometryOf} from '../../../cms/file-system/disk/geometry.js';
import {labelOf} from '../../../cms/file-system/directory/disk-label.js';
import {
	decodeMaster, labelBlock, masterBlock, type MasterDirectory,
} from '../../../cms/file-system/directory/master-directory.js';
import type {CkdVolume} from '../../../machine/devices/volume/ckd-volume.js';
import {Extent} from '../../../machine/devices/volume/extent.js';
import {openVolume as openImage} from '../../../machine/devices/volume/open-volume.js';
import {ConfigurationError} from '../../configuration-error.js';
import {hostFileLayer} from '../../journal/file-layer.js';
import {placedMinidisks} from '../../volumes/minidisks.js';
import {VolumeBlocks} from '../../volumes/volume-blocks.js';
import {inClosedFolder} from '../closed-folder.js';
import {openJournal, openVolume} from '../journaled-folder.js';
import {takeLock} from '../lock.js';
import {currentDirectory} from '../own-directory.js';
import {onHost} from '../private-files.js';
import {volumeFiles} from '../volume-files.js';
import {diskExtentOf, diskNameOf, type DiskExtent} from './disk-name.js';

/** Where disks are: of the installation in a folder, or in one image file. */
export type DiskPlace = {readonly home: string} | {readonly image: string};

export type DiskUse = 'read' | 'write';

/** Runs `work` on the disk that `word` names. Throws `ConfigurationError` with one line where there is none. */
export async function withDisk<T>(
	place: DiskPlace,
	word: string,
	use: DiskUse,
	work: (blocks: VolumeBlocks) => T,
): Promise<T> {
	if ('image' in place) {
		const extent = diskExtentOf(word);
		return withImage(place.image, use, volume => work(blocksOf(volume, extent, word)));
	}

	const name = diskNameOf(word);
	return inClosedFolder(place.home, async () => {
		const {serial, ...extent} = name.kind === 'extent' ? name : placeOf(place.home, name.owner, name.address);
		return withVolume(place.home, serial, volume => work(blocksOf(volume, extent, word)));
	});
}

/** A CMS disk that was found on a volume. */
export type FoundDisk = {
	readonly start: number;
	readonly label: string;
	/** What its master file directory says; `undefined`: it is damaged. */
	readonly master: MasterDirectory | undefined;
};

/** The CMS disks of a volume: an installation's by its serial number, or the one of the image. */
export async function disksOn(place: DiskPlace, serial?: string): Promise<FoundDisk[]> {
	return 'image' in place
		? withImage(place.image, 'read', volume => findDisks(volume, place.image))
		: inClosedFolder(place.home, async () =>
			withVolume(place.home, serial!.toUpperCase(), volume => findDisks(volume, serial!)));
}

function placeOf(home: string, owner: string, address: number): {readonly serial: string} & DiskExtent {
	const found = placedMinidisks(currentDirectory(home))
		.find(minidisk => minidisk.owner === owner && minidisk.address === address);
	if (!found) {
		throw new ConfigurationError(`${owner} has no minidisk ${hex(address, 3)} on a volume`);
	}

	const {serial, start, cylinders} = found;
	return {serial, start, cylinders};
}

/** An installation's volume; what is written to it is safe, and in its file, when `work` has ended. */
async function withVolume<T>(home: string, serial: string, work: (volume: CkdVolume) => T): Promise<T> {
	const known = volumeFiles(home).find(each => each.serial === serial);
	if (!known) {
		throw new ConfigurationError(`${serial}: no such volume in ${home}`);
	}

	const journal = openJournal(home);
	try {
		const volume = openVolume(hostFileLayer, home, journal, path.posix.join('volumes', path.basename(known.file)));
		return onHost(`volume ${serial}`, () => work(volume));
	} finally {
		await journal.close();
	}
}

/** An image file of whatever program; who writes to it is alone there, among us. */
function withImage<T>(image: string, use: DiskUse, work: (volume: CkdVolume) => T): T {
	const home = onHost(image, () => installationOf(realpathSync(image)));
	if (home !== undefined) {
		throw new ConfigurationError(`${image}: a volume of the installation ${home}; name its disks with --home`);
	}

	const unlock = use === 'write' ? lockImage(image) : undefined;
	try {
		const volume = openImage(image, {readOnly: use === 'read'});
		if ('problem' in volume) {
			throw new ConfigurationError(`${image}: ${volume.problem}`);
		}

		try {
			if (use === 'write' && volume.readOnly) {
				throw new ConfigurationError(`${image}: a compressed CKD image, which cannot be written to`);
			}

			return onHost(image, () => work(volume));
		} finally {
			volume.close();
		}
	} finally {
		unlock?.();
	}
}

/** The installation whose `volumes` an image file lies in. */
function installationOf(image: string): string | undefined {
	const folder = path.dirname(image);
	const home = path.dirname(folder);
	return path.basename(folder) === 'volumes' && existsSync(path.join(home, 'built.json')) ? home : undefined;
}

/** A folder beside the image holds the lock, as long as somebody has it. */
function lockImage(image: string): () => void {
	const folder = `${image}.lock`;
	onHost(folder, () => mkdirSync(folder, {recursive: true}));
	const unlock = takeLock(folder, 'the image of');
	return () => {
		unlock();
		try {
			rmdirSync(folder);
		} catch {
			// The next one is there already.
		}
	};
}

function blocksOf(volume: CkdVolume, {start, cylinders}: DiskExtent, word: string): VolumeBlocks {
	if (!geometryOf(volume.model.name)) {
		throw new ConfigurationError(`${word}: CMS has no disks on a ${volume.model.name}`);
	}

	const count = cylinders ?? sizeAt(volume, start);
	if (count === undefined) {
		throw new ConfigurationError(`${word}: no CMS disk begins at cylinder ${start}; say how long it is: +COUNT`);
	}

	if (count === 0 || start + count > volume.cylinders) {
		throw new ConfigurationError(`${word}: the volume has the cylinders 0 to ${volume.cylinders - 1}`);
	}

	return new DurableBlocks(new Extent(volume, start, count));
}

/** Cylinders of the disk that begins at `start`. */
const sizeAt = (volume: CkdVolume, start: number): number | undefined =>
	start < volume.cylinders ? diskAt(volume, start)?.master?.cylinders : undefined;

function diskAt(volume: CkdVolume, start: number): FoundDisk | undefined {
	const blocks = new VolumeBlocks(new Extent(volume, start, volume.cylinders - start));
	try {
		const [first, second] = runToEnd(blocks.read([labelBlock, masterBlock]));
		const label = labelOf(first);
		return label === undefined ? undefined : {start, label, master: decodeMaster(second)};
	} catch (error) {
		if (error instanceof DiskError) {
			return undefined;
		}

		throw error;
	}
}

function findDisks(volume: CkdVolume, name: string): FoundDisk[] {
	if (!geometryOf(volume.model.name)) {
		throw new ConfigurationError(`${name}: CMS has no disks on a ${volume.model.name}`);
	}

	const found: FoundDisk[] = [];
	for (let start = 0; start < volume.cylinders;) {
		const disk = diskAt(volume, start);
		found.push(...disk ? [disk] : []);
		start += Math.max(1, disk?.master?.cylinders ?? 1);
	}

	return found;
}

/** Blocks of an image without a journal: the pointer to a change goes when the change is safe, and is safe then too. */
export class DurableBlocks extends VolumeBlocks {
	readonly #volume: CkdVolume;

	constructor(volume: CkdVolume) {
		super(volume);
		this.#volume = volume;
	}

	override * write(blocks: ReadonlyArray<readonly [block: number, data: Uint8Array]>): Step {
		const isPointer = blocks.some(([block]) => block === masterBlock);
		if (isPointer) {
			this.#volume.sync?.();
		}

		yield * super.write(blocks);
		if (isPointer) {
			this.#volume.sync?.();
		}
	}
}
