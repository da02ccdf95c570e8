/**
 * The directory of a site that changed it by `yorktown user`: `USER DIRECT` in the data folder, in place of the
 * profile's. It is written from the compiled directory, so that it holds hashes and no passwords.
 */
import {existsSync} from 'node:fs';
import path from 'node:path';
import {type Directory, directoryErrorText} from '../../cp/directory/directory.js';
import {parseDirectory} from '../../cp/directory/parser.js';
import {readObjectDirectory} from '../../cp/directory/passwords.js';
import {printDirectory} from '../../cp/directory/printer.js';
import {ConfigurationError} from '../configuration-error.js';
import {readPrivate, replacePrivate} from './private-files.js';

export const ownDirectoryName = 'USER DIRECT';

export type DirectorySource = {readonly file: string; readonly source: string};

/** The folder's own directory, where it has one. */
export function ownDirectory(folder: string): DirectorySource | undefined {
	if (!existsSync(folder)) {
		// The first start makes it, or says why it cannot be.
		return undefined;
	}

	const file = path.join(folder, ownDirectoryName);
	const source = readPrivate(file);
	return source === undefined ? undefined : {file, source};
}

/** The directory as the next start will have it. Throws `ConfigurationError` where there is none yet. */
export function currentDirectory(folder: string): Directory {
	const own = ownDirectory(folder);
	if (own) {
		return parsed(own);
	}

	const file = path.join(folder, 'directory.json');
	const text = readPrivate(file);
	const directory = text === undefined ? undefined : readObjectDirectory(text);
	if (!directory) {
		throw new ConfigurationError(`${file}: no compiled directory; start the system once`);
	}

	return directory;
}

/** The source of a directory, checked. Throws `ConfigurationError` with everything that is wrong. */
export function sourceOf(folder: string, directory: Directory): DirectorySource {
	const made = {file: path.join(folder, ownDirectoryName), source: printDirectory(directory)};
	parsed(made);
	return made;
}

export function keepOwnDirectory({file, source}: DirectorySource): void {
	replacePrivate(file, source);
}

function parsed({file, source}: DirectorySource): Directory {
	const {directory, errors} = parseDirectory(source, file);
	if (errors.length > 0) {
		throw new ConfigurationError(errors.map(error => directoryErrorText(error)).join('\nyorktown: '));
	}

	return directory;
}
