/** A node of the index: as a record, and as entries to be changed. */
import {compareKeys} from './entries.js';
import {
	entryHead, nodeHead, nodeKind, nodeRoom, recordSize,
} from './index-layout.js';
import {
	DamagedLibrary, mostKey, type Entry,
} from './store.js';

/** A node to be changed. */
export type TreeNode = {
	readonly isLeaf: boolean;
	/** Inner: the record of keys before the first entry. */
	first: number;
	entries: Entry[];
};

/** The record that an entry of an inner node names. */
export const childOf = ({value}: Entry): number =>
	((value[0] << 24) | (value[1] << 16) | (value[2] << 8) | value[3]) >>> 0;

export const childEntry = (key: Uint8Array, record: number): Entry =>
	({key, value: Uint8Array.of(record >>> 24, record >>> 16, record >>> 8, record)});

/** Records under an inner node, in order. */
export const childrenOf = ({first, entries}: TreeNode): number[] => [first, ...entries.map(entry => childOf(entry))];

const damaged = (record: number): DamagedLibrary => new DamagedLibrary(`index record ${record}`);

/** How many bytes both begin with. */
function common(one: Uint8Array, other: Uint8Array): number {
	let length = 0;
	while (length < one.length && length < other.length && one[length] === other[length]) {
		length++;
	}

	return length;
}

const prefixOf = (entries: readonly Entry[]): number =>
	entries.length === 0 ? 0 : common(entries[0].key, entries.at(-1)!.key);

/** Bytes that entries, in order, take in a node. */
export function bytesOf(entries: readonly Entry[]): number {
	const prefix = prefixOf(entries);
	return entries.reduce((sum, {key, value}) => sum + entryHead.length + key.length - prefix + value.length, prefix);
}

export const fitsNode = (entries: readonly Entry[]): boolean => bytesOf(entries) <= nodeRoom;

export function encodeNode({isLeaf, first, entries}: TreeNode): Uint8Array {
	const bytes = new Uint8Array(recordSize);
	const prefix = prefixOf(entries);
	nodeHead.change(bytes, 0, {
		kind: isLeaf ? nodeKind.leaf : nodeKind.inner, prefix, entries: entries.length, first,
	});
	let at: number = nodeHead.length;
	if (prefix > 0) {
		bytes.set(entries[0].key.subarray(0, prefix), at);
		at += prefix;
	}

	for (const {key, value} of entries) {
		bytes[at] = key.length - prefix;
		bytes[at + 1] = value.length;
		bytes.set(key.subarray(prefix), at + entryHead.length);
		bytes.set(value, at + entryHead.length + key.length - prefix);
		at += entryHead.length + key.length - prefix + value.length;
	}

	return bytes;
}

/** A free record. `next`: the one behind it in the list, 0: none. */
export const encodeFree = (next: number): Uint8Array => {
	const bytes = new Uint8Array(recordSize);
	nodeHead.change(bytes, 0, {
		kind: nodeKind.free, prefix: 0, entries: 0, first: next,
	});
	return bytes;
};

/** The number of the next free record. Throws `DamagedLibrary` where this one is not free. */
export function nextFree(bytes: Uint8Array, record: number): number {
	const {kind, first} = nodeHead.view(bytes);
	if (kind !== nodeKind.free) {
		throw damaged(record);
	}

	return first;
}

/** The entries of a record. Throws `DamagedLibrary` where it cannot be that kind of node. */
export function decodeNode(bytes: Uint8Array, record: number, isLeaf: boolean): TreeNode {
	const cursor = new NodeCursor(bytes, record, isLeaf);
	const entries: Entry[] = [];
	while (cursor.next()) {
		const entry = cursor.entry();
		if (entries.length > 0 && compareKeys(entries.at(-1)!.key, entry.key) >= 0) {
			throw damaged(record);
		}

		entries.push(entry);
	}

	return {isLeaf, first: cursor.first, entries};
}

/** Goes through the entries of a record without making them. Throws `DamagedLibrary`. */
export class NodeCursor {
	readonly first: number;
	readonly #bytes: Uint8Array;
	readonly #record: number;
	readonly #prefixLength: number;
	readonly #isLeaf: boolean;
	#left: number;
	#at = 0;
	#keyLength = 0;
	#valueLength = 0;

	constructor(bytes: Uint8Array, record: number, isLeaf: boolean) {
		const {kind, prefix, entries, first} = nodeHead.view(bytes);
		if (kind !== (isLeaf ? nodeKind.leaf : nodeKind.inner) || prefix > mostKey) {
			throw damaged(record);
		}

		this.#bytes = bytes;
		this.#record = record;
		this.#prefixLength = prefix;
		this.#isLeaf = isLeaf;
		this.#left = entries;
		this.#at = nodeHead.length + prefix;
		this.first = first;
	}

	/** Goes to the next entry; false where there is none. */
	next(): boolean {
		if (this.#left === 0) {
			return false;
		}

		const bytes = this.#bytes;
		this.#left--;
		this.#at += this.#keyLength + this.#valueLength;
		const at = this.#at;
		this.#keyLength = bytes[at];
		this.#valueLength = bytes[at + 1];
		this.#at += entryHead.length;
		if (
			this.#at + this.#keyLength + this.#valueLength > recordSize
			|| this.#prefixLength + this.#keyLength > mostKey
			|| (!this.#isLeaf && this.#valueLength !== 4)
		) {
			throw damaged(this.#record);
		}

		return true;
	}

	/** Negative, 0 or positive as this entry's key comes before, is, or comes behind `key`. */
	compare(key: Uint8Array): number {
		const bytes = this.#bytes;
		const prefix = this.#prefixLength;
		const length = prefix + this.#keyLength;
		const shorter = Math.min(length, key.length);
		for (let index = 0; index < shorter; index++) {
			const at = index < prefix ? nodeHead.length + index : this.#at + index - prefix;
			const difference = bytes[at] - key[index];
			if (difference !== 0) {
				return difference;
			}
		}

		return length - key.length;
	}

	/** A copy of the value. */
	value(): Uint8Array {
		const start = this.#at + this.#keyLength;
		return this.#bytes.slice(start, start + this.#valueLength);
	}

	child(): number {
		return childOf({key: this.#bytes, value: this.value()});
	}

	/** A copy of the entry. */
	entry(): Entry {
		const key = new Uint8Array(this.#prefixLength + this.#keyLength);
		key.set(this.#bytes.subarray(nodeHead.length, nodeHead.length + this.#prefixLength));
		key.set(this.#bytes.subarray(this.#at, this.#at + this.#keyLength), this.#prefixLength);
		return {key, value: this.value()};
	}
}

/** The shortest key that comes behind `left` and not behind `right`: enough to tell two nodes apart. */
export const separator = (left: Uint8Array, right: Uint8Array): Uint8Array =>
	right.slice(0, common(left, right) + 1);

/**
 * Entries in as many parts as they need, each of which fits a node. `grows`: the index of an entry of several whose
 * keys come in order; what is before it stays full.
 */
export function parts(entries: readonly Entry[], grows?: number): Entry[][] {
	if (fitsNode(entries)) {
		return [[...entries]];
	}

	const isCut = grows !== undefined && grows > 0
		&& fitsNode(entries.slice(0, grows)) && fitsNode(entries.slice(grows));
	const cut = isCut ? grows : middleOf(entries);
	return [...parts(entries.slice(0, cut)), ...parts(entries.slice(cut))];
}

/** Where half of the bytes are; at least one entry on each side. */
function middleOf(entries: readonly Entry[]): number {
	const half = bytesOf(entries) / 2;
	let sum = 0;
	let index = 0;
	while (index < entries.length - 1 && sum < half) {
		sum += entryHead.length + entries[index].key.length + entries[index].value.length;
		index++;
	}

	return Math.max(index, 1);
}
