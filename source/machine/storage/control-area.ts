/**
 * A piece of the host's WebAssembly memory behind the frames: registers and fast tables stand there, where translated
 * code (`translator/`) reaches them as well as we do. What is given out comes back by itself when nobody holds it any
 * more; a machine that finds no room has its own arrays elsewhere, and is not translated.
 */

export class ControlArea {
	readonly #memory: WebAssembly.Memory;
	readonly #end: number;
	#next: number;
	/** Offsets given back, by size. */
	readonly #free = new Map<number, number[]>();
	readonly #returned = new FinalizationRegistry<{readonly at: number; readonly bytes: number}>(({at, bytes}) => {
		this.#free.set(bytes, [...this.#free.get(bytes) ?? [], at]);
	});

	/** Bytes `from` to `to` of the memory. */
	constructor(memory: WebAssembly.Memory, from: number, to: number) {
		this.#memory = memory;
		this.#next = from;
		this.#end = to;
	}

	/**
	 * `count` words, not cleared, until this very array (not a view made of it) is garbage; `undefined` where there is
	 * no room.
	 */
	words(count: number): Int32Array | undefined {
		const bytes = Math.ceil(count / 16) * 64;
		let at = this.#free.get(bytes)?.pop();
		if (at === undefined) {
			if (this.#next + bytes > this.#end) {
				return undefined;
			}

			at = this.#next;
			this.#next += bytes;
		}

		const words = new Int32Array(this.#memory.buffer, at, count);
		this.#returned.register(words, {at, bytes});
		return words;
	}
}
