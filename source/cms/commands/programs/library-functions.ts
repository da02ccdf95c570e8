/** What TXTLIB and MACLIB do (GC20-1818): libraries made of files, changed, and listed. */
import {Failure} from '../../../base/failure.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {AccessedDisk, Cms, CmsContext} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {carriage} from '../../unit-record/carriage.js';
import {unit} from '../../unit-record/unit-records.js';
import {checkUnit, sendFile} from '../unit-record/unit-commands.js';
import {messages, type ModuleOf} from '../../messages/index.js';
import {
	fileId, guarded, writableDisk, writeError, type FoundFile,
} from '../files/file-operands.js';
import type {LibraryEntry} from './library-member.js';
import {
	encodeLibrary, libraryDecks, textEntries, type LibraryDeck,
} from './text-library.js';

/** Names in the dictionary of a library. */
export const mostNames = 1000;

/** A kind of library, and what is its own. */
export type LibraryKind = {
	readonly type: 'TXTLIB' | 'MACLIB';
	/** Whose messages are typed. */
	readonly module: ModuleOf<'001E' | '002E' | '002W' | '003E' | '008E' | '013E' | '014E' | '037E' | '046E' | '047E'
	| '056E' | '069E' | '104S' | '105S' | '123S' | '213W'>;
	/** Of GEN, ADD, REP, DEL, COMP and MAP, those that it has. */
	readonly functions: readonly string[];
	/** Type of the files that it is made of, as message 002W has it. */
	readonly source: string;
	/** Members that the file of a name gives, or why none, after a message; `undefined` where there is no such file. */
	members(cms: Cms, name: string): Step<readonly LibraryDeck[] | Failure | undefined>;
	/** Says that the dictionary is full; the return code. `last`: the last name that is in it. */
	full(cms: Cms, file: string, last: string): Step<number>;
	/** The lines of MAP. */
	mapLines(entries: readonly LibraryEntry[], decks: readonly LibraryDeck[]): string[];
	/** Mode number of the file that MAP writes, and whether it writes it when the map is printed, too. */
	readonly mapNumber: string;
	readonly printsFile: boolean;
};

type Library = {
	readonly found: FoundFile;
	readonly records: readonly Uint8Array[];
	readonly decks: readonly LibraryDeck[];
};

/** The library with its decks, or a failure, with its message. */
function * openLibrary(cms: Cms, {type, module}: LibraryKind, name: string): Step<Library | Failure> {
	const found = cms.disks.find(name, type, '*');
	if (!found) {
		return new Failure(yield * cms.message(messages[`${module}002E`], {file: `${name} ${type}`}));
	}

	const records = yield * cms.disks.readAll(found.disk, found.status);
	const decks = libraryDecks(records);
	return decks
		? {found, records, decks}
		: new Failure(yield * cms.message(messages[`${module}056E`], {file: fileId(found.status)}));
}

function * write(
	cms: Cms,
	{type, module}: LibraryKind,
	disk: AccessedDisk,
	name: string,
	decks: readonly LibraryDeck[],
): Step<number> {
	const records = encodeLibrary(decks);
	const code = records instanceof Failure
		? records.returnCode
		: yield * cms.disks.write(disk, {
			name, type, modeNumber: '1', recordFormat: 'F', recordLength: 80, records,
		});
	return code === fileCode.ok ? 0 : yield * writeError(cms, module, `${name} ${type} ${disk.letter}1`, code);
}

const namesIn = (decks: readonly LibraryDeck[]): number => decks.reduce((sum, {names}) => sum + names.length, 0);

/** What was there without those that are replaced, and the new ones behind it. */
function merged(before: readonly LibraryDeck[], added: readonly LibraryDeck[], replaces: boolean): LibraryDeck[] {
	const names = new Set(replaces ? added.flatMap(deck => deck.names) : []);
	return [...before.filter(deck => !deck.names.some(name => names.has(name))), ...added];
}

/** GEN, ADD and REP: `before` and what the files named give. */
function * add(
	cms: Cms,
	kind: LibraryKind,
	{disk, name, before, replaces}: {
		readonly disk: AccessedDisk;
		readonly name: string;
		readonly before: readonly LibraryDeck[];
		readonly replaces: boolean;
	},
	files: readonly string[],
): Step<number> {
	const {module, source, type} = kind;
	let decks: readonly LibraryDeck[] = before;
	let rc = 0;
	for (const file of files) {
		const members = yield * kind.members(cms, file);
		if (members === undefined) {
			rc = Math.max(rc, yield * cms.message(messages[`${module}002W`], {file: `${file} ${source}`}));
			continue;
		}

		if (members instanceof Failure) {
			rc = Math.max(rc, members.returnCode);
			continue;
		}

		const next = merged(decks, members, replaces);
		if (namesIn(next) > mostNames) {
			rc = yield * kind.full(cms, `${file} ${source}`, decks.at(-1)?.names.at(-1) ?? '');
			break;
		}

		decks = next;
	}

	if (decks.length === 0) {
		const created = yield * cms.message(messages[`${module}213W`], {library: `${name} ${type} ${disk.letter}1`});
		return Math.max(rc, created);
	}

	const written = yield * write(cms, kind, disk, name, decks);
	return written === 0 ? rc : written;
}

/** DEL, and COMP, which takes out nothing: a library is written without gaps each time. */
function * drop(cms: Cms, kind: LibraryKind, name: string, members: readonly string[]): Step<number> {
	const library = yield * openLibrary(cms, kind, name);
	if (library instanceof Failure) {
		return library.returnCode;
	}

	const {found: {disk: {letter}, status}, decks} = library;
	const disk = yield * writableDisk(cms, kind.module, letter);
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	let left = decks;
	for (const member of members) {
		const next = left.filter(({names}) => !names.includes(member));
		if (next.length === left.length) {
			return yield * cms.message(messages[`${kind.module}013E`], {member, library: fileId(status)});
		}

		left = next;
	}

	return left.length === 0
		? yield * cms.disks.erase(disk, name, kind.type)
		: yield * write(cms, kind, disk, name, left);
}

const mapDestinations = ['DISK', 'PRINT', 'TERM'] as const;

/** MAP: of several destinations the first counts (HELP of VM/370). */
function * map({cms, options}: CmsContext, kind: LibraryKind, name: string): Step<number> {
	const {module} = kind;
	const unknown = options.find(option => !mapDestinations.includes(option as never));
	if (unknown !== undefined) {
		return yield * cms.message(messages[`${module}003E`], {option: unknown});
	}

	const library = yield * openLibrary(cms, kind, name);
	if (library instanceof Failure) {
		return library.returnCode;
	}

	const lines = kind.mapLines(textEntries(library.records) ?? [], library.decks);
	const [where = 'DISK'] = options;
	if (where === 'TERM') {
		for (const line of lines) {
			yield * cms.console.type(line);
		}

		return 0;
	}

	const written = where === 'DISK' || kind.printsFile ? yield * writeMap(cms, kind, name, lines) : 0;
	return written === 0 && where === 'PRINT' ? yield * printMap(cms, kind, name, lines) : written;
}

function * writeMap(cms: Cms, {module, mapNumber}: LibraryKind, name: string, lines: readonly string[]): Step<number> {
	const disk = yield * writableDisk(cms, module, 'A');
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	const code = yield * cms.disks.write(disk, {
		name,
		type: 'MAP',
		modeNumber: mapNumber,
		recordFormat: 'F',
		recordLength: 80,
		records: lines.map(line => toEbcdic(line.padEnd(80))),
	});
	return code === fileCode.ok ? 0 : yield * writeError(cms, module, `${name} MAP A${mapNumber}`, code);
}

function * printMap(cms: Cms, {module}: LibraryKind, name: string, lines: readonly string[]): Step<number> {
	const rc = yield * checkUnit(cms, module, unit.printer, 'output');
	if (rc !== 0) {
		return rc;
	}

	const end = yield * sendFile(cms, unit.printer, {name, type: 'MAP'}, lines, line =>
		cms.unitRecords.print(toEbcdic(line), carriage.writeAndSpace));
	return end === 'ok' ? 0 : yield * cms.message(messages[`${module}123S`], {file: `${name} MAP`});
}

function * perform(context: CmsContext, kind: LibraryKind): Step<number> {
	const {cms, operands: [word, name, ...files]} = context;
	const {module} = kind;
	if (word === undefined) {
		return yield * cms.message(messages[`${module}047E`]);
	}

	if (!kind.functions.includes(word)) {
		return yield * cms.message(messages[`${module}014E`], {function: word});
	}

	if (name === undefined) {
		return yield * cms.message(messages[`${module}046E`]);
	}

	if (word === 'MAP') {
		return yield * map(context, kind, name);
	}

	if (word === 'COMP') {
		return yield * drop(cms, kind, name, []);
	}

	if (files.length === 0) {
		return yield * cms.message(messages[`${module}001E`]);
	}

	if (word === 'DEL') {
		return yield * drop(cms, kind, name, files);
	}

	const library = word === 'GEN' ? undefined : yield * openLibrary(cms, kind, name);
	if (library instanceof Failure) {
		return library.returnCode;
	}

	const disk = yield * writableDisk(cms, module, library?.found.disk.letter ?? 'A');
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	const before = library?.decks ?? [];
	return yield * add(cms, kind, {
		disk, name, before, replaces: word === 'REP',
	}, files);
}

/** The command of a kind of library. */
export function libraryFunction(context: CmsContext, kind: LibraryKind): Step<number> {
	return guarded(context.cms, kind.module, context.operands.join(' '), perform(context, kind));
}
