/**
 * CMSLIB MACLIB of the system disk (GC20-1818, "CMS macro instructions"): made of the definitions in `dasd/cmslib`,
 * which are our own.
 */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {ebcdicField} from '../base/ebcdic.js';
import {Failure} from '../base/failure.js';
import {cardLength} from '../base/unit-record.js';
import {macroMembers} from '../cms/commands/programs/macro-members.js';
import {encodeLibrary} from '../cms/commands/programs/text-library.js';
import type {NewFile} from '../cms/file-system/disk/disk.js';
import {packageRoot} from './host/package-root.js';

const type = '.MACRO';

/** Where the definitions are. */
export const macroFolder = (): string => path.join(packageRoot(), 'dasd', 'cmslib');

export function macroLibrary(): NewFile {
	const folder = macroFolder();
	const files = readdirSync(folder).filter(name => name.endsWith(type)).toSorted();
	const records = encodeLibrary(files.flatMap(name => {
		const lines = readFileSync(path.join(folder, name), 'latin1').trimEnd().split('\n');
		const members = macroMembers(lines.map(line => ebcdicField(line, cardLength)));
		if (!members) {
			throw new Error(`dasd/cmslib/${name} has no definition`);
		}

		return members;
	}));
	if (records instanceof Failure) {
		throw new TypeError('dasd/cmslib does not fit in a library');
	}

	return {
		name: 'CMSLIB', type: 'MACLIB', modeNumber: '2', recordFormat: 'F', recordLength: cardLength, records,
	};
}
