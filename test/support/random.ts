/** Numbers that look random and come again with the same seed (mulberry32). */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A whole number from 0, below `limit`. */
	below(limit: number): number {
		this.#state = (this.#state + 0x6D2B_79F5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * limit);
	}

	pick<T>(choices: readonly T[]): T {
		return choices[this.below(choices.length)];
	}
}
