/**
 * Host files as CMS files and back: names fold to upper case, text is UTF-8 on the host and EBCDIC on the disk,
 * an empty line is one blank; MODULE, TEXT and the libraries are binary; ASSEMBLE, COPY and MACRO have records of 80.
 */
import {Failure} from '../../base/failure.js';
import {blank, type CodePage} from '../../base/ebcdic.js';
import {cardLength} from '../../base/unit-record.js';
import type {NewFile} from '../../cms/file-system/disk/disk.js';
import {mostDataBlocks} from '../../cms/file-system/files/chain.js';
import {mostRecords, packRecords, recordHead} from '../../cms/file-system/files/records.js';
import type {HostProblem} from '../../machine/devices/host-problem.js';
import type {CmsFileId} from './host-names.js';
import {parseText, textOf, textRecords} from './host-text.js';

const binaryTypes = new Set(['MODULE', 'TEXT', 'MACLIB', 'TXTLIB', 'LOADLIB']);

/** A host file's content as records that a CMS disk can hold, or the reason why it cannot be. */
export function recordsOf(id: CmsFileId, content: Uint8Array, codePage: CodePage): NewFile | HostProblem {
	const file = {...id, modeNumber: '1'};
	const converted = binaryTypes.has(id.type) ? binaryFile(file, content) : textRecords(file, content, codePage);
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
function binaryFile(
	file: CmsFileId & {readonly modeNumber: string},
	content: Uint8Array,
): NewFile | HostProblem {
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
		const {length} = recordHead.fits(content, at) ? recordHead.decode(content, at) : {length: 0};
		if (length === 0 || at + recordHead.length + length > content.length) {
			return {problem: 'not a sequence of records with halfword lengths'};
		}

		const start = at + recordHead.length;
		records.push(content.slice(start, start + length));
		at = start + length;
	}

	return {...file, recordFormat: 'V', records};
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
		return Buffer.concat(recordFormat === 'F'
			? records
			: records.flatMap(record => [recordHead.encode({length: record.length}), record]));
	}

	const text = before && parseText(before);
	return Buffer.from(textOf(records, {
		fixed: recordFormat === 'F', page, ...(text && !('problem' in text) && {before: text}),
	}));
}
