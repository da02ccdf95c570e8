/**
 * Host files as CMS files and back: names fold to upper case, text is UTF-8 on the host and EBCDIC on the disk,
 * an empty line is one blank; MODULE, TEXT and the libraries are binary; ASSEMBLE, COPY and MACRO have records of 80.
 */
import {longestRecord} from '../../cms/file-system/files/records.js';
import {cardLength} from '../../base/unit-record.js';
import {isUtf8} from 'node:buffer';
import {blank, fromEbcdic, isMappable, toEbcdic, type CodePage} from '../../base/ebcdic.js';
import type {NewFile} from '../../cms/file-system/disk/disk.js';

const binaryTypes = new Set(['MODULE', 'TEXT', 'MACLIB', 'TXTLIB', 'LOADLIB']);
const cardTypes = new Set(['ASSEMBLE', 'COPY', 'MACRO']);

export type CmsFileId = {readonly name: string; readonly type: string};

/**
 * CMS name and type of a host file `name.type`; `undefined` where it cannot be one (GC20-1819: 1–8 letters, digits, $ #
 * @ + - : _).
 */
export function cmsFileId(hostName: string): CmsFileId | undefined {
	const match = /^([A-Z\d$#@+:_-]{1,8})\.([A-Z\d$#@+:_-]{1,8})$/.exec(hostName.toUpperCase());
	return match ? {name: match[1], type: match[2]} : undefined;
}

/** What a person would call the file on the host. */
export function hostFileName({name, type}: CmsFileId): string {
	return `${name}.${type}`.toLowerCase();
}

/** A host file's content as records, or the reason why it cannot be. */
export function recordsOf(
	{name, type}: CmsFileId,
	content: Uint8Array,
	codePage: CodePage,
): NewFile | {readonly problem: string} {
	const file = {name, type, modeNumber: '1'};
	if (binaryTypes.has(type)) {
		return binaryFile(file, content);
	}

	const decoded = decodeText(content);
	if (typeof decoded === 'object') {
		return decoded;
	}

	const lines = decoded.split(/\r?\n/);
	if (lines.at(-1) === '') {
		lines.pop();
	}

	const unmappable = lines.findIndex(line => !isMappable(line, codePage));
	if (unmappable !== -1) {
		const character = [...lines[unmappable]].find(each => !isMappable(each, codePage))!;
		return {problem: `line ${unmappable + 1}: character "${character}" has no code in ${codePage.name}`};
	}

	if (cardTypes.has(type)) {
		const long = lines.findIndex(line => line.length > cardLength);
		return long === -1
			? {
				...file,
				recordFormat: 'F',
				recordLength: cardLength,
				records: lines.map(line => toEbcdic(line.padEnd(cardLength), codePage)),
			}
			: {problem: `line ${long + 1} is longer than the ${cardLength} columns of a ${type} file`};
	}

	const long = lines.findIndex(line => line.length > longestRecord);
	if (long !== -1) {
		return {problem: `line ${long + 1} is longer than ${longestRecord} characters`};
	}

	return {
		...file,
		recordFormat: 'V',
		records: lines.map(line => (line === '' ? Uint8Array.of(blank) : toEbcdic(line, codePage))),
	};
}

/** The UTF-8 text of a file, without the byte order mark that some editors put first. */
function decodeText(content: Uint8Array): string | {readonly problem: string} {
	const text = Buffer.from(content).toString('utf8').replace(/^\uFEFF/, '');
	const at = text.includes('\uFFFD') ? invalidAt(content) : -1;
	return at === -1
		? text
		: {
			problem: `line ${content.subarray(0, at).filter(byte => byte === 0x0A).length + 1}: not UTF-8 text `
				+ `(byte X'${content[at].toString(16).toUpperCase().padStart(2, '0')}')`,
		};
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

/** TEXT decks and libraries are cards; a MODULE is kept as halfword lengths and records, the form export gives it. */
function binaryFile(
	file: CmsFileId & {readonly modeNumber: string},
	content: Uint8Array,
): NewFile | {readonly problem: string} {
	if (file.type !== 'MODULE') {
		const records: Uint8Array[] = [];
		for (let at = 0; at < content.length; at += cardLength) {
			const record = new Uint8Array(cardLength).fill(blank);
			record.set(content.subarray(at, at + cardLength));
			records.push(record);
		}

		return {...file, recordFormat: 'F', recordLength: cardLength, records};
	}

	const records: Uint8Array[] = [];
	for (let at = 0; at < content.length;) {
		const length = at + 2 <= content.length ? (content[at] << 8) | content[at + 1] : 0;
		if (length === 0 || at + 2 + length > content.length) {
			return {problem: 'not a sequence of records with halfword lengths'};
		}

		records.push(content.slice(at + 2, at + 2 + length));
		at += 2 + length;
	}

	return {...file, recordFormat: 'V', records};
}

/** The content of a CMS file as the host keeps it: the inverse of `recordsOf`. */
export function contentOf(
	{type}: CmsFileId,
	recordFormat: 'F' | 'V',
	records: readonly Uint8Array[],
	codePage: CodePage,
): Uint8Array {
	if (binaryTypes.has(type)) {
		return Buffer.concat(recordFormat === 'F'
			? records
			: records.flatMap(record => [Uint8Array.of(record.length >>> 8, record.length & 255), record]));
	}

	const lines = records.map(record => {
		const line = fromEbcdic(record, codePage);
		return recordFormat === 'F' ? line.trimEnd() : (line === ' ' ? '' : line);
	});
	return Buffer.from(lines.map(line => `${line}\n`).join(''));
}
