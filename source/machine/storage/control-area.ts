/**
 * A piece of the host's WebAssembly memory behind the frames: registers and fast tables stand there, where translated
 * code (`translator/`) reaches them as well as we do. Who takes words gives them back when its machine goes; a machine
 * that finds no room has its own arrays elsewhere, and is not translated.
 */

export class ControlArea {
	readonly #memory: WebAssembly.Memory;
	readonly #end: number;
	#next: number;
	#used = 0;
	/** Offsets given back, by size. */
	readonly #free = new Map<number, number[]>();

	/** Bytes `from` to `to` of the memory. */
	constructor(memory: WebAssembly.Memory, from: number, to: number) {
		this.#memory = memory;
		this.#next = from;
		this.#end = to;
	}

	/** Bytes that somebody holds. */
	get used(): number {
		return this.#used;
	}

	/** `count` words, not cleared, until `release`; `undefined` where there is no room. */
	words(count: number): Int32Array | undefined {
		const bytes = sizeOf(count);
		let at = this.#free.get(bytes)?.pop();
		if (at === undefined) {
			if (this.#next + bytes > this.#end) {
				return undefined;
			}

			at = this.#next;
			this.#next += bytes;
		}

		this.#used += bytes;
		return new Int32Array(this.#memory.buffer, at, count);
	}

	/**
	 * Takes back what `words` gave; arrays that stand elsewhere are none of ours. Nobody may use it any more: it
	 * becomes another machine's.
	 */
	release(words: Int32Array): void {
		if (words.buffer !== this.#memory.buffer) {
			return;
		}

		const bytes = sizeOf(words.length);
		const free = this.#free.get(bytes) ?? [];
		if (free.includes(words.byteOffset)) {
			throw new Error('words given back twice');
		}

		free.push(words.byteOffset);
		this.#free.set(bytes, free);
		this.#used -= bytes;
	}
}

/** Bytes that so many words take. */
const sizeOf = (count: number): number => Math.ceil(count / 16) * 64;
