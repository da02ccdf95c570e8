/** Programs in assembler language as TEXT files, for LOAD and START. */
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';
import {assembled} from './assemble.js';

/** A TEXT file of `source`; register 12 is to be its base (`USING *,12` follows its CSECT statement). */
export function programFile(name: string, source: string): NewFile {
	const {cards} = assembled(`${name.padEnd(8)} CSECT\n         USING *,12\n${source}\n         END`);
	return {
		name, type: 'TEXT', modeNumber: '1', recordFormat: 'F', recordLength: 80, records: cards,
	};
}
