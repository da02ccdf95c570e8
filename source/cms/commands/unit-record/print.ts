/** PRINT (GC20-1818). Not here: TRC (the 3800). */
import {Failure} from '../../../base/failure.js';
import {printLineLength} from '../../../base/unit-record.js';
import {isAbbreviation} from '../../../base/command.js';
import {fromEbcdic, toEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import type {FileStatus} from '../../file-system/disk/disk.js';
import {
	blankLine, carriage, controlled, type PrinterOperation,
} from '../../unit-record/carriage.js';
import {unit} from '../../unit-record/unit-records.js';
import {fileId, guarded} from '../files/file-operands.js';
import {hexadecimalLines} from '../files/type.js';
import {
	findOutput, inputRecords, sendFile,
} from './unit-commands.js';
import {messages} from '../../messages/index.js';

const module = 'DMSPRT';
const usualLines = 55;
/** Where the number of the page stands, from 0. */
const pageColumn = 70;
/** Types whose first column is for the carriage. */
const controlledTypes = new Set(['LISTING']);

type Options = {
	readonly control: boolean;
	readonly hexadecimal: boolean;
	readonly upperCase: boolean;
	readonly lines: number;
	readonly member: string | undefined;
};
type Given = {-readonly [K in keyof Options]?: Options[K]};

function * parseOptions(cms: Cms, options: readonly string[]): Step<Given | Failure> {
	const given: Given = {};
	for (let index = 0; index < options.length; index++) {
		const option = options[index];
		if (option === 'CC' || option === 'NOCC') {
			given.control = option === 'CC';
		} else if (option === 'HEX') {
			given.hexadecimal = true;
		} else if (isAbbreviation(option, 'UPCASE', 2)) {
			given.upperCase = true;
		} else if (isAbbreviation(option, 'LINECOUN', 2)) {
			const count = options[++index] ?? '';
			if (!/^\d{1,2}$/.test(count) || Number(count) > 99) {
				return new Failure(yield * cms.message(messages.DMSPRT029E, {parameter: count, option: 'LINECOUN'}));
			}

			given.lines = Number(count);
		} else if (isAbbreviation(option, 'MEMBER', 3)) {
			given.member = options[++index];
			if (given.member === undefined) {
				return new Failure(yield * cms.message(messages.DMSPRT005E, {option: 'MEMBER'}));
			}
		} else {
			return new Failure(yield * cms.message(messages.DMSPRT003E, {option}));
		}
	}

	return given;
}

const upper = (line: Uint8Array): Uint8Array => toEbcdic(fromEbcdic(line).toUpperCase());

/** The first line of a page, two blank lines behind it: three beside the lines of the file. */
function * heading({name, type, mode}: FileStatus, page: number): Generator<PrinterOperation> {
	const file = `FILE: ${name.padEnd(8)} ${type.padEnd(8)} ${mode}   VM/370 CONVERSATIONAL MONITOR SYSTEM`;
	yield {code: carriage.skipToFirst, data: blankLine};
	yield {
		code: carriage.writeAndSpace, data: toEbcdic(`${file.padEnd(pageColumn)}PAGE ${String(page).padStart(3, '0')}`),
	};
	yield {code: carriage.writeAndSpace, data: blankLine};
	yield {code: carriage.writeAndSpace, data: blankLine};
}

/** Lines without carriage control: a page of `count` lines each; 0: one page. */
function * paged(status: FileStatus, lines: Iterable<Uint8Array>, count: number): Generator<PrinterOperation> {
	let onPage = 0;
	let page = 1;
	yield * heading(status, page);
	for (const line of lines) {
		if (count > 0 && onPage === count) {
			yield * heading(status, ++page);
			onPage = 0;
		}

		yield {code: carriage.writeAndSpace, data: line.length === 0 ? blankLine : line};
		onPage++;
	}
}

function * operations(
	status: FileStatus,
	records: readonly Uint8Array[],
	{control, hexadecimal, upperCase, lines}: Options,
): Generator<PrinterOperation> {
	if (hexadecimal) {
		const texts = records.flatMap((record, index) => hexadecimalLines(record, index + 1));
		yield * paged(status, texts.map(text => toEbcdic(text)), lines);
		return;
	}

	const printed = upperCase ? records.map(record => upper(record)) : records;
	if (!control) {
		yield * paged(status, printed, lines);
		return;
	}

	for (const [index, record] of printed.entries()) {
		yield * controlled(fromEbcdic(record.subarray(0, 1)), records[index][0], record.subarray(1));
	}
}

function * printFile({cms, operands}: CmsContext, given: Given): Step<number> {
	const found = yield * findOutput(cms, module, operands, unit.printer);
	if (found instanceof Failure) {
		return found.returnCode;
	}

	const {status} = found;
	const records = yield * inputRecords(cms, module, found, given.member);
	if (records instanceof Failure) {
		return records.returnCode;
	}

	const options = {
		control: controlledTypes.has(status.type),
		hexadecimal: false,
		upperCase: false,
		lines: usualLines,
		member: undefined,
		...given,
	};
	if (!options.hexadecimal && records.some(record => record.length > printLineLength + (options.control ? 1 : 0))) {
		return yield * cms.message(messages.DMSPRT044E);
	}

	const end = yield * sendFile(cms, unit.printer, status, operations(status, records, options), ({code, data}) =>
		cms.unitRecords.print(data, code));
	return end === 'ok' ? 0 : yield * cms.message(messages.DMSPRT123S, {file: fileId(status)});
}

export const print: CmsCommand = {
	name: 'PRINT',
	minimum: 2,
	syntax: ['PRint fn ft [fm|*] [([CC|NOCC] [HEX] [UPcase] [LInecoun n] [MEMber name|*][)]]'],
	summary: 'Prints a file on the virtual printer (00E)',
	description: [
		'CC takes the first character of each record for the carriage, as it does for type LISTING unless NOCC is '
		+ 'given; without it a page has a heading and n lines (55; 0: no end of page). HEX prints records in '
		+ 'hexadecimal, UPCASE in upper case. MEMBER prints a member of a MACLIB or TXTLIB.',
	],
	returnCodes: [
		'20   Invalid character in the file identifier.',
		'24   Invalid operand or option.',
		'28   File not found.',
		'32   Records longer than a line, no library, or no such member.',
		'36   Disk not accessed, or no printer.',
		'100  Error of the printer or the disk.',
	],
	* run(context) {
		const {cms, operands, options} = context;
		const given = yield * parseOptions(cms, options);
		return given instanceof Failure
			? given.returnCode
			: yield * guarded(cms, module, operands.join(' '), printFile(context, given));
	},
};
