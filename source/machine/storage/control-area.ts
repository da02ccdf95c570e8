/**
 * A piece of the host's WebAssembly memory behind the frames: registers and fast tables stand there, where translated
 * code (`translator/`) reaches them as well as we do. Who takes words gives them back when its machine goes; a machine
 * that finds no room has its own arrays elsewhere, and is not translated.
 */

/** Arrays elsewhere that are kept for the next machine: more is memory that nobody may need for long. */
const keptElsewhere = 64;

export class ControlArea {
	readonly #memory: WebAssembly.Memory;
	readonly #end: number;
	#next: number;
	#used = 0;
	/** Offsets given back, by size. */
	readonly #free = new Map<number, Set<number>>();
	/** The same of words that came back as they were given, and such arrays elsewhere. */
	readonly #filled = new Map<number, Set<number>>();
	readonly #elsewhere = new Map<number, Int32Array[]>();

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
		let at = take(this.#free, bytes) ?? take(this.#filled, bytes);
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
	 * `count` words that all are `value`, which is the same for all of that size; elsewhere where there is no room.
	 * Those that came back by `releaseFilled` need not be filled: large tables would cost more than all else of a
	 * machine.
	 */
	filled(count: number, value: number): Int32Array {
		const bytes = sizeOf(count);
		const at = take(this.#filled, bytes);
		if (at !== undefined) {
			this.#used += bytes;
			return new Int32Array(this.#memory.buffer, at, count);
		}

		return this.words(count)?.fill(value)
			?? this.#elsewhere.get(count)?.pop()
			?? new Int32Array(count).fill(value);
	}

	/**
	 * Takes back what `words` gave; arrays that stand elsewhere are none of ours. Nobody may use it any more: it
	 * becomes another machine's.
	 */
	release(words: Int32Array): void {
		if (words.buffer === this.#memory.buffer) {
			this.#takeBack(this.#free, words);
		}
	}

	/** Takes back what `filled` gave: every word is again what it was. Nobody may use it any more. */
	releaseFilled(words: Int32Array): void {
		if (words.buffer === this.#memory.buffer) {
			this.#takeBack(this.#filled, words);
			return;
		}

		const kept = this.#elsewhere.get(words.length) ?? [];
		this.#elsewhere.set(words.length, kept);
		if (kept.length < keptElsewhere) {
			kept.push(words);
		}
	}

	#takeBack(where: Map<number, Set<number>>, {length, byteOffset}: Int32Array): void {
		const bytes = sizeOf(length);
		if ([this.#free, this.#filled].some(each => each.get(bytes)?.has(byteOffset))) {
			throw new Error('words given back twice');
		}

		const offsets = where.get(bytes) ?? new Set();
		offsets.add(byteOffset);
		where.set(bytes, offsets);
		this.#used -= bytes;
	}
}

/** One of the offsets of a size, which is no longer free. */
function take(offsets: ReadonlyMap<number, Set<number>>, bytes: number): number | undefined {
	const ofSize = offsets.get(bytes);
	const at = ofSize?.values().next().value;
	if (at !== undefined) {
		ofSize!.delete(at);
	}

	return at;
}

/** Bytes that so many words take. */
const sizeOf = (count: number): number => Math.ceil(count / 16) * 64;
