/**
 * Keeps a region from storing into its own instructions: it does not do a store that would. Where these are in few
 * pieces each store looks at all of them; else at a table of marks first, which says no for nearly everything, and then
 * at the pieces, by a function beside the region's.
 */
import type {ControlArea} from '../storage/control-area.js';
import {i32, wasm, type Definition} from '../webassembly-module.js';
import {CodeWriter} from './code-writer.js';
import type {Length} from './bytes-writer.js';
import type {StateWriter} from './state-writer.js';

/** Bytes of a region's instructions, host offsets. */
export type Extent = {readonly from: number; readonly to: number};

/** Pieces that are looked at one after the other. */
const few = 2;
/** A mark says whether a store of a doubleword that begins in eight bytes of storage could touch an instruction. */
const granule = 3;
const longest = 8;
const marks = 2048;

export class Guard {
	readonly extents: readonly Extent[];
	/** Number of the function that looks at the pieces. */
	number = 0;
	readonly #marks: Int32Array | undefined;
	readonly #control: ControlArea;

	/** `extents` in order, and apart. */
	constructor(extents: readonly Extent[], control: ControlArea) {
		this.extents = extents;
		this.#control = control;
		this.#marks = this.#isOfFew ? undefined : control.words(marks / 4)?.fill(0);
		if (this.#marks) {
			mark(new Uint8Array(this.#marks.buffer, this.#marks.byteOffset, marks), extents);
		}
	}

	/** The region goes. */
	giveBack(): void {
		if (this.#marks) {
			this.#control.release(this.#marks);
		}
	}

	/** Functions besides the region's. */
	get definitions(): readonly Definition[] {
		return this.#isOfFew ? [] : [touching(this.extents)];
	}

	get #isOfFew(): boolean {
		return this.extents.length <= few;
	}

	/** Gives the current instruction up where so many bytes from the host offset in local `at` on reach one. */
	write(writer: StateWriter, at: number, length: Length): void {
		if (this.#isOfFew) {
			this.#compare(writer, at, length);
		} else if (this.#marks && typeof length === 'number' && length <= longest) {
			writer.get(at);
			writer.constant(granule);
			writer.push(wasm.shiftRightUnsigned);
			writer.constant(marks - 1);
			writer.push(wasm.and);
			writer.memory(wasm.load8, this.#marks.byteOffset);
			writer.open(wasm.if);
			this.#look(writer, at, length);
			writer.close();
		} else {
			this.#look(writer, at, length);
		}
	}

	#look(writer: StateWriter, at: number, length: Length): void {
		writer.get(at);
		writer.pushLength(length);
		writer.callNumber(this.number);
		writer.exitIf();
	}

	#compare(writer: StateWriter, at: number, length: Length): void {
		for (const {from, to} of this.extents) {
			// How far the store's end is behind the piece's beginning tells: less than both lengths where it touches.
			if (typeof length === 'number') {
				writer.get(at);
				writer.constant(length - from - 1);
				writer.push(wasm.add);
				writer.constant(to - from + length - 1);
			} else {
				pushEnd(writer, at, () => {
					writer.pushLength(length);
				});
				writer.constant(from + 1);
				writer.push(wasm.subtract);
				writer.pushLength(length);
				writer.constant(to - from - 1);
				writer.push(wasm.add);
			}

			writer.push(wasm.lessUnsigned);
			writer.exitIf();
		}
	}
}

const slotOf = (offset: number): number => (offset >>> granule) & (marks - 1);

function mark(table: Uint8Array, extents: readonly Extent[]): void {
	for (const {from, to} of extents) {
		const first = (from - (longest - 1)) >> granule;
		for (let at = first; at <= (to - 1) >> granule && at < first + marks; at++) {
			table[slotOf(at << granule)] = 1;
		}
	}
}

function pushEnd(writer: CodeWriter, at: number, pushLength: () => void): void {
	writer.get(at);
	pushLength();
	writer.push(wasm.add);
}

/** The function that looks at the pieces: host offset and length of a store; not zero where it touches one. */
function touching(extents: readonly Extent[]): Definition {
	return {
		name: 'touches', parameters: 2, result: i32, write() {
			const writer = new CodeWriter();
			search(writer, extents);
			return writer.code;
		},
	};
}

/** Answers: the last piece that begins before the end of the store is the one to be looked at. */
function search(writer: CodeWriter, extents: readonly Extent[]): void {
	const end = () => {
		pushEnd(writer, 0, () => {
			writer.get(1);
		});
	};

	if (extents.length === 1) {
		const [{from, to}] = extents;
		writer.get(0);
		writer.constant(to);
		writer.push(wasm.less);
		end();
		writer.constant(from);
		writer.push(wasm.greater, wasm.and, wasm.return);
		return;
	}

	const middle = extents.length >>> 1;
	end();
	writer.constant(extents[middle].from);
	writer.push(wasm.greater);
	writer.open(wasm.if);
	search(writer, extents.slice(middle));
	writer.close();
	search(writer, extents.slice(0, middle));
}
