/**
 * An installation's profile: a folder with `USER DIRECT`, `STARTUP` and the files of disks
 * (`disks/OWNER.CUU/NAME.TYPE`).
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {type Directory, directoryErrorText} from '../cp/directory/directory.js';
import {parseDirectory} from '../cp/directory/parser.js';
import {ConfigurationError} from './configuration-error.js';
import {packageRoot} from './host/package-root.js';

export type Profile = {
	readonly folder: string;
	/** Text of USER DIRECT. */
	readonly source: string;
	readonly directory: Directory;
	/** Machines that are logged on, disconnected, when the system starts. */
	readonly autolog: readonly string[];
};

/** The folder a name or path stands for: a folder of the host, or one under `profiles/`. */
function profileFolder(nameOrFolder = 'default'): string {
	const own = path.join(packageRoot(), 'profiles', nameOrFolder);
	const folder = /^[\w-]+$/.test(nameOrFolder) && existsSync(own) ? own : path.resolve(nameOrFolder);
	if (!existsSync(path.join(folder, 'USER DIRECT'))) {
		throw new ConfigurationError(`profile ${nameOrFolder}: no file "USER DIRECT" in ${folder}`);
	}

	return folder;
}

/** Reads and checks a profile; every error of the directory is told. */
export function readProfile(nameOrFolder?: string): Profile {
	const folder = profileFolder(nameOrFolder);
	const file = path.join(folder, 'USER DIRECT');
	const source = readFileSync(file, 'utf8');
	const {directory, errors} = parseDirectory(source, file);
	if (errors.length > 0) {
		throw new ConfigurationError(errors.map(error => directoryErrorText(error)).join('\nyorktown: '));
	}

	const startup = path.join(folder, 'STARTUP');
	const lines = existsSync(startup) ? readFileSync(startup, 'utf8').split('\n') : [];
	const autolog: string[] = [];
	for (const [index, line] of lines.entries()) {
		const [word = '', userid = '', ...more] = line.trim().toUpperCase().split(/ +/);
		if (word === '' || word.startsWith('*')) {
			continue;
		}

		if (word !== 'AUTOLOG' || more.length > 0 || !directory.find(userid)) {
			throw new ConfigurationError(
				`${startup} line ${index + 1}: expected "AUTOLOG userid" of a user of the directory, found "`
				+ `${line.trim()}"`,
			);
		}

		autolog.push(userid);
	}

	return {folder, source, directory, autolog};
}

/** Host files that belong on a minidisk of the profile: `disks/OWNER.CUU/`. */
export function profileDiskFiles(profile: Pick<Profile, 'folder'>, owner: string, address: number): string[] {
	const folder = path.join(
		profile.folder,
		'disks',
		`${owner}.${address.toString(16).toUpperCase().padStart(3, '0')}`,
	);
	return existsSync(folder) ? readdirSync(folder).toSorted().map(name => path.join(folder, name)) : [];
}
