/**
 * Lines that wait at a `MORE...` or a held screen. Nobody may fill the host's memory by writing to a screen that nobody
 * looks at: the newest are kept, and how many were not is told first.
 */
import {limits} from '../base/limits.js';
import type {PaintedLine} from './line-history.js';

export class WaitingLines {
	#lines: PaintedLine[] = [];
	/** Lines of `#lines` already taken. */
	#taken = 0;
	#dropped = 0;
	#lastDropped: PaintedLine | undefined;
	/** The notice last taken, and of how many lines. */
	#told: {readonly notice: PaintedLine; readonly dropped: number} | undefined;
	readonly #limit: number;

	constructor(limit: number = limits.waitingLines.value) {
		this.#limit = limit;
	}

	/** Lines to take, the notice of those dropped included. */
	get length(): number {
		return this.#lines.length - this.#taken + Number(this.#dropped > 0);
	}

	/** The line that `take` would give. */
	get first(): PaintedLine | undefined {
		return this.#notice ?? this.#lines[this.#taken];
	}

	/** One more line waits; the oldest goes where there are too many. */
	add(line: PaintedLine): void {
		this.#lines.push(line);
		if (this.#lines.length - this.#taken > this.#limit) {
			this.#lastDropped = this.#lines[this.#taken++];
			this.#dropped++;
		}

		this.#shorten();
	}

	/** Something that found no room is to come first again. */
	putBack(line: PaintedLine): void {
		if (line === this.#told?.notice) {
			this.#dropped = this.#told.dropped;
			return;
		}

		this.#lines = [line, ...this.#lines.slice(this.#taken)];
		this.#taken = 0;
	}

	/** The oldest line that waits, or how many were dropped before it. */
	take(): PaintedLine | undefined {
		const {first} = this;
		if (first && this.#dropped > 0) {
			this.#told = {notice: first, dropped: this.#dropped};
			this.#dropped = 0;
		} else if (first) {
			this.#taken++;
			this.#shorten();
		}

		return first;
	}

	get #notice(): PaintedLine | undefined {
		return this.#dropped === 0
			? undefined
			: {text: `(${this.#dropped} LINES NOT SHOWN)`, lineClass: 'error', at: this.#lastDropped?.at ?? 0};
	}

	/** What was taken leaves the array now and then, so that a flood of lines stays linear. */
	#shorten(): void {
		if (this.#taken > this.#limit) {
			this.#lines = this.#lines.slice(this.#taken);
			this.#taken = 0;
		}
	}
}
