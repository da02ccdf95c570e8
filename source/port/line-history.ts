/** What a terminal has shown, as logical lines, so that another window width wraps them anew. */
import type {LineClass} from './terminal-port.js';
import {rowCount, rowsOf, type TextRow, type Wrap} from './text.js';

/** A logical line on the screen or above it. `at`: microseconds, when it was painted. */
export type PaintedLine = {readonly text: string; readonly lineClass: LineClass; readonly at: number};

/** The last `limit` lines or so, by absolute number: a line keeps its number when older ones are dropped. */
export class LineHistory {
	readonly #limit: number;
	#lines: PaintedLine[] = [];
	#first = 0;

	/** `limit`: lines kept at least, once there were so many. */
	constructor(limit: number, readonly wrap: Wrap = 'cell') {
		this.#limit = limit;
	}

	/** Number of the oldest line still there. */
	get first(): number {
		return this.#first;
	}

	/** Number that the next line will have. */
	get end(): number {
		return this.#first + this.#lines.length;
	}

	/** Line `index`; it must lie between `first` and `end`. */
	line(index: number): PaintedLine {
		const line = this.#lines[index - this.#first];
		if (line === undefined) {
			throw new RangeError(`line ${index} is not between ${this.first} and ${this.end}`);
		}

		return line;
	}

	/** Rows that line `index` takes at `columns` cells a row. */
	rowCount(index: number, columns: number): number {
		return rowCount(this.line(index).text, columns, this.wrap);
	}

	/** Line `index` in rows of `columns` cells. */
	rowsOf(index: number, columns: number): TextRow[] {
		return rowsOf(this.line(index).text, columns, this.wrap);
	}

	push(line: PaintedLine): void {
		this.#lines.push(line);
		// Dropping a quarter at a time keeps a flood of lines linear.
		if (this.#lines.length > this.#limit * 1.25) {
			const dropped = this.#lines.length - this.#limit;
			this.#lines = this.#lines.slice(dropped);
			this.#first += dropped;
		}
	}

	/** Drops the lines before number `end`. */
	forget(end: number): void {
		const dropped = Math.min(this.#lines.length, Math.max(0, end - this.#first));
		this.#lines = this.#lines.slice(dropped);
		this.#first += dropped;
	}
}
