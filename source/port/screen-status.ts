/**
 * The lower right corner of a terminal (VM/370 Terminal User's Guide, GC20-1810, "The 3270 display"): what the system
 * says, unless the screen waits (`MORE...`, for a time, or `HOLDING`) or the terminal did not take what was typed.
 */
import {second} from '../base/clock.js';
import type {TerminalStatus} from './terminal-port.js';

const refusal = 3 * second;

export class ScreenStatus {
	readonly #now: () => number;
	readonly #moreTime: number;
	#said: TerminalStatus | undefined;
	#held: 'MORE...' | 'HOLDING' | undefined;
	#refusedUntil: number | undefined;
	#moreUntil: number | undefined;

	/** `now` and `moreTime`, how long `MORE...` waits, in microseconds. */
	constructor(now: () => number, moreTime: number) {
		this.#now = now;
		this.#moreTime = moreTime;
	}

	/** `undefined` before the system said anything and after it hung up. */
	get shown(): TerminalStatus | undefined {
		return this.#refusedUntil === undefined ? this.#held ?? this.#said : 'NOT ACCEPTED';
	}

	get held(): 'MORE...' | 'HOLDING' | undefined {
		return this.#held;
	}

	/** When a refusal or `MORE...` has been shown long enough, microseconds. */
	get deadline(): number | undefined {
		return this.#refusedUntil ?? this.#moreUntil;
	}

	/** `MORE...` has waited long enough. */
	get isMoreOver(): boolean {
		return this.#moreUntil !== undefined && this.#now() >= this.#moreUntil;
	}

	/** The system says where it is. */
	say(status: TerminalStatus): void {
		if (status === 'NOT ACCEPTED') {
			this.refuse();
		} else if (status !== 'MORE...' && status !== 'HOLDING') {
			this.#said = status;
		}
	}

	refuse(): void {
		this.#refusedUntil = this.#now() + refusal;
	}

	/** Ends a refusal that was shown long enough. True where it did. */
	endRefusal(): boolean {
		if (this.#refusedUntil === undefined || this.#now() < this.#refusedUntil) {
			return false;
		}

		this.#refusedUntil = undefined;
		return true;
	}

	/** The screen is full. */
	more(): void {
		this.#held = 'MORE...';
		this.#moreUntil = this.#now() + this.#moreTime;
	}

	/** It waits without limit. */
	hold(): void {
		this.#held = 'HOLDING';
		this.#moreUntil = undefined;
	}

	release(): void {
		this.#held = undefined;
		this.#moreUntil = undefined;
	}

	hangUp(): void {
		this.release();
		this.#said = undefined;
	}
}
