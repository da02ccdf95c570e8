/**
 * What the machine that works for a user asks his machine for, as words of a block: his files, record by record, in
 * parts of bounded size. The answer's return code is a `fileCode`.
 */
import type {FileStatus, NewForm} from '../../cms/file-system/disk/disk.js';
import type {CarriedFile} from '../../service/block.js';

/** The first of a block's words. */
export const asked = {
	/** Name, type and mode: the directory entry. */
	find: 'FIND',
	/** Name, type, mode and a record's number: as many records from there on as go into a part. */
	read: 'READ',
	/** A mode: whether it is accessed, and may be written. */
	disk: 'DISK',
	/** A mode and a form: the first records of a file to be written. */
	write: 'WRITE',
	/** More of them; the answer to the last says what became of the file. */
	more: 'MORE',
	last: 'LAST',
	/** No more of them: nothing is written. */
	drop: 'DROP',
} as const;

const yes = 'Y';

/** Most records of a CMS file, and its longest record. */
const mostRecords = 65_533;
const longestRecord = 65_535;

/** A number between 0 and `most` as a word; `undefined`: it is none. */
function numberOf(word: string | undefined, most: number): number | undefined {
	const value = /^\d{1,9}$/.test(word ?? '') ? Number(word) : Infinity;
	return value <= most ? value : undefined;
}

/** How many records a file has, or which is asked for; `undefined`: there cannot be so many. */
export const recordNumberOf = (word: string | undefined): number | undefined => numberOf(word, mostRecords);

/** Whether a file of that form that is read can have such a record. */
export const isRecordOf = (
	{recordFormat, recordLength}: Pick<CarriedFile, 'recordFormat' | 'recordLength'>,
	{length}: Uint8Array,
): boolean => recordFormat === 'F' ? length === recordLength : length > 0 && length <= recordLength;

/** Whether it can be written: shorter ones are padded. */
export const fitsInto = ({recordFormat, recordLength}: NewForm, {length}: Uint8Array): boolean =>
	length <= (recordFormat === 'F' ? recordLength ?? longestRecord : longestRecord);

const formatOf = (word: string): 'F' | 'V' => word === 'F' ? 'F' : 'V';

/** A directory entry as words. */
export const statusWords = ({
	name, type, mode, recordFormat, recordLength, records, blocks, date, time,
}: FileStatus): readonly string[] =>
	[name, type, mode, recordFormat, String(recordLength), String(records), String(blocks), date, time];

const isDate = (word: string): boolean => /^\d{4}-\d\d-\d\d$/.test(word);
const isTime = (word: string): boolean => /^\d\d:\d\d$/.test(word);

/** It again; `undefined`: there is no file, or what another machine says of it cannot be. */
export function statusOf(words: readonly string[]): FileStatus | undefined {
	const [name = '', type = '', mode = '', format = '', ...rest] = words;
	const [length, count, size, date = '', time = ''] = rest;
	const recordLength = numberOf(length, longestRecord) ?? 0;
	const records = recordNumberOf(count);
	const blocks = numberOf(size, mostRecords);
	return recordLength > 0 && records !== undefined && blocks !== undefined && /^[A-Z][0-6]$/.test(mode)
		? {
			name, type, mode, recordFormat: formatOf(format), recordLength, records, blocks,
			...isDate(date) && isTime(time) ? {date, time} : {date: '', time: ''},
		}
		: undefined;
}

/** What a file to be written is, as words. */
export const formWords = ({
	name, type, modeNumber, recordFormat, recordLength, date = '', time = '',
}: NewForm): readonly string[] =>
	[name, type, modeNumber, recordFormat, recordLength === undefined ? '' : String(recordLength), date, time];

/** It again; `undefined` where it cannot be: anybody may send anything. */
export function formOf(words: readonly string[]): NewForm | undefined {
	const [name = '', type = '', modeNumber = '', format = '', length = '', date = '', time = ''] = words;
	const isValid = /^[0-6]$/.test(modeNumber)
		&& (length === '' || (numberOf(length, longestRecord) ?? 0) > 0)
		&& (date === '' || isDate(date))
		&& (time === '' || isTime(time));
	return isValid
		? {
			name, type, modeNumber, recordFormat: formatOf(format),
			...length === '' ? {} : {recordLength: Number(length)},
			...date === '' ? {} : {date, time},
		}
		: undefined;
}

export const flagWord = (is: boolean): string => is ? yes : '';
export const isFlag = (word: string | undefined): boolean => word === yes;
