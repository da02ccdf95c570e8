/**
 * A library folder: the SBS disk that `run` and `script` keep between runs (`--library DIR`), a volume under a journal
 * of its own. `library.json` says its format and whose disk it is; a folder is one system's at a time.
 */
import {readdirSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {type UserDirectory, type DirectoryEntry} from '../../cp/directory/directory.js';
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {FileVolume} from '../../machine/devices/volume/file-volume.js';
import {ConfigurationError} from '../configuration-error.js';
import {hostFileLayer} from '../journal/file-layer.js';
import type {Journal} from '../journal/journal.js';
import type {Profile} from '../profile.js';
import {
	buildMinidisk, initialFiles, momentOf, placedMinidisks, type PlacedMinidisk,
} from '../volumes/minidisks.js';
import {openJournal, openVolume} from './journaled-folder.js';
import {takeLock} from './lock.js';
import {PlainImage} from './plain-image.js';
import {
	isThere, Made, makeDataFolder, makePrivateFolder, onHost, readPrivate, replacePrivate,
} from './private-files.js';

/** Changes whenever what a library holds is kept otherwise. */
const format = 1;
/** The service's disk in a profile. */
const owner = 'SBSMASTR';
const address = 0x300;
const serial = 'SBSLIB';

type LibraryRecord = {readonly format: number; readonly disk: string};

export type Library = {
	/** The directory, with the service's disk on the library's volume. */
	over(directory: UserDirectory): UserDirectory;
	readonly volumes: ReadonlyMap<string, CkdVolume>;
	readonly journal: Journal;
	/** Brings everything to its place and gives the folder up. */
	close(): Promise<void>;
};

function readRecord(file: string, folder: string): LibraryRecord | undefined {
	const text = readPrivate(file);
	if (text === undefined) {
		return undefined;
	}

	let record: Partial<LibraryRecord> | undefined;
	try {
		record = JSON.parse(text) as Partial<LibraryRecord> | undefined;
	} catch {
		// Said below, as for any other content that is none of ours.
	}

	if (typeof record?.format !== 'number' || typeof record.disk !== 'string') {
		throw new ConfigurationError(`library ${folder}: library.json is damaged`);
	}

	if (record.format !== format) {
		throw new ConfigurationError(
			`library ${folder} is of format ${record.format}; this version reads and writes format ${format}`,
		);
	}

	return {format: record.format, disk: record.disk};
}

/** The disk of the library in a profile, as if it had its volume to itself. */
function libraryDisk(profile: Profile): PlacedMinidisk {
	const found = placedMinidisks(profile.directory).find(each => each.owner === owner && each.address === address);
	if (!found) {
		throw new ConfigurationError(
			`--library: the profile ${profile.folder} has no minidisk ${owner} ${address.toString(16)}`,
		);
	}

	return {...found, start: 0, serial};
}

/** Makes the volume aside, formatted, with what the profile puts on the disk. */
function create(file: string, disk: PlacedMinidisk, profile: Profile, now: number): void {
	const model = findCkdModel(disk.type);
	if (!model) {
		throw new ConfigurationError(`--library: no such device type ${disk.type}`);
	}

	const aside = `${file}.new`;
	onHost(`library volume ${file}`, () => {
		rmSync(aside, {force: true});
		const image = new PlainImage(aside, 'create');
		try {
			const volume = FileVolume.format(image, model, disk.cylinders);
			buildMinidisk(volume, disk, initialFiles(profile, disk, []), {format: 'whole', now: momentOf(now)});
			image.sync();
		} catch (error) {
			rmSync(aside, {force: true});
			throw error;
		} finally {
			image.close();
		}

		renameSync(aside, file);
		hostFileLayer.syncFolder(path.dirname(file));
	});
}

/** `cylinders`: the library's own. The profile's disk may have become another size since it was made. */
const entryOnLibrary = (entry: DirectoryEntry, cylinders: number): DirectoryEntry => ({
	...entry,
	minidisks: entry.minidisks.map(minidisk => minidisk.address === address
		? {
			...minidisk, start: 0, cylinders, volume: serial,
		}
		: minidisk),
});

/**
 * Opens or makes a library; one that cannot be made leaves nothing. `now`: `Clock` microseconds. Throws
 * `ConfigurationError` with one line.
 */
export function openLibrary(folder: string, profile: Profile, now: number): Library {
	const disk = libraryDisk(profile);
	const recordFile = path.join(folder, 'library.json');
	const made = new Made();
	let unlock: (() => void) | undefined;
	let journal: Journal | undefined;
	try {
		makeDataFolder(folder, made, () => isThere(recordFile) || isOurs(folder));
		unlock = takeLock(folder, 'library');
		const record = readRecord(recordFile, folder);
		const [type, cylinders] = (record?.disk ?? `${disk.type} ${disk.cylinders}`).split(' ');
		if (type !== disk.type || !/^\d{1,4}$/.test(cylinders ?? '')) {
			throw new ConfigurationError(
				`library ${folder} is a disk of ${record?.disk} cylinders, the profile's is a ${disk.type}`,
			);
		}

		const name = `volumes/${serial}.${disk.type}`;
		makePrivateFolder(path.join(folder, 'volumes'), made);
		journal = openJournal(folder, made);
		if (!record) {
			made.file(path.join(folder, name));
			create(path.join(folder, name), disk, profile, now);
			const kept: LibraryRecord = {format, disk: `${disk.type} ${disk.cylinders}`};
			replacePrivate(recordFile, `${JSON.stringify(kept)}\n`);
		}

		made.keep();
		const volume = openVolume(hostFileLayer, folder, journal, name);
		const opened = journal;
		const giveUp = unlock;
		return {
			over: directory => ({
				find(userid) {
					const entry = directory.find(userid);
					return entry && userid === owner ? entryOnLibrary(entry, Number(cylinders)) : entry;
				},
			}),
			volumes: new Map([[serial, volume]]),
			journal,
			async close() {
				volume.close();
				await opened.close();
				giveUp();
			},
		};
	} catch (error) {
		journal?.abandon();
		made.takeBackFiles();
		unlock?.();
		made.takeBackFolders();
		throw error;
	}
}

/** A folder with nothing in it but what an earlier start left. */
function isOurs(folder: string): boolean {
	return readdirSync(folder).every(name => /^(?:lock\.\d+.*|volumes|journal)$/.test(name));
}
