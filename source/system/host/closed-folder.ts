/** A data folder that no system has, for the host's own work on it: locked, its journal replayed. */
import {existsSync, renameSync} from 'node:fs';
import path from 'node:path';
import {ConfigurationError} from '../configuration-error.js';
import {openJournal} from './journaled-folder.js';
import {takeLock} from './lock.js';
import {isThere, makePrivateFolder, onHost} from './private-files.js';

/** Runs `work` on an installation's folder. Throws `ConfigurationError` where it is none, or a system has it. */
export async function inClosedFolder<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
	requireInstallation(folder);
	const unlock = takeLock(folder);
	try {
		// A backup of an empty spool has no folder of it, and its journal may have the first file.
		makePrivateFolder(path.join(folder, 'spool'));
		await openJournal(folder).close();
		return await work();
	} finally {
		unlock();
	}
}

/** A restore that was killed when the old installation had gone and the new one not come is finished. */
export function finishRestore(folder: string): void {
	const restored = `${folder}.restored`;
	if (!existsSync(folder) && existsSync(restored)) {
		onHost(folder, () => {
			renameSync(restored, folder);
		});
	}
}

export function requireInstallation(folder: string): void {
	finishRestore(folder);
	if (!isThere(path.join(folder, 'built.json'))) {
		throw new ConfigurationError(`${folder}: no installation; start the system once (yorktown --home DIR)`);
	}
}
