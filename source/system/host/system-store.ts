/** Saved systems of a data folder for the host's own work, while no system has the folder. */
import path from 'node:path';
import {ConfigurationError} from '../configuration-error.js';
import {hostFileLayer} from '../journal/file-layer.js';
import type {Journal} from '../journal/journal.js';
import {openJournal} from './journaled-folder.js';
import {takeLock} from './lock.js';
import {closeFilesToOthers, Made, makeDataFolder, makePrivateFolder} from './private-files.js';
import {systemsFolder, systemsFolderName} from './systems-folder.js';

/**
 * Keeps a system, in the form of `cp/systems/saved-system.ts`, in place of what was saved under its name; it is there
 * whole, or what was before is. Throws `ConfigurationError`.
 */
export async function storeSystem(folder: string, name: string, bytes: Uint8Array): Promise<void> {
	const made = new Made();
	let unlock: (() => void) | undefined;
	let journal: Journal | undefined;
	try {
		makeDataFolder(folder, made);
		unlock = takeLock(folder);
		makePrivateFolder(path.join(folder, systemsFolderName), made);
		closeFilesToOthers(path.join(folder, systemsFolderName));
		journal = openJournal(folder, made);
		const store = systemsFolder({
			layer: hostFileLayer, folder, journal, unfit: () => undefined,
		});
		if (!store.put(name, bytes)) {
			throw new ConfigurationError(`${path.join(folder, systemsFolderName, name)}: no room for it`);
		}

		made.keep();
	} catch (error) {
		journal?.abandon();
		made.takeBackFiles();
		unlock?.();
		made.takeBackFolders();
		throw error;
	}

	try {
		await journal.close();
	} finally {
		unlock();
	}
}
