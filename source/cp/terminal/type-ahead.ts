/** Lines typed at one terminal that wait for somebody to read them. */
import {limits} from '../../base/limits.js';
import type {LogicalLine} from './line-editing.js';

/**
 * A line that waits for a read. `announce`: a machine that reads nothing is yet to be told by attention, once for each
 * line as typed.
 */
type QueuedLine = LogicalLine & {
	announce: boolean;
	/** Likely a password that CP will ask for: not announced, or the machine would read it before CP does. */
	readonly isWithheld?: boolean;
};

export class TypeAhead {
	readonly #queue: QueuedLine[] = [];

	get empty(): boolean {
		return this.#queue.length === 0;
	}

	/** One more is NOT ACCEPTED. */
	get full(): boolean {
		return this.#queue.length >= limits.typeAhead.value;
	}

	/** The line that is read next. */
	get first(): LogicalLine | undefined {
		return this.#queue[0];
	}

	/** The logical lines of one line as typed. */
	add(lines: readonly LogicalLine[]): void {
		for (const [index, logical] of lines.entries()) {
			this.#queue.push({...logical, announce: index === 0});
		}
	}

	/** A line that is likely a password. */
	addWithheld(text: string): void {
		this.#queue.push({
			text, toCp: false, announce: false, isWithheld: true,
		});
	}

	/** Whoever goes on typing may mean the program: HX is not to wait behind what it does not take. */
	announceWithheld(): void {
		for (const waiting of this.#queue) {
			waiting.announce ||= waiting.isWithheld === true;
		}
	}

	/** The first line is read. */
	take(): void {
		this.#queue.shift();
	}

	/** Whether the machine is to be told of the first line by attention; true once. */
	announce(): boolean {
		const announce = this.#queue[0]?.announce;
		if (announce) {
			this.#queue[0].announce = false;
		}

		return announce;
	}

	/** Drops what was typed ahead. */
	purge(): void {
		this.#queue.length = 0;
	}
}
