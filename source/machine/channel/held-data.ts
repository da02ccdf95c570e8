/**
 * Bytes on their way from a device to storage. A device has one for all its programs: a buffer for each record read
 * would cost more than all else.
 */
/** A larger buffer is not kept for the next program. */
const keptLength = 8192;

export class HeldData {
	#bytes = new Uint8Array(0);
	/** What is held stands from `start` to `end` of the buffer. */
	#start = 0;
	#end = 0;

	get length(): number {
		return this.#end - this.#start;
	}

	/** Takes a copy of the first `length` bytes: a device may change its own at any time. */
	add(bytes: Uint8Array, length: number): void {
		const end = this.#end + length;
		if (end > this.#bytes.length) {
			const larger = new Uint8Array(Math.max(end, this.#end * 2));
			larger.set(this.#bytes.subarray(0, this.#end));
			this.#bytes = larger;
		}

		this.#bytes.set(length === bytes.length ? bytes : bytes.subarray(0, length), this.#end);
		this.#end = end;
	}

	/** The first bytes, at most `length`; valid until the next `add`. */
	take(length: number): Uint8Array {
		const from = this.#start;
		this.#start = Math.min(from + length, this.#end);
		return this.#bytes.subarray(from, this.#start);
	}

	clear(): void {
		this.#start = 0;
		this.#end = 0;
		if (this.#bytes.length > keptLength) {
			this.#bytes = new Uint8Array(0);
		}
	}
}
