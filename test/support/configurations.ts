/** The three configurations of SBS, as a site would set them: its SERVICE file, otherwise ours. */
import {readFileSync} from 'node:fs';
import {toEbcdic} from '../../source/base/ebcdic.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {Installation} from './installation.js';

export const configurations = ['LINK WSBS', 'SERVER', 'SLAVES'] as const;

export type ConfigurationLine = typeof configurations[number];

const lines = readFileSync(new URL('../../../dasd/system/SBS.SERVICE', import.meta.url), 'utf8').trimEnd().split('\n');

/** `SBS SERVICE` with that configuration; `more`: lines in place of ours of the same keyword. */
export function sbsService(configuration: string, ...more: readonly string[]): NewFile {
	const changes = [`CONFIGURATION ${configuration}`, ...more];
	const changed = new Set(changes.map(line => line.split(' ')[0]));
	return {
		name: 'SBS', type: 'SERVICE', modeNumber: '2', recordFormat: 'V',
		records: [...lines.filter(line => !changed.has(line.split(' ')[0])), ...changes].map(line => toEbcdic(line)),
	};
}

export const configured = (configuration: string, ...more: readonly string[]): Installation =>
	new Installation({files: [sbsService(configuration, ...more)]});
