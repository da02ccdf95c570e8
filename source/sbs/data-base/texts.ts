/**
 * Texts of the library, and what of them stands in an entry: where they lie. A text in many pieces has the list of them
 * in a text of its own, so that what stands in the entry is always short.
 */
import {
	byte, fullword, halfword, Layout,
} from '../../base/layout.js';
import type {Step} from '../../guest/action.js';
import {
	DamagedLibrary, type Extent, type Reader, type Run, type Transaction,
} from '../store/store.js';

/** The head of what stands in an entry. `lists`: how often its runs are those of a list of runs, not of the text. */
export const placeLayout = new Layout(10, {
	lists: byte(0), runs: byte(1), bytes: fullword(2), checksum: fullword(6),
});
export const runLayout = new Layout(6, {slot: fullword(0), count: halfword(4)});

/** Runs that stand in an entry. */
const mostRuns = 8;
/** Lists of lists: more than any library has slots for. */
const mostLists = 3;

const runsOf = (bytes: Uint8Array): Run[] =>
	Array.from({length: Math.floor(bytes.length / runLayout.length)}, (_, index) =>
		runLayout.decode(bytes, index * runLayout.length));

const bytesOf = (runs: readonly Run[]): Uint8Array => Buffer.concat(runs.map(run => runLayout.encode(run)));

/** Writes a text: what stands for it in an entry, no more than 58 bytes. Throws `LibraryFull`. */
export function * writeText(transaction: Transaction, bytes: Uint8Array): Step<Uint8Array> {
	let extent = yield * transaction.write(bytes);
	let lists = 0;
	while (extent.runs.length > mostRuns) {
		// The list needs the sizes of what it is a list of: they go before it.
		const head = placeLayout.encode({
			lists, runs: 0, bytes: extent.bytes, checksum: extent.checksum,
		});
		extent = yield * transaction.write(Buffer.concat([head, bytesOf(extent.runs)]));
		lists++;
	}

	return Buffer.concat([placeLayout.encode({...extent, lists, runs: extent.runs.length}), bytesOf(extent.runs)]);
}

/** Bytes of a place in an entry. Throws `DamagedLibrary` where none is there. */
export function placeLength(bytes: Uint8Array, at: number): number {
	const length = placeLayout.fits(bytes, at)
		? placeLayout.length + (placeLayout.decode(bytes, at).runs * runLayout.length)
		: Number.POSITIVE_INFINITY;
	if (at + length > bytes.length) {
		throw new DamagedLibrary('an entry ends before the place of its text');
	}

	return length;
}

/** The text itself, and the lists of its runs. */
export function * extentsAt(reader: Pick<Reader, 'text'>, place: Uint8Array): Step<readonly Extent[]> {
	placeLength(place, 0);
	const head = placeLayout.decode(place);
	let extent: Extent = {...head, runs: runsOf(place.subarray(placeLayout.length))};
	const extents = [extent];
	for (let {lists} = head; lists > 0; lists--) {
		const list = lists <= mostLists ? yield * reader.text(extent) : new Uint8Array(0);
		if (!placeLayout.fits(list)) {
			throw new DamagedLibrary('a list of the pieces of a text is none');
		}

		extent = {...placeLayout.decode(list), runs: runsOf(list.subarray(placeLayout.length))};
		extents.unshift(extent);
	}

	return extents;
}

export function * readText(reader: Reader, place: Uint8Array): Step<Uint8Array> {
	const [extent] = yield * extentsAt(reader, place);
	return yield * reader.text(extent);
}

export function * freeText(transaction: Transaction, place: Uint8Array): Step {
	for (const extent of yield * extentsAt(transaction, place)) {
		yield * transaction.free(extent);
	}
}

/** The extent whose runs stand at a place: the text's, or that of a list of runs. */
export const extentAt = (place: Uint8Array): Extent =>
	({...placeLayout.decode(place), runs: runsOf(place.subarray(placeLayout.length))});

/** The place where that extent lies elsewhere. */
export function placeWith(place: Uint8Array, {runs}: Extent): Uint8Array {
	return Buffer.concat([placeLayout.encode({...placeLayout.decode(place), runs: runs.length}), bytesOf(runs)]);
}

/** Bytes of the text at a place, where its runs are there and not in a list; else of the list. */
export const placeBytes = (place: Uint8Array): number => placeLayout.decode(place).bytes;
