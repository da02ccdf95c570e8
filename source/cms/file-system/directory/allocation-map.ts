/** How many bits of each byte are on. */
const bitsIn = Uint8Array.from({length: 256}, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** The allocation map QMSK: bit n-1, most significant first, is 1 where block n is in use. */
export class AllocationMap {
	readonly bytes: Uint8Array;
	#hint = 0;

	constructor(readonly total: number, bytes?: Uint8Array) {
		this.bytes = new Uint8Array(Math.ceil(total / 8));
		if (bytes) {
			this.bytes.set(bytes.subarray(0, this.bytes.length));
		}
	}

	isUsed(block: number): boolean {
		return (this.bytes[(block - 1) >>> 3] & (0x80 >>> ((block - 1) & 7))) !== 0;
	}

	use(block: number): void {
		this.bytes[(block - 1) >>> 3] |= 0x80 >>> ((block - 1) & 7);
	}

	free(block: number): void {
		this.bytes[(block - 1) >>> 3] &= ~(0x80 >>> ((block - 1) & 7));
		this.#hint = Math.min(this.#hint, (block - 1) >>> 3);
	}

	/**
	 * Takes the lowest block free here and in `before` (whose blocks a crash must still find), or `undefined` on a full
	 * disk.
	 */
	allocate(before: AllocationMap): number | undefined {
		for (let index = this.#hint; index < this.bytes.length; index++) {
			const used = this.bytes[index] | before.bytes[index];
			if (used !== 0xFF) {
				const block = (index * 8) + Math.clz32(~used & 0xFF) - 23;
				if (block > this.total) {
					return undefined;
				}

				this.#hint = index;
				this.use(block);
				return block;
			}
		}

		return undefined;
	}

	/** Takes so many, or none where there are fewer. */
	allocateMany(count: number, before: AllocationMap = this): number[] | undefined {
		const numbers: number[] = [];
		while (numbers.length < count) {
			const number = this.allocate(before);
			if (number === undefined) {
				for (const taken of numbers) {
					this.free(taken);
				}

				return undefined;
			}

			numbers.push(number);
		}

		return numbers;
	}

	/**
	 * Takes so many from block `start` on, and goes on at the beginning of the disk: what is written together lies
	 * together. None where there are fewer.
	 */
	allocateFrom(start: number, count: number, before: AllocationMap): number[] | undefined {
		const numbers: number[] = [];
		for (let tried = 0; tried < this.total && numbers.length < count; tried++) {
			const block = ((start - 1 + tried) % this.total) + 1;
			if (!this.isUsed(block) && !before.isUsed(block)) {
				this.use(block);
				numbers.push(block);
			}
		}

		if (numbers.length === count) {
			return numbers;
		}

		for (const taken of numbers) {
			this.free(taken);
		}

		return undefined;
	}

	/**
	 * Where a track begins that has `wanted` blocks free here and in `before`, or the one with most; 1 on a full disk.
	 */
	roomyTrack(blocksPerTrack: number, wanted: number, before: AllocationMap): number {
		let best = 1;
		let most = 0;
		for (let start = 1; start <= this.total && most < wanted; start += blocksPerTrack) {
			const end = Math.min(start + blocksPerTrack - 1, this.total);
			let free = 0;
			for (let block = start; block <= end; block++) {
				free += this.isUsed(block) || before.isUsed(block) ? 0 : 1;
			}

			if (free > most) {
				most = free;
				best = start;
			}
		}

		return best;
	}

	get used(): number {
		const {last} = this;
		let count = 0;
		for (let index = 0; index <= last; index++) {
			count += bitsIn[this.bytes[index]];
		}

		return count;
	}

	/** Index of the last byte with a bit on (MFD X'178'). */
	get last(): number {
		let index = this.bytes.length - 1;
		while (index > 0 && this.bytes[index] === 0) {
			index--;
		}

		return index;
	}

	/** The last block in use; 0 where none is. */
	get highest(): number {
		let block = this.total;
		while (block > 0 && !this.isUsed(block)) {
			block--;
		}

		return block;
	}

	copy(): AllocationMap {
		return new AllocationMap(this.total, this.bytes);
	}
}
