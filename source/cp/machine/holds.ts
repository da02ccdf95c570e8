/** What keeps a machine from the processor (DMKDSP's wait bits of the VMBLOK), for the dispatcher. */

/**
 * One reason. `cp`: stopped in CP READ, until BEGIN. `command`: a CP command of it waits for a line or its next turn.
 * `wait`: enabled wait state. `page`, `io`: CP fetches a page or does the I/O of a DIAGNOSE. `room`: there is no room
 * for a page, until somebody gives some up. `sleep`: SLEEP. `trace`: its terminal has no room for the lines of TRACE.
 */
export type Hold = 'cp' | 'command' | 'wait' | 'page' | 'room' | 'io' | 'sleep' | 'trace';

/** A bit for each: asked for at every step of a machine. */
const bits: Readonly<Record<Hold, number>> = {
	cp: 1, command: 2, wait: 4, page: 8, room: 16, io: 32, sleep: 64, trace: 128,
};

export class Holds {
	#reasons = 0;
	readonly #changed: () => void;
	#woken: (() => void) | undefined;

	/** `changed` is told whenever the machine may have become able or unable to run. */
	constructor(changed: () => void) {
		this.#changed = changed;
	}

	/** Nothing holds it. */
	get none(): boolean {
		return this.#reasons === 0;
	}

	has(reason: Hold): boolean {
		return (this.#reasons & bits[reason]) !== 0;
	}

	/** Keeps it from the processor until `release` of the same reason. */
	add(reason: Hold): void {
		this.#reasons |= bits[reason];
		this.#changed();
	}

	/** It enters an enabled wait. `woken` runs when that ends: timers move for the time waited. */
	wait(woken: () => void): void {
		this.#woken = woken;
		this.add('wait');
	}

	release(reason: Hold): void {
		if (this.has(reason)) {
			this.#reasons &= ~bits[reason];
			if (reason === 'wait') {
				const woken = this.#woken;
				this.#woken = undefined;
				woken?.();
			}

			this.#changed();
		}
	}

	/** LOGOFF: the wait it is in will not end. */
	forget(): void {
		this.#woken = undefined;
	}
}
