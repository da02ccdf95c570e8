/** A small deterministic generator of numbers (Tommy Ettinger's mulberry32): the same cases on every host. */
export class Random {
	#state: number;

	constructor(seed: number, index = 0) {
		this.#state = (Math.imul(seed + 1, 0x9E37_79B1) ^ Math.imul(index + 1, 0x85EB_CA6B)) | 0;
	}

	/** 32 bits, signed. */
	word(): number {
		this.#state = (this.#state + 0x6D2B_79F5) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return mixed ^ (mixed >>> 14);
	}

	/** 0 to `limit` − 1. */
	below(limit: number): number {
		return (this.word() >>> 0) % limit;
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
