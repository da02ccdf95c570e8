/** TYPE (GC20-1818). */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import {hexBytes} from '../../../base/hex.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {guarded, isMode, type FoundFile} from './file-operands.js';
import {libraryMember} from '../programs/library-member.js';
import {messages} from '../../messages/index.js';

type Request = {
	readonly name: string;
	readonly type: string;
	readonly mode: string;
	/** First and last record, 1-based; last undefined = to the end. */
	readonly first: number;
	readonly last: number | undefined;
	/** First and last column, 1-based. */
	readonly columns: readonly [first: number, last: number] | undefined;
	readonly hexadecimal: boolean;
	readonly member: string | undefined;
};

/** Characters of a record that are typed, but in hexadecimal. */
const longestTyped = 130;
/** Types whose first column is for the carriage of a printer: it is not typed. */
const controlledTypes = new Set(['LISTING']);
const libraryTypes = new Set(['MACLIB', 'TXTLIB']);
/** Bytes of a record in one line of HEX output: four groups of eight. */
const hexadecimalLine = 32;

const lineNumber = (token: string): number | undefined =>
	/^\d{1,5}$/.test(token) && Number(token) > 0 ? Number(token) : undefined;

function * parseOptions(
	cms: Cms,
	options: readonly string[],
): Step<Pick<Request, 'columns' | 'hexadecimal' | 'member'> | Failure> {
	let columns: Request['columns'];
	let member: string | undefined;
	let hexadecimal = false;
	for (let index = 0; index < options.length; index++) {
		const option = options[index];
		if (option === 'HEX') {
			hexadecimal = true;
		} else if (option === 'COL' || isAbbreviation(option, 'MEMBER', 3)) {
			const value = options[++index];
			if (value === undefined) {
				return new Failure(yield * cms.message(messages.DMSTYP005E, {option}));
			}

			if (option.startsWith('M')) {
				member = value;
				continue;
			}

			const parts = /^(\d{1,5})?(-(\d{1,5})?)?$/.exec(value);
			const first = Number(parts?.[1] ?? 1);
			const last = parts?.[3] === undefined ? Infinity : Number(parts[3]);
			if (!parts || first < 1 || last < first) {
				return new Failure(yield * cms.message(messages.DMSTYP029E, {parameter: value, option: 'COL'}));
			}

			columns = [first, last];
		} else {
			return new Failure(yield * cms.message(messages.DMSTYP003E, {option}));
		}
	}

	return {columns, hexadecimal, member};
}

function * parse({cms, operands, options}: CmsContext): Step<Request | Failure> {
	const [name, type, ...rest] = operands;
	if (name === undefined || type === undefined) {
		return new Failure(yield * cms.message(messages.DMSTYP054E));
	}

	if (name === '*' || type === '*') {
		return new Failure(yield * cms.message(messages.DMSTYP062E, {character: '*', file: `${name} ${type}`}));
	}

	for (const token of [name, type]) {
		const character = invalidCharacter(token);
		if (character !== undefined) {
			return new Failure(yield * cms.message(messages.DMSTYP062E, {character, file: `${name} ${type}`}));
		}
	}

	const [mode = 'A', first = '1', last = '*', extra] = rest;
	if (mode !== '*' && !isMode(mode)) {
		return new Failure(yield * cms.message(messages.DMSTYP048E, {mode}));
	}

	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSTYP070E, {parameter: extra}));
	}

	const numbers = [first === '*' ? 1 : lineNumber(first), last === '*' ? Infinity : lineNumber(last)] as const;
	const [from, to] = numbers;
	if (from === undefined || to === undefined || to < from) {
		return new Failure(yield * cms.message(messages.DMSTYP049E, {line: from === undefined ? first : last}));
	}

	const chosen = yield * parseOptions(cms, options);
	return chosen instanceof Failure
		? chosen
		: {
			name, type, mode, first: from, last: to === Infinity ? undefined : to, ...chosen,
		};
}

/**
 * Lines of a record under HEX: number and length, and groups of eight hexadecimal digits, with an empty line behind
 * each.
 */
export function hexadecimalLines(record: Uint8Array, number: number): string[] {
	const lines = [`RECORD ${String(number).padStart(10)} LENGTH=${String(record.length).padStart(10)}`, ''];
	for (let start = 0; start < record.length; start += hexadecimalLine) {
		lines.push((hexBytes(record.subarray(start, start + hexadecimalLine)).match(/.{1,8}/g) ?? []).join(' '));
	}

	return [...lines, ''];
}

function * typeRecord(cms: Cms, record: Uint8Array, number: number, request: Request): Step {
	yield * cms.charge('record');
	if (!request.hexadecimal) {
		yield * cms.console.type(fromEbcdic(record.subarray(0, longestTyped)).trimEnd());
		return;
	}

	for (const line of hexadecimalLines(record, number)) {
		yield * cms.console.type(line);
	}
}

function * typeFile(cms: Cms, {disk, status}: FoundFile, request: Request): Step<number> {
	const isControlled = controlledTypes.has(status.type) && !request.hexadecimal;
	const columns = request.columns ?? (isControlled ? [2, Infinity] as const : undefined);
	if (request.columns && request.columns[0] > status.recordLength) {
		return yield * cms.message(messages.DMSTYP009E, {column: request.columns[0], length: status.recordLength});
	}

	if (request.first > status.records) {
		return yield * cms.message(messages.DMSTYP049E, {line: String(request.first)});
	}

	const file = yield * cms.disks.open(disk, status);
	yield * cms.console.type('');
	for (let number = request.first; number <= (request.last ?? status.records); number++) {
		const record = yield * file.read(number);
		if (record === undefined || record === 'gone') {
			break;
		}

		yield * typeRecord(cms, columns ? record.subarray(columns[0] - 1, columns[1]) : record, number, request);
	}

	file.close();
	yield * cms.console.type('');
	return 0;
}

function * typeMember(cms: Cms, {disk, status}: FoundFile, request: Request, member: string): Step<number> {
	const id = `${status.name} ${status.type} ${status.mode}`;
	const records = libraryTypes.has(status.type)
		? libraryMember(yield * cms.disks.readAll(disk, status), member)
		: undefined;
	if (records === undefined) {
		return yield * cms.message(messages.DMSTYP033E, {file: id});
	}

	if (records === 'missing') {
		return yield * cms.message(messages.DMSTYP013E, {member, library: id});
	}

	if (request.first > records.length) {
		return yield * cms.message(messages.DMSTYP049E, {line: String(request.first)});
	}

	yield * cms.console.type('');
	for (const [index, record] of records.entries()) {
		if (index + 1 >= request.first && index < (request.last ?? Infinity)) {
			const [first, last] = request.columns ?? [1, Infinity];
			yield * typeRecord(cms, record.subarray(first - 1, last), index + 1, request);
		}
	}

	yield * cms.console.type('');
	return 0;
}

export const type: CmsCommand = {
	name: 'TYPE',
	minimum: 1,
	syntax: ['Type fn ft [fm|* [first|* [last|*]]] [([HEX] [COL first-last] [MEMber name|*][)]]'],
	summary: 'Types a file, or part of it, at the terminal',
	description: [
		'Without a mode the A-disk and its extensions are searched, with * all disks. HEX types records in '
		+ 'hexadecimal, whole; else at most 130 characters of each are typed.',
		'COL limits the columns; without it column 1 of type LISTING, which is for the carriage of a printer, is not '
		+ 'typed. MEMBER types a member of a MACLIB or TXTLIB, with * each.',
	],
	returnCodes: [
		'20   Invalid character in the file identifier.',
		'24   Invalid operand or option.',
		'28   File not found.',
		'32   No library, or no such member.',
		'36   Disk not accessed.',
		'100  Error of the disk.',
	],
	* run(context) {
		const request = yield * parse(context);
		if (request instanceof Failure) {
			return request.returnCode;
		}

		const {cms} = context;
		const {name, type, mode, member} = request;
		if (mode !== '*' && !cms.disks.disk(mode[0])) {
			return yield * cms.message(messages.DMSTYP069E, {mode: mode[0]});
		}

		const id = context.operands.slice(0, 3).join(' ');
		const found = cms.disks.find(name, type, mode[0]);
		if (!found) {
			return yield * cms.message(messages.DMSTYP002E, {file: id});
		}

		return yield * guarded(
			cms,
			'DMSTYP',
			id,
			member === undefined ? typeFile(cms, found, request) : typeMember(cms, found, request, member),
		);
	},
};
