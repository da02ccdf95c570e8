/**
 * Which slots of the containers are taken: a summary and maps of each container, in the index, so that they change with
 * what refers to the slots. What a change frees is taken until it is committed: a crash must find it.
 */
import type {Step} from '../../guest/action.js';
import {greatest} from '../../base/sequences.js';
import type {Containers} from './containers.js';
import {
	containerSlots, groupKey, groups, groupSlots, isSlot, placeOfSlot, SlotMap, slotNumber, summary, summaryKey,
} from './slots.js';
import {
	DamagedLibrary, LibraryFull, type Run,
} from './store.js';
import type {TreeChange} from './tree-change.js';

/** Runs of an extent at most. */
export const mostRuns = 6;

type Known = {
	readonly number: number;
	readonly slots: number;
	/** Of each group: how many slots are free, and in a row. */
	readonly free: number[];
	readonly row: number[];
	readonly maps: Map<number, SlotMap>;
	readonly changed: Set<number>;
};

export class Allocation {
	readonly #tree: Pick<TreeChange, 'get' | 'put'>;
	readonly #containers: Containers;
	readonly #known = new Map<number, Known>();
	readonly #freed: Run[] = [];
	/** Where the last slots were found. */
	#hint = 0;

	constructor(tree: Pick<TreeChange, 'get' | 'put'>, containers: Containers) {
		this.#tree = tree;
		this.#containers = containers;
	}

	/** So many slots, in a row where possible. Throws `LibraryFull`. */
	* take(count: number): Step<Run[]> {
		const runs = (yield * this.#inGroup(count))
			?? (yield * this.#behind(count))
			?? (yield * this.#inPieces(count));
		if (!runs) {
			throw new LibraryFull();
		}

		for (const {slot, count: length} of runs) {
			yield * this.#set(slot, length, true);
		}

		return runs;
	}

	/** So many slots in a row, the first that there are, before slot `before`; nothing where there are none. */
	* takeBefore(count: number, before: number): Step<Run[] | undefined> {
		for (const number of this.#containers.numbers().filter(each => slotNumber(each, 0) < before)) {
			const known = yield * this.#container(number);
			for (const [group, row] of known.row.entries()) {
				const map = row >= count ? yield * this.#map(known, group) : undefined;
				const found = map?.rows(sizeOf(known, group)).find(each => each.count >= count);
				const slot = found && slotNumber(number, (group * groupSlots) + found.index);
				if (slot !== undefined && slot < before) {
					yield * this.#set(slot, count, true);
					return [{slot, count}];
				}
			}
		}

		return undefined;
	}

	/** They are free when the change is committed. */
	free(runs: readonly Run[]): void {
		for (const run of runs) {
			this.#freed.push(run);
		}
	}

	/** Puts what has changed into the index. Throws `DamagedLibrary` where something free is freed. */
	* settle(): Step {
		for (const {slot, count} of this.#freed.splice(0)) {
			yield * this.#set(slot, count, false);
		}

		for (const known of this.#known.values()) {
			if (known.changed.size > 0) {
				yield * this.#put(known);
			}
		}
	}

	/** Containers that have slots taken, and how many slots there are up to the last of those. */
	* used(): Step<Map<number, number>> {
		const used = new Map<number, number>();
		for (const number of this.#containers.numbers()) {
			const known = yield * this.#container(number);
			let end = 0;
			for (let group = 0; group < groups; group++) {
				const size = sizeOf(known, group);
				const map = yield * this.#map(known, group);
				for (let index = 0; index < size; index++) {
					end = map.isTaken(index) ? (group * groupSlots) + index + 1 : end;
				}
			}

			used.set(number, end);
		}

		return used;
	}

	/** From now on a container has no more slots than so many. */
	* shorten(number: number, slots: number): Step {
		const known = yield * this.#container(number);
		const shorter = {...known, slots: Math.min(known.slots, slots)};
		this.#known.set(number, shorter);
		for (let group = 0; group < groups; group++) {
			this.#count(shorter, group, yield * this.#map(shorter, group));
			shorter.changed.add(group);
		}
	}

	/** In one group of a container; the last container has most room. */
	* #inGroup(count: number): Step<Run[] | undefined> {
		if (count > groupSlots) {
			return undefined;
		}

		const numbers = this.#containers.numbers().toReversed();
		for (const number of [...numbers.filter(each => each === this.#hint), ...numbers]) {
			const known = yield * this.#container(number);
			const group = known.row.findIndex(row => row >= count);
			if (group !== -1) {
				const map = yield * this.#map(known, group);
				const found = map.rows(sizeOf(known, group)).find(row => row.count >= count);
				if (found) {
					this.#hint = number;
					return [{slot: slotNumber(number, (group * groupSlots) + found.index), count}];
				}
			}
		}

		return undefined;
	}

	/** Behind a container's slots. */
	* #behind(count: number): Step<Run[] | undefined> {
		const grown = yield * this.#containers.grow(count);
		if (!grown) {
			return undefined;
		}

		const {container, from, to} = grown;
		const known = this.#known.get(container) ?? (yield * this.#container(container));
		const longer = {...known, slots: Math.max(known.slots, to)};
		this.#known.set(container, longer);
		for (let group = Math.floor(from / groupSlots); group < groups && group * groupSlots < to; group++) {
			longer.changed.add(group);
			this.#count(longer, group, yield * this.#map(longer, group));
		}

		this.#hint = container;
		return [{slot: slotNumber(container, from), count}];
	}

	/** In the longest rows that there are. */
	* #inPieces(count: number): Step<Run[] | undefined> {
		const rows: Run[] = [];
		for (const number of this.#containers.numbers()) {
			const known = yield * this.#container(number);
			for (let group = 0; group < groups; group++) {
				if (known.free[group] > 0) {
					const map = yield * this.#map(known, group);
					for (const {index, count: length} of map.rows(sizeOf(known, group))) {
						const slot = slotNumber(number, (group * groupSlots) + index);
						const last = rows.at(-1);
						if (last && last.slot + last.count === slot) {
							rows[rows.length - 1] = {slot: last.slot, count: last.count + length};
						} else {
							rows.push({slot, count: length});
						}
					}
				}
			}
		}

		const longest = rows.toSorted((one, other) => other.count - one.count).slice(0, mostRuns);
		const runs: Run[] = [];
		let left = count;
		for (const {slot, count: length} of longest) {
			if (left > 0) {
				runs.push({slot, count: Math.min(length, left)});
				left -= length;
			}
		}

		return left > 0 ? undefined : runs;
	}

	* #set(slot: number, count: number, taken: boolean): Step {
		const {container, index: first} = placeOfSlot(slot);
		if (count < 1 || !isSlot(slot) || !isSlot(slot + count - 1)) {
			throw new DamagedLibrary(`there are no slots ${slot} to ${slot + count - 1}`);
		}

		const known = yield * this.#container(container);
		for (let done = 0; done < count;) {
			const group = Math.floor((first + done) / groupSlots);
			const map = yield * this.#map(known, group);
			const start = (first + done) % groupSlots;
			const end = Math.min(start + count - done, groupSlots);
			for (let index = start; index < end; index++) {
				if (map.isTaken(index) === taken) {
					throw new DamagedLibrary(`slot ${slot} is ${taken ? 'taken' : 'free'} already`);
				}

				map.set(index, taken);
			}

			known.changed.add(group);
			this.#count(known, group, map);
			done += end - start;
		}
	}

	* #container(number: number): Step<Known> {
		const before = this.#known.get(number);
		if (before) {
			return before;
		}

		const slots = this.#containers.size(number);
		const value = yield * this.#tree.get(summaryKey(number));
		const told = value?.length === summary.length ? summary.decode(value) : undefined;
		const known: Known = {
			number,
			slots,
			free: [...told?.free ?? []],
			row: [...told?.row ?? []],
			maps: new Map(),
			changed: new Set(),
		};
		this.#known.set(number, known);
		if (told?.slots !== slots) {
			// It was made longer or shorter by a change that came to nothing.
			for (let group = 0; group < groups; group++) {
				this.#count(known, group, yield * this.#map(known, group));
			}
		}

		return known;
	}

	* #map(known: Known, group: number): Step<SlotMap> {
		const map = known.maps.get(group) ?? new SlotMap(yield * this.#tree.get(groupKey(known.number, group)));
		known.maps.set(group, map);
		return map;
	}

	#count(known: Known, group: number, map: SlotMap): void {
		const rows = map.rows(sizeOf(known, group));
		known.free[group] = rows.reduce((sum, {count}) => sum + count, 0);
		known.row[group] = greatest(rows.map(({count}) => count), 0);
	}

	* #put(known: Known): Step {
		const {number, slots, free, row, maps, changed} = known;
		for (const group of changed) {
			yield * this.#tree.put({key: groupKey(number, group), value: maps.get(group)!.bytes});
		}

		changed.clear();
		yield * this.#tree.put({key: summaryKey(number), value: summary.encode({slots, free, row})});
	}
}

/** Slots that a group has. */
const sizeOf = ({slots}: Known, group: number): number =>
	Math.min(Math.max(Math.min(slots, containerSlots) - (group * groupSlots), 0), groupSlots);
