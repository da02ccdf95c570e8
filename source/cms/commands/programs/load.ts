/** LOAD and INCLUDE (GC20-1818): bring TEXT files into storage and link them. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {
	AccessedDisk, Cms, CmsCommand, CmsContext,
} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {addToMap, eraseMap, mapFile} from '../../loader/load-map.js';
import {TextLoader} from '../../loader/load-text.js';
import {findEntry, writeTable} from '../../loader/loader-table.js';
import {pendingReset, setPendingReset} from '../../loader/reset-name.js';
import {isLoadedRelocatable, noteLoaded} from '../../loader/run-module.js';
import {guarded, writeError} from '../files/file-operands.js';
import {checkFileId} from '../files/state.js';
import {area} from '../../nucleus/storage/layout.js';
import {nucon} from '../../nucleus/storage/nucon.js';
import {parseOptions, type LoaderOptions} from './load-options.js';
import {startProgram} from './start.js';
import {messages} from '../../messages/index.js';

/** Names are undefined, or defined twice. */
const warning = 4;
/** Of the names that nothing defines. */
const namesPerLine = 8;

/** Loads the files named in the operands; `fresh` as LOAD, else as INCLUDE. */
function * load({cms, call, operands, options: words}: CmsContext, fresh: boolean): Step<number> {
	if (operands.length === 0) {
		return yield * cms.message(messages.DMSLIO001E);
	}

	const options = yield * parseOptions(cms, words, !fresh);
	if (options instanceof Failure) {
		return options.returnCode;
	}

	const {storage} = cms.guest;
	if (options.relocatable && !fresh && !isLoadedRelocatable(storage)) {
		return yield * cms.message(messages.DMSLIO003E, {option: 'RLDSAVE'});
	}

	const origin = options.origin ?? (fresh ? storage.word(nucon.mainStart) : undefined);
	if (origin !== undefined && origin !== area.transient
		&& (origin < area.user || origin >= storage.word(nucon.freeLow))) {
		return yield * cms.message(messages.DMSLIO109S);
	}

	if (fresh) {
		storage.setWord(nucon.locationCounter, origin!);
		storage.setWord(nucon.firstLocation, origin!);
		storage.setWord(nucon.lastLocation, origin!);
		storage.setWord(nucon.startAddress, 0);
		setPendingReset(storage, '');
		noteLoaded(storage, {system: false, relocatable: options.relocatable});
		storage.setWord(nucon.mainHigh, storage.word(nucon.mainStart));
		writeTable(cms, []);
	}

	for (const name of operands) {
		const wrong = yield * checkFileId(cms, [name, 'TEXT'], true);
		if (wrong !== 0) {
			return wrong;
		}
	}

	const loaded = yield * loadFiles(cms, operands, options, fresh);
	return loaded === 'ready to start'
		? yield * startProgram(cms, storage.word(nucon.startAddress), {from: call.from, tokens: ['*'], line: '*'})
		: loaded;
}

function * loadFiles(
	cms: Cms,
	names: readonly string[],
	options: LoaderOptions,
	fresh: boolean,
): Step<number | 'ready to start'> {
	const {storage} = cms.guest;
	const {on, reset, start, origin} = options;
	const disk = cms.disks.disk('A');
	const mapDisk = disk?.readOnly ? undefined : disk;
	// What is loaded stays, and so do names that are undefined: the map is told of once, where its first line goes.
	let mapCode = 0;
	const firstLine = function * (): Step {
		if (on.MAP && !mapDisk) {
			mapCode = yield * writeError(cms, 'DMSLIO', mapFile, fileCode.notPermitted);
		}
	};

	const loader = new TextLoader(cms, {
		auto: on.AUTO,
		libraries: on.LIBE,
		duplicates: on.DUP,
		cleared: on.CLEAR,
		keepsRelocated: isLoadedRelocatable(storage),
		invalid: on.INV,
		replacements: on.REP,
		typed: on.MAP && on.TYPE,
		firstLine,
		origin,
		reset: reset === '*' ? undefined : reset,
	});
	const {
		undefinedNames, duplicates, overflow, isTableFull, map,
	} = yield * loader.load(names);
	if (overflow) {
		return yield * cms.message(messages.DMSLIO109S);
	}

	if (isTableFull) {
		return yield * cms.message(messages.DMSLIO116S);
	}

	beginAt(cms, reset === '*' ? undefined : reset, fresh);
	const missing = undefinedNames;
	const missed: string[] = [];
	for (let at = 0; at < missing.length; at += namesPerLine) {
		missed.push(` ${missing.slice(at, at + namesPerLine).map(name => name.padEnd(8)).join(' ')}`);
	}

	const lines = missed.length === 0 ? map : [...map, ` ${messages.DMSLIO201W.text}`, ...missed];
	const written = yield * writeMap(cms, mapDisk, {lines, on, fresh});
	if (missed.length > 0) {
		yield * cms.message(messages.DMSLIO201W);
		if (map.length === 0) {
			yield * firstLine();
		}

		for (const names of missed) {
			yield * cms.console.type(names);
		}
	}

	const failed = written === 0 ? mapCode : written;
	if (missing.length === 0 && failed !== 0) {
		return failed;
	}

	return start ? 'ready to start' : (missing.length > 0 || duplicates ? warning : 0);
}

/** Where the program begins, by RESET, now or before. */
function beginAt(cms: Cms, reset: string | undefined, fresh: boolean): void {
	const {storage} = cms.guest;
	const pending = pendingReset(storage);
	const name = reset ?? pending;
	if (name === '') {
		return;
	}

	const entry = findEntry(cms, name);
	if (entry !== undefined) {
		storage.setWord(nucon.startAddress, entry);
		setPendingReset(storage, '');
	} else if (fresh || pending !== '') {
		storage.setWord(nucon.startAddress, 0);
		setPendingReset(storage, name);
	}
}

/** The file of the load map, as MAP says. Answers 0, or a return code, its message typed. */
function * writeMap(
	cms: Cms,
	disk: AccessedDisk | undefined,
	{lines, on, fresh}: {readonly lines: readonly string[]; readonly on: LoaderOptions['on']; readonly fresh: boolean},
): Step<number> {
	if (!disk) {
		return 0;
	}

	return yield * guarded(cms, 'DMSLIO', mapFile, (function * (): Step<number> {
		if (fresh) {
			yield * eraseMap(cms, disk);
		}

		return on.MAP ? yield * addToMap(cms, disk, lines) : 0;
	})());
}

const optionText = [
	'MAP writes the file LOAD MAP A5, what was loaded where (INCLUDE adds to it): the A-disk must be read/write, or '
	+ 'NOMAP be given. TYPE types it as well. Cards that are none of a deck are in it (NOINV: not), and REP cards '
	+ '(NOREP: not).',
	'RLDSAVE keeps which address constants change with the place of the program, so that GENMOD makes a relocatable '
	+ 'MODULE of it (VM/SP). An INCLUDE goes on as the LOAD before it has begun, and takes RLDSAVE behind one that had '
	+ 'it.',
	'DUP types the names of control sections that are there already, and are left out. RESET * leaves the beginning '
	+ 'of the program to the decks.',
];

const returnCodes = [
	'4    Names are undefined, or defined twice.',
	'20   Invalid character in a name; nothing is loaded.',
	'24   No file name, or an invalid option.',
	'100  The load map could not be written; the program is loaded, and not started.',
	'104  The program is too large for storage.',
	'other  Of the program, with START.',
];

export const loadCommand: CmsCommand = {
	name: 'LOAD',
	minimum: 4,
	syntax: [
		'LOAD fn... [([CLEAR|NOCLEAR] [RESET entry|*] [ORIGIN hex|TRANS] [MAP|NOMAP] [TYPE|NOTYPE]',
		'             [INV|NOINV] [REP|NOREP] [AUTO|NOAUTO] [LIBE|NOLIBE] [DUP|NODUP] [RLDsave] [START][)]]',
	],
	summary: 'Loads TEXT files into storage and links them.',
	description: [
		'Sections go one behind the other from the beginning of the user area (X\'20000\') or ORIGIN. Names that no '
		+ 'file of the list defines are looked for as files of type TEXT (unless NOAUTO is given), then in the TXTLIBs '
		+ 'of GLOBAL (unless NOLIBE is).',
		'START runs the program at once; RESET names where it starts. With CLEAR, storage that a section reserves is '
		+ 'zeros; else it has what was there before.',
		...optionText,
	],
	returnCodes,
	* run(context) {
		return yield * load(context, true);
	},
};

export const include: CmsCommand = {
	name: 'INCLUDE',
	minimum: 4,
	syntax: [
		'INCLude fn... [([CLEAR|NOCLEAR] [RESET entry|*] [ORIGIN hex|TRANS] [MAP|NOMAP] [TYPE|NOTYPE]',
		'                [INV|NOINV] [REP|NOREP] [AUTO|NOAUTO] [LIBE|NOLIBE] [DUP|NODUP] [RLDsave] [SAME]',
		'                [START][)]]',
	],
	summary: 'Loads further TEXT files behind those of LOAD.',
	description: [
		'With SAME the options of the last LOAD or INCLUDE hold, but for ORIGIN, CLEAR and NODUP; those given go '
		+ 'before.',
		...optionText,
	],
	returnCodes,
	* run(context) {
		return yield * load(context, false);
	},
};
