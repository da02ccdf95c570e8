/**
 * Records in the fewest bytes that need no tables: each with its length before it, blanks at the end of fixed-length
 * records left out.
 */
import {blank} from '../../base/ebcdic.js';
import {limits} from '../../base/limits.js';
import {DamagedLibrary} from '../store/store.js';
import type {VersionHead} from './versions.js';

/** A length byte that says that two bytes of length follow. */
const longRecord = 0xFF;

/** Without the blanks at its end. */
function withoutBlanks(record: Uint8Array): Uint8Array {
	let {length} = record;
	while (length > 0 && record[length - 1] === blank) {
		length--;
	}

	return length === record.length ? record : record.subarray(0, length);
}

/** A record as it is kept: what `padded` undoes. */
export const kept = (record: Uint8Array, recordFormat: 'F' | 'V'): Uint8Array =>
	recordFormat === 'F' ? withoutBlanks(record) : record;

/** Records as the file has them. Throws `DamagedLibrary` where that is more than any file has. */
export function padded(
	records: readonly Uint8Array[],
	{recordFormat, recordLength}: Pick<VersionHead, 'recordFormat' | 'recordLength'>,
): readonly Uint8Array[] {
	if (records.length * recordLength > limits.serviceContent.value) {
		throw new DamagedLibrary('a version is larger than any file');
	}

	return recordFormat === 'V'
		? records
		: records.map(record => {
			const whole = new Uint8Array(recordLength).fill(blank);
			whole.set(record.length > recordLength ? record.subarray(0, recordLength) : record);
			return whole;
		});
}

/** Bytes of a record when it is packed. */
const packedLength = ({length}: Uint8Array): number => length + (length < longRecord ? 1 : 3);

/** Records, of at most 65,535 bytes each, behind `head`. */
export function pack(records: readonly Uint8Array[], head: Uint8Array = new Uint8Array(0)): Uint8Array {
	let {length} = head;
	for (const record of records) {
		length += packedLength(record);
	}

	const bytes = new Uint8Array(length);
	bytes.set(head);
	let at = head.length;
	for (const record of records) {
		if (record.length < longRecord) {
			bytes[at++] = record.length;
		} else {
			bytes[at++] = longRecord;
			bytes[at++] = record.length >> 8;
			bytes[at++] = record.length & 0xFF;
		}

		bytes.set(record, at);
		at += record.length;
	}

	return bytes;
}

/** Records and numbers that were packed, one behind the other. Throws `DamagedLibrary` where they end too soon. */
export class Unpacking {
	#at: number;

	constructor(readonly bytes: Uint8Array, at = 0) {
		this.#at = at;
	}

	get isAtEnd(): boolean {
		return this.#at >= this.bytes.length;
	}

	/** The next record: a part of the bytes, not a copy. */
	record(): Uint8Array {
		const short = this.#byte();
		return this.take(short === longRecord ? (this.#byte() << 8) | this.#byte() : short);
	}

	/** `count` bytes as they are. */
	take(count: number): Uint8Array {
		const end = this.#at + count;
		if (end > this.bytes.length) {
			throw new DamagedLibrary('a text ends within a record');
		}

		const part = this.bytes.subarray(this.#at, end);
		this.#at = end;
		return part;
	}

	/** A number as `packNumber` has it. */
	number(): number {
		let value = 0;
		for (let digits = 0; digits < 5; digits++) {
			const next = this.#byte();
			value = (value * 128) + (next & 0x7F);
			if (next < 0x80) {
				return value;
			}
		}

		throw new DamagedLibrary('a number in a text has no end');
	}

	#byte(): number {
		return this.take(1)[0];
	}
}

/** A number below 2³⁵ in as few bytes of seven bits as it needs; all but the last have the high bit. */
export function packNumber(value: number): Uint8Array {
	const bytes = [value % 128];
	for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
		bytes.unshift((rest % 128) | 0x80);
	}

	return Uint8Array.from(bytes);
}

/** All records of a text. */
export function unpack(bytes: Uint8Array): Uint8Array[] {
	const records: Uint8Array[] = [];
	for (const text = new Unpacking(bytes); !text.isAtEnd;) {
		records.push(text.record());
	}

	return records;
}
