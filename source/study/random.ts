/** Numbers that look random, and come again with the same seed on every host (mulberry32). */

const golden = 0x9E37_79B9;

export class Random {
	#state: number;

	/** `stream`: another sequence of the same seed. */
	constructor(seed: number, stream = 0) {
		this.#state = (Math.imul(seed + 1, golden) ^ Math.imul(stream + 1, 0x85EB_CA6B)) >>> 0;
	}

	/** From 0, below 1. */
	next(): number {
		this.#state = (this.#state + 0x6D2B_79F5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0, below `limit`. */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	/** Negative exponential, of that mean. */
	exponential(mean: number): number {
		return -Math.log1p(-this.next()) * mean;
	}

	/** Of the standard normal distribution (Box and Muller). */
	normal(): number {
		return Math.sqrt(-2 * Math.log1p(-this.next())) * Math.cos(2 * Math.PI * this.next());
	}

	/** One of `choices`, each as often as its weight says. */
	weighted<T extends {readonly weight: number}>(choices: readonly T[]): T {
		let left = this.next() * choices.reduce((sum, {weight}) => sum + weight, 0);
		return choices.find(({weight}) => {
			left -= weight;
			return left < 0;
		}) ?? choices.at(-1)!;
	}
}
