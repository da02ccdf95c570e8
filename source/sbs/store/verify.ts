/**
 * Whether a library is whole: every record of the index is reached once or free, its keys are in order; every slot is
 * taken by one text, or free; every text is what was written. Damage is told, a line each, and the rest looked at.
 */
import {greatest} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {compareKeys} from './entries.js';
import {readExtent, slotsIn} from './extents.js';
import {table} from './keys.js';
import {isOfLibrary, type Inside, type Library} from './library.js';
import {
	containerFile, indexFile, mostIndexFiles,
} from './library-files.js';
import {
	childrenOf, decodeNode, nextFree, type TreeNode,
} from './node.js';
import {
	containerSlots, groupKey, groups, groupSlots, isSlot, placeOfSlot, SlotMap, summary, summaryKey,
} from './slots.js';
import type {Entry, Extent, Reader} from './store.js';
import {type IndexState, getValue} from './tree.js';

/** The extents that an entry of the data base refers to; some are named in texts. */
export type ExtentsOf = (entry: Entry, texts: Pick<Reader, 'text'>) => Step<readonly Extent[]>;

/** Whether an entry is the store's own, and none of the data base. */
export const isOfStore = ({key}: Entry): boolean => key[0] === table.allocation;

/** Lines at most: more of the same kind say no more. */
const mostLines = 500;

/** What is wrong with a library, a line each; empty where it is whole. Throws `DiskError` where it cannot be read. */
export function * verifyLibrary(library: Library, extentsOf: ExtentsOf): Step<string[]> {
	return yield * library.inspect(function * (inside) {
		const verifier = new Verifier(inside);
		if (inside.index.isThere) {
			yield * verifier.index(extentsOf);
		}

		return verifier.lines;
	});
}

const nothing = new Uint8Array(0);

class Verifier {
	readonly lines: string[] = [];
	readonly #inside: Inside;
	readonly #reached = new Set<number>();
	/** Slots of each container that a text has. */
	readonly #taken = new Map<number, Uint8Array>();
	#last: Uint8Array | undefined;

	constructor(inside: Inside) {
		this.#inside = inside;
	}

	* index(extentsOf: ExtentsOf): Step {
		const {index} = this.#inside;
		const state = yield * this.#tried(index.state());
		if (!state) {
			return;
		}

		this.#checkFiles(state);
		const entries: Entry[] = [];
		yield * this.#node(state.root, state.height, {from: nothing, to: undefined}, entry => {
			if (!isOfStore(entry)) {
				entries.push(entry);
			}
		}, state.height === 1);
		yield * this.#freeRecords(state);
		for (let record = 2; record <= state.records; record++) {
			if (!this.#reached.has(record)) {
				this.#tell(`index record ${record} belongs to nothing`);
			}
		}

		const texts = {text: (extent: Extent) => readExtent(this.#inside.containers, extent)};
		for (const entry of entries) {
			for (const extent of (yield * this.#tried(extentsOf(entry, texts))) ?? []) {
				yield * this.#extent(extent);
			}
		}

		yield * this.#allocation(state);
	}

	#checkFiles({records}: IndexState): void {
		const {disks: {first: disk}, index: {perFile}} = this.#inside;
		for (let file = 0; file < mostIndexFiles; file++) {
			const {name, type} = indexFile(file);
			const wanted = Math.min(Math.max(records - (file * perFile), 0), perFile);
			const has = disk.find(name, type)?.records ?? 0;
			if (has !== wanted) {
				this.#tell(`${name} ${type} has ${has} records, not ${wanted}`);
			}
		}
	}

	* #node(
		record: number,
		level: number,
		bounds: {readonly from: Uint8Array; readonly to: Uint8Array | undefined},
		visit: (entry: Entry) => void,
		isRoot = false,
	): Step {
		if (this.#reached.has(record)) {
			this.#tell(`index record ${record} is reached twice`);
			return;
		}

		this.#reached.add(record);
		const content = yield * this.#tried(this.#inside.index.record(record));
		const node = content && this.#decoded(content, record, level);
		if (!node) {
			return;
		}

		const {from, to} = bounds;
		if (node.entries.some(({key}) => compareKeys(key, from) < 0 || (to && compareKeys(key, to) >= 0))) {
			this.#tell(`index record ${record} has keys of another`);
		}

		if (level > 1) {
			const keys = [from, ...node.entries.map(({key}) => key)];
			for (const [index, child] of childrenOf(node).entries()) {
				yield * this.#node(child, level - 1, {from: keys[index], to: keys[index + 1] ?? to}, visit);
			}

			return;
		}

		if (node.entries.length === 0 && !isRoot) {
			this.#tell(`index record ${record} is empty`);
		}

		for (const entry of node.entries) {
			if (this.#last && compareKeys(this.#last, entry.key) >= 0) {
				this.#tell(`index record ${record} is out of order`);
			}

			this.#last = entry.key;
			visit(entry);
		}
	}

	#decoded(content: Uint8Array, record: number, level: number): TreeNode | undefined {
		try {
			return decodeNode(content, record, level === 1);
		} catch (error) {
			this.#tellError(error);
			return undefined;
		}
	}

	* #freeRecords({free, freeRecords}: IndexState): Step {
		let count = 0;
		for (let record = free; record !== 0;) {
			if (this.#reached.has(record)) {
				this.#tell(`index record ${record} is free and in use`);
				return;
			}

			this.#reached.add(record);
			count++;
			const content = yield * this.#tried(this.#inside.index.record(record));
			try {
				record = content ? nextFree(content, record) : 0;
			} catch (error) {
				this.#tellError(error);
				return;
			}
		}

		if (count !== freeRecords) {
			this.#tell(`the index has ${count} free records, not ${freeRecords}`);
		}
	}

	* #extent(extent: Extent): Step {
		try {
			for (const slot of slotsIn(extent)) {
				const {container, index} = placeOfSlot(slot);
				const taken = this.#taken.get(container) ?? new Uint8Array(containerSlots);
				if (!isSlot(slot) || taken[index] === 1) {
					this.#tell(isSlot(slot) ? `slot ${nameOf(slot)} is of two texts` : `there is no slot ${slot}`);
					return;
				}

				taken[index] = 1;
				this.#taken.set(container, taken);
			}
		} catch (error) {
			this.#tellError(error);
			return;
		}

		yield * this.#tried(readExtent(this.#inside.containers, extent));
	}

	/** Whether the tables of taken slots say what the texts say. */
	* #allocation(state: IndexState): Step {
		const {containers, index} = this.#inside;
		for (const number of new Set([...containers.numbers(), ...this.#taken.keys()])) {
			const size = containers.size(number);
			const taken = this.#taken.get(number) ?? new Uint8Array(containerSlots);
			const told = yield * this.#tried(getValue(index, state, summaryKey(number)));
			const table = told?.length === summary.length ? summary.decode(told) : undefined;
			for (let group = 0; group < groups; group++) {
				const map = new SlotMap(yield * this.#tried(getValue(index, state, groupKey(number, group))));
				this.#compareGroup(number, group, map, taken);
				const rows = map.rows(Math.min(Math.max(size - (group * groupSlots), 0), groupSlots));
				const row = greatest(rows.map(({count}) => count), 0);
				const free = rows.reduce((sum, {count}) => sum + count, 0);
				if (table?.slots === size && (table.free[group] !== free || table.row[group] !== row)) {
					this.#tell(`${containerFile(number).name} DATA has ${free} free slots in group ${group + 1}, `
						+ `not ${table.free[group]}`);
				}
			}
		}
	}

	#compareGroup(container: number, group: number, map: SlotMap, taken: Uint8Array): void {
		for (let index = 0; index < groupSlots; index++) {
			const isTaken = taken[(group * groupSlots) + index] === 1;
			if (map.isTaken(index) !== isTaken) {
				const what = isTaken ? 'is of a text and free' : 'is taken and belongs to nothing';
				this.#tell(`slot ${(group * groupSlots) + index + 1} of ${containerFile(container).name} DATA ${what}`);
			}
		}
	}

	* #tried<T>(step: Step<T>): Step<T | undefined> {
		try {
			return yield * step;
		} catch (error) {
			this.#tellError(error);
			return undefined;
		}
	}

	#tellError(error: unknown): void {
		if (!isOfLibrary(error)) {
			throw error;
		}

		this.#tell(error.message);
	}

	#tell(line: string): void {
		if (this.lines.length < mostLines) {
			this.lines.push(line);
		}
	}
}

function nameOf(slot: number): string {
	const {container, index} = placeOfSlot(slot);
	return `${index + 1} of ${containerFile(container).name} DATA`;
}
