/**
 * Makes a library small again: texts go to the front of the containers, the containers' ends go back to their disks,
 * and the index is built anew with full records. Each step is a change like any other: who stops it in between, or
 * finds no room for it, has a library that is whole.
 */
import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import type {Library} from './library.js';
import {after, LibraryFull, type Entry, type Extent} from './store.js';
import {emptyIndex, TreeChange} from './tree-change.js';
import {isOfStore} from './verify.js';

/** How the data base refers to texts. */
export type ExtentCodec = {
	/** Those whose runs stand in an entry itself. */
	extentsIn(entry: Entry): readonly Extent[];
	/** The value of an entry once those are others, as many as they were. */
	withExtents(entry: Entry, extents: readonly Extent[]): Uint8Array;
};

/** What came of it. */
export type Compressed = {
	readonly textsMoved: number;
	/** Slots given back. */
	readonly slots: number;
	/** Records of the index given back. */
	readonly records: number;
};

/** Entries that one change looks at. */
const batch = 64;
/** Passes over all texts: what one frees the next one fills. */
const mostPasses = 4;

const everything = new Uint8Array(0);

/** Throws `DiskError`, `DamagedLibrary`. */
export function * compressLibrary(library: Library, codec: ExtentCodec): Step<Compressed> {
	let textsMoved = 0;
	for (let pass = 0; pass < mostPasses; pass++) {
		const moved = yield * onePass(library, codec);
		textsMoved += moved;
		if (moved === 0) {
			break;
		}
	}

	return {textsMoved, slots: yield * cutEnds(library), records: yield * rebuild(library)};
}

/** Brings texts forward, in order of their entries; answers how many. */
function * onePass(library: Library, codec: ExtentCodec): Step<number> {
	let moved = 0;
	for (let from: Uint8Array | undefined = everything; from;) {
		const start: Uint8Array = from;
		const done: {readonly count: number; readonly next: Uint8Array | undefined} = yield * library.changeWith(
			function * (change) {
				const entries = yield * change.scan(everything, start, batch);
				let count = 0;
				for (const entry of entries.filter(each => !isOfStore(each))) {
					const before = codec.extentsIn(entry);
					const extents: Extent[] = [];
					for (const extent of before) {
						const brought = yield * change.bringForward(extent);
						count += brought ? 1 : 0;
						extents.push(brought ?? extent);
					}

					if (extents.some((extent, index) => extent !== before[index])) {
						yield * change.put(entry.key, codec.withExtents(entry, extents));
					}
				}

				return {count, next: entries.length < batch ? undefined : after(entries.at(-1)!.key)};
			},
		);
		moved += done.count;
		from = done.next;
	}

	return moved;
}

/** Gives what is behind the last text of each container back; answers how many slots. */
function * cutEnds(library: Library): Step<number> {
	// The tables first: slots that a container has and they do not know are free.
	const ends = yield * library.changeWith(function * (change) {
		const used = yield * change.allocation.used();
		for (const [container, end] of used) {
			if (end < change.containers.size(container)) {
				yield * change.allocation.shorten(container, Math.max(end, 1));
			}
		}

		return used;
	});
	return yield * library.changeWith(function * (change) {
		let given = 0;
		for (const [container, end] of ends) {
			const before = change.containers.size(container);
			yield * change.containers.cut(container, Math.max(end, 1));
			given += before - change.containers.size(container);
		}

		return given;
	});
}

/** Builds the index anew, where that makes it smaller and there is room; answers how many records it gave back. */
function * rebuild(library: Library): Step<number> {
	try {
		const given = yield * library.changeWith(function * (change) {
			const before = change.tree.state.records;
			const tree = new TreeChange(change.tree, emptyIndex, true);
			for (const entry of yield * change.scan(everything)) {
				yield * tree.put(entry);
			}

			const {records} = tree.state;
			if (records >= before) {
				return new Failure(1);
			}

			change.tree = tree;
			return before - records;
		});
		return given instanceof Failure ? 0 : given;
	} catch (error) {
		if (error instanceof LibraryFull) {
			return 0;
		}

		throw error;
	}
}
