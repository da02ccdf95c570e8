/** One change of a library: what is looked at, put and written until it is committed. */
import type {Step} from '../../guest/action.js';
import {crc32} from 'node:zlib';
import {Allocation} from './allocation.js';
import type {Containers} from './containers.js';
import {requireEntry} from './entries.js';
import {readExtent, slotContents, slotsIn, slotsOf} from './extents.js';
import type {
	Entry, Extent, Run, Transaction,
} from './store.js';
import type {TreeChange} from './tree-change.js';

/** Slots that wait to be written; more go to the disk at once: nothing refers to them yet. */
const mostWaiting = 320;

export class LibraryChange implements Transaction {
	/** The index; another one in its place where it is built anew. */
	tree: TreeChange;
	readonly containers: Containers;
	readonly allocation: Allocation;
	readonly lines: string[] = [];
	#waiting = new Map<number, Uint8Array>();

	constructor(tree: TreeChange, containers: Containers) {
		this.tree = tree;
		this.containers = containers;
		this.allocation = new Allocation(tree, containers);
	}

	* get(key: Uint8Array): Step<Uint8Array | undefined> {
		return yield * this.tree.get(key);
	}

	* scan(prefix: Uint8Array, from?: Uint8Array, most?: number): Step<readonly Entry[]> {
		return yield * this.tree.scan(prefix, from, most);
	}

	* text(extent: Extent): Step<Uint8Array> {
		return yield * readExtent(this.containers, extent, this.#waiting);
	}

	* put(key: Uint8Array, value: Uint8Array): Step {
		requireEntry({key, value});
		yield * this.tree.put({key: key.slice(), value: value.slice()});
	}

	* remove(key: Uint8Array): Step {
		yield * this.tree.remove(key);
	}

	* write(bytes: Uint8Array): Step<Extent> {
		return yield * this.#write(bytes, yield * this.allocation.take(slotsOf(bytes.length)));
	}

	/** Brings a text further to the front, in one row, where there is room; nothing where there is none. */
	* bringForward(extent: Extent): Step<Extent | undefined> {
		const runs = yield * this.allocation.takeBefore(slotsOf(extent.bytes), extent.runs[0].slot);
		if (!runs) {
			return undefined;
		}

		const text = yield * this.text(extent);
		yield * this.free(extent);
		return yield * this.#write(text, runs);
	}

	* #write(bytes: Uint8Array, runs: readonly Run[]): Step<Extent> {
		const extent = {runs, bytes: bytes.length, checksum: crc32(bytes)};
		const contents = slotContents(bytes);
		for (const [index, slot] of slotsIn(extent).entries()) {
			this.#waiting.set(slot, contents[index]);
		}

		if (this.#waiting.size > mostWaiting) {
			yield * this.flush();
		}

		return extent;
	}

	* free(extent: Extent): Step {
		slotsIn(extent);
		this.allocation.free(extent.runs);
	}

	audit(line: string): void {
		this.lines.push(line);
	}

	/** Writes what waits into its slots. */
	* flush(): Step {
		if (this.#waiting.size > 0) {
			yield * this.containers.write(this.#waiting);
			this.#waiting = new Map();
		}
	}
}
