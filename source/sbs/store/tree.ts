/** Looking into the index: down from the root, a level at a time, however damaged it is. */
import type {Step} from '../../guest/action.js';
import {compareKeys, hasPrefix, scanStart} from './entries.js';
import {
	indexEyeCatcher, indexForm, indexHeader, mostLevels,
} from './index-layout.js';
import {childrenOf, decodeNode, NodeCursor} from './node.js';
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
		const node = decodeNode(yield * this.#records.record(record), record, level === 1);
		if (level === 1) {
			if (node.entries.length === 0 && !isRoot) {
				throw new DamagedLibrary(`index record ${record}`);
			}

			this.#take(node.entries, record);
			return;
		}

		const {entries} = node;
		const first = entries.filter(({key}) => compareKeys(key, this.#from) <= 0).length;
		for (const [index, child] of childrenOf(node).entries()) {
			if (index >= first && !this.#isPast) {
				yield * this.#visit(child, level - 1);
			}
		}
	}

	#take(entries: readonly Entry[], record: number): void {
		for (const entry of entries) {
			const last = this.#found.at(-1)?.key;
			if (last && compareKeys(entry.key, last) <= 0) {
				// What comes twice would come without end.
				throw new DamagedLibrary(`index record ${record}`);
			}

			if (compareKeys(entry.key, this.#from) >= 0 && !this.#isPast) {
				this.#isPast = !hasPrefix(entry.key, this.#prefix) || this.#found.length >= this.#most;
				if (!this.#isPast) {
					this.#found.push(entry);
					this.#isPast = this.#found.length >= this.#most;
				}
			}
		}
	}
}
