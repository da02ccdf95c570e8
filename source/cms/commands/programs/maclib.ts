/** MACLIB (GC20-1818): libraries of macro definitions and COPY members, for the assembler. */
import {Failure} from '../../../base/failure.js';
import {cardLength} from '../../../base/unit-record.js';
import type {CmsCommand} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {fileId} from '../files/file-operands.js';
import {libraryFunction, type LibraryKind} from './library-functions.js';
import {copyMembers, macroMembers} from './macro-members.js';

const kind: LibraryKind = {
	type: 'MACLIB',
	module: 'DMSLBM',
	functions: ['GEN', 'ADD', 'REP', 'DEL', 'COMP', 'MAP'],
	source: 'MACRO OR COPY',
	* members(cms, name) {
		const found = cms.disks.find(name, 'MACRO', '*') ?? cms.disks.find(name, 'COPY', '*');
		if (!found) {
			return undefined;
		}

		const {disk, status} = found;
		const isCards = status.recordFormat === 'F' && status.recordLength === cardLength;
		const records = isCards ? yield * cms.disks.readAll(disk, status) : [];
		const members = status.type === 'MACRO' ? macroMembers(records) : copyMembers(status.name, records);
		return isCards && members
			? members
			: new Failure(yield * cms.message(messages.DMSLBM056E, {file: fileId(status)}));
	},
	full: (cms, _, last) => cms.message(messages.DMSLBM157S, {last}),
	mapNumber: '1',
	printsFile: true,
	mapLines(entries, decks) {
		const sizes = new Map<number, number>();
		let first = 2;
		for (const {records} of decks) {
			sizes.set(first, records.length);
			first += records.length + 1;
		}

		return [
			'MACRO      INDEX    SIZE',
			...entries.map(entry => [
				entry.name.padEnd(8),
				String(entry.first).padStart(7),
				String(sizes.get(entry.first) ?? 0).padStart(7),
			].join(' ')),
			`${entries.length} ENTRIES IN LIBRARY`,
		];
	},
};

export const maclib: CmsCommand = {
	name: 'MACLIB',
	minimum: 3,
	syntax: [
		'MAClib GEN|ADD|REP libname fn...',
		'MAClib DEL libname member...',
		'MAClib COMP libname',
		'MAClib MAP libname [(DISK|TERM|PRINT[)]]',
	],
	summary: 'Keeps macro definitions and COPY members in a library, where the assembler finds them',
	description: [
		'GEN makes a library of files of type MACRO and COPY, ADD adds some, REP puts new ones in the place of those '
		+ 'of their names, DEL takes members out, COMP closes gaps, MAP lists the members: in the file '
		+ 'libname MAP A1, printed too, or at the terminal. GLOBAL MACLIB names the libraries to be searched.',
		'The members of a MACRO file are its definitions, under their names. A COPY file is one member under its own '
		+ 'name, or several, each behind a record *COPY name.',
	],
	returnCodes: [
		'4    A file was not found.',
		'24   Invalid operand.',
		'28   Library not found.',
		'32   No library, no definitions in a file, or no such member.',
		'36   Disk not accessed or read-only.',
		'88   More than 1000 members.',
		'100  Error of the disk.',
	],
	run: context => libraryFunction(context, kind),
};
