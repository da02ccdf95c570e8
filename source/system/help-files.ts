/** HELPCP files of the system disk: CP's commands as CMS's HELP shows them, made from their definitions. */
import {blank, toEbcdic} from '../base/ebcdic.js';
import {helpText} from '../cms/nucleus/command/help-text.js';
import type {NewFile} from '../cms/file-system/disk/disk.js';
import {cpCommands} from '../cp/commands/index.js';

export function helpFiles(): NewFile[] {
	return cpCommands
		.filter(({name}) => /^[A-Z]{1,8}$/.test(name))
		.map(command => ({
			name: command.name,
			type: 'HELPCP',
			modeNumber: '2',
			recordFormat: 'V',
			records: helpText(command, 'CP').map(line => line === '' ? Uint8Array.of(blank) : toEbcdic(line)),
		}));
}
