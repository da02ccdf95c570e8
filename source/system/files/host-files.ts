/**
 * Host files as CMS files and back: names fold to upper case, text is UTF-8 on the host and EBCDIC on the disk,
 * an empty line is one blank; MODULE, TEXT and the libraries are binary; ASSEMBLE, COPY and MACRO have records of 80.
 */
import {Failure} from '../../base/failure.js';
import {toEbcdic, type CodePage} from '../../base/ebcdic.js';
import {hex} from '../../base/hex.js';
import {cardLength} from '../../base/unit-record.js';
import type {NewFile} from '../../cms/file-system/disk/disk.js';
import {mostDataBlocks} from '../../cms/file-system/files/chain.js';
import {
	fitted, longestRecord, mostRecords, packRecords, recordHead,
} from '../../cms/file-system/files/records.js';
import type {HostProblem} from '../../machine/devices/host-problem.js';
import type {CmsFileId} from './host-names.js';
import {
	parseText, textOf, textRecords, type RecordShape,
} from './host-text.js';

const binaryTypes = new Set(['MODULE', 'TEXT', 'MACLIB', 'TXTLIB', 'LOADLIB']);

/** Whether files of a type are no text. */
export const isBinaryType = (type: string): boolean => binaryTypes.has(type);

/** How a host file becomes a CMS file, where its type does not say so. */
export type GivenForm = {readonly isBinary?: boolean; readonly shape?: RecordShape; readonly modeNumber?: string};

/**
 * A host file's content as records that a CMS disk can hold, or the reason why it cannot be. `form`: how, where its
 * type is not to decide.
 */
export function recordsOf(
	id: CmsFileId,
	content: Uint8Array,
	codePage: CodePage,
	form?: GivenForm,
): NewFile | HostProblem {
	const {isBinary = isBinaryType(id.type), shape, modeNumber = '1'} = form ?? {};
	const file = {...id, modeNumber};
	const converted = isBinary
		? binaryFile(file, content, shape ?? usualShape(id.type))
		: textRecords(file, content, codePage, shape);
	return 'problem' in converted ? converted : tooMuch(converted) ?? converted;
}

/** What CMS's file system has no room for, whatever the disk. */
function tooMuch({records, ...file}: NewFile): HostProblem | undefined {
	if (records.length > mostRecords) {
		return {problem: `has ${records.length} lines, a CMS file at most ${mostRecords}`};
	}

	const packed = records.length > 0 ? packRecords({...file, records}) : undefined;
	return packed && !(packed instanceof Failure) && packed.blocks.length > mostDataBlocks
		? {problem: `takes ${packed.blocks.length} blocks, a CMS file at most ${mostDataBlocks}`}
		: undefined;
}

/** TEXT decks and libraries are cards; a MODULE is kept as halfword lengths and records, the form export gives it. */
const usualShape = (type: string): RecordShape =>
	type === 'MODULE' ? {recordFormat: 'V'} : {recordFormat: 'F', recordLength: cardLength};

/** F: records one after the other, the last one filled with blanks; V: each behind its length, a halfword. */
function binaryFile(
	file: CmsFileId & {readonly modeNumber: string},
	content: Uint8Array,
	{recordFormat, recordLength = recordFormat === 'F' ? cardLength : longestRecord}: RecordShape,
): NewFile | HostProblem {
	if (recordFormat === 'F') {
		const records: Uint8Array[] = [];
		for (let at = 0; at < content.length; at += recordLength) {
			records.push(fitted(content.subarray(at, at + recordLength), recordLength));
		}

		return {...file, recordFormat, recordLength, records};
	}

	const records: Uint8Array[] = [];
	for (let at = 0; at < content.length;) {
		const {length} = recordHead.fits(content, at) ? recordHead.decode(content, at) : {length: 0};
		if (length === 0 || at + recordHead.length + length > content.length) {
			return {problem: 'not a sequence of records with halfword lengths'};
		}

		if (length > recordLength) {
			return {problem: `record ${records.length + 1} is longer than ${recordLength} bytes`};
		}

		const start = at + recordHead.length;
		records.push(content.slice(start, start + length));
		at = start + length;
	}

	return {...file, recordFormat, records};
}

/** Records as bytes, V records behind their lengths, halfwords. The inverse of `recordsOf` for what is binary. */
export const binaryContent = (recordFormat: 'F' | 'V', records: readonly Uint8Array[]): Uint8Array =>
	Buffer.concat(recordFormat === 'F'
		? records
		: records.flatMap(record => [recordHead.encode({length: record.length}), record]));

/** Why a file cannot be what its type says, text of one line a record, without becoming another: the line end in it. */
export function brokenText(
	{type}: Pick<CmsFileId, 'type'>,
	records: readonly Uint8Array[],
	page: CodePage,
): HostProblem | undefined {
	const [lineEnd] = toEbcdic('\n', page);
	const index = binaryTypes.has(type) ? -1 : records.findIndex(record => record.includes(lineEnd));
	return index === -1
		? undefined
		: {problem: `record ${index + 1} is no line of text: it has a line end (X'${hex(lineEnd, 2)}')`};
}

/** The content of a CMS file as the host keeps it: the inverse of `recordsOf`. `before`: what the file held there. */
export function contentOf(
	{type}: Pick<CmsFileId, 'type'>,
	recordFormat: 'F' | 'V',
	records: readonly Uint8Array[],
	page: CodePage,
	before?: Uint8Array,
): Uint8Array {
	if (binaryTypes.has(type)) {
		return binaryContent(recordFormat, records);
	}

	const text = before && parseText(before);
	return Buffer.from(textOf(records, {
		fixed: recordFormat === 'F', page, ...(text && !('problem' in text) && {before: text}),
	}));
}
