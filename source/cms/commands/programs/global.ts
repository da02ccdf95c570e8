/** GLOBAL (GC20-1818): the libraries that are searched for macros and for programs. */
import type {CmsCommand} from '../../cms.js';
import {libraryTypes, setLibraries} from '../../nucleus/storage/libraries.js';
import {mostLibraries} from '../../nucleus/storage/nucon.js';
import {messages} from '../../messages/index.js';

export const global: CmsCommand = {
	name: 'GLOBAL',
	minimum: 2,
	syntax: ['GLobal MACLIB|TXTLIB|DOSLIB|LOADLIB [libname ...]'],
	summary: 'Names the libraries to be searched, up to eight of each type',
	description: [
		'MACLIB: for macro definitions; TXTLIB: by LOAD and INCLUDE, for names that no TEXT file defines. Without a '
		+ 'name none is searched.',
		'DOSLIB: by FETCH of CMS/DOS, LOADLIB (VM/SP): by OS simulation. Neither is here: names are kept, and shown '
		+ 'by QUERY.',
	],
	returnCodes: [
		'24  No library type, or not one of these.',
		'28  A library was not found; the others are searched.',
		'88  More than eight libraries.',
	],
	* run({cms, call}) {
		// It has no options: a parenthesis is taken for a name, which no library has.
		const [, word, ...names] = call.tokens;
		if (word === undefined) {
			return yield * cms.message(messages.DMSGLB047E);
		}

		const type = libraryTypes.find(candidate => candidate === word);
		if (!type) {
			return yield * cms.message(messages.DMSGLB014E, {function: word});
		}

		if (names.length > mostLibraries) {
			return yield * cms.message(messages.DMSGLB108S);
		}

		const isThere = (name: string): boolean => cms.disks.find(name, type, '*') !== undefined;
		setLibraries(cms.guest.storage, type, names.filter(name => isThere(name)));
		let rc = 0;
		for (const name of names.filter(name => !isThere(name))) {
			rc = yield * cms.message(messages.DMSGLB002W, {file: `${name} ${type}`});
		}

		return rc;
	},
};
