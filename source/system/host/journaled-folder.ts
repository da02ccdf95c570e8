/** A folder whose volumes and spool files change by way of its journal. */
import path from 'node:path';
import {FileVolume} from '../../machine/devices/volume/file-volume.js';
import {ConfigurationError} from '../configuration-error.js';
import {hostFileLayer, type FileLayer} from '../journal/file-layer.js';
import {Journal, journalFolder} from '../journal/journal.js';
import {JournaledImage} from '../journal/journaled-image.js';
import {makePrivateFolder, onHost, type Made} from './private-files.js';

/**
 * Opens the journal of a locked folder and replays it; `made` is told where it is new. Throws with one line where it
 * cannot be read.
 */
export function openJournal(folder: string, made?: Made): Journal {
	const journal = path.join(folder, journalFolder);
	makePrivateFolder(journal, made);
	return onHost(journal, () => new Journal(hostFileLayer, folder));
}

/** Opens volume `name` (`volumes/YRKRES.3350`). Throws with one line where it is none. */
export function openVolume(layer: FileLayer, folder: string, journal: Journal, name: string): FileVolume {
	const file = path.join(folder, name);
	const volume = onHost(`volume ${file}`, () => FileVolume.over(new JournaledImage(layer, journal, name)));
	if ('problem' in volume) {
		throw new ConfigurationError(`volume ${file}: ${volume.problem}`);
	}

	return volume;
}
