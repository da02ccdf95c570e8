/** `--home DIR`: the data folder of an installation, or the one a user has on this host. */
import {rmdirSync} from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import {UsageError} from './verb.js';

/** What `Conf` knows the program by. */
export const project = {projectName: 'yorktown', projectSuffix: ''} as const;

/** The folder that the flag names; without one the user's own. */
export const homeFolder = (home: string | undefined): string => home ? path.resolve(home) : usualFolder();

/** Where a user's settings are on this host. `Conf` makes the folder to look into it; an empty one goes again. */
function usualFolder(): string {
	let folder: string;
	try {
		folder = path.dirname(new Conf({...project, configName: 'folder'}).path);
	} catch (error) {
		throw new UsageError(`data folder: ${(error as Error).message.split('\n')[0]}; name one with --home`);
	}

	try {
		rmdirSync(folder);
	} catch {
		// There is something in it.
	}

	return folder;
}
