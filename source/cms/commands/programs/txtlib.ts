/** TXTLIB (GC20-1818): libraries of TEXT files for LOAD and INCLUDE. */
import type {CmsCommand} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {libraryFunction, mostNames, type LibraryKind} from './library-functions.js';
import {deckOf} from './text-library.js';

const kind: LibraryKind = {
	type: 'TXTLIB',
	module: 'DMSLBT',
	functions: ['GEN', 'ADD', 'DEL', 'MAP'],
	source: 'TEXT',
	* members(cms, name) {
		const found = cms.disks.find(name, 'TEXT', '*');
		return found && [deckOf(name, yield * cms.disks.readAll(found.disk, found.status))];
	},
	full: (cms, file) => cms.message(messages.DMSLBT106S, {most: mostNames, file}),
	mapNumber: '5',
	printsFile: false,
	mapLines: entries => [
		'ENTRY      INDEX',
		...entries.map(entry => `${entry.name.padEnd(8)} ${String(entry.first).padStart(7)}`),
		`${entries.length} ENTRIES IN LIBRARY`,
	],
};

export const txtlib: CmsCommand = {
	name: 'TXTLIB',
	minimum: 3,
	syntax: [
		'TXTlib GEN|ADD libname fn...', 'TXTlib DEL libname member...', 'TXTlib MAP libname [(DISK|TERM|PRINT[)]]',
	],
	summary: 'Keeps TEXT files in a library, where LOAD finds them by the names they define',
	description: [
		'GEN makes a library of TEXT files, ADD adds some, DEL takes those out that define the names given, MAP lists '
		+ 'the names: in the file libname MAP A5, at the terminal, or on the printer. GLOBAL TXTLIB names the '
		+ 'libraries to be searched.',
	],
	returnCodes: [
		'4    A TEXT file was not found.',
		'24   Invalid operand.',
		'28   Library not found.',
		'32   No library, or no such member.',
		'36   Disk not accessed or read-only.',
		'88   More than 1000 names.',
		'100  Error of the disk.',
	],
	run: context => libraryFunction(context, kind),
};
