/** SYNONYM and QUERY SYNONYM (GC20-1818; the tables' layout is that of CP-67's SYN, whose program this is). */
import {Failure} from '../../../base/failure.js';
import {cardLength} from '../../../base/unit-record.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import type {Synonym} from '../../nucleus/storage/synonyms.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {fileId, guarded, isMode} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';

const module = 'DMSSYN';
/** Columns behind this one are ignored. */
const lastColumn = 72;
const optionNames = new Set(['STD', 'NOSTD', 'CLEAR']);
const mostCharacters = 8;

/** One record: command, synonym, number of characters that must be given. `undefined` where it is none. */
function parseRecord(text: string): Synonym | undefined {
	const [command, synonym, count, extra] = text.slice(0, lastColumn).trim().split(/ +/);
	const valid = command !== undefined && synonym !== undefined && extra === undefined
		&& [command, synonym].every(name => name.length <= mostCharacters && invalidCharacter(name) === undefined)
		&& (count === undefined || (/^\d$/.test(count) && Number(count) >= 1 && Number(count) <= synonym.length));
	return valid ? {command, synonym, minimum: count === undefined ? synonym.length : Number(count)} : undefined;
}

function * readTable({cms, operands: [name, type = 'SYNONYM', mode = 'A']}: CmsContext): Step<Synonym[] | Failure> {
	if (type !== 'SYNONYM') {
		return new Failure(yield * cms.message(messages.DMSSYN032E, {type}));
	}

	if (mode !== '*' && !isMode(mode)) {
		return new Failure(yield * cms.message(messages.DMSSYN048E, {mode}));
	}

	const found = cms.disks.find(name, type, mode);
	if (!found) {
		return new Failure(yield * cms.message(messages.DMSSYN002E, {file: `${name} ${type} ${mode}`}));
	}

	const id = fileId(found.status);
	if (found.status.recordFormat !== 'F' || found.status.recordLength !== cardLength) {
		return new Failure(yield * cms.message(messages.DMSSYN007E, {file: id}));
	}

	const records = yield * cms.disks.readAll(found.disk, found.status);
	const entries = records.map(record => parseRecord(fromEbcdic(record)));
	const good = entries.filter(entry => entry !== undefined);
	return good.length === entries.length
		? good
		: new Failure(yield * cms.message(messages.DMSSYN056E, {file: id}));
}

function * list(cms: Cms, lines: readonly string[]): Step {
	for (const line of ['', ...lines, '']) {
		yield * cms.console.type(line);
	}
}

function * listSystem(cms: Cms): Step {
	const {abbreviations, standardSynonyms} = cms.settings;
	if (!abbreviations || !standardSynonyms) {
		yield * cms.message(messages.DMSSYN711I);
		return;
	}

	const shortened = cms.commands
		.filter(({name, minimum}) => minimum < name.length)
		.toSorted((one, other) => (one.name < other.name ? -1 : 1));
	yield * list(cms, [
		'SYSTEM  SHORTEST',
		'COMMAND   FORM',
		'--------  --',
		...shortened.map(({name, minimum}) => `${name.padEnd(10)}${name.slice(0, minimum)}`),
	]);
}

function * listUser(cms: Cms): Step {
	const {entries} = cms.synonyms;
	if (entries.length === 0) {
		yield * cms.console.type('NO USER SYNONYMS IN EFFECT.');
		return;
	}

	yield * list(cms, [
		'SYSTEM    USER    SHORTEST', 'COMMAND  SYNONYM  FORM (IF ANY)', '-------- -------- ----',
		...entries.map(({command, synonym, minimum}) =>
			`${command.padEnd(9)}${synonym.padEnd(9)}${minimum < synonym.length ? synonym.slice(0, minimum) : ''}`),
	]);
}

/** QUERY SYNONYM SYSTEM, USER or ALL. */
export function * querySynonym(cms: Cms, which = 'ALL'): Step<number> {
	if (!['SYSTEM', 'USER', 'ALL'].includes(which)) {
		return yield * cms.message(messages.DMSQRY026E, {parameter: which, function: 'SYNONYM'});
	}

	if (which !== 'USER') {
		yield * listSystem(cms);
	}

	if (which !== 'SYSTEM') {
		yield * listUser(cms);
	}

	return 0;
}

function * setSynonyms(context: CmsContext): Step<number> {
	const {cms, operands, options} = context;
	const unknown = options.find(option => !optionNames.has(option));
	if (unknown !== undefined) {
		return yield * cms.message(messages.DMSSYN003E, {option: unknown});
	}

	if (options.includes('STD') && options.includes('NOSTD')) {
		return yield * cms.message(messages.DMSSYN066E, {one: 'STD', other: 'NOSTD'});
	}

	if (operands.length > 3) {
		return yield * cms.message(messages.DMSSYN070E, {parameter: operands[3]});
	}

	const table = operands.length === 0 ? undefined : yield * readTable(context);
	if (table instanceof Failure) {
		return table.returnCode;
	}

	if (table !== undefined || options.includes('CLEAR')) {
		cms.synonyms.replace(table ?? []);
	}

	if (options.includes('STD') || options.includes('NOSTD')) {
		cms.settings.standardSynonyms = options.includes('STD');
	}

	return 0;
}

export const synonym: CmsCommand = {
	name: 'SYNONYM',
	minimum: 3,
	syntax: ['SYNonym [fn [SYNONYM [fm|*]]] [([STD|NOSTD] [CLEAR][)]]'],
	summary: 'Gives commands names of your own, from a table in a file of type SYNONYM',
	description: [
		'Each record (F 80) has a command name, your name for it, and how many of its characters are enough (all of '
		+ 'them, if not given).',
		'NOSTD takes away the system\'s own short forms, STD brings them back; CLEAR forgets your table. Without '
		+ 'operands both tables are shown.',
		'SET ABBREV OFF: names must be given whole. A synonym for an EXEC counts only at the terminal.',
	],
	returnCodes: [
		'24   Invalid operand or option.',
		'28   File not found.',
		'32   No records of 80 characters, or a record that is no synonym.',
		'100  Error of the disk.',
	],
	* run(context) {
		const {cms, operands, options} = context;
		return operands.length === 0 && options.length === 0
			? yield * querySynonym(cms)
			: yield * guarded(cms, module, operands.join(' '), setSynonyms(context));
	},
};
