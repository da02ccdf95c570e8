/**
 * The presentation space of a 3277 or 3278: character buffer with field attributes, cursor, write control character,
 * orders, and what the reads answer (GA27-2749, "Commands and Orders"). It is the `Display` of the device in `3277.ts`
 * and works as well behind a terminal; the keyboard is in `3270-keyboard.ts`. Extended attributes (GA23-0059) are taken
 * from the data and forgotten, but for the field attribute itself. Not implemented: light pen, printers, colour,
 * programmed symbols, partitions.
 */
import {append} from '../../../base/sequences.js';
import type {Display} from './3277.js';
import {
	aid3270, attribute3270, encodeAddress, graphic, isShortRead, order3270, writeControl,
} from './3270-code.js';
import {carryOut} from './3270-orders.js';

/** A field: the place of its attribute byte, and its characters behind it. */
export type Field = {
	readonly at: number;
	readonly attribute: number;
	/** First character. */
	readonly start: number;
	/** Characters; may go round the end of the buffer. */
	readonly length: number;
};

export class DisplayBuffer implements Display {
	cursor = 0;
	aid: number = aid3270.none;
	/** Set by the user's AID keys and by an erase, lifted by the write control character. */
	isKeyboardLocked = false;
	/** Where the last order or character left off: a chained write or read goes on there. */
	address = 0;
	/** Characters; at an attribute's place a zero. */
	readonly #characters: Uint8Array;
	/** Attribute and the bit `isAttribute`, or 0. */
	readonly #attributes: Uint16Array;

	/** `onChange` hears of every change by the program; `onAlarm` of the alarm bit. */
	constructor(
		readonly rows = 24,
		readonly columns = 80,
		private readonly events: {onChange?(): void; onAlarm?(): void} = {},
	) {
		this.#characters = new Uint8Array(rows * columns);
		this.#attributes = new Uint16Array(rows * columns);
	}

	get size(): number {
		return this.#characters.length;
	}

	get isFormatted(): boolean {
		return this.#attributes.some(value => value !== 0);
	}

	/** Character at a place; 0 is a null, and an attribute byte reads as 0 too. */
	characterAt(address: number): number {
		return this.#characters[address];
	}

	/** Field attribute at a place (8 bits, the low six count), or `undefined` where a character is. */
	attributeAt(address: number): number | undefined {
		const value = this.#attributes[address];
		return value === 0 ? undefined : value & 0xFF;
	}

	/** Where the field that `address` belongs to has its attribute, or `undefined` on an unformatted screen. */
	fieldAt(address: number): number | undefined {
		for (let count = 0; count < this.size; count++) {
			const at = this.#before(address, count);
			if (this.#attributes[at] !== 0) {
				return at;
			}
		}

		return undefined;
	}

	/** Attribute that governs the character at `address`: 0 (unprotected, normal) on an unformatted screen. */
	governing(address: number): number {
		const at = this.fieldAt(address);
		return at === undefined ? 0 : this.#attributes[at] & 0xFF;
	}

	/** Fields in order of address. */
	fields(): Field[] {
		const places: number[] = [];
		for (let at = 0; at < this.size; at++) {
			if (this.#attributes[at] !== 0) {
				places.push(at);
			}
		}

		return places.map((at, index) => ({
			at, attribute: this.#attributes[at] & 0xFF, start: (at + 1) % this.size,
			length: ((places[(index + 1) % places.length] - at + this.size - 1) % this.size),
		}));
	}

	/** Puts a character where the keyboard or the program wants it; an attribute that stood there is gone. */
	put(address: number, character: number): void {
		this.#characters[address] = character;
		this.#attributes[address] = 0;
	}

	/** Sets or resets the modified data tag of the field `address` belongs to. */
	modify(address: number, isModified = true): void {
		const at = this.fieldAt(address);
		if (at !== undefined) {
			this.#attributes[at] = isModified
				? this.#attributes[at] | attribute3270.modified
				: this.#attributes[at] & ~attribute3270.modified;
		}
	}

	/** Puts a field attribute at the buffer address and steps over it. */
	startField(attribute: number): void {
		this.#characters[this.address] = 0;
		this.#attributes[this.address] = 0x100 | (attribute & 0x3F);
		this.address = (this.address + 1) % this.size;
	}

	/** A character to null; an attribute stays. */
	erase(address: number): void {
		this.#characters[address] = 0;
	}

	/** Everything to nulls, cursor to 0. */
	clear(): void {
		this.#characters.fill(0);
		this.#attributes.fill(0);
		this.cursor = 0;
		this.address = 0;
	}

	/**
	 * Write or Erase/Write: a write control character, then orders and data. `chained`: goes on at the current buffer
	 * address rather than at the cursor. Answers `'invalid'` where an order is cut off or an address is outside the
	 * buffer: what stood before it is done.
	 */
	write(data: Uint8Array, erase: boolean, chained = false): 'invalid' | void {
		if (erase) {
			this.clear();
			this.aid = aid3270.none;
		}

		if (data.length === 0) {
			this.events.onChange?.();
			return undefined;
		}

		const control = data[0];
		if ((control & writeControl.resetModified) !== 0) {
			this.#resetModified();
		}

		if (!chained && !erase) {
			this.address = this.cursor;
		}

		const isValid = carryOut(this, data.subarray(1));
		// Alarm and keyboard come after the data have been written.
		if ((control & writeControl.restoreKeyboard) !== 0) {
			this.isKeyboardLocked = false;
			this.aid = aid3270.none;
		}

		this.events.onChange?.();
		if ((control & writeControl.soundAlarm) !== 0) {
			this.events.onAlarm?.();
		}

		return isValid ? undefined : 'invalid';
	}

	/**
	 * Unprotected characters to nulls, their modified data tags off, cursor to the first of them, keyboard restored.
	 */
	eraseUnprotected(): void {
		const fields = this.fields();
		if (fields.length === 0) {
			this.clear();
		}

		for (const field of fields) {
			if ((field.attribute & attribute3270.protected) === 0) {
				this.modify(field.at, false);
				for (let offset = 0; offset < field.length; offset++) {
					this.#characters[(field.start + offset) % this.size] = 0;
				}
			}
		}

		this.cursor = this.nextUnprotected(0) ?? 0;
		this.isKeyboardLocked = false;
		this.aid = aid3270.none;
		this.events.onChange?.();
	}

	/**
	 * Place of the first character of the next unprotected field behind `address`, round the end (fields without
	 * characters do not count).
	 */
	nextUnprotected(address: number): number | undefined {
		const fields = this.fields().filter(
			field => (field.attribute & attribute3270.protected) === 0 && field.length > 0,
		);
		return (fields.find(field => field.at >= address) ?? fields[0])?.start;
	}

	/**
	 * AID, cursor, and of every field with its modified data tag on: SBA, address, characters without nulls. `from`:
	 * where to begin looking.
	 */
	readModified(from = 0): Uint8Array {
		if (isShortRead(this.aid)) {
			return Uint8Array.of(this.aid);
		}

		const answer = [this.aid, ...encodeAddress(this.cursor)];
		if (!this.isFormatted) {
			append(answer, this.#characters.subarray(from).filter(character => character !== 0));
			return Uint8Array.from(answer);
		}

		for (const field of this.fields()) {
			if (field.at >= from && (field.attribute & attribute3270.modified) !== 0) {
				append(answer, [order3270.setBufferAddress, ...encodeAddress(field.start)]);
				for (let offset = 0; offset < field.length; offset++) {
					const character = this.#characters[(field.start + offset) % this.size];
					if (character !== 0) {
						answer.push(character);
					}
				}
			}
		}

		return Uint8Array.from(answer);
	}

	/**
	 * AID, cursor, and everything from `from` to the end, nulls included; an attribute byte as SF and the attribute.
	 */
	readBuffer(from = 0): Uint8Array {
		const answer = [this.aid, ...encodeAddress(this.cursor)];
		for (let at = from; at < this.size; at++) {
			if (this.#attributes[at] === 0) {
				answer.push(this.#characters[at]);
			} else {
				answer.push(order3270.startField, graphic(this.#attributes[at]));
			}
		}

		return Uint8Array.from(answer);
	}

	#before(address: number, count: number): number {
		return (address - count + this.size) % this.size;
	}

	#resetModified(): void {
		for (const [at, value] of this.#attributes.entries()) {
			this.#attributes[at] = value & ~attribute3270.modified;
		}
	}
}
