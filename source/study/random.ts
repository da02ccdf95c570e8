/**
 * Numbers that look random, and come again with the same seed on every host (mulberry32): nothing here is of a
 * precision that hosts may choose.
 */
import {logarithm} from './exact.js';

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
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	}

	/** A whole number from 0, below `limit`. */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	/** Negative exponential, of that mean. */
	exponential(mean: number): number {
		return -logarithm(1 - this.next()) * mean;
	}

	/** Of the standard normal distribution (Marsaglia's polar method). */
	normal(): number {
		for (;;) {
			const x = (2 * this.next()) - 1;
			const y = (2 * this.next()) - 1;
			const square = (x * x) + (y * y);
			if (square > 0 && square < 1) {
				return x * Math.sqrt(-2 * logarithm(square) / square);
			}
		}
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
