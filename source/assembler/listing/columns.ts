/** Columns of a listing line that hold digits: put into their places one by one, and made one text at the end. */
import {code} from '../source/scan.js';

/** More than the digits of a line can take: what the line does not hold is cut later. */
const width = 200;
const zero = 0x30;
const hexadecimal = Uint8Array.from(Buffer.from('0123456789ABCDEF', 'latin1'));

export class Columns {
	readonly #bytes = Buffer.alloc(width, code.blank);
	#end = 0;

	/** Begins a line. */
	begin(): void {
		for (let at = 0; at < this.#end; at++) {
			this.#bytes[at] = code.blank;
		}

		this.#end = 0;
	}

	/** The column behind the last that was put. */
	get end(): number {
		return this.#end;
	}

	/** Puts a character of ASCII at column `at`, from 0. */
	put(at: number, character: number): void {
		this.#bytes[at] = character;
		this.#reach(at + 1);
	}

	/** Puts the low-order hexadecimal digits of a number at column `at`. */
	hex(at: number, value: number, digits: number): void {
		let rest = value;
		for (let index = at + digits - 1; index >= at; index--) {
			this.#bytes[index] = hexadecimal[rest & 0xF];
			rest >>>= 4;
		}

		this.#reach(at + digits);
	}

	/**
	 * Puts an integer at column `at`, at the right of `digits` columns with `fill` in front, or of as many as it needs.
	 * Answers the column behind it.
	 */
	decimal(at: number, value: number, digits: number, fill: number): number {
		const end = at + Math.max(digits, widthOf(value));
		let rest = Math.abs(value);
		let index = end - 1;
		do {
			this.#bytes[index--] = zero + rest % 10;
			rest = Math.trunc(rest / 10);
		} while (rest > 0);

		if (value < 0) {
			this.#bytes[index--] = code.minus;
		}

		for (; index >= at; index--) {
			this.#bytes[index] = fill;
		}

		this.#reach(end);
		return end;
	}

	/** The line so far. */
	get text(): string {
		return this.#bytes.toString('latin1', 0, this.#end);
	}

	#reach(end: number): void {
		this.#end = Math.max(this.#end, end);
	}
}

/** Characters of an integer. */
function widthOf(value: number): number {
	let width = value < 0 ? 2 : 1;
	for (let rest = Math.abs(value); rest >= 10; rest /= 10) {
		width++;
	}

	return width;
}
