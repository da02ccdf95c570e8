/** LISTFILE (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import {greatest} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {
	isMode, listedDate, listedTime, matchesPattern, matchingFiles, writableDisk, writeError, type FoundFile,
} from './file-operands.js';
import {messages} from '../../messages/index.js';
import {stackIfRoom} from '../stack-lines.js';

/** Options with their shortest forms. */
const optionNames = [
	['HEADER', 1],
	['NOHEADER', 3],
	['EXEC', 1],
	['APPEND', 2],
	['FNAME', 2],
	['FTYPE', 2],
	['FMODE', 2],
	['FORMAT', 2],
	['ALLOC', 2],
	['DATE', 1],
	['LABEL', 1],
	['STACK', 2],
	['FIFO', 2],
	['LIFO', 2],
] as const;
type Option = typeof optionNames[number][0];

/** What a line shows, in order: each option includes those before it. */
const levels = ['FNAME', 'FTYPE', 'FMODE', 'FORMAT', 'ALLOC', 'DATE', 'LABEL'] as const;

const headings = ['FILENAME', ' FILETYPE', ' FM', ' FORMAT', '    RECS BLOCKS', '   DATE   TIME ', ' LABEL'] as const;

/** Columns of one file as far as `level`. */
function columns({disk, status}: FoundFile, level: number): string {
	const parts = [
		status.name.padEnd(8),
		` ${status.type.padEnd(8)}`,
		` ${status.mode}`,
		` ${status.recordFormat} ${String(status.recordLength).padStart(5)}`,
		`${String(status.records).padStart(7)} ${String(status.blocks).padStart(6)}`,
		` ${listedDate(status)} ${listedTime(status)}`,
		` ${disk.label}`,
	];
	return parts.slice(0, level + 1).join('');
}

const procedureName = {name: 'CMS', type: 'EXEC'} as const;
const procedureLength = {short: 80, labelled: 88} as const;

/** What becomes of the list. */
type Destination = 'terminal' | 'procedure' | 'FIFO' | 'LIFO';

/** Options that exclude each other: the list has one destination, and a heading at the terminal only. */
const conflicts: ReadonlyArray<readonly [Option, Option]> = [
	['HEADER', 'NOHEADER'],
	['EXEC', 'APPEND'],
	['FIFO', 'LIFO'],
	...(['HEADER', 'EXEC', 'APPEND'] as const).flatMap(one =>
		(['STACK', 'FIFO', 'LIFO'] as const).map((other): [Option, Option] => [one, other])),
];

function destinationOf(options: ReadonlySet<Option>): Destination {
	if (options.has('LIFO')) {
		return 'LIFO';
	}

	if (options.has('STACK') || options.has('FIFO')) {
		return 'FIFO';
	}

	return options.has('EXEC') || options.has('APPEND') ? 'procedure' : 'terminal';
}

type Request = {
	readonly name: string;
	readonly type: string;
	readonly mode: string;
	readonly options: ReadonlySet<Option>;
};

function * parse({cms, operands, options}: CmsContext): Step<Request | Failure> {
	const [name = '*', type = '*', mode = 'A', extra] = operands;
	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSLST070E, {parameter: extra}));
	}

	if (mode !== '*' && !isMode(mode)) {
		return new Failure(yield * cms.message(messages.DMSLST048E, {mode}));
	}

	const chosen = new Set<Option>();
	for (const option of options) {
		const known = optionNames.find(([word, minimum]) => isAbbreviation(option, word, minimum));
		if (!known) {
			return new Failure(yield * cms.message(messages.DMSLST003E, {option}));
		}

		chosen.add(known[0]);
	}

	for (const [one, other] of conflicts) {
		if (chosen.has(one) && chosen.has(other)) {
			return new Failure(yield * cms.message(messages.DMSLST066E, {one, other}));
		}
	}

	return {
		name, type, mode, options: chosen,
	};
}

/** Writes CMS EXEC: `&1 &2` and the columns, a record for each file; with APPEND behind what is there. */
function * writeProcedure(cms: Cms, lines: readonly string[], append: boolean, length: number): Step<number> {
	const disk = yield * writableDisk(cms, 'DMSLST', 'A');
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	const old = append ? disk.find(procedureName.name, procedureName.type) : undefined;
	const before = old ? yield * cms.disks.readAll(disk, old) : [];
	const records = [...before, ...lines.map(line => toEbcdic(` &1 &2 ${line}`.padEnd(length).slice(0, length)))];
	const recordLength = greatest(before.map(record => record.length), length);
	const code = yield * cms.disks.write(disk, {
		...procedureName, modeNumber: '1', recordFormat: 'F', recordLength, records,
	});
	return code === fileCode.ok ? 0 : yield * writeError(cms, 'DMSLST', 'CMS EXEC A1', code);
}

/** Stacks the list; ends with message 109S where the stack takes no more. */
function * stackLines(cms: Cms, lines: readonly string[], order: 'FIFO' | 'LIFO'): Step<number> {
	for (const line of lines) {
		yield * cms.charge('record');
		if (!stackIfRoom(cms, line, order)) {
			return yield * cms.message(messages.DMSLST109S);
		}
	}

	return 0;
}

export const listfile: CmsCommand = {
	name: 'LISTFILE',
	minimum: 1,
	syntax: [
		'Listfile [fn|* [ft|* [fm|*]]] [([Header|NOHeader] [Exec|APpend] '
		+ '[FName|FType|FMode|FOrmat|ALloc|Date|Label] '
		+ '[STack [FIfo|LIfo]|FIfo|LIfo][)]]',
	],
	summary: 'Lists files of accessed disks',
	description: [
		'In a name or type * stands for any characters and % for any one. '
		+ 'Each of FNAME to LABEL includes those before it; from FORMAT on there is a '
		+ 'heading unless NOHEADER is given.',
		'EXEC writes the list as procedure CMS EXEC on the A-disk, APPEND adds to that. STACK, FIFO and LIFO put it '
		+ 'into the console stack, without heading.',
	],
	returnCodes: [
		'24   Invalid operand or option.',
		'28   No file found.',
		'36   Disk not accessed, or read-only with EXEC.',
		'100  Error of the disk.',
		'104  No room in the console stack.',
	],
	* run(context) {
		const request = yield * parse(context);
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const {cms} = context;
		const {name, type, mode, options} = request;
		if (mode !== '*' && !cms.disks.disk(mode[0])) {
			return yield * cms.message(messages.DMSLST069E, {mode: mode[0]});
		}

		const files = matchingFiles(cms, name, type, mode, matchesPattern);
		if (files.length === 0) {
			return yield * cms.message(messages.DMSLST002E);
		}

		const asked = levels.findLastIndex(level => options.has(level));
		const level = asked === -1 ? levels.indexOf('FMODE') : asked;
		const lines = files.map(file => columns(file, level));
		const destination = destinationOf(options);
		if (destination === 'procedure') {
			const length = level === levels.indexOf('LABEL') ? procedureLength.labelled : procedureLength.short;
			return yield * writeProcedure(cms, lines, options.has('APPEND'), length);
		}

		if (destination !== 'terminal') {
			return yield * stackLines(cms, lines, destination);
		}

		if (options.has('HEADER') || (level > levels.indexOf('FMODE') && !options.has('NOHEADER'))) {
			yield * cms.console.type(headings.slice(0, level + 1).join(''));
		}

		for (const line of lines) {
			yield * cms.console.type(line);
		}

		return 0;
	},
};
