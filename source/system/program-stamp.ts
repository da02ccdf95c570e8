/** What the system disks are made of, in one line: they are made anew when it changes. */
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {NewFile} from '../cms/file-system/disk/disk.js';
import {packageRoot} from './host/package-root.js';

/**
 * The program's version, and a hash of the content of `dasd/` and of the files that come from what is installed: a
 * command that is a MODULE from now on must be on the system disk of a folder that was made before.
 */
export function programStamp(generated: readonly NewFile[]): string {
	const root = packageRoot();
	const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {version: string};
	const hash = createHash('sha256');
	const folder = path.join(root, 'dasd');
	for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true}).toSorted((a, b) =>
		a.name < b.name ? -1 : 1)) {
		if (entry.isFile()) {
			hash.update(entry.name).update(readFileSync(path.join(entry.parentPath, entry.name)));
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
