/** What the system disks are made of, in one line: they are made anew when it changes. */
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {NewFile} from '../cms/file-system/disk/disk.js';
import {packageRoot} from './host/package-root.js';
import {systemDiskFolders} from './volumes/minidisks.js';

/**
 * The program's version, and a hash of the system disks' files in `dasd/` and of those that come from what is
 * installed: a command that is a MODULE from now on must be on the system disk of a folder that was made before.
 * `root`: where the program is installed.
 */
export function programStamp(generated: readonly NewFile[], root = packageRoot()): string {
	const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {version: string};
	const hash = createHash('sha256');
	for (const name of systemDiskFolders) {
		const folder = path.join(root, 'dasd', name);
		for (const file of readdirSync(folder).toSorted()) {
			hash.update(`${name}/${file}`).update(readFileSync(path.join(folder, file)));
		}
	}

	for (const {name, type, modeNumber, records} of generated) {
		hash.update(`${name} ${type} ${modeNumber} ${records.length}`);
		for (const record of records) {
			hash.update(record);
		}
	}

	return `${version} ${hash.digest('hex').slice(0, 16)}`;
}
