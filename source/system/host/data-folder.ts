/**
 * The data folder: what of an installation outlives a session. `volumes/SERIAL.TYPE` are CKD images, `directory.json`
 * the object directory (hashed passwords), `spool/` closed spool files, `built.json` says what program built them from
 * which directory source. Everything is made aside and moved into place, `built.json` last: a start that is killed is
 * simply made again.
 */
import {createHash, randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
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
import {spoolFolder} from './spool-folder.js';
import {VolumeBlocks} from '../volumes/volume-blocks.js';

type Built = {readonly program: string; readonly directory: string; readonly minidisks: readonly string[]};

export type DataFolder = {
	readonly volumes: ReadonlyMap<string, CkdVolume>;
	readonly directory: Directory;
	readonly spool: SpoolStore;
	/** Gives up the volumes and the lock. */
	close(): void;
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
};

/** Puts text into a file so that it has the old or the new content, whatever happens. */
function replaceFile(file: string, text: string): void {
	writeFileSync(`${file}.new`, text, {mode: 0o600});
	renameSync(`${file}.new`, file);
}

/**
 * Makes a folder and those above it, or throws with one line. Step by step: the host's own recursive form never ends
 * under /proc.
 */
export function makeFolder(folder: string): void {
	if (existsSync(folder)) {
		if (!statSync(folder).isDirectory()) {
			throw new ConfigurationError(`data folder ${folder}: is a file`);
		}

		return;
	}

	makeFolder(path.dirname(folder));
	try {
		mkdirSync(folder, {mode: 0o700});
	} catch (error) {
		throw new ConfigurationError(`data folder ${folder}: ${(error as Error).message}`);
	}
}

function openVolume(file: string): FileVolume {
	const volume = FileVolume.open(file);
	if ('problem' in volume) {
		throw new ConfigurationError(`volume ${file}: ${volume.problem}`);
	}

	return volume;
}

const keyOf = ({owner, address, serial, start, cylinders}: PlacedMinidisk): string =>
	`${owner} ${address.toString(16)} ${serial} ${start} ${cylinders}`;

function readBuilt(file: string): Built | undefined {
	if (!existsSync(file)) {
		return undefined;
	}

	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Built;
	} catch {
		throw new ConfigurationError(
			`${file} is damaged; remove it to have the system disks built anew (users' disks stay)`,
		);
	}
}

/** Opens the folder, building what is missing or out of date. */
export function openDataFolder(folder: string, options: OpenOptions): DataFolder {
	makeFolder(path.join(folder, 'volumes'));
	const unlock = takeLock(path.join(folder, 'lock'), folder);
	const volumes = new Map<string, CkdVolume>();
	const close = (): void => {
		for (const volume of volumes.values()) {
			volume.close();
		}

		unlock();
	};

	try {
		const directory = build(folder, volumes, options);
		makeFolder(path.join(folder, 'spool'));
		const spool = spoolFolder(path.join(folder, 'spool'), file => {
			options.progress(`a spool file was damaged and is set aside: ${file}`);
		});
		return {
			volumes, directory, spool, close,
		};
	} catch (error) {
		close();
		throw error;
	}
}

function build(folder: string, volumes: Map<string, CkdVolume>, options: OpenOptions): Directory {
	const {profile, program, now, progress} = options;
	const builtFile = path.join(folder, 'built.json');
	const directoryFile = path.join(folder, 'directory.json');
	const built = readBuilt(builtFile);
	const minidisks = placedMinidisks(profile.directory);
	const created = openVolumes(folder, volumes, minidisks, built, progress);
	const known = new Set(built?.minidisks);
	// A user's disk is formatted once, when it is new and nothing of CMS is there yet: never because the directory or
	// the program changed.
	const stale = minidisks.filter(minidisk => created.has(minidisk.serial)
		|| (isSystemDisk(minidisk) && built?.program !== program)
		|| (!known.has(keyOf(minidisk)) && !holdsCmsDisk(volumes.get(minidisk.serial)!, minidisk)));
	const moment = momentOf(now);
	for (const minidisk of stale) {
		progress(`building ${minidisk.owner} ${minidisk.address.toString(16).toUpperCase()}`);
		const generated = isSystemDisk(minidisk) ? options.generated() : [];
		buildMinidisk(
			created.get(minidisk.serial) ?? volumes.get(minidisk.serial)!,
			minidisk,
			initialFiles(profile, minidisk, generated),
			{preformatted: false, now: moment},
		);
	}

	for (const [serial, volume] of created) {
		const file = volumeFile(folder, serial, volume.model.name);
		volume.close();
		renameSync(`${file}.new`, file);
		volumes.set(serial, openVolume(file));
	}

	const sourceHash = createHash('sha256').update(profile.source).digest('hex');
	if (built?.directory !== sourceHash || !existsSync(directoryFile)) {
		progress('compiling the directory');
		replaceFile(directoryFile, objectDirectory(profile.directory, () => randomBytes(9)));
	}

	const directory = readObjectDirectory(readFileSync(directoryFile, 'utf8'));
	if (!directory) {
		throw new ConfigurationError(`${directoryFile} is damaged; remove it to have it compiled anew`);
	}

	const record: Built = {program, directory: sourceHash, minidisks: minidisks.map(minidisk => keyOf(minidisk))};
	replaceFile(builtFile, `${JSON.stringify(record)}\n`);
	return directory;
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

const volumeFile = (folder: string, serial: string, type: string): string =>
	path.join(folder, 'volumes', `${serial}.${type}`);

/**
 * Opens the volumes that are there; makes the others aside, under the name `….new`. A volume that was there and is not
 * is never replaced by an empty one.
 */
function openVolumes(
	folder: string,
	volumes: Map<string, CkdVolume>,
	minidisks: readonly PlacedMinidisk[],
	built: Built | undefined,
	progress: (step: string) => void,
): Map<string, CkdVolume> {
	const created = new Map<string, CkdVolume>();
	for (const [serial, {type, cylinders}] of neededVolumes(minidisks)) {
		const file = volumeFile(folder, serial, type);
		if (existsSync(file)) {
			const volume = openVolume(file);
			volumes.set(serial, volume);
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
		rmSync(`${file}.new`, {force: true});
		const volume = FileVolume.create(`${file}.new`, model, cylinders);
		if ('problem' in volume) {
			throw new ConfigurationError(`volume ${file}: ${volume.problem}`);
		}

		writeVolumeLabel(volume, serial);
		created.set(serial, volume);
	}

	return created;
}
