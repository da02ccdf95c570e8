/**
 * Layouts of records as declarations: each field has a name, an offset, a length and a kind, and reading and writing
 * both come from it. Numbers are big-endian, text is EBCDIC (CP037), as everything in a System/370 machine; formats of
 * other hosts say `littleEndian` and `latin`.
 *
 *     const entry = new Layout(16, {name: characters(0, 8), flags: byte(8), address: fullword(12)});
 *     const {name, address} = entry.decode(bytes, 32);
 *     storage.store(at, entry.encode({name: 'PARSER', flags: 0, address: 0x2_0000}));
 *
 * What must hold of a value beyond its form (an address inside storage, a count that is no larger than the table) is
 * the reader's business. A value that the field cannot hold is an error of ours: it throws `RangeError`.
 */
import {
	blank, ebcdicField, ebcdicInto, fromEbcdic, fromEbcdicAt,
} from './ebcdic.js';

/** A field of a record: where it is, and how its bytes become a value. */
export type Field<T> = {
	/** Bytes from the beginning of the record. */
	readonly offset: number;
	/** Bytes. */
	readonly length: number;
	/** The value of exactly the field's bytes. */
	decode(bytes: Uint8Array): T;
	/** The field's bytes. Throws `RangeError` where it cannot hold `value`. */
	encode(value: T): Uint8Array;
	/** The same where the field lies in a record, without a copy: records are read and written often. */
	read?(bytes: Uint8Array, at: number): T;
	write?(bytes: Uint8Array, at: number, value: T): void;
};

/** The fields of a layout by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The record that a layout describes: `RecordOf<typeof entry>`. */
export type RecordOf<L> = L extends Layout<infer F>
	? {readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never}
	: never;

type ViewOf<F extends Fields> = new (bytes: Uint8Array, at: number) => RecordOf<Layout<F>>;

/** A class of records whose fields are read from bytes when they are asked for. */
function viewOf<F extends Fields>(entries: ReadonlyArray<readonly [name: string, field: Field<unknown>]>): ViewOf<F> {
	class View {
		readonly #bytes: Uint8Array;
		readonly #at: number;

		constructor(bytes: Uint8Array, at: number) {
			this.#bytes = bytes;
			this.#at = at;
		}

		static readonly read = (view: View, {offset, length, read, decode}: Field<unknown>): unknown => {
			const start = view.#at + offset;
			return read ? read(view.#bytes, start) : decode(view.#bytes.subarray(start, start + length));
		};
	}

	for (const [name, field] of entries) {
		Object.defineProperty(View.prototype, name, {
			get(this: View) {
				return View.read(this, field);
			},
		});
	}

	return View as unknown as ViewOf<F>;
}

/** A record's fields, checked once where they are declared: none overlap, none lies outside the record. */
export class Layout<F extends Fields> {
	/** Offset of each field. */
	readonly offset: {readonly [K in keyof F]: number};
	readonly #entries: ReadonlyArray<readonly [name: string, field: Field<unknown>]>;
	readonly #view: ViewOf<F>;

	/** `length` in bytes; bytes that belong to no field are written as `fill`. */
	constructor(readonly length: number, readonly fields: F, readonly fill = 0) {
		let end = 0;
		const inOrder = Object.entries(fields).toSorted(([, one], [, other]) => one.offset - other.offset);
		for (const [name, field] of inOrder) {
			if (field.offset < end || field.offset + field.length > length) {
				throw new TypeError(`field ${name} overlaps another or lies outside the record`);
			}

			end = field.offset + field.length;
		}

		this.#entries = Object.entries(fields);
		this.offset = Object.fromEntries(
			this.#entries.map(([name, {offset}]) => [name, offset]),
		) as {readonly [K in keyof F]: number};
		this.#view = viewOf<F>(this.#entries);
	}

	/** Whether a whole record can lie at `at`. */
	fits(bytes: Uint8Array, at = 0): boolean {
		return at >= 0 && at + this.length <= bytes.length;
	}

	/** The record at `at`, a copy. Throws `RangeError` where the bytes end before it does. */
	decode(bytes: Uint8Array, at = 0): RecordOf<Layout<F>> {
		this.#check(bytes, at);
		const record: Record<string, unknown> = {};
		for (const [name, {offset, length, read, decode}] of this.#entries) {
			const start = at + offset;
			record[name] = read ? read(bytes, start) : decode(bytes.subarray(start, start + length));
		}

		return record as RecordOf<Layout<F>>;
	}

	/** The record at `at` as `decode` has it, but each field made whenever it is asked for: for who needs few. */
	view(bytes: Uint8Array, at = 0): RecordOf<Layout<F>> {
		this.#check(bytes, at);
		return new this.#view(bytes, at);
	}

	/** The bytes of a record. */
	encode(record: RecordOf<Layout<F>>): Uint8Array {
		return this.encodeSome(record);
	}

	/** The bytes of a record of which only these fields are written: the others are `fill`, as what belongs to none. */
	encodeSome(record: Partial<RecordOf<Layout<F>>>): Uint8Array {
		const bytes = new Uint8Array(this.length);
		if (this.fill !== 0) {
			bytes.fill(this.fill);
		}

		this.change(bytes, 0, record);
		return bytes;
	}

	/** Writes some fields of the record at `at`; every other byte stays as it is. */
	change(bytes: Uint8Array, at: number, changes: Partial<RecordOf<Layout<F>>>): void {
		this.#check(bytes, at);
		// What is no field of this layout, but of another that the record was made for, is left alone.
		for (const name of Object.keys(changes)) {
			if (Object.hasOwn(this.fields, name)) {
				this.#put(name, this.fields[name], bytes, at, changes[name]);
			}
		}
	}

	#check(bytes: Uint8Array, at: number): void {
		if (!this.fits(bytes, at)) {
			throw new RangeError(`a record of ${this.length} bytes at ${at} of ${bytes.length}`);
		}
	}

	#put(name: string, field: Field<unknown>, bytes: Uint8Array, at: number, value: unknown): void {
		const {
			offset, length, encode, write,
		} = field;
		if (write) {
			write(bytes, at + offset, value);
			return;
		}

		const encoded = encode(value);
		if (encoded.length !== length) {
			throw new RangeError(`field ${name} has ${length} bytes, not ${encoded.length}`);
		}

		bytes.set(encoded, at + offset);
	}
}

/** Up to four bytes as a number without a sign; one function for each length, for records are read often. */
const readers: ReadonlyArray<((bytes: Uint8Array, at: number) => number) | undefined> = [
	undefined,
	(bytes, at) => bytes[at],
	(bytes, at) => halfwordAt(bytes, at),
	(bytes, at) => (bytes[at] << 16) | halfwordAt(bytes, at + 1),
	(bytes, at) => fullwordAt(bytes, at),
];

function integer(offset: number, length: number, signed: boolean): Field<number> {
	const range = 2 ** (length * 8);
	const lowest = signed ? -range / 2 : 0;
	const highest = lowest + range - 1;
	const plain = readers[length] ?? ((bytes: Uint8Array, at: number): number => {
		let value = 0;
		for (let index = at; index < at + length; index++) {
			value = (value * 256) + bytes[index];
		}

		return value;
	});
	const read = signed
		? (bytes: Uint8Array, at: number): number => {
			const value = plain(bytes, at);
			return value > highest ? value - range : value;
		}
		: plain;

	const write = (bytes: Uint8Array, at: number, value: number): void => {
		if (!Number.isInteger(value) || value < lowest || value > highest) {
			throw new RangeError(`${value} does not fit ${length} bytes`);
		}

		let rest = value;
		for (let index = at + length - 1; index >= at; index--) {
			bytes[index] = rest;
			rest = Math.floor(rest / 256);
		}
	};

	return {
		offset,
		length,
		read,
		write,
		decode: bytes => read(bytes, 0),
		encode(value) {
			const bytes = new Uint8Array(length);
			write(bytes, 0, value);
			return bytes;
		},
	};
}

/** The two bytes at `at` as a number: for loops over storage, tracks and files, where a record for each is too slow. */
export const halfwordAt = (bytes: Uint8Array, at: number): number => (bytes[at] << 8) | bytes[at + 1];

/** The four bytes at `at` as a number without a sign. */
export const fullwordAt = (bytes: Uint8Array, at: number): number =>
	((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;

/** One byte, 0 to 255. */
export const byte = (offset: number): Field<number> => integer(offset, 1, false);
/** Two bytes, 0 to 65535. */
export const halfword = (offset: number): Field<number> => integer(offset, 2, false);
/** Two bytes with a sign. */
export const signedHalfword = (offset: number): Field<number> => integer(offset, 2, true);
/** Three bytes: an address or a length behind a byte of flags. */
export const threeBytes = (offset: number): Field<number> => integer(offset, 3, false);
/** Four bytes, 0 to 2³²-1. */
export const fullword = (offset: number): Field<number> => integer(offset, 4, false);
/** Four bytes with a sign. */
export const signedFullword = (offset: number): Field<number> => integer(offset, 4, true);

/** Six bytes, 0 to 2⁴⁸-1. */
export const sixBytes = (offset: number): Field<number> => integer(offset, 6, false);

/** Eight bytes, 0 to 2⁶⁴-1. */
export function doubleword(offset: number): Field<bigint> {
	return {
		offset,
		length: 8,
		decode: bytes => Buffer.from(bytes.buffer, bytes.byteOffset, 8).readBigUInt64BE(),
		encode(value) {
			const bytes = Buffer.alloc(8);
			bytes.writeBigUInt64BE(value);
			return bytes;
		},
	};
}

/** `length` EBCDIC characters, the blanks at the end apart. Shorter text gets blanks. */
export function characters(offset: number, length: number): Field<string> {
	return {
		offset,
		length,
		read(bytes, at) {
			let end = at + length;
			while (end > at && bytes[end - 1] === blank) {
				end--;
			}

			return fromEbcdicAt(bytes, at, end);
		},
		write(bytes, at, text) {
			checkLength(text, length);
			ebcdicInto(bytes, at, length, text);
		},
		decode: bytes => fromEbcdic(bytes).replace(/ +$/, ''),
		encode(text) {
			checkLength(text, length);
			return ebcdicField(text, length);
		},
	};
}

function checkLength(text: string, length: number): void {
	if (text.length > length) {
		throw new RangeError(`'${text}' is longer than ${length} characters`);
	}
}

/** `length` characters of ISO 8859-1, one a byte, none left out: how hosts sign their files. */
export function latin(offset: number, length: number): Field<string> {
	return {
		offset,
		length,
		decode: bytes => Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('latin1'),
		encode: text => Buffer.from(text, 'latin1'),
	};
}

/** `length` bytes that mean something elsewhere; a copy. */
export function bytes(offset: number, length: number): Field<Uint8Array> {
	return {
		offset,
		length,
		read(content, at) {
			const copy = new Uint8Array(length);
			for (let index = 0; index < length; index++) {
				copy[index] = content[at + index];
			}

			return copy;
		},
		write(content, at, value) {
			if (value.length !== length) {
				throw new RangeError(`${value.length} bytes where ${length} are meant`);
			}

			for (let index = 0; index < length; index++) {
				content[at + index] = value[index];
			}
		},
		decode: content => Uint8Array.from(content),
		encode: content => content,
	};
}

/** Packed digits without a sign, two a byte: X'1131' is `1131`. What is no digit shows as hexadecimal does. */
export function packedDigits(offset: number, length: number): Field<string> {
	return {
		offset,
		length,
		decode: content => Buffer.from(content.buffer, content.byteOffset, length).toString('hex').toUpperCase(),
		encode(digits) {
			if (!/^[\da-f]*$/i.test(digits) || digits.length !== length * 2) {
				throw new RangeError(`'${digits}' is not ${length * 2} digits`);
			}

			return Uint8Array.from(Buffer.from(digits, 'hex'));
		},
	};
}

/** The field with its bytes in the other order: `littleEndian(fullword(8))`. */
export function littleEndian<T>({offset, length, decode, encode}: Field<T>): Field<T> {
	return {
		offset, length, decode: content => decode(content.toReversed()), encode: value => encode(value).toReversed(),
	};
}

/** The field as it is, where a format has either order. */
export const bigEndian = <T>(field: Field<T>): Field<T> => field;

/** `count` values of the kind that `element` makes, one behind the other: `many(0, 60, halfword)`. */
export function many<T>(offset: number, count: number, element: (offset: number) => Field<T>): Field<readonly T[]> {
	const each = Array.from({length: count}, (_, index) => element(index * element(0).length));
	const {read, write} = each[0];
	return {
		offset,
		length: count * element(0).length,
		read: read && ((bytes, at) => each.map(field => read(bytes, at + field.offset))),
		write: write && ((bytes, at, values) => {
			checkCount(values, count);
			for (let index = 0; index < count; index++) {
				write(bytes, at + each[index].offset, values[index]);
			}
		}),
		decode: content => each.map(field => field.decode(content.subarray(field.offset, field.offset + field.length))),
		encode(values) {
			checkCount(values, count);
			return Buffer.concat(each.map((field, index) => field.encode(values[index])));
		},
	};
}

function checkCount(values: readonly unknown[], count: number): void {
	if (values.length !== count) {
		throw new RangeError(`${values.length} values where ${count} are meant`);
	}
}
