/** Writes what fetches operands from the host's storage, whose order of bytes is the other one. */
import type {Code} from '../webassembly-bytes.js';
import {vector, wasm} from '../webassembly-module.js';
import {CodeWriter} from './code-writer.js';
import {local} from './locals.js';

/** Bytes of an operand: a number that is known, or one that a local has. */
export type Length = number | {readonly local: number};

/** A number that is known, or one that is fetched from an instruction's halfword at a host offset. */
export type Displacement = number | {readonly at: number};

/** Words that a vector takes at once. */
const groupOf = (count: number): 4 | 2 | 1 => count >= 4 ? 4 : (count >= 2 ? 2 : 1);
const wordMoves = {
	4: [vector.load, vector.store], 2: [vector.load64, vector.store64], 1: [vector.load32, vector.store32],
} as const;

/** A host offset: what a local has, and something. */
export type HostOffset = {readonly local: number; readonly offset: number};

/** For each byte of a vector its place in the other order of bytes, in words or doublewords of so many bytes. */
const exchanged = (size: 4 | 8): number[] => Array.from({length: 16}, (_, byte) => byte ^ (size - 1));

/** Sets the locals that exchange bytes by vectors. */
export function writeExchanges(writer: CodeWriter): void {
	for (const [to, size] of [[local.words, 4], [local.doublewords, 8]] as const) {
		writer.write([vector.constant, exchanged(size)]);
		writer.set(to);
	}
}

export class BytesWriter extends CodeWriter {
	/** Repeats `body` while the number it leaves on the stack is not zero. */
	repeat(body: () => void): void {
		const again = {name: 'again'};
		this.open(wasm.loop, again);
		body();
		this.branchIf(again);
		this.close();
	}

	/** Word on the stack, from one order of bytes to the other. */
	swapWord(): void {
		this.tee(local.three);
		this.constant(8);
		this.push(wasm.rotateLeft);
		this.constant(0x00FF_00FF);
		this.push(wasm.and);
		this.get(local.three);
		this.constant(8);
		this.push(wasm.rotateRight);
		this.constant(0xFF00_FF00 | 0);
		this.push(wasm.and, wasm.or);
	}

	/** Halfword on the stack, unsigned, to the other order: the two bytes above it are not zero then. */
	swapHalf(): void {
		this.tee(local.three);
		this.constant(8);
		this.push(wasm.shiftLeft);
		this.get(local.three);
		this.constant(8);
		this.push(wasm.shiftRightUnsigned, wasm.or);
	}

	pushLength(length: Length): void {
		if (typeof length === 'number') {
			this.constant(length);
		} else {
			this.get(length.local);
		}
	}

	/** Pushes the word at the host offset in `at`. */
	loadWord(offset = 0, at: number = local.at): void {
		this.get(at);
		this.memory(vector.load32, offset);
		this.#swap(local.words);
		this.#lane(vector.extract32, 0);
	}

	/** Stores the word that `push` pushes, behind the host offset in `at`. */
	storeWord(push: () => void, offset = 0): void {
		this.get(local.at);
		push();
		this.write([vector.splat32]);
		this.#swap(local.words);
		this.memory(vector.store32, offset);
		this.push(0);
	}

	/** Words in a row from the host offset in `at` on, each on the stack when `take` is called with its number. */
	loadWords(count: number, take: (index: number) => void): void {
		for (let first = 0; first < count;) {
			const length = groupOf(count - first);
			if (length === 1) {
				this.loadWord(4 * first);
				take(first);
			} else {
				this.get(local.at);
				this.memory(length === 2 ? vector.load64 : vector.load, 4 * first);
				this.#swap(local.words);
				this.set(local.vector);
				for (let lane = 0; lane < length; lane++) {
					this.get(local.vector);
					this.#lane(vector.extract32, lane);
					take(first + lane);
				}
			}

			first += length;
		}
	}

	/** Stores words in a row, each of which `push` pushes by its number. */
	storeWords(count: number, push: (index: number) => void): void {
		for (let first = 0; first < count;) {
			const length = groupOf(count - first);
			if (length === 1) {
				const word = first;
				this.storeWord(() => {
					push(word);
				}, 4 * word);
			} else {
				this.get(local.at);
				push(first);
				this.write([vector.splat32]);
				for (let lane = 1; lane < length; lane++) {
					push(first + lane);
					this.#lane(vector.replace32, lane);
				}

				this.#swap(local.words);
				this.memory(length === 2 ? vector.store64 : vector.store, 4 * first);
				if (length === 2) {
					this.push(0);
				}
			}

			first += length;
		}
	}

	/** Moves so many words in a row from one host offset to another, into the other order of bytes. */
	moveWords(count: number, from: HostOffset, to: HostOffset): void {
		for (let first = 0; first < count;) {
			const length = groupOf(count - first);
			const [load, store] = wordMoves[length];
			this.get(to.local);
			this.get(from.local);
			this.memory(load, from.offset + (4 * first));
			this.#swap(local.words);
			this.memory(store, to.offset + (4 * first));
			if (length < 4) {
				this.push(0);
			}

			first += length;
		}
	}

	/** Pushes the doubleword at the host offset in `at`. */
	loadDoubleword(): void {
		this.get(local.at);
		this.memory(vector.load64);
		this.#swap(local.doublewords);
		this.#lane(vector.extract64, 0);
	}

	/** Stores the doubleword that `push` pushes. */
	storeDoubleword(push: () => void): void {
		this.get(local.at);
		push();
		this.write([vector.splat64]);
		this.#swap(local.doublewords);
		this.memory(vector.store64);
		this.push(0);
	}

	#swap(bytes: number): void {
		this.get(bytes);
		this.write([vector.swizzle]);
	}

	#lane(operation: Code, lane: number): void {
		this.write([operation, lane]);
	}

	/** Pushes the signed halfword there. */
	loadHalf(): void {
		this.get(local.at);
		this.memory(wasm.load16);
		this.swapHalf();
		this.push(wasm.extend16);
	}

	loadByte(): void {
		this.get(local.at);
		this.memory(wasm.load8);
	}
}
