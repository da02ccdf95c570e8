/** What stands in the data folder of a site that no system has: findings of `check`, spool, output, directory. */
import {
	existsSync, mkdirSync, readdirSync, readFileSync,
} from 'node:fs';
import path from 'node:path';
import {fromEbcdic} from '../../../build/source/base/ebcdic.js';
import {checkFolder} from '../../../build/source/system/host/check-folder.js';
import {inClosedFolder} from '../../../build/source/system/host/closed-folder.js';
import {currentDirectory} from '../../../build/source/system/host/own-directory.js';
import {volumeFiles} from '../../../build/source/system/host/volume-files.js';
import {spoolFiles} from '../installation.js';

const isOurs = line => /^LINE \d+ OF MANY/.test(line);

const filesIn = folder => existsSync(folder) ? readdirSync(folder) : [];

/** A line for everything that a start should not find. */
export async function readSite(home) {
	return inClosedFolder(home, async () => {
		const problems = (await checkFolder(home, false)).map(({text}) => `check: ${text}`);
		// A backup of an empty spool has no folder of it: the start makes one.
		mkdirSync(path.join(home, 'spool'), {recursive: true});
		const spool = spoolFiles(home, problems).map(({records, ...attributes}) => ({
			...attributes,
			lines: records.map(({data}) => fromEbcdic(data).trimEnd()).map(line => line.trimStart()).filter(isOurs),
		}));
		return {
			problems,
			spool,
			output: filesIn(path.join(home, 'output')).map(name => {
				const text = readFileSync(path.join(home, 'output', name), 'utf8');
				return {name, lines: text.split(/[\n\f]/).map(line => line.trim()).filter(isOurs)};
			}),
			hopper: filesIn(path.join(home, 'reader')).filter(name => name.endsWith('.txt')),
			stacker: filesIn(path.join(home, 'reader/read')),
			users: directoryIn(home)?.users ?? new Map(),
			volumes: volumeFiles(home).map(({serial}) => serial),
		};
	});
}

/** The directory, where it was compiled already. */
function directoryIn(home) {
	return existsSync(path.join(home, 'USER DIRECT')) || existsSync(path.join(home, 'directory.json'))
		? currentDirectory(home)
		: undefined;
}
