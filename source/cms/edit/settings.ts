/**
 * What EDIT assumes for a file by its type (GC20-1818, EDIT command, and its CASE, IMAGE, RECFM, SERIAL, TABSET, TRUNC
 * subcommands).
 */
import {isNumberedType, type LineMode} from './line-numbers.js';
import type {Columns} from './text.js';

export type EditSettings = {
	recordFormat: 'F' | 'V';
	recordLength: number;
	/** U: all input is translated to upper case. */
	case: 'U' | 'M';
	image: 'ON' | 'OFF' | 'CANON';
	tabs: readonly number[];
	/** Last column that input fills. */
	truncate: number;
	zone: Columns;
	/** Changed and located lines are typed, these columns of them. */
	verify: boolean;
	verifyColumns: Columns;
	/** First three characters and increment of the sequence field in columns 73–80. */
	serial: {readonly id: string; readonly increment: number} | undefined;
	/** SHORT: `¬` instead of `?EDIT:` and the line. */
	short: boolean;
	/** Lines are edited by numbers that they have on the left, or on the right. */
	lineMode: LineMode;
	/** How far apart the numbers are that INPUT gives. */
	prompt: number;
};

type TypeDefaults = {
	readonly types: RegExp;
	readonly format?: 'V';
	readonly length?: number;
	readonly truncate?: number;
	readonly mixed?: boolean;
	readonly serial?: boolean;
	readonly canonical?: boolean;
	readonly tabs?: readonly number[];
};

const otherTabs = [1, 6, 11, 16, 21, 26, 31, 36, 41, 46, 51, 61, 71, 81, 91, 101, 111, 121, 131];

const defaults: readonly TypeDefaults[] = [
	{
		types: /^(?:ASM3705|ASSEMBLE|MACRO|UPDATE|UPDT.*)$/,
		truncate: 71,
		serial: true,
		tabs: [1, 10, 16, 31, 36, 41, 46, 69, 72, 80],
	},
	{types: /^AMSERV$/, truncate: 72, tabs: [2, 6, 11, 16, 21, 26, 31, 36, 41, 46, 51, 61, 71, 80]},
	{types: /^COBOL$/, truncate: 72, tabs: [1, 8, 12, 20, 28, 36, 44, 68, 72, 80]},
	{types: /^FORTRAN$/, truncate: 72, tabs: [1, 7, 10, 15, 20, 25, 30, 80]},
	{types: /^(?:PLI|PLIOPT)$/, truncate: 72, tabs: [2, 4, 7, 10, 13, 16, 19, 22, 25, 31, 37, 43, 49, 55, 79, 80]},
	{types: /^DIRECT$/, truncate: 72},
	{
		types: /^FREEFORT$/, format: 'V', length: 81, tabs: [9, 15, 18, 23, 28, 33, 38, 81],
	},
	{types: /^EXEC$/, format: 'V'},
	{types: /^LISTING$/, format: 'V', length: 121},
	{types: /^VSBDATA$/, format: 'V', length: 132},
	{
		types: /^SCRIPT$/, format: 'V', length: 132, mixed: true, canonical: true,
	},
	{types: /^MEMO$/, mixed: true},
];

const usualLength = 80;
const usualPrompt = 10;
/** Longest record EDIT takes. */
export const longestLine = 160;

/** Settings for a new file, or for one with the attributes given. `asked`: LRECL option. */
export function settingsFor(
	fileName: string,
	fileType: string,
	existing?: {readonly recordFormat: 'F' | 'V'; readonly recordLength: number},
	asked?: number,
): EditSettings {
	const row = defaults.find(candidate => candidate.types.test(fileType));
	const usual = row?.length ?? usualLength;
	const recordFormat = existing?.recordFormat ?? row?.format ?? 'F';
	const found =
		existing && (existing.recordFormat === 'F' ? existing.recordLength : Math.max(existing.recordLength, usual));
	const recordLength = asked ?? found ?? usual;
	const truncate = Math.min(row?.truncate ?? recordLength, recordLength);
	return {
		recordFormat,
		recordLength,
		case: row?.mixed ? 'M' : 'U',
		image: row?.canonical ? 'CANON' : 'ON',
		tabs: row?.tabs ?? otherTabs,
		truncate,
		zone: {first: 1, last: truncate},
		verify: true,
		verifyColumns: {first: 1, last: row?.serial ? 72 : recordLength},
		serial:
			row?.serial && recordFormat === 'F' && recordLength === usualLength
				? {id: fileName.slice(0, 3), increment: 10}
				: undefined,
		short: false,
		lineMode: isNumberedType(fileType) ? 'LEFT' : 'OFF',
		prompt: usualPrompt,
	};
}
