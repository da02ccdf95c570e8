/**
 * What the machine that works for a user asks his machine for, as words of a block: his files, record by record, in
 * parts of bounded size. The answer's return code is a `fileCode`.
 */
import type {FileStatus, NewForm} from '../../cms/file-system/disk/disk.js';

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

const formatOf = (word: string): 'F' | 'V' => word === 'F' ? 'F' : 'V';

/** A directory entry as words. */
export const statusWords = ({
	name, type, mode, recordFormat, recordLength, records, blocks, date, time,
}: FileStatus): readonly string[] =>
	[name, type, mode, recordFormat, String(recordLength), String(records), String(blocks), date, time];

/** It again; `undefined`: there is no file. */
export function statusOf(words: readonly string[]): FileStatus | undefined {
	const [name = '', type = '', mode = '', format = '', length, records, blocks, date = '', time = ''] = words;
	return words.length === 0
		? undefined
		: {
			name, type, mode, recordFormat: formatOf(format), recordLength: Number(length), records: Number(records),
			blocks: Number(blocks), date, time,
		};
}

/** What a file to be written is, as words. */
export const formWords = ({
	name, type, modeNumber, recordFormat, recordLength, date = '', time = '',
}: NewForm): readonly string[] =>
	[name, type, modeNumber, recordFormat, recordLength === undefined ? '' : String(recordLength), date, time];

/** It again; `undefined` where it cannot be: anybody may send anything. */
export function formOf(words: readonly string[]): NewForm | undefined {
	const [name = '', type = '', modeNumber = '', format = '', length = '', date = '', time = ''] = words;
	const isValid = /^\d$/.test(modeNumber)
		&& /^\d{0,5}$/.test(length)
		&& /^(?:\d{4}-\d\d-\d\d)?$/.test(date)
		&& /^(?:\d\d:\d\d)?$/.test(time);
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
