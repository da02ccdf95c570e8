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

	get used(): number {
		let count = 0;
		for (const byte of this.bytes) {
			for (let bits = byte; bits !== 0; bits &= bits - 1) {
				count++;
			}
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

	copy(): AllocationMap {
		return new AllocationMap(this.total, this.bytes);
	}
}
