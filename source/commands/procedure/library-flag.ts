/** `--library DIR` of `run` and `script`: the SBS disk of the system they make is kept there. */
import path from 'node:path';
import type {UserDirectory} from '../../cp/directory/directory.js';
import type {CkdVolume} from '../../machine/devices/volume/ckd-volume.js';
import {openLibrary, type Library} from '../../system/host/library.js';
import type {Profile} from '../../system/profile.js';
import type {SystemOptions} from '../../system/system.js';
import {textFlag, type Flags} from '../verb.js';

/** The library that the flags name, if any. Throws `ConfigurationError`. */
export function libraryOf(flags: Flags, profile: Profile, now: number): Library | undefined {
	const folder = textFlag(flags, 'library');
	return folder === undefined ? undefined : openLibrary(path.resolve(folder), profile, now);
}

/** What of a system comes from a library. */
export function withLibrary(
	library: Library | undefined,
	directory: UserDirectory,
	volumes: ReadonlyMap<string, CkdVolume>,
): Pick<SystemOptions, 'directory' | 'volumes' | 'journal'> {
	return library
		? {
			directory: library.over(directory),
			volumes: new Map([...volumes, ...library.volumes]),
			journal: library.journal,
		}
		: {directory, volumes};
}
