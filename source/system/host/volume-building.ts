/**
 * The volumes of a data folder in the making: those that are there are opened, the others made aside under the name
 * `….new`; new minidisks are formatted and filled, and so are system disks of another program. They have their names
 * when all of that is safe.
 */
import {renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {DiskError, type NewFile} from '../../cms/file-system/disk/disk.js';
import {describeDisk} from '../../cms/file-system/disk/host.js';
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {FileVolume} from '../../machine/devices/volume/file-volume.js';
import {writeVolumeLabel} from '../../machine/devices/volume/volume-label.js';
import {ConfigurationError} from '../configuration-error.js';
import {hostFileLayer} from '../journal/file-layer.js';
import type {Profile} from '../profile.js';
import {
	buildMinidisk, initialFiles, isSystemDisk, minidiskVolume, momentOf, neededVolumes, newTracks, type PlacedMinidisk,
} from '../volumes/minidisks.js';
import {VolumeBlocks} from '../volumes/volume-blocks.js';
import {type Built, hasVolume, keyOf} from './built.js';
import {PlainImage} from './plain-image.js';
import {isThere, onHost, type Made} from './private-files.js';

export type BuildOptions = {
	readonly profile: Profile;
	/** Identifies the program and what its system disks are made of: they are made anew when it changes. */
	readonly program: string;
	/** Generated files of the system disk (HELP). */
	readonly generated: () => readonly NewFile[];
	/** Microseconds, `Clock` terms. */
	readonly now: number;
	/** Told before each step that takes time. */
	readonly progress: (step: string) => void;
};

/** Each an image that is written to at once, which nobody uses yet. */
type Images = Map<string, {readonly volume: FileVolume; readonly image: PlainImage}>;

export const volumeName = (serial: string, type: string): string => `volumes/${serial}.${type}`;

/** Makes `minidisks` of the folder what they should be. `made` is told of new volumes. Throws with one line. */
export function buildVolumes(
	folder: string,
	minidisks: readonly PlacedMinidisk[],
	built: Built | undefined,
	options: BuildOptions,
	made: Made,
): void {
	const present: Images = new Map();
	const created: Images = new Map();
	const images = {present, created};
	try {
		openImages(folder, images, minidisks, built, options.progress);
		onHost(path.join(folder, 'volumes'), () => {
			buildDisks(images, minidisks, built, options);
		});
		for (const {image} of [...present.values(), ...created.values()]) {
			onHost(image.file, () => {
				image.sync();
			});
		}
	} catch (error) {
		for (const {image} of created.values()) {
			rmSync(image.file, {force: true});
		}

		throw error;
	} finally {
		for (const {volume} of [...present.values(), ...created.values()]) {
			volume.close();
		}
	}

	for (const {image} of created.values()) {
		const file = image.file.replace(/\.new$/, '');
		made.file(file);
		made.file(image.file);
		onHost(file, () => {
			renameSync(image.file, file);
		});
	}

	hostFileLayer.syncFolder(path.join(folder, 'volumes'));
}

/** Formats and fills the minidisks that are new or made of another program. */
function buildDisks(
	{present, created}: {readonly present: Images; readonly created: Images},
	minidisks: readonly PlacedMinidisk[],
	built: Built | undefined,
	{profile, program, now, generated, progress}: BuildOptions,
): void {
	const known = new Set(built?.minidisks);
	const volumeOf = ({serial}: PlacedMinidisk): FileVolume => (created.get(serial) ?? present.get(serial)!).volume;
	// A user's disk is formatted once, when it is new and nothing of CMS is there yet: never because the directory or
	// the program changed.
	const stale = minidisks.filter(minidisk => created.has(minidisk.serial)
		|| (isSystemDisk(minidisk) && built?.program !== program)
		|| (!known.has(keyOf(minidisk)) && !holdsCmsDisk(volumeOf(minidisk), minidisk)));
	const moment = momentOf(now);
	for (const minidisk of stale) {
		progress(`building ${minidisk.owner} ${minidisk.address.toString(16).toUpperCase()}`);
		buildMinidisk(
			volumeOf(minidisk),
			minidisk,
			initialFiles(profile, minidisk, isSystemDisk(minidisk) ? generated() : []),
			{format: created.has(minidisk.serial) ? 'none' : 'marked', now: moment},
		);
	}
}

function holdsCmsDisk(volume: CkdVolume, minidisk: PlacedMinidisk): boolean {
	try {
		describeDisk(new VolumeBlocks(minidiskVolume(volume, minidisk)));
		return true;
	} catch (error) {
		if (error instanceof DiskError) {
			return false;
		}

		throw error;
	}
}

/**
 * Opens the volumes that are there; makes the others aside, under the name `….new`. A volume that was there and is not
 * is never replaced by an empty one.
 */
function openImages(
	folder: string,
	{present, created}: {readonly present: Images; readonly created: Images},
	minidisks: readonly PlacedMinidisk[],
	built: Built | undefined,
	progress: (step: string) => void,
): void {
	for (const [serial, {type, cylinders}] of neededVolumes(minidisks)) {
		const file = path.join(folder, volumeName(serial, type));
		if (isThere(file)) {
			const image = onHost(`volume ${file}`, () => new PlainImage(file, 'update'));
			const volume = onHost(`volume ${file}`, () => FileVolume.over(image));
			if ('problem' in volume) {
				throw new ConfigurationError(`volume ${file}: ${volume.problem}`);
			}

			present.set(serial, {volume, image});
			if (volume.cylinders >= cylinders) {
				continue;
			}

			if (cylinders > volume.model.cylinders) {
				throw new ConfigurationError(
					`volume ${file}: a ${type} has ${volume.model.cylinders} cylinders, the directory needs `
					+ `${cylinders}`,
				);
			}

			progress(`making volume ${serial} larger`);
			onHost(`volume ${file}`, () => {
				FileVolume.grow(image, volume, cylinders);
			});
			const larger = onHost(`volume ${file}`, () => FileVolume.over(image));
			if ('problem' in larger) {
				throw new ConfigurationError(`volume ${file}: ${larger.problem}`);
			}

			present.set(serial, {volume: larger, image});
			continue;
		}

		if (hasVolume(built, serial)) {
			throw new ConfigurationError(
				`volume ${file} is missing; put it back, or remove built.json beside "volumes" to start with an empty `
				+ 'one',
			);
		}

		const model = findCkdModel(type);
		if (!model) {
			throw new ConfigurationError(`volume ${serial}: no such device type ${type}`);
		}

		progress(`making volume ${serial}`);
		created.set(serial, onHost(`volume ${file}`, () => {
			rmSync(`${file}.new`, {force: true});
			const image = new PlainImage(`${file}.new`, 'create');
			try {
				const tracks = newTracks(minidisks.filter(each => each.serial === serial));
				const volume = FileVolume.format(image, model, cylinders, tracks);
				writeVolumeLabel(volume, serial);
				return {volume, image};
			} catch (error) {
				image.close();
				rmSync(image.file, {force: true});
				throw error;
			}
		}));
	}
}
