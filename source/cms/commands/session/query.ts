/** QUERY (GC20-1818): how CMS is set. What is none of CMS's goes to CP while SET IMPCP is on. */
import type {Step} from '../../../guest/action.js';
import {isAbbreviation} from '../../../base/command.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import {hex} from '../../../base/hex.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {librariesOf, libraryTypes, type LibraryType} from '../../nucleus/storage/libraries.js';
import {queryFiledef} from '../unit-record/filedef.js';
import {noneOfOurs} from './not-ours.js';
import {
	stacking, stackOrder, stackQuery, type Query,
} from './query-option.js';
import {querySynonym} from './synonym.js';
import {systemNames} from '../../nucleus/storage/nucon.js';
import {messages} from '../../messages/index.js';

const shown = (on: boolean): string => on ? 'ON' : 'OFF';

/** A setting as `NAME = VALUE`. */
function setting(name: string, minimum: number, value: (cms: Cms) => string): Query {
	return {
		name,
		minimum,
		* answer({cms}) {
			yield * cms.console.type(`${name.padEnd(8)} = ${value(cms)}`);
			return 0;
		},
	};
}

const character = (code: number): string => fromEbcdic(Uint8Array.of(code));

/** What SET INPUT or SET OUTPUT set, a line each. */
function translation(
	name: string,
	minimum: number,
	direction: 'input' | 'output',
	show: (from: number, to: number) => string,
): Query {
	return {
		name,
		minimum,
		* answer({cms}) {
			const entries = cms.terminalTranslation.entries(direction);
			if (entries.length === 0) {
				yield * cms.console.type(`NO USER DEFINED ${name} TRANSLATE TABLE IN USE`);
			}

			for (const [index, [from, to]] of entries.entries()) {
				yield * cms.console.type(`${(index === 0 ? name : '').padEnd(8)} ${show(from, to)}`);
			}

			return 0;
		},
	};
}

function * showLibraries(cms: Cms, type: LibraryType): Step {
	const names = librariesOf(cms.guest.storage, type);
	yield * cms.console.type(`${type.padEnd(8)} = ${names.length === 0 ? 'NONE' : names.join(' ')}`);
}

/** A setting of CMS/DOS, which is not there. */
const ofDos = (name: string, minimum: number): Query => ({
	name, minimum, answer: ({cms}) => cms.message(messages.DMSQRY099E),
});

const settings: readonly Query[] = [
	setting('ABEND', 5, cms => cms.settings.abendCommand ?? 'NONE'),
	setting('AUTOREAD', 5, cms => shown(cms.settings.automaticRead)),
	setting('LDRTBLS', 3, cms => String(cms.settings.loaderPages)),
	setting('DOS', 3, () => 'OFF'),
	ofDos('DOSPART', 5),
	ofDos('OPTION', 6),
	ofDos('UPSI', 4),
	{
		name: 'SYSNAMES',
		minimum: 7,
		* answer({cms}) {
			const names = (list: readonly string[]): string => list.map(name => name.padEnd(8)).join(' ');
			yield * cms.console.type(`SYSNAMES: ${names(systemNames)}`);
			yield * cms.console.type(`ENTRIES:  ${names(cms.settings.systemNames)}`);
			return 0;
		},
	},
	setting('CMSTYPE', 7, cms => cms.console.haltTyping ? 'HT' : 'RT'),
	setting('BLIP', 4, cms => cms.settings.blip ?? 'OFF'),
	setting('FILEWAIT', 5, ({settings: {fileWait}}) => fileWait === 0 ? 'OFF' : `ON ${fileWait}`),
	setting('IMPEX', 5, cms => shown(cms.settings.impliedExec)),
	setting('IMPCP', 5, cms => shown(cms.settings.impliedCp)),
	setting('ABBREV', 6, cms => shown(cms.settings.abbreviations)),
	setting('RDYMSG', 3, cms => cms.settings.readyMessage),
	setting('RELPAGE', 4, cms => shown(cms.settings.releasePages)),
	setting('PROTECT', 4, cms => shown(cms.settings.protect)),
	translation('INPUT', 5, 'input', (from, to) => `${character(from)} ${hex(to, 2)}`),
	translation('OUTPUT', 6, 'output', (from, to) => `${hex(from, 2)} ${character(to)}`),
	{
		name: 'SYNONYM', minimum: 3, operands: 1, answer: ({cms, operands}) => querySynonym(cms, operands[1]),
	},
	{
		name: 'FILEDEF', minimum: 2, answer: ({cms}) => queryFiledef(cms),
	},
	...libraryTypes.map((type): Query => ({
		name: type,
		minimum: type === 'DOSLIB' || type === 'LOADLIB' ? 6 : 3,
		* answer({cms}) {
			yield * showLibraries(cms, type);
			return 0;
		},
	})),
	{
		name: 'LIBRARY',
		minimum: 3,
		* answer({cms}) {
			for (const type of ['MACLIB', 'TXTLIB', 'DOSLIB'] as const) {
				yield * showLibraries(cms, type);
			}

			return 0;
		},
	},
	setting('REDTYPE', 4, cms => shown(cms.settings.redType)),
	{
		name: 'CMSLEVEL',
		minimum: 4,
		* answer({cms}) {
			yield * cms.console.type('VM/370 RELEASE 6');
			return 0;
		},
	},
];

/** QUERY with the queries of others (`commands/index.ts` adds those of the file system). */
export function createQuery(others: readonly Query[]): CmsCommand {
	const queries = [...others, ...settings];
	return {
		name: 'QUERY',
		minimum: 1,
		syntax: [
			'Query DISK [*|mode|MAX|R/W]',
			'Query SEARCH',
			'Query GRANTS',
			'Query LOCK {fm|fn ft fm}',
			'Query {BLIP|CMSTYPE|FILEWait|IMPEX|IMPCP|ABBREV|RDYmsg|REDType|RELPage|PROTect|AUTORead|INPUT|OUTPUT|'
			+ 'CMSLevel}',
			'Query {LDRtbls|SYSNAMEs|DOS|DOSLIB|DOSPArt|OPTION|UPSI}',
			'Query SYNonym [SYSTEM|USER|ALL]',
			'Query {MACLIB|TXTLIB|LOADLIB|LIBRARY}',
			'Query FIledef',
			'Query DLBL [EXTENT|MULT]',
			'Query (anything CP answers, e.g. QUERY TIME, QUERY NAMES)',
		],
		summary: 'Shows how CMS is set, its disks, and (through CP) the machine and the system.',
		description: [
			'At the end of each, [([STACK] [FIFO|LIFO][)]] puts the answer into the console stack (VM/SP), also '
			+ 'that of CP; DISK MAX, the disk with the most room, and DISK R/W came with VM/SP too.',
			'In an EXEC, queries of CP need the word CP in front, unless they are stacked.',
		],
		returnCodes: [
			'24  An operand is missing or not valid.',
			'36  The disk is not accessed.',
			'40  CMS/DOS is not active.',
			'88  CP\'s answer is longer than 8192 characters: nothing is stacked.',
		],
		* run(context) {
			const {cms, operands, options} = context;
			const [word] = operands;
			if (word === undefined) {
				return yield * cms.message(messages.DMSQRY047E);
			}

			const {order, unknown} = stackOrder(options);
			const query = queries.find(({name, minimum}) => isAbbreviation(word, name, minimum));
			if (!query && (order === undefined || unknown !== undefined)) {
				return yield * noneOfOurs(cms, 'DMSQRY', word);
			}

			if (unknown !== undefined) {
				return yield * cms.message(messages.DMSQRY003E, {option: unknown});
			}

			if (!query) {
				return yield * stackQuery(context, word, order!);
			}

			const extra = operands[1 + (query.operands ?? 0)];
			return extra === undefined
				? yield * query.answer(order === undefined ? context : {...context, cms: stacking(cms, order)})
				: yield * cms.message(messages.DMSQRY070E, {parameter: extra});
		},
		complete: (_cms, words) => words.length === 2 ? queries.map(({name}) => name) : [],
	};
}
