/** TXTLIB (GC20-1818): libraries of TEXT files for LOAD and INCLUDE. */
import {Failure} from '../../../base/failure.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {AccessedDisk, Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {
	fileId, guarded, writableDisk, writeError, type FoundFile,
} from '../files/file-operands.js';
import {
	deckOf, encodeLibrary, libraryDecks, textEntries, type LibraryDeck,
} from './text-library.js';
import {messages} from '../../messages/index.js';

const module = 'DMSLBT';
const mostNames = 1000;

/** The library with its decks, or a failure, with its message. */
function * openLibrary(
	cms: Cms,
	name: string,
): Step<
	| {readonly found: FoundFile; readonly records: readonly Uint8Array[]; readonly decks: readonly LibraryDeck[]}
	| Failure
> {
	const found = cms.disks.find(name, 'TXTLIB', '*');
	if (!found) {
		return new Failure(yield * cms.message(messages.DMSLBT002E, {file: `${name} TXTLIB`}));
	}

	const records = yield * cms.disks.readAll(found.disk, found.status);
	const decks = libraryDecks(records);
	return decks
		? {found, records, decks}
		: new Failure(yield * cms.message(messages.DMSLBT056E, {file: fileId(found.status)}));
}

function * write(cms: Cms, disk: AccessedDisk, name: string, decks: readonly LibraryDeck[]): Step<number> {
	const records = encodeLibrary(decks);
	const code = records instanceof Failure
		? records.returnCode
		: yield * cms.disks.write(disk, {
			name, type: 'TXTLIB', modeNumber: '1', recordFormat: 'F', recordLength: 80, records,
		});
	return code === fileCode.ok ? 0 : yield * writeError(cms, module, `${name} TXTLIB ${disk.letter}1`, code);
}

/** GEN and ADD: `before` and the TEXT files named. */
function * add(
	cms: Cms,
	disk: AccessedDisk,
	name: string,
	before: readonly LibraryDeck[],
	files: readonly string[],
): Step<number> {
	const decks = [...before];
	let rc = 0;
	for (const file of files) {
		const found = cms.disks.find(file, 'TEXT', '*');
		if (!found) {
			rc = yield * cms.message(messages.DMSLBT002W, {file: `${file} TEXT`});
			continue;
		}

		const deck = deckOf(file, yield * cms.disks.readAll(found.disk, found.status));
		if (decks.reduce((sum, {names}) => sum + names.length, deck.names.length) > mostNames) {
			rc = yield * cms.message(messages.DMSLBT106S, {most: mostNames, file: `${file} TEXT`});
			break;
		}

		decks.push(deck);
	}

	if (decks.length === 0) {
		return yield * cms.message(messages.DMSLBT213W, {library: `${name} TXTLIB ${disk.letter}1`});
	}

	const written = yield * write(cms, disk, name, decks);
	return written === 0 ? rc : written;
}

function * drop(cms: Cms, name: string, members: readonly string[]): Step<number> {
	const library = yield * openLibrary(cms, name);
	if (library instanceof Failure) {
		return library.returnCode;
	}

	const {found: {disk: {letter}, status}, decks} = library;
	const disk = yield * writableDisk(cms, module, letter);
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	let left = decks;
	for (const member of members) {
		const next = left.filter(({names}) => !names.includes(member));
		if (next.length === left.length) {
			return yield * cms.message(messages.DMSLBT013E, {member, library: fileId(status)});
		}

		left = next;
	}

	return left.length === 0 ? yield * cms.disks.erase(disk, name, 'TXTLIB') : yield * write(cms, disk, name, left);
}

function * map({cms, options}: CmsContext, name: string): Step<number> {
	const [where = 'DISK', extra] = options;
	const unknown = ['TERM', 'DISK'].includes(where) ? extra : where;
	if (unknown !== undefined) {
		return yield * cms.message(messages.DMSLBT003E, {option: unknown});
	}

	const library = yield * openLibrary(cms, name);
	if (library instanceof Failure) {
		return library.returnCode;
	}

	const entries = textEntries(library.records) ?? [];
	const lines = [
		'ENTRY      INDEX',
		...entries.map(entry => `${entry.name.padEnd(8)} ${String(entry.first).padStart(7)}`),
		`${entries.length} ENTRIES IN LIBRARY`,
	];
	if (where === 'TERM') {
		for (const line of lines) {
			yield * cms.console.type(line);
		}

		return 0;
	}

	const disk = yield * writableDisk(cms, module, 'A');
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	const code = yield * cms.disks.write(disk, {
		name,
		type: 'MAP',
		modeNumber: '5',
		recordFormat: 'F',
		recordLength: 80,
		records: lines.map(line => toEbcdic(line.padEnd(80))),
	});
	return code === fileCode.ok ? 0 : yield * writeError(cms, module, `${name} MAP A5`, code);
}

function * perform(context: CmsContext): Step<number> {
	const {cms, operands: [word, name, ...files]} = context;
	if (word === undefined) {
		return yield * cms.message(messages.DMSLBT047E);
	}

	if (!['GEN', 'ADD', 'DEL', 'MAP'].includes(word)) {
		return yield * cms.message(messages.DMSLBT014E, {function: word});
	}

	if (name === undefined) {
		return yield * cms.message(messages.DMSLBT046E);
	}

	if (word === 'MAP') {
		return yield * map(context, name);
	}

	if (files.length === 0) {
		return yield * cms.message(messages.DMSLBT001E);
	}

	if (word === 'DEL') {
		return yield * drop(cms, name, files);
	}

	const library = word === 'ADD' ? yield * openLibrary(cms, name) : undefined;
	if (library instanceof Failure) {
		return library.returnCode;
	}

	const disk = yield * writableDisk(cms, module, library?.found.disk.letter ?? 'A');
	return disk instanceof Failure ? disk.returnCode : yield * add(cms, disk, name, library?.decks ?? [], files);
}

export const txtlib: CmsCommand = {
	name: 'TXTLIB',
	minimum: 3,
	syntax: ['TXTlib GEN|ADD libname fn...', 'TXTlib DEL libname member...', 'TXTlib MAP libname [(TERM|DISK[)]]'],
	summary: 'Keeps TEXT files in a library, where LOAD finds them by the names they define',
	description: [
		'GEN makes a library of TEXT files, ADD adds some, DEL takes those out that define the names given, MAP lists '
		+ 'the names: at the terminal, or in the file libname MAP A5. GLOBAL TXTLIB names the libraries to be '
		+ 'searched.',
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
	* run(context) {
		return yield * guarded(context.cms, module, context.operands.join(' '), perform(context));
	},
};
