/**
 * Records in blocks as OS writes them (GC26-3793, "Record formats"): fixed, variable with its block and record
 * descriptor words, undefined. Not here: spanned records.
 */
import {blank} from '../../base/ebcdic.js';
import {halfword, Layout} from '../../base/layout.js';

/** `F`, `FB`, `V`, `VB`, `U`, more letters behind them; lengths in bytes, V with their descriptor words. */
export type BlockForm = {
	readonly recordFormat: string;
	readonly recordLength: number;
	readonly blockSize: number;
};

/** Block and record descriptor words: a length that counts the word itself. */
export const descriptorWord = new Layout(4, {length: halfword(0)});
const {length: wordLength} = descriptorWord;
/** Shortest block with a record of variable length: two descriptor words and a byte. */
export const shortestVariable = 9;

const isBlocked = ({recordFormat}: BlockForm): boolean => recordFormat[1] === 'B';

/** The form with what a definition leaves out: from one length the other, and else `usual`. */
export function completeForm(
	given: BlockForm,
	usual: Pick<BlockForm, 'recordFormat' | 'blockSize'>,
): BlockForm {
	const recordFormat = given.recordFormat === '' ? usual.recordFormat : given.recordFormat;
	const words = recordFormat.startsWith('V') ? wordLength : 0;
	const blockSize = given.blockSize > 0
		? given.blockSize
		: (given.recordLength > 0 ? given.recordLength + words : usual.blockSize);
	const recordLength = given.recordLength > 0 && !recordFormat.startsWith('U')
		? given.recordLength
		: blockSize - words;
	return {recordFormat, recordLength, blockSize};
}

/** The records of a block; `undefined` where the block is none of that form. */
export function deblock(block: Uint8Array, form: BlockForm): Uint8Array[] | undefined {
	if (form.recordFormat.startsWith('V')) {
		return deblockVariable(block);
	}

	if (form.recordFormat.startsWith('U') || !isBlocked(form)) {
		return [block];
	}

	// Lengths come from labels of tapes, too.
	if (form.recordLength < 1) {
		return undefined;
	}

	const records: Uint8Array[] = [];
	for (let at = 0; at < block.length; at += form.recordLength) {
		records.push(block.subarray(at, at + form.recordLength));
	}

	return block.length % form.recordLength === 0 ? records : undefined;
}

function deblockVariable(block: Uint8Array): Uint8Array[] | undefined {
	if (block.length < wordLength || descriptorWord.decode(block).length > block.length) {
		return undefined;
	}

	const end = descriptorWord.decode(block).length;
	const records: Uint8Array[] = [];
	for (let at = wordLength; at < end;) {
		const length = descriptorWord.fits(block, at) ? descriptorWord.decode(block, at).length : 0;
		if (length < wordLength || at + length > end) {
			return undefined;
		}

		records.push(block.subarray(at + wordLength, at + length));
		at += length;
	}

	return records;
}

/** Gathers records into blocks. */
export class Blocker {
	readonly #form: BlockForm;
	#records: Uint8Array[] = [];
	#length: number;

	constructor(form: BlockForm) {
		this.#form = form;
		this.#length = this.#overhead;
	}

	/** The block that is complete before this record, if any. */
	add(record: Uint8Array): Uint8Array | undefined {
		const shaped = this.#shape(record);
		const isFull = this.#records.length > 0
			&& (!isBlocked(this.#form) || this.#length + shaped.length > this.#form.blockSize);
		const block = isFull ? this.end() : undefined;
		this.#records.push(shaped);
		this.#length += shaped.length;
		return block;
	}

	/** The block that is begun, if any. */
	end(): Uint8Array | undefined {
		if (this.#records.length === 0) {
			return undefined;
		}

		const word = this.#overhead > 0 ? [descriptorWord.encode({length: this.#length})] : [];
		const block = Buffer.concat([...word, ...this.#records]);
		this.#records = [];
		this.#length = this.#overhead;
		return block;
	}

	get #overhead(): number {
		return this.#form.recordFormat.startsWith('V') ? wordLength : 0;
	}

	/** A record as it lies in a block: of the length of all, or behind its descriptor word. */
	#shape(record: Uint8Array): Uint8Array {
		const {recordFormat, recordLength, blockSize} = this.#form;
		if (recordFormat.startsWith('V')) {
			const most = Math.min(recordLength, blockSize - wordLength) - wordLength;
			const data = record.subarray(0, most);
			return Buffer.concat([descriptorWord.encode({length: data.length + wordLength}), data]);
		}

		if (recordFormat.startsWith('U')) {
			return record.subarray(0, blockSize);
		}

		const shaped = new Uint8Array(recordLength).fill(blank);
		shaped.set(record.subarray(0, recordLength));
		return shaped;
	}
}
