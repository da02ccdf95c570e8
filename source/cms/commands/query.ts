/** QUERY (GC20-1818): how CMS is set. What is none of CMS's goes to CP while SET IMPCP is on. */
import type {Step} from '../../guest/action.js';
import {isAbbreviation} from '../../base/command.js';
import type {Cms, CmsCommand, CmsContext} from '../cms.js';

type Answer = (context: CmsContext) => Step<number>;
type Query = {readonly name: string; readonly minimum: number; readonly answer: Answer};

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

const settings: readonly Query[] = [
	setting('BLIP', 4, cms => cms.settings.blip ?? 'OFF'),
	setting('IMPEX', 5, cms => shown(cms.settings.impliedExec)),
	setting('IMPCP', 5, cms => shown(cms.settings.impliedCp)),
	setting('ABBREV', 6, cms => shown(cms.settings.abbreviations)),
	setting('RDYMSG', 3, cms => cms.settings.readyMessage),
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

const unknown = 1;

function * queryCp(cms: Cms, line: string, word: string): Step<number> {
	const rc = cms.settings.impliedCp ? (yield * cms.cp(line.trim())).rc : unknown;
	return rc === unknown ? yield * cms.message('DMSQRY014E', `Invalid function '${word}'.`, 24) : rc;
}

/** QUERY with the queries of others (`commands/index.ts` adds those of the file system). */
export function createQuery(others: readonly Query[]): CmsCommand {
	const queries = [...others, ...settings];
	return {
		name: 'QUERY',
		minimum: 1,
		syntax: [
			'Query DISK {mode|*}', 'Query SEARCH', 'Query {BLIP|IMPEX|IMPCP|ABBREV|RDYmsg|REDType|CMSLevel}', 'Query (anything CP answers, e.g. QUERY TIME, QUERY NAMES)',
		],
		summary: 'Shows how CMS is set, its disks, and (through CP) the machine and the system.',
		returnCodes: ['24  An operand is missing or not valid.'],
		* run(context) {
			const {cms, call, operands} = context;
			const [word] = operands;
			if (word === undefined) {
				return yield * cms.message('DMSQRY026E', 'Missing QUERY function.', 24);
			}

			const query = queries.find(({name, minimum}) => isAbbreviation(word, name, minimum));
			return query ? yield * query.answer(context) : yield * queryCp(cms, call.line, word);
		},
		complete: (_cms, words) => words.length === 2 ? queries.map(({name}) => name) : [],
	};
}
