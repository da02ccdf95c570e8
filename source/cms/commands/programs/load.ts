/** LOAD and INCLUDE (GC20-1818): bring TEXT files into storage and link them. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {parseHex} from '../../../base/hex.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {TextLoader} from '../../loader/load-text.js';
import {findEntry, writeTable} from '../../loader/loader-table.js';
import {area} from '../../nucleus/storage/layout.js';
import {nucon} from '../../nucleus/storage/nucon.js';
import {startProgram} from './start.js';
import {messages} from '../../messages/index.js';

const switches = [
	'CLEAR',
	'NOCLEAR',
	'MAP',
	'NOMAP',
	'TYPE',
	'NOTYPE',
	'INV',
	'NOINV',
	'REP',
	'NOREP',
	'AUTO',
	'NOAUTO',
	'LIBE',
	'NOLIBE',
	'START',
	'DUP',
	'NODUP',
] as const;
/** Names are undefined, or defined twice. */
const warning = 4;

type Options = {
	readonly words: ReadonlySet<string>;
	readonly reset: string | undefined;
	readonly origin: number | undefined;
};

/** The options, or a failure, with its message. */
function * parseOptions(cms: Cms, words: readonly string[], allowed: readonly string[]): Step<Options | Failure> {
	const found = new Set<string>();
	let reset: string | undefined;
	let origin: number | undefined;
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		if (word === 'RESET') {
			reset = words[++at];
		} else if (word === 'ORIGIN' && allowed.includes('ORIGIN')) {
			const where = words[++at] ?? '';
			origin = where === 'TRANS' ? area.transient : parseHex(where);
			if (origin === undefined) {
				return new Failure(yield * cms.message(messages.DMSLIO029E, {parameter: where, option: 'ORIGIN'}));
			}
		} else if (allowed.includes(word)) {
			found.add(word);
		} else {
			return new Failure(yield * cms.message(messages.DMSLIO003E, {option: word}));
		}
	}

	return {words: found, reset, origin};
}

/** Loads the files named in the operands; `fresh` as LOAD, else as INCLUDE. */
function * load({cms, call, operands, options: optionWords}: CmsContext, fresh: boolean): Step<number> {
	if (operands.length === 0) {
		return yield * cms.message(messages.DMSLIO001E);
	}

	const options = yield * parseOptions(
		cms,
		optionWords,
		fresh ? [...switches, 'ORIGIN'] : switches.map(String).concat('SAME'),
	);
	if (options instanceof Failure) {
		return options.returnCode;
	}

	const {storage} = cms.guest;
	if (fresh) {
		const origin = options.origin ?? storage.word(nucon.mainStart);
		if (origin !== area.transient && (origin < area.user || origin >= storage.word(nucon.freeLow))) {
			return yield * cms.message(messages.DMSLIO109S);
		}

		storage.setWord(nucon.locationCounter, origin);
		storage.setWord(nucon.firstLocation, origin);
		storage.setWord(nucon.startAddress, 0);
		storage.setWord(nucon.mainHigh, storage.word(nucon.mainStart));
		writeTable(cms, []);
	}

	const loader = new TextLoader(cms, {
		auto: !options.words.has('NOAUTO'),
		libraries: !options.words.has('NOLIBE'),
		duplicates: !options.words.has('NODUP'),
		cleared: options.words.has('CLEAR') && !options.words.has('NOCLEAR'),
	});
	const {undefinedNames, duplicates, overflow, isTableFull} = yield * loader.load(operands);
	if (overflow) {
		return yield * cms.message(messages.DMSLIO109S);
	}

	if (isTableFull) {
		return yield * cms.message(messages.DMSLIO116S);
	}

	const missing = [...undefinedNames];
	if (options.reset !== undefined && options.reset !== '*') {
		const entry = findEntry(cms, options.reset);
		if (entry === undefined) {
			missing.push(options.reset);
		} else {
			storage.setWord(nucon.startAddress, entry);
		}
	}

	if (missing.length > 0) {
		yield * cms.message(messages.DMSLIO201W);
		yield * cms.console.type(` ${missing.map(name => name.padEnd(8)).join(' ')}`);
	}

	return options.words.has('START') && storage.word(nucon.startAddress) !== 0
		? yield * startProgram(cms, storage.word(nucon.startAddress), {from: call.from, tokens: ['*'], line: '*'})
		: (missing.length > 0 || duplicates ? warning : 0);
}

const returnCodes = [
	'4    Names are undefined, or defined twice.',
	'24   No file name, or an invalid option.',
	'104  The program is too large for storage.',
	'other  Of the program, with START.',
];

export const loadCommand: CmsCommand = {
	name: 'LOAD',
	minimum: 4,
	syntax: [
		'LOAD fn... [([CLEAR] [RESET entry] [ORIGIN hex|TRANS] [AUTO|NOAUTO] [LIBE|NOLIBE] [DUP|NODUP] [START][)]]',
	],
	summary: 'Loads TEXT files into storage and links them.',
	description: [
		'Sections go one behind the other from the beginning of the user area (X\'20000\') or ORIGIN. Names that no '
		+ 'file of the list defines are looked for as files of type TEXT (unless NOAUTO is given), then in the TXTLIBs '
		+ 'of GLOBAL (unless NOLIBE is).',
		'START runs the program at once; RESET names where it starts. With CLEAR, storage that a section reserves is '
		+ 'zeros; else it has what was there before.',
	],
	returnCodes,
	* run(context) {
		return yield * load(context, true);
	},
};

export const include: CmsCommand = {
	name: 'INCLUDE',
	minimum: 4,
	syntax: ['INCLude fn... [([CLEAR] [RESET entry|*] [SAME] [AUTO|NOAUTO] [LIBE|NOLIBE] [DUP|NODUP] [START][)]]'],
	summary: 'Loads further TEXT files behind those of LOAD.',
	returnCodes,
	* run(context) {
		return yield * load(context, false);
	},
};
