/**
 * The keyboard of a 3277 or 3278 on its `DisplayBuffer` (GA27-2749, "Keyboard"): characters, cursor and tab keys,
 * erasing, insert mode, and the keys that reach the system. A key that may not be used answers false and locks nothing:
 * the input inhibited light is the terminal's matter, and so are key names and the screen.
 */
import {aid3270, attribute3270, isShortRead} from './3270-code.js';
import type {DisplayBuffer} from './3270-buffer.js';

/** Digits, minus, period and DUP: what the numeric lock lets through. */
const isNumeric = (character: number): boolean =>
	(character >= 0xF0 && character <= 0xF9) || character === 0x60 || character === 0x4B || character === 0x1C;

export class DisplayKeyboard {
	isInserting = false;

	/**
	 * `attention`: an AID key was pressed (the device presents attention). `numericLock`: the special feature that
	 * keeps letters out of numeric fields.
	 */
	constructor(
		readonly buffer: DisplayBuffer,
		private readonly attention: () => void,
		private readonly options: {readonly numericLock?: boolean} = {},
	) {}

	/**
	 * Types an EBCDIC character at the cursor. False where the keyboard is locked or the place is protected, or nothing
	 * can be inserted.
	 */
	type(character: number): boolean {
		const {buffer} = this;
		const at = buffer.cursor;
		const attribute = buffer.governing(at);
		const isForbidden =
			buffer.isKeyboardLocked
			|| buffer.attributeAt(at) !== undefined
			|| (attribute & attribute3270.protected) !== 0
			|| (this.options.numericLock === true
				&& (attribute & attribute3270.numeric) !== 0
				&& !isNumeric(character));
		if (isForbidden || (this.isInserting && !this.#insert(at))) {
			return false;
		}

		buffer.put(at, character);
		buffer.modify(at);
		this.#move((at + 1) % buffer.size);
		return true;
	}

	left(): void {
		this.buffer.cursor = (this.buffer.cursor + this.buffer.size - 1) % this.buffer.size;
	}

	right(): void {
		this.buffer.cursor = (this.buffer.cursor + 1) % this.buffer.size;
	}

	up(): void {
		this.buffer.cursor = (this.buffer.cursor + this.buffer.size - this.buffer.columns) % this.buffer.size;
	}

	down(): void {
		this.buffer.cursor = (this.buffer.cursor + this.buffer.columns) % this.buffer.size;
	}

	/** First character of the next unprotected field. */
	tab(): void {
		this.buffer.cursor = this.buffer.nextUnprotected(this.buffer.cursor) ?? 0;
	}

	/** First character of this unprotected field, or of the one before. */
	backTab(): void {
		const starts = this.#unprotected();
		this.buffer.cursor = starts.findLast(start => start < this.buffer.cursor) ?? starts.at(-1) ?? 0;
	}

	/** First unprotected field of the screen. */
	home(): void {
		this.buffer.cursor = this.#unprotected()[0] ?? 0;
	}

	/** First unprotected place of the next line that has one. */
	newLine(): void {
		const {columns, rows, cursor} = this.buffer;
		const line = (Math.trunc(cursor / columns) + 1) % rows;
		const start = line * columns;
		const {buffer} = this;
		buffer.cursor =
			buffer.attributeAt(start) === undefined && (buffer.governing(start) & attribute3270.protected) === 0
				? start
				: (buffer.nextUnprotected(start) ?? 0);
	}

	/** Erases from the cursor to the end of the field. */
	eraseEndOfField(): boolean {
		const {buffer} = this;
		if (!this.#isTypable()) {
			return false;
		}

		buffer.modify(buffer.cursor);
		// Without fields it ends with the screen; a single field goes round it.
		const end = buffer.isFormatted ? buffer.size : buffer.size - buffer.cursor;
		for (let count = 0; count < end; count++) {
			const at = (buffer.cursor + count) % buffer.size;
			if (buffer.attributeAt(at) !== undefined) {
				break;
			}

			buffer.put(at, 0);
		}

		return true;
	}

	/** Everything unprotected to nulls, cursor to the first such field. */
	eraseInput(): boolean {
		if (this.buffer.isKeyboardLocked) {
			return false;
		}

		this.buffer.eraseUnprotected();
		return true;
	}

	/** Takes the character at the cursor out and closes up the field. */
	delete(): boolean {
		const {buffer} = this;
		if (!this.#isTypable()) {
			return false;
		}

		let at = buffer.cursor;
		for (; !this.#isLast(at); at++) {
			buffer.put(at, buffer.characterAt(at + 1));
		}

		buffer.put(at, 0);
		buffer.modify(buffer.cursor);
		return true;
	}

	/** RESET: keyboard free, insert mode off. The AID stays. */
	reset(): void {
		this.isInserting = false;
		this.buffer.isKeyboardLocked = false;
	}

	/** A key that reaches the system (`aid3270`, `programFunction`). False while the keyboard is locked. */
	aid(aid: number): boolean {
		const {buffer} = this;
		if (buffer.isKeyboardLocked) {
			return false;
		}

		this.isInserting = false;
		if (aid === aid3270.clear) {
			buffer.clear();
		}

		buffer.aid = aid;
		buffer.isKeyboardLocked = true;
		this.attention();
		return true;
	}

	/** Whether the last key had no data. */
	get isShort(): boolean {
		return isShortRead(this.buffer.aid);
	}

	#unprotected(): number[] {
		return this.buffer
			.fields()
			.filter(field => (field.attribute & attribute3270.protected) === 0 && field.length > 0)
			.map(field => field.start)
			.toSorted((a, b) => a - b);
	}

	#isTypable(): boolean {
		const {buffer} = this;
		return (
			!buffer.isKeyboardLocked
			&& buffer.attributeAt(buffer.cursor) === undefined
			&& (buffer.governing(buffer.cursor) & attribute3270.protected) === 0
		);
	}

	/**
	 * Whether a character is the last of its row or field: insertion and deletion stay within the row, as on the 3277.
	 */
	#isLast(at: number): boolean {
		return (at + 1) % this.buffer.columns === 0 || this.buffer.attributeAt(at + 1) !== undefined;
	}

	/** Moves the rest of the field on by one, up to the first null. False where there is none. */
	#insert(at: number): boolean {
		const {buffer} = this;
		let end = at;
		while (buffer.characterAt(end) !== 0) {
			if (this.#isLast(end)) {
				return false;
			}

			end++;
		}

		for (; end > at; end--) {
			buffer.put(end, buffer.characterAt(end - 1));
		}

		return true;
	}

	/**
	 * Behind the end of a field the cursor skips to the next unprotected one: over one attribute only, unless that
	 * field is protected and numeric.
	 */
	#move(at: number): void {
		const {buffer} = this;
		const attribute = buffer.attributeAt(at);
		if (attribute === undefined) {
			buffer.cursor = at;
			return;
		}

		const skip = attribute3270.protected | attribute3270.numeric;
		buffer.cursor = (attribute & skip) === skip ? buffer.nextUnprotected(at) ?? 0 : (at + 1) % buffer.size;
	}
}
