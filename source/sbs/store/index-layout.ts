/**
 * The index, records of 800 bytes: record 1 is its header, the others are nodes of one B+-tree, or free. A node has
 * what all its keys begin with once, then entries in order: length of the rest of the key, length of the value, both.
 * The value of an inner node's entry is the number of the record that has the keys from that one on; keys before the
 * first entry are in `first`.
 */
import {
	byte, characters, fullword, halfword, Layout,
} from '../../base/layout.js';

export const recordSize = 800;

/** `SBSINDEX`, and the form of what follows. */
export const indexEyeCatcher = 'SBSINDEX';
export const indexForm = 1;

export const indexHeader = new Layout(recordSize, {
	eyeCatcher: characters(0, 8),
	form: halfword(8),
	/** Levels of the tree: 1 where the root is a leaf. */
	height: halfword(10),
	root: fullword(12),
	/** Records of the index, this one too. */
	records: fullword(16),
	/** The first free record, 0 where there is none; each names the next. */
	free: fullword(20),
	freeRecords: fullword(24),
});

/** Levels of any tree: one more would need more records than a disk has. */
export const mostLevels = 12;

export const nodeKind = {leaf: 1, inner: 2, free: 3} as const;

export const nodeHead = new Layout(16, {
	kind: byte(0),
	/** Bytes behind the head that every key begins with. */
	prefix: byte(1),
	entries: halfword(2),
	/** Inner: the record of keys before the first entry. Free: the next free record. */
	first: fullword(4),
});

/** Bytes for prefix and entries. */
export const nodeRoom = recordSize - nodeHead.length;

/** Before the rest of an entry's key: its length, and that of the value. */
export const entryHead = new Layout(2, {key: byte(0), value: byte(1)});
