/**
 * What travels between a user's machine, a slave and the master: words, lines, files and a return code in one block of
 * bytes. A fullword is the count before each list, and the length before each text (EBCDIC) and each record.
 */
import {fromEbcdic, toEbcdic} from '../base/ebcdic.js';

/** A file in a block. */
export type CarriedFile = {
	readonly name: string;
	readonly type: string;
	readonly recordFormat: 'F' | 'V';
	readonly recordLength: number;
	readonly records: readonly Uint8Array[];
};

export type Block = {
	readonly returnCode: number;
	readonly words: readonly string[];
	readonly lines: readonly string[];
	readonly files: readonly CarriedFile[];
};

export const emptyBlock: Block = {returnCode: 0, words: [], lines: [], files: []};

export function encodeBlock(content: Block): Uint8Array {
	const pieces: Uint8Array[] = [];
	const number = (value: number): void => {
		const bytes = new Uint8Array(4);
		new DataView(bytes.buffer).setInt32(0, value);
		pieces.push(bytes);
	};

	const bytes = (value: Uint8Array): void => {
		number(value.length);
		pieces.push(value);
	};

	number(content.returnCode);
	for (const list of [content.words, content.lines]) {
		number(list.length);
		for (const text of list) {
			bytes(toEbcdic(text));
		}
	}

	number(content.files.length);
	for (const file of content.files) {
		bytes(toEbcdic(file.name));
		bytes(toEbcdic(file.type));
		bytes(toEbcdic(file.recordFormat));
		number(file.recordLength);
		number(file.records.length);
		for (const record of file.records) {
			bytes(record);
		}
	}

	return Buffer.concat(pieces);
}

/** The block of `encoded` bytes; `undefined` where they are none (a machine may send anything). */
export function decodeBlock(encoded: Uint8Array): Block | undefined {
	const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
	let at = 0;
	let valid = true;
	const number = (): number => {
		if (at + 4 > encoded.length) {
			valid = false;
			return 0;
		}

		at += 4;
		return view.getInt32(at - 4);
	};

	/** A count can never exceed what is left: every entry takes at least four bytes. */
	const count = (): number => {
		const value = number();
		valid &&= value >= 0 && value * 4 <= encoded.length - at;
		return valid ? value : 0;
	};

	const bytes = (): Uint8Array => {
		const length = number();
		valid &&= length >= 0 && at + length <= encoded.length;
		if (!valid) {
			return new Uint8Array(0);
		}

		at += length;
		return Uint8Array.from(encoded.subarray(at - length, at));
	};

	const list = <T>(entry: () => T): T[] => Array.from({length: count()}, entry);
	const text = (): string => fromEbcdic(bytes());
	const decoded: Block = {
		returnCode: number(),
		words: list(text),
		lines: list(text),
		files: list(() => ({
			name: text(),
			type: text(),
			recordFormat: text() === 'F' ? 'F' : 'V',
			recordLength: number(),
			records: list(bytes),
		})),
	};
	return valid && at === encoded.length ? decoded : undefined;
}
