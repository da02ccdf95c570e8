/**
 * The data folder: what of an installation outlives a session. `volumes/SERIAL.TYPE` are CKD images, `directory.json`
 * the object directory (hashed passwords), `spool/` closed spool files, `journal/` changes of volumes and spool files
 * that are on their way there (`../journal/journal.ts`), `built.json` says what program built them from which directory
 * source. Everything is made aside and moved into place, `built.json` last: a start that is killed is made again.
 */
import {createHash, randomBytes} from 'node:crypto';
import {renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {DiskError, type NewFile} from '../../cms/file-system/disk/disk.js';
import {describeDisk} from '../../cms/file-system/disk/host.js';
import type {Directory} from '../../cp/directory/directory.js';
import type {SpoolStore} from '../../cp/spool/spool-file.js';
import {objectDirectory, readObjectDirectory} from '../../cp/directory/passwords.js';
import {ckdModels} from '../../machine/devices/volume/ckd-models.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {FileVolume} from '../../machine/devices/volume/file-volume.js';
import {writeVolumeLabel} from '../../machine/devices/volume/volume-label.js';
import {ConfigurationError} from '../configuration-error.js';
import {hostFileLayer} from '../journal/file-layer.js';
import type {Journal} from '../journal/journal.js';
import {takeLock} from './lock.js';
import {
	buildMinidisk,
	initialFiles,
	isSystemDisk,
	minidiskVolume,
	momentOf,
	neededVolumes,
	placedMinidisks,
	type PlacedMinidisk,
} from '../volumes/minidisks.js';
import type {Profile} from '../profile.js';
import {openJournal, openVolume} from './journaled-folder.js';
import {PlainImage} from './plain-image.js';
import {
	closeFilesToOthers, isThere, makeDataFolder, makePrivateFolder, onHost, readPrivate, replacePrivate,
} from './private-files.js';
import {spoolFolder} from './spool-folder.js';
import {VolumeBlocks} from '../volumes/volume-blocks.js';

type Built = {readonly program: string; readonly directory: string; readonly minidisks: readonly string[]};

export type DataFolder = {
	readonly volumes: ReadonlyMap<string, CkdVolume>;
	readonly directory: Directory;
	readonly spool: SpoolStore;
	readonly journal: Journal;
	/** Brings everything to its place, gives up the volumes and the lock. */
	close(): Promise<void>;
};

export type OpenOptions = {
	readonly profile: Profile;
	/** Identifies the program and what its system disks are made of: they are made anew when it changes. */
	readonly program: string;
	/** Generated files of the system disk (HELP). */
	readonly generated: () => readonly NewFile[];
	/** Microseconds, `Clock` terms. */
	readonly now: number;
	/** Told before each step that takes time. */
	readonly progress: (step: string) => void;
	/** Told what is wrong and did not keep the folder from being opened. */
	readonly warn: (line: string) => void;
};

const volumeName = (serial: string, type: string): string => `volumes/${serial}.${type}`;

const keyOf = ({owner, address, serial, start, cylinders}: PlacedMinidisk): string =>
	`${owner} ${address.toString(16)} ${serial} ${start} ${cylinders}`;

const isBuilt = (value: unknown): value is Built => {
	const {program, directory, minidisks} = (value ?? {}) as Partial<Built>;
	return typeof program === 'string' && typeof directory === 'string' && Array.isArray(minidisks)
		&& minidisks.every(each => typeof each === 'string');
};

function readBuilt(file: string): Built | undefined {
	const text = readPrivate(file);
	if (text === undefined) {
		return undefined;
	}

	try {
		const value: unknown = JSON.parse(text);
		if (isBuilt(value)) {
			return value;
		}
	} catch {
		// Said below: what is no JSON is as little a record of ours as anything else.
	}

	throw new ConfigurationError(
		`${file} is damaged; remove it to have the system disks built anew (users' disks stay)`,
	);
}

/** Opens the folder, building what is missing or out of date. */
export function openDataFolder(folder: string, options: OpenOptions): DataFolder {
	makeDataFolder(folder);
	const unlock = takeLock(folder);
	let journal: Journal | undefined;
	try {
		for (const name of ['volumes', 'spool']) {
			makePrivateFolder(path.join(folder, name));
			closeFilesToOthers(path.join(folder, name));
		}

		closeFilesToOthers(folder, name => /^(?:built|directory|config)\.json$/.test(name));
		journal = openJournal(folder);
		const {directory, minidisks} = build(folder, options);
		const volumes = new Map<string, CkdVolume>();
		for (const [serial, {type}] of neededVolumes(minidisks)) {
			volumes.set(serial, openVolume(hostFileLayer, folder, journal, volumeName(serial, type)));
		}

		const spool = spoolFolder({
			layer: hostFileLayer,
			folder,
			journal,
			damaged(file) {
				options.warn(`a spool file was damaged and is set aside: ${file}`);
			},
		});
		const files = spool.load();
		const opened = journal;
		return {
			volumes, directory, journal,
			spool: {...spool, load: () => files},
			async close() {
				for (const volume of volumes.values()) {
					volume.close();
				}

				await opened.close();
				unlock();
			},
		};
	} catch (error) {
		journal?.abandon();
		unlock();
		throw error;
	}
}

/** The volumes in the making or in need of new system disks, each an image that is written to at once. */
type Images = Map<string, {readonly volume: FileVolume; readonly image: PlainImage}>;

function build(
	folder: string,
	options: OpenOptions,
): {readonly directory: Directory; readonly minidisks: readonly PlacedMinidisk[]} {
	const {profile, program, progress} = options;
	const builtFile = path.join(folder, 'built.json');
	const directoryFile = path.join(folder, 'directory.json');
	const built = readBuilt(builtFile);
	const minidisks = placedMinidisks(profile.directory);
	const present: Images = new Map();
	const created: Images = new Map();
	try {
		openImages(folder, {present, created}, minidisks, built, progress);
		onHost(path.join(folder, 'volumes'), () => {
			buildDisks({present, created}, minidisks, built, options);
		});
		for (const [serial, {volume, image}] of [...present, ...created]) {
			onHost(image.file, () => {
				image.sync();
			});
			volume.close();
			if (created.has(serial)) {
				renameSync(image.file, image.file.replace(/\.new$/, ''));
			}
		}

		hostFileLayer.syncFolder(path.join(folder, 'volumes'));
	} catch (error) {
		discard(present, created);
		throw error;
	}

	const sourceHash = createHash('sha256').update(profile.source).digest('hex');
	if (built?.directory !== sourceHash || !isThere(directoryFile)) {
		progress('compiling the directory');
		replacePrivate(directoryFile, objectDirectory(profile.directory, () => randomBytes(9)));
	}

	const directory = readObjectDirectory(readPrivate(directoryFile) ?? '');
	if (!directory) {
		throw new ConfigurationError(`${directoryFile} is damaged; remove it to have it compiled anew`);
	}

	const record: Built = {program, directory: sourceHash, minidisks: minidisks.map(minidisk => keyOf(minidisk))};
	const text = `${JSON.stringify(record)}\n`;
	if (readPrivate(builtFile) !== text) {
		replacePrivate(builtFile, text);
	}

	return {directory, minidisks};
}

/** Nothing half-built stays. */
function discard(present: Images, created: Images): void {
	for (const {volume, image} of [...present.values(), ...created.values()]) {
		volume.close();
		if (image.file.endsWith('.new')) {
			rmSync(image.file, {force: true});
		}
	}
}

/** Formats and fills the minidisks that are new or made of another program. */
function buildDisks(
	{present, created}: {readonly present: Images; readonly created: Images},
	minidisks: readonly PlacedMinidisk[],
	built: Built | undefined,
	{profile, program, now, generated, progress}: OpenOptions,
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
			{preformatted: false, now: moment},
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
			if (volume.cylinders < cylinders) {
				throw new ConfigurationError(
					`volume ${file} has ${volume.cylinders} cylinders, the directory needs ${cylinders}`,
				);
			}

			continue;
		}

		if (built?.minidisks.some(key => key.split(' ')[2] === serial)) {
			throw new ConfigurationError(
				`volume ${file} is missing; put it back, or remove built.json beside "volumes" to start with an empty `
				+ 'one',
			);
		}

		const model = ckdModels.find(each => each.name === type);
		if (!model) {
			throw new ConfigurationError(`volume ${serial}: no such device type ${type}`);
		}

		progress(`making volume ${serial}`);
		created.set(serial, onHost(`volume ${file}`, () => {
			rmSync(`${file}.new`, {force: true});
			const image = new PlainImage(`${file}.new`, 'create');
			try {
				const volume = FileVolume.format(image, model, cylinders);
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
