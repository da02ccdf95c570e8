/**
 * Keeps a region from storing into its own instructions: it leaves before a store that would. Where these are in few
 * pieces each store looks at all of them; else at a table of marks first, which says no for nearly everything, and
 * behind that at the pieces, by a function beside the region's.
 */
import {i32, wasm, type Definition} from '../webassembly-module.js';
import {CodeWriter} from './code-writer.js';

/** Where stores must not reach: the bytes of the region's instructions, host offsets, in order and apart. */
export type Extent = {readonly from: number; readonly to: number};

/** Pieces that are looked at one after the other. */
export const few = 2;
/** A mark says whether a store of a doubleword that begins in eight bytes of storage can touch an instruction. */
const granule = 3;
const longest = 8;
export const markBytes = 2048;

const slotOf = (offset: number): number => (offset >>> granule) & (markBytes - 1);

/** Sets the marks for `extents` in bytes that are all zero. */
export function mark(marks: Uint8Array, extents: readonly Extent[]): void {
	for (const {from, to} of extents) {
		const first = (from - (longest - 1)) >> granule;
		for (let at = first; at <= (to - 1) >> granule && at < first + markBytes; at++) {
			marks[slotOf(at << granule)] = 1;
		}
	}
}

/** Pushes a number that is not zero where a store that begins at the host offset in local `at` needs a closer look. */
export function pushMark(writer: CodeWriter, at: number, marks: number): void {
	writer.get(at);
	writer.constant(granule);
	writer.push(wasm.shiftRightUnsigned);
	writer.constant(markBytes - 1);
	writer.push(wasm.and);
	writer.memory(wasm.load8, marks);
}

/** Whether the marks tell enough for stores of so many bytes. */
export const areMarked = (length: number): boolean => length <= longest;

/** The function that looks at the pieces: host offset and length of a store; not zero where it touches one. */
export function touching(extents: readonly Extent[]): Definition {
	return {
		name: 'touches', parameters: 2, result: i32, write() {
			const writer = new CodeWriter();
			search(writer, extents);
			return writer.code;
		},
	};
}

/** Leaves the answer: the last piece that begins before the store's end is the one to be looked at. */
function search(writer: CodeWriter, extents: readonly Extent[]): void {
	if (extents.length === 1) {
		const [{from, to}] = extents;
		writer.get(0);
		writer.constant(to);
		writer.push(wasm.less);
		pushEnd(writer);
		writer.constant(from);
		writer.push(wasm.greater, wasm.and, wasm.return);
		return;
	}

	const middle = extents.length >>> 1;
	pushEnd(writer);
	writer.constant(extents[middle].from);
	writer.push(wasm.greater);
	writer.open(wasm.if);
	search(writer, extents.slice(middle));
	writer.close();
	search(writer, extents.slice(0, middle));
}

function pushEnd(writer: CodeWriter): void {
	writer.get(0);
	writer.get(1);
	writer.push(wasm.add);
}
