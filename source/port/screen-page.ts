/**
 * The part of a terminal's history that is on its screen: from a first row to the end of the history. Lines wrap at the
 * window's width; where they become more rows than the screen has, the first ones leave it.
 */
import {type LineHistory, type PaintedLine} from './line-history.js';
import {
	comparePlaces, movePlace, rowsBelow, rowsFrom, type Place, type Row,
} from './scroll.js';
import {rowCount} from './text.js';

export class ScreenPage {
	#columns: number;
	#rows: number;
	/** First row of the screen; the screen reaches to the end of the history. */
	#top: Place = {line: 0, row: 0};
	/** Where the screen began: rows that a smaller window pushed out come back in a larger one. */
	#start = 0;
	#used = 0;

	constructor(readonly history: LineHistory, columns: number, rows: number) {
		this.#columns = Math.max(1, columns);
		this.#rows = Math.max(1, rows);
	}

	get columns(): number {
		return this.#columns;
	}

	get rows(): number {
		return this.#rows;
	}

	/** First row of the screen in the history. */
	get top(): Place {
		return this.#top;
	}

	get isEmpty(): boolean {
		return this.#used === 0;
	}

	/** The rows on the screen now, at most as many as it has. */
	screen(): Row[] {
		return rowsFrom(this.history, this.#columns, this.#top, this.#rows);
	}

	/** Whether a line finds room below those that are there. */
	fits(line: PaintedLine): boolean {
		return this.#used + rowCount(line.text, this.#columns, this.history.wrap) <= this.#rows;
	}

	/** Writes a line below the others. Where it does not fit, `fit` is to follow. */
	put(line: PaintedLine): void {
		this.history.push(line);
		this.#used += rowCount(line.text, this.#columns, this.history.wrap);
	}

	/** Moves the top down until the newest rows are on the screen. */
	fit(): void {
		this.#used = rowsBelow(this.history, this.#columns, this.#top);
		if (this.#used > this.#rows) {
			this.#top = movePlace(this.history, this.#columns, this.#top, this.#used - this.#rows);
			this.#used = this.#rows;
		}
	}

	/** An empty screen behind everything there was. */
	begin(): void {
		this.#start = this.history.end;
		this.#top = {line: this.#start, row: 0};
		this.#used = 0;
	}

	/** Another size: lines wrap anew, the newest stay on the screen. */
	resize(columns: number, rows: number): void {
		this.#columns = Math.max(1, columns);
		this.#rows = Math.max(1, rows);
		this.#top = {line: Math.max(this.#start, this.history.first), row: 0};
		this.fit();
	}

	/** Lines before `end` are gone, from the history too. */
	forget(end: number): void {
		this.history.forget(end);
		const first = {line: this.history.first, row: 0};
		this.#top = comparePlaces(this.#top, first) < 0 ? first : this.#top;
		this.fit();
	}
}
