/**
 * RDR (SC19-6209, which could not be had): what the next file of the virtual reader is. The kinds are what RECEIVE
 * tells apart; the manual's table of return codes could not be found.
 */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {chooseFile, type ReaderFile} from '../../unit-record/reader-files.js';
import {kindOf, type DeckKind} from '../../unit-record/sent-files.js';
import {unit} from '../../unit-record/unit-records.js';
import {stackIfRoom} from '../stack-lines.js';
import {checkUnit, readError} from '../unit-record/unit-commands.js';
import {isSpoolId, takeNext} from './next-file.js';

const module = 'DMSRDR';

/** What a kind is called, and its return code. */
const kinds: Readonly<Record<DeckKind | 'lines', {readonly text: string; readonly code: number}>> = {
	plain: {text: 'PUNCH WITHOUT CONTROL CARD', code: 11},
	'disk dump': {text: 'DISK DUMP', code: 12},
	'control cards': {text: 'PUNCH', code: 13},
	lines: {text: 'PRINT', code: 14},
	netdata: {text: 'NETDATA', code: 15},
};

const isSpoolClass = (word: string): boolean => /^[A-Z\d]$/.test(word);

const optionNames = [['STACK', 2], ['FIFO', 2], ['LIFO', 2], ['NOTYPE', 3]] as const;
const conflicts = [['FIFO', 'LIFO'], ['NOTYPE', 'STACK'], ['NOTYPE', 'FIFO'], ['NOTYPE', 'LIFO']] as const;
type Option = typeof optionNames[number][0];

type Request = {
	readonly id: number | undefined;
	readonly ofClass: string | undefined;
	readonly options: ReadonlySet<Option>;
};

function * parse(cms: Cms, operands: readonly string[], words: readonly string[]): Step<Request | Failure> {
	const [which, extra] = operands;
	const isOne = which === undefined || isSpoolId(which) || isSpoolClass(which);
	if (!isOne || extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSRDR070E, {parameter: isOne ? extra : which}));
	}

	const options = new Set<Option>();
	for (const word of words) {
		const known = optionNames.find(([name, minimum]) => isAbbreviation(word, name, minimum));
		if (!known) {
			return new Failure(yield * cms.message(messages.DMSRDR003E, {option: word}));
		}

		options.add(known[0]);
	}

	for (const [one, other] of conflicts) {
		if (options.has(one) && options.has(other)) {
			return new Failure(yield * cms.message(messages.DMSRDR066E, {one, other}));
		}
	}

	// One digit is a class, of which there are ten.
	const isClass = which !== undefined && isSpoolClass(which);
	return {
		id: which === undefined || isClass ? undefined : Number(which), ofClass: isClass ? which : undefined, options,
	};
}

/** The kind by the file's first card, after which the file is whole in the reader again, and still the next. */
function * lookAt(cms: Cms, file: ReaderFile): Step<DeckKind | 'lines' | Failure> {
	if (!file.isOfCards) {
		return 'lines';
	}

	const {end, card} = yield * cms.unitRecords.read();
	// What a reader gives back goes to the end of the queue.
	yield * chooseFile(cms, file);
	if (end === 'endOfFile') {
		return 'plain';
	}

	return end === 'ok' ? kindOf(card) : new Failure(yield * readError(cms, module, end, 0));
}

function * look(cms: Cms, request: Request): Step<number> {
	const file = yield * takeNext(cms, module, request);
	if (file instanceof Failure) {
		return file.returnCode;
	}

	const kind = yield * lookAt(cms, file);
	if (kind instanceof Failure) {
		return kind.returnCode;
	}

	const {options} = request;
	const {text, code} = kinds[kind];
	const {id, originator, name, type} = file;
	const line = `FILE ${String(id).padStart(4, '0')} FROM ${originator} ${`${name} ${type}`.trim()} IS ${text}`;
	if (options.has('STACK') || options.has('FIFO') || options.has('LIFO')) {
		return stackIfRoom(cms, line, options.has('LIFO') ? 'LIFO' : 'FIFO')
			? code
			: yield * cms.message(messages.DMSRDR109S);
	}

	if (!options.has('NOTYPE')) {
		yield * cms.console.type(line);
	}

	return code;
}

export const rdr: CmsCommand = {
	name: 'RDR',
	minimum: 3,
	syntax: ['RDR [spoolid|class] [([STack [FIfo|LIfo]|FIfo|LIfo|NOType][)]]'],
	summary: 'Tells what the next file of the virtual reader is.',
	description: [
		'The first file that the reader may read is looked at, or the file of that number, or the first of the class '
		+ '(one letter or digit). Its number, who made it, its name and what it is are typed or stacked. The file '
		+ 'stays, and is the next that is read.',
		'The return code says what it is. The numbers are ours.',
	],
	returnCodes: [
		'8    No file waits that the reader may read.',
		'11   Cards without a control card.',
		'12   A deck of DISK DUMP.',
		'13   Cards that PUNCH made, with a control card.',
		'14   Lines of a printer or console.',
		'15   A file of NETDATA, which RECEIVE does not read.',
		'24   Invalid operand or option.',
		'28   There is no file of that number.',
		'36   The file is held, or the reader is not there or does not take its class.',
		'100  Error of the reader.',
		'104  No room in the console stack.',
	],
	origin: 'VM/SP',
	* run({cms, operands, options}) {
		const request = yield * parse(cms, operands, options);
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const rc = yield * checkUnit(cms, module, unit.reader, 'input');
		return rc === 0 ? yield * look(cms, request) : rc;
	},
};
