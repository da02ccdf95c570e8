/**
 * Changes of the index: nodes in hand, by record, until they are committed. A full node is split, one that has little
 * left joins a neighbour, what is empty becomes free.
 */
import type {Step} from '../../guest/action.js';
import {compareKeys} from './entries.js';
import {
	bytesOf, childEntry, childOf, childrenOf, decodeNode, encodeFree, encodeNode, nextFree, parts, separator,
	type TreeNode,
} from './node.js';
import {mostLevels, nodeRoom} from './index-layout.js';
import {
	encodeHeader, getValue, Scan, type IndexRecords, type IndexState,
} from './tree.js';
import {DamagedLibrary, type Entry} from './store.js';

/** Bytes below which a node looks for a neighbour to join, and what both may have then: room for what comes. */
const little = nodeRoom / 3;
const joined = nodeRoom * 0.8;

/** A node that came out of another, and what its keys begin from. */
type Split = {readonly key: Uint8Array; readonly record: number};

/** An index without entries: header and an empty leaf. */
export const emptyIndex: IndexState = {
	root: 2, height: 1, records: 2, free: 0, freeRecords: 0,
};

export class TreeChange implements IndexRecords {
	readonly #records: IndexRecords;
	readonly #before: IndexState;
	readonly #nodes = new Map<number, TreeNode>();
	readonly #dirty = new Set<number>();
	/** Records that have become free, with what each names as the next. */
	readonly #freed = new Map<number, number>();
	/** Where keys come in order, the next one goes behind it. */
	#lastPut: Entry | undefined;
	#root: number;
	#height: number;
	#count: number;
	#free: number;
	#freeCount: number;

	/** `isNew`: there is no index yet. */
	constructor(records: IndexRecords, state: IndexState, isNew = false) {
		this.#records = records;
		this.#before = state;
		this.#root = state.root;
		this.#height = state.height;
		this.#count = state.records;
		this.#free = state.free;
		this.#freeCount = state.freeRecords;
		if (isNew) {
			this.#nodes.set(state.root, {isLeaf: true, first: 0, entries: []});
			this.#dirty.add(state.root);
			this.#dirty.add(1);
		}
	}

	get state(): IndexState {
		return {
			root: this.#root,
			height: this.#height,
			records: this.#count,
			free: this.#free,
			freeRecords: this.#freeCount,
		};
	}

	/** A record as it is by now. */
	* record(record: number): Step<Uint8Array> {
		const node = this.#dirty.has(record) ? this.#nodes.get(record) : undefined;
		return node ? encodeNode(node) : yield * this.#records.record(record);
	}

	* get(key: Uint8Array): Step<Uint8Array | undefined> {
		return yield * getValue(this, this.state, key);
	}

	* scan(prefix: Uint8Array, from?: Uint8Array, most?: number): Step<readonly Entry[]> {
		return yield * new Scan(this, prefix, from, most).run(this.state);
	}

	* put(entry: Entry): Step {
		const splits = yield * this.#put(this.#root, this.#height, entry);
		if (splits.length > 0) {
			yield * this.#grow(splits);
		}
	}

	* remove(key: Uint8Array): Step {
		const isEmpty = yield * this.#remove(this.#root, this.#height, key);
		if (isEmpty && this.#height > 1) {
			throw new DamagedLibrary('the root of the index');
		}

		for (;;) {
			const root = yield * this.#node(this.#root, this.#height);
			if (root.isLeaf || root.entries.length > 0) {
				return;
			}

			yield * this.#drop(this.#root);
			this.#root = root.first;
			this.#height--;
		}
	}

	/** Every record that has changed, the header with them. */
	changed(): Map<number, Uint8Array> {
		const changed = new Map<number, Uint8Array>();
		for (const [record, next] of this.#freed) {
			changed.set(record, encodeFree(next));
		}

		for (const record of this.#dirty) {
			const node = this.#nodes.get(record);
			if (node) {
				changed.set(record, encodeNode(node));
			}
		}

		const header = encodeHeader(this.state);
		if (this.#dirty.has(1) || Buffer.compare(header, encodeHeader(this.#before)) !== 0) {
			changed.set(1, header);
		}

		return changed;
	}

	/** The root was split: a new one above, and more where that is too large at once. */
	* #grow(splits: readonly Split[]): Step {
		let pending = splits;
		while (pending.length > 0) {
			if (this.#height >= mostLevels) {
				throw new DamagedLibrary('the index is too deep');
			}

			const root: TreeNode = {
				isLeaf: false,
				first: this.#root,
				entries: pending.map(({key, record}) => childEntry(key, record)),
			};
			this.#root = yield * this.#add(root);
			this.#height++;
			pending = yield * this.#split(root);
		}
	}

	* #put(record: number, level: number, entry: Entry): Step<readonly Split[]> {
		const node = yield * this.#node(record, level);
		if (node.isLeaf) {
			const index = firstBehind(node.entries, entry.key);
			const isThere = index > 0 && compareKeys(node.entries[index - 1].key, entry.key) === 0;
			node.entries.splice(isThere ? index - 1 : index, isThere ? 1 : 0, entry);
			this.#dirty.add(record);
			const isNext = index > 0 && node.entries[index - 1] === this.#lastPut;
			this.#lastPut = entry;
			return yield * this.#split(node, isNext || index === node.entries.length - 1 ? index : undefined);
		}

		const index = firstBehind(node.entries, entry.key);
		const splits = yield * this.#put(childrenOf(node)[index], level - 1, entry);
		if (splits.length === 0) {
			return splits;
		}

		const entries = splits.map(({key, record: child}) => childEntry(key, child));
		node.entries = [...node.entries.slice(0, index), ...entries, ...node.entries.slice(index)];
		this.#dirty.add(record);
		return yield * this.#split(node, index + splits.length === node.entries.length ? index : undefined);
	}

	/** Takes what does not fit out of a node; answers the nodes it goes to. */
	* #split(node: TreeNode, grows?: number): Step<readonly Split[]> {
		const [kept, ...rest] = parts(node.entries, grows);
		const splits: Split[] = [];
		let before = kept;
		node.entries = kept;
		for (const part of rest) {
			const [first, ...others] = part;
			const key = node.isLeaf ? separator(before.at(-1)!.key, first.key) : first.key;
			const record = yield * this.#add(node.isLeaf
				? {isLeaf: true, first: 0, entries: part}
				: {isLeaf: false, first: childOf(first), entries: others});
			splits.push({key, record});
			before = part;
		}

		return splits;
	}

	/** Answers whether the node has nothing left. */
	* #remove(record: number, level: number, key: Uint8Array): Step<boolean> {
		const node = yield * this.#node(record, level);
		const index = firstBehind(node.entries, key);
		if (node.isLeaf) {
			if (index > 0 && compareKeys(node.entries[index - 1].key, key) === 0) {
				node.entries.splice(index - 1, 1);
				this.#dirty.add(record);
			}

			return node.entries.length === 0;
		}

		const child = childrenOf(node)[index];
		if (!(yield * this.#remove(child, level - 1, key))) {
			yield * this.#join(record, node, level, index);
			return false;
		}

		this.#dirty.add(record);
		yield * this.#drop(child);
		if (index > 0) {
			node.entries.splice(index - 1, 1);
		} else if (node.entries.length > 0) {
			node.first = childOf(node.entries.shift()!);
		} else {
			return true;
		}

		return false;
	}

	/** A child that has little left joins a neighbour, where both fit. */
	* #join(record: number, node: TreeNode, level: number, index: number): Step {
		const children = childrenOf(node);
		if (bytesOf((yield * this.#node(children[index], level - 1)).entries) >= little || node.entries.length === 0) {
			return;
		}

		const right = Math.max(index, 1);
		const [left, other] = [children[right - 1], children[right]];
		const one = yield * this.#node(left, level - 1);
		const two = yield * this.#node(other, level - 1);
		const between = one.isLeaf ? [] : [childEntry(node.entries[right - 1].key, two.first)];
		const entries = [...one.entries, ...between, ...two.entries];
		if (bytesOf(entries) <= joined) {
			one.entries = entries;
			this.#dirty.add(left);
			node.entries.splice(right - 1, 1);
			this.#dirty.add(record);
			yield * this.#drop(other);
		}
	}

	* #node(record: number, level: number): Step<TreeNode> {
		const known = this.#nodes.get(record);
		if (known) {
			if (known.isLeaf !== (level === 1)) {
				throw new DamagedLibrary(`index record ${record}`);
			}

			return known;
		}

		const node = decodeNode(yield * this.#records.record(record), record, level === 1);
		this.#nodes.set(record, node);
		return node;
	}

	/** A record for a new node. */
	* #add(node: TreeNode): Step<number> {
		let record = this.#free;
		if (record === 0) {
			this.#count++;
			record = this.#count;
		} else {
			this.#free = this.#freed.get(record) ?? nextFree(yield * this.#records.record(record), record);
			this.#freeCount = Math.max(this.#freeCount - 1, 0);
			this.#freed.delete(record);
			if (record < 2 || this.#free > this.#count || this.#nodes.has(record)) {
				throw new DamagedLibrary('the free records of the index');
			}
		}

		this.#nodes.set(record, node);
		this.#dirty.add(record);
		return record;
	}

	* #drop(record: number): Step {
		this.#nodes.delete(record);
		this.#dirty.delete(record);
		this.#freed.set(record, this.#free);
		this.#free = record;
		this.#freeCount++;
	}
}

/** Index of the first entry whose key comes behind `key`. */
function firstBehind(entries: readonly Entry[], key: Uint8Array): number {
	let low = 0;
	let high = entries.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (compareKeys(entries[middle].key, key) <= 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}
