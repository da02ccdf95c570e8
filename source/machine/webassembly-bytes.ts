/** Bytes of WebAssembly, one behind the other (WebAssembly Core Specification 2.0, 5.2, "Values"). */

/**
 * Bytes, in pieces within pieces: what is done one after the other stands in an array. They are put in a row once, when
 * the module is made.
 */
export type Code = ReadonlyArray<number | Code> | Uint8Array;

export const lengthOf = (code: Code): number => {
	if (code instanceof Uint8Array) {
		return code.length;
	}

	let length = 0;
	for (const part of code) {
		length += typeof part === 'number' ? 1 : lengthOf(part);
	}

	return length;
};

export class ByteWriter {
	#bytes: Uint8Array<ArrayBuffer>;
	#length = 0;

	/** Room for so many bytes at first. */
	constructor(room = 256) {
		this.#bytes = new Uint8Array(room);
	}

	get length(): number {
		return this.#length;
	}

	/** What was written until now; what is written later does not appear in it. */
	get written(): Uint8Array<ArrayBuffer> {
		return this.#bytes.subarray(0, this.#length);
	}

	byte(value: number): void {
		if (this.#length === this.#bytes.length) {
			this.#grow(this.#length + 1);
		}

		this.#bytes[this.#length++] = value;
	}

	write(code: Code): void {
		if (code instanceof Uint8Array) {
			if (this.#length + code.length > this.#bytes.length) {
				this.#grow(this.#length + code.length);
			}

			this.#bytes.set(code, this.#length);
			this.#length += code.length;
			return;
		}

		for (const part of code) {
			if (typeof part === 'number') {
				this.byte(part);
			} else {
				this.write(part);
			}
		}
	}

	/** Unsigned LEB128. */
	unsigned(value: number): void {
		let rest = value;
		for (; rest >= 0x80; rest >>>= 7) {
			this.byte((rest & 0x7F) | 0x80);
		}

		this.byte(rest);
	}

	/** Signed LEB128 of a number of 32 bits. */
	signed(value: number): void {
		let rest = value | 0;
		for (; rest < -64 || rest > 63; rest >>= 7) {
			this.byte((rest & 0x7F) | 0x80);
		}

		this.byte(rest & 0x7F);
	}

	/** Signed LEB128 of a number of 64 bits. */
	signed64(value: bigint): void {
		let rest = value;
		for (; rest < -64n || rest > 63n; rest >>= 7n) {
			this.byte(Number(rest & 0x7Fn) | 0x80);
		}

		this.byte(Number(rest & 0x7Fn));
	}

	#grow(least: number): void {
		const bytes = new Uint8Array(Math.max(least, 2 * this.#bytes.length));
		bytes.set(this.#bytes);
		this.#bytes = bytes;
	}
}

const encoded = (encode: (writer: ByteWriter) => void): Uint8Array => {
	const writer = new ByteWriter(10);
	encode(writer);
	return writer.written;
};

export const leb = (value: number): Code => encoded(writer => {
	writer.unsigned(value);
});

export const signedLeb = (value: number): Code => encoded(writer => {
	writer.signed(value);
});

export const signedLeb64 = (value: bigint): Code => encoded(writer => {
	writer.signed64(value);
});
