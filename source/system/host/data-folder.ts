/**
 * The data folder: what of an installation outlives a session. `volumes/SERIAL.TYPE` are CKD images, `directory.json`
 * the object directory (hashed passwords), `spool/` closed spool files, `systems/` what SAVESYS saved, `journal/`
 * changes of all these that are on their way there (`../journal/journal.ts`), `built.json` says what program built
 * them from which directory source. The passwords of a large directory are hashed while the system runs already, with
 * the source as its directory: `built.json` names it when they are. Everything is made aside and moved into place,
 * `built.json` last: a start that is killed is made again. A first start that fails takes back what it made.
 */
import {createHash, randomBytes} from 'node:crypto';
import path from 'node:path';
import type {Directory} from '../../cp/directory/directory.js';
import type {SpoolFile, SpoolStore} from '../../cp/spool/spool-file.js';
import type {SavedSystemStore} from '../../cp/systems/named-systems.js';
import {
	clearPasswords, objectDirectory, objectDirectoryAside, readObjectDirectory,
} from '../../cp/directory/passwords.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {ConfigurationError} from '../configuration-error.js';
import {hostFileLayer} from '../journal/file-layer.js';
import type {Journal} from '../journal/journal.js';
import {type Built, keyOf, readBuilt} from './built.js';
import {takeLock} from './lock.js';
import {neededVolumes, placedMinidisks, type PlacedMinidisk} from '../volumes/minidisks.js';
import {openJournal, openVolume} from './journaled-folder.js';
import {
	closeFilesToOthers, isThere, Made, makeDataFolder, makePrivateFolder, readPrivate, replacePrivate,
} from './private-files.js';
import {removeLeftovers} from './leftovers.js';
import {spoolFolder} from './spool-folder.js';
import {systemsFolder, systemsFolderName} from './systems-folder.js';
import {volumeFiles} from './volume-files.js';
import {buildVolumes, volumeName, type BuildOptions} from './volume-building.js';

export type DataFolder = {
	readonly volumes: ReadonlyMap<string, CkdVolume>;
	/** Those of them that no minidisk of the directory is on. */
	readonly freeVolumes: ReadonlySet<string>;
	readonly directory: Directory;
	readonly spool: SpoolStore;
	readonly systems: SavedSystemStore;
	readonly journal: Journal;
	/** Spool files that a cold start dropped. */
	readonly dropped: number;
	/** Brings everything to its place, gives up the volumes and the lock. */
	close(): Promise<void>;
};

/**
 * How a system starts (GC20-1806). WARM, CKPT and FORCE are one here: the journal has every closed file whole, whatever
 * happened; a file that was damaged since is set aside, and told.
 */
export const startKinds = ['warm', 'ckpt', 'force', 'cold'] as const;
export type StartKind = typeof startKinds[number];

export type OpenOptions = BuildOptions & {
	/** How the system starts: COLD drops every spool file, and the hold queue; the others keep what is there. */
	readonly start?: StartKind;
	/** Told what is wrong and did not keep the folder from being opened. */
	readonly warn: (line: string) => void;
};

/** Opens the folder, building what is missing or out of date. A first start that fails leaves nothing. */
export function openDataFolder(folder: string, options: OpenOptions): DataFolder {
	const made = new Made();
	let unlock: (() => void) | undefined;
	let journal: Journal | undefined;
	try {
		makeDataFolder(folder, made);
		unlock = takeLock(folder);
		for (const name of ['volumes', 'spool', systemsFolderName]) {
			makePrivateFolder(path.join(folder, name), made);
			closeFilesToOthers(path.join(folder, name));
		}

		removeLeftovers(folder);
		closeFilesToOthers(folder, name => /^(?:(?:built|directory|config)\.json|USER DIRECT)$/.test(name));
		journal = openJournal(folder, made);
		const {directory, minidisks, compile} = build(folder, options, made);
		const volumes = new Map<string, CkdVolume>();
		for (const [serial, {type}] of neededVolumes(minidisks)) {
			volumes.set(serial, openVolume(hostFileLayer, folder, journal, volumeName(serial, type)));
		}

		const freeVolumes = new Set<string>();
		for (const {serial, type} of volumeFiles(folder).filter(each => !volumes.has(each.serial))) {
			volumes.set(serial, openVolume(hostFileLayer, folder, journal, volumeName(serial, type)));
			freeVolumes.add(serial);
		}

		const spool = spoolFolder({
			layer: hostFileLayer,
			folder,
			journal,
			damaged(file) {
				options.warn(`a spool file was damaged and is set aside: ${file}`);
			},
		});
		const found = spool.load();
		const files = options.start === 'cold' ? [] : found;
		if (options.start === 'cold') {
			coldStart(spool, found);
		}

		const opened = journal;
		const giveUp = unlock;
		let isClosing = false;
		const compiled = compile?.(() => isClosing, options.warn);
		return {
			volumes, freeVolumes, directory, journal,
			dropped: found.length - files.length,
			systems: systemsFolder({
				layer: hostFileLayer,
				folder,
				journal,
				unfit(name) {
					options.warn(`saved system ${name} is not what SYSTEM NAMES says, and cannot be loaded`);
				},
			}),
			spool: {...spool, load: () => files},
			async close() {
				isClosing = true;
				await compiled;
				for (const volume of volumes.values()) {
					volume.close();
				}

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

type BuiltFolder = {
	readonly directory: Directory;
	readonly minidisks: readonly PlacedMinidisk[];
	/** Where the directory is still to be compiled: does that, and records it, unless it is cancelled before. */
	readonly compile?: (isCancelled: () => boolean, warn: OpenOptions['warn']) => Promise<void>;
};

/** Passwords that a start waits for: a second or two. Those of larger directories are hashed aside. */
const mostHashedAtStart = 100;

/** Volumes, directory, and last the record of both: from there on nothing is taken back. */
function build(
	folder: string,
	options: BuildOptions,
	made: Made,
): BuiltFolder {
	const {profile, program, progress} = options;
	const builtFile = path.join(folder, 'built.json');
	const directoryFile = path.join(folder, 'directory.json');
	const built = readBuilt(builtFile);
	const minidisks = placedMinidisks(profile.directory);
	buildVolumes(folder, minidisks, built, options, made);
	const sourceHash = createHash('sha256').update(profile.source).digest('hex');
	const isNew = !isThere(directoryFile);
	const isStale = built?.directory !== sourceHash || isNew;
	const record = (directoryHash: string): void => {
		const keys = minidisks.map(minidisk => keyOf(minidisk));
		recordBuilt(builtFile, {program, directory: directoryHash, minidisks: keys}, made);
	};

	if (isStale && clearPasswords(profile.directory).length > mostHashedAtStart) {
		record('');
		made.keep();
		return {
			directory: profile.directory,
			minidisks,
			async compile(isCancelled, warn) {
				const text = await objectDirectoryAside(profile.directory, () => randomBytes(9), isCancelled);
				if (text === undefined) {
					return;
				}

				try {
					replacePrivate(directoryFile, text);
					record(sourceHash);
				} catch (error) {
					if (!(error instanceof ConfigurationError)) {
						throw error;
					}

					warn(`the directory was not kept, and will be compiled again: ${error.message}`);
				}
			},
		};
	}

	if (isStale) {
		progress('compiling the directory');
		if (isNew) {
			made.file(directoryFile);
		}

		replacePrivate(directoryFile, objectDirectory(profile.directory, () => randomBytes(9)));
	}

	const directory = readObjectDirectory(readPrivate(directoryFile) ?? '');
	if (!directory) {
		throw new ConfigurationError(`${directoryFile} is damaged; remove it to have it compiled anew`);
	}

	record(sourceHash);
	made.keep();
	return {directory, minidisks};
}

/** Writes the record where it says something new; what stands in the file then stays, even if that is reported. */
function recordBuilt(file: string, record: Built, made: Made): void {
	const text = `${JSON.stringify(record)}\n`;
	if (readPrivate(file) === text) {
		return;
	}

	try {
		replacePrivate(file, text);
	} catch (error) {
		if (readPrivate(file) === text) {
			made.keep();
		}

		throw error;
	}
}

/** COLD: the spool is empty. */
function coldStart(spool: SpoolStore, files: readonly SpoolFile[]): void {
	for (const {id} of files) {
		spool.remove(id);
	}

	spool.holds?.put([]);
}
