/**
 * Text files of the host as lines of EBCDIC, and back so that what was not changed stays as it was, byte for byte.
 * `^` and `¬` are one character here: X'5F', the logical NOT of EXEC, whatever the code page calls it.
 */
import {isUtf8} from 'node:buffer';
import {
	blank, fromEbcdic, isMappable, toEbcdic, type CodePage,
} from '../../base/ebcdic.js';
import {greatest} from '../../base/sequences.js';
import {cardLength} from '../../base/unit-record.js';
import type {NewFile} from '../../cms/file-system/disk/disk.js';
import {longestRecord} from '../../cms/file-system/files/records.js';
import type {HostProblem} from '../../machine/devices/host-problem.js';
import type {CmsFileId} from './host-names.js';

const notSigns = /[\^¬]/g;
const notCode = 0x5F;
const byteOrderMark = '\uFEFF';

/** Types whose records are cards. */
const cardTypes = new Set(['ASSEMBLE', 'COPY', 'MACRO']);

/** A text file: its lines, each with the end it has (the last one may have none). */
export type HostText = {readonly marked: boolean; readonly lines: readonly string[]};

/** EBCDIC of text that a person wrote on the host. */
export function hostToEbcdic(text: string, page: CodePage): Uint8Array {
	return toEbcdic(text.replaceAll(notSigns, notOf(page)), page);
}

/** How the code page writes X'5F'. */
function notOf(page: CodePage): string {
	return String.fromCodePoint(page.toLatin[notCode]);
}

/** How a text writes NOT. */
export type NotSign = '^' | '¬' | 'both' | undefined;

export function notSignOf(text: string): NotSign {
	const hat = text.includes('^');
	return text.includes('¬') ? (hat ? 'both' : '¬') : (hat ? '^' : undefined);
}

/** EBCDIC as text for somebody whose own text has `sign`. */
export function ebcdicToHost(bytes: Uint8Array, page: CodePage, sign: NotSign): string {
	const own = notOf(page);
	const wanted = sign === 'both' ? '¬' : (sign ?? own);
	const text = fromEbcdic(bytes, page);
	return own === wanted ? text : text.replaceAll(own, wanted);
}

/** The UTF-8 text of a file, without the byte order mark that some editors put first. */
export function parseText(content: Uint8Array): HostText | HostProblem {
	const text = Buffer.from(content).toString('utf8');
	const at = text.includes('\uFFFD') ? invalidAt(content) : -1;
	if (at !== -1) {
		return {
			problem: `line ${content.subarray(0, at).filter(byte => byte === 0x0A).length + 1}: not UTF-8 text `
				+ `(byte X'${content[at].toString(16).toUpperCase().padStart(2, '0')}')`,
		};
	}

	const marked = text.startsWith(byteOrderMark);
	return {marked, lines: (marked ? text.slice(1) : text).split(/(?<=\n)/)};
}

/** A line without its end. */
export const lineOf = (line: string): string => line.replace(/\r?\n$/, '');

/** The first character without a code in `page`, as a problem. */
export function unmappable(lines: readonly string[], page: CodePage): HostProblem | undefined {
	const index = lines.findIndex(line => !isMappable(line, page));
	if (index === -1) {
		return undefined;
	}

	const character = [...lines[index]].find(each => !isMappable(each, page))!;
	return {problem: `line ${index + 1}: character "${character}" has no code in ${page.name}`};
}

/** First bytes from which on a character has one byte more. */
const firstBytes = [0x80, 0xE0, 0xF0];

/** Where the first byte stands that is no UTF-8; -1 where all are. */
function invalidAt(content: Uint8Array): number {
	for (let at = 0; at < content.length;) {
		const length = 1 + firstBytes.filter(least => content[at] >= least).length;
		if (!isUtf8(content.subarray(at, at + length))) {
			return at;
		}

		at += length;
	}

	return -1;
}

/**
 * The text of a file's records. `before`: what the host's file held. A line that is still there is what it was, its end
 * and its sign for NOT too; others have the line end and the sign of the file, or, where it has both signs, that of the
 * same line, or else `¬`. `fixed`: blanks at the end of records are padding.
 */
export function textOf(
	records: readonly Uint8Array[],
	{fixed, page, before}: {readonly fixed: boolean; readonly page: CodePage; readonly before?: HostText},
): string {
	const old = before?.lines ?? [];
	const seen = (text: string): string => fixed ? text.trimEnd() : (text === '' ? ' ' : text);
	const folded = old.map(line => seen(fromEbcdic(hostToEbcdic(lineOf(line), page), page)));
	const known = new Map(folded.map((text, index) => [text, old[index]]).toReversed() as Array<[string, string]>);
	const sign = notSignOf(old.join(''));
	const lineEnd = old.filter(line => line.endsWith('\r\n')).length * 2 > old.length ? '\r\n' : '\n';
	const lines = records.map((record, index) => {
		const text = seen(fromEbcdic(record, page));
		const same = folded[index] === text ? old[index] : known.get(text);
		if (same !== undefined) {
			return same.endsWith('\n') ? same : same + lineEnd;
		}

		const here = sign === 'both' ? notSignOf(old[index] ?? '') ?? 'both' : sign;
		const written = seen(ebcdicToHost(record, page, here));
		return (!fixed && written === ' ' ? '' : written) + lineEnd;
	});
	if (before && !(old.at(-1) ?? '\n').endsWith('\n')) {
		lines.push(lineOf(lines.pop() ?? ''));
	}

	return (before?.marked ? byteOrderMark : '') + lines.join('');
}

/** What the records of a file are to be: F of a length, or of that of the longest line; V of that length at most. */
export type RecordShape = {readonly recordFormat: 'F' | 'V'; readonly recordLength?: number};

/**
 * A text file of the host as the records of a CMS file, or the reason why it cannot be. `shape`: where it is not what
 * its type says.
 */
export function textRecords(
	file: CmsFileId & {readonly modeNumber: string},
	content: Uint8Array,
	codePage: CodePage,
	shape?: RecordShape,
): NewFile | HostProblem {
	const text = parseText(content);
	if ('problem' in text) {
		return text;
	}

	const lines = text.lines.map(line => lineOf(line));
	if (text.lines.at(-1) === '') {
		lines.pop();
	}

	const stranger = unmappable(lines, codePage);
	if (stranger) {
		return stranger;
	}

	const isCards = shape === undefined && cardTypes.has(file.type);
	const {recordFormat, recordLength: most = longestRecord}: RecordShape
		= isCards ? {recordFormat: 'F', recordLength: cardLength} : shape ?? {recordFormat: 'V'};
	const long = lines.findIndex(line => line.length > most);
	if (long !== -1) {
		return {
			problem: `line ${long + 1} is longer than `
				+ (isCards ? `the ${cardLength} columns of a ${file.type} file` : `${most} characters`),
		};
	}

	const recordLength = shape?.recordLength ?? (isCards ? cardLength : greatest(lines.map(line => line.length), 1));
	return recordFormat === 'F'
		? {
			...file,
			recordFormat,
			recordLength,
			records: lines.map(line => hostToEbcdic(line.padEnd(recordLength), codePage)),
		}
		: {
			...file,
			recordFormat,
			records: lines.map(line => (line === '' ? Uint8Array.of(blank) : hostToEbcdic(line, codePage))),
		};
}
