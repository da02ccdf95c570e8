/** Looking into the index: down from the root, a level at a time, however damaged it is. */
import type {Step} from '../../guest/action.js';
import {hasPrefix, scanStart} from './entries.js';
import {
	indexEyeCatcher, indexForm, indexHeader, mostLevels,
} from './index-layout.js';
import {NodeCursor} from './node.js';
import {DamagedLibrary, type Entry} from './store.js';

/** Where the tree begins. */
export type Root = {readonly root: number; readonly height: number};

/** What the header of an index says. */
export type IndexState = Root & {
	readonly records: number;
	readonly free: number;
	readonly freeRecords: number;
};

/** Records of the index. Throws where there is no such record. */
export type IndexRecords = {
	record(record: number): Step<Uint8Array>;
};

/** The header that a record is. Throws `DamagedLibrary` where it is none. */
export function decodeHeader(bytes: Uint8Array): IndexState {
	const {eyeCatcher, form, ...state} = indexHeader.decode(bytes);
	if (
		eyeCatcher !== indexEyeCatcher
		|| form !== indexForm
		|| state.height < 1
		|| state.height > mostLevels
		|| state.root < 2
		|| state.root > state.records
		|| state.free > state.records
	) {
		throw new DamagedLibrary('the header of the index');
	}

	return state;
}

export const encodeHeader = (state: IndexState): Uint8Array =>
	indexHeader.encode({eyeCatcher: indexEyeCatcher, form: indexForm, ...state});

/** The value of a key. */
export function * getValue(
	records: IndexRecords,
	{root, height}: Root,
	key: Uint8Array,
): Step<Uint8Array | undefined> {
	let record = root;
	for (let level = height; level > 1; level--) {
		const cursor = new NodeCursor(yield * records.record(record), record, false);
		record = cursor.first;
		while (cursor.next() && cursor.compare(key) <= 0) {
			record = cursor.child();
		}
	}

	const cursor = new NodeCursor(yield * records.record(record), record, true);
	while (cursor.next()) {
		const order = cursor.compare(key);
		if (order >= 0) {
			return order === 0 ? cursor.value() : undefined;
		}
	}

	return undefined;
}

/** Entries from a key on, those of a beginning. */
export class Scan {
	readonly #records: IndexRecords;
	readonly #prefix: Uint8Array;
	readonly #from: Uint8Array;
	readonly #most: number;
	readonly #found: Entry[] = [];
	#isPast = false;

	constructor(records: IndexRecords, prefix: Uint8Array, from?: Uint8Array, most = Number.POSITIVE_INFINITY) {
		this.#records = records;
		this.#prefix = prefix;
		this.#from = scanStart(prefix, from);
		this.#most = most;
	}

	* run({root, height}: Root): Step<readonly Entry[]> {
		yield * this.#visit(root, height, height === 1);
		return this.#found;
	}

	* #visit(record: number, level: number, isRoot = false): Step {
		const cursor = new NodeCursor(yield * this.#records.record(record), record, level === 1);
		if (level === 1) {
			this.#take(cursor, record, isRoot);
			return;
		}

		for (const child of this.#childrenIn(cursor)) {
			if (!this.#isPast) {
				yield * this.#visit(child, level - 1);
			}
		}
	}

	/** Records below an inner node that may have something wanted, in order. */
	#childrenIn(cursor: NodeCursor): number[] {
		let children = [cursor.first];
		while (cursor.next()) {
			if (cursor.compare(this.#from) <= 0) {
				children = [];
			}

			children.push(cursor.child());
		}

		return children;
	}

	/** Takes what is wanted of a leaf: the other entries are not made. */
	#take(cursor: NodeCursor, record: number, isRoot: boolean): void {
		let isEmpty = true;
		let last = this.#found.at(-1)?.key;
		while (!this.#isPast && cursor.next()) {
			isEmpty = false;
			if (last && cursor.compare(last) <= 0) {
				// What comes twice would come without end.
				throw new DamagedLibrary(`index record ${record}`);
			}

			if (cursor.compare(this.#from) < 0) {
				continue;
			}

			const entry = cursor.entry();
			this.#isPast = !hasPrefix(entry.key, this.#prefix) || this.#found.length >= this.#most;
			if (!this.#isPast) {
				this.#found.push(entry);
				last = entry.key;
				this.#isPast = this.#found.length >= this.#most;
			}
		}

		if (isEmpty && !isRoot) {
			throw new DamagedLibrary(`index record ${record}`);
		}
	}
}
