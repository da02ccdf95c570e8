/** A small deterministic generator of numbers (Marsaglia's xorshift): the same cases on every host. */
export class Random {
	#state: number;

	constructor(seed: number, index = 0) {
		this.#state = (Math.imul(seed + 1, 0x9E37_79B1) ^ Math.imul(index + 1, 0x85EB_CA6B)) | 0;
		if (this.#state === 0) {
			this.#state = 1975;
		}

		for (let round = 0; round < 8; round++) {
			this.word();
		}
	}

	/** 32 bits, signed. */
	word(): number {
		let state = this.#state;
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		this.#state = state;
		return state;
	}

	/** 0 to `limit` − 1. */
	below(limit: number): number {
		return (Math.imul(this.word(), 0x2C1B_3C6D) >>> 0) % limit;
	}

	/** True in `percent` of 100 cases. */
	chance(percent: number): boolean {
		return this.below(100) < percent;
	}

	of<T>(list: readonly T[]): T {
		return list[this.below(list.length)];
	}

	fill(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length; at++) {
			bytes[at] = this.below(256);
		}
	}
}
