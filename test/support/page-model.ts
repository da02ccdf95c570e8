/**
 * What pages of several machines hold, as far as a word of each tells: a model of `AddressSpace` and `Pager` small
 * enough to be seen to be right. Two places share a cell where a store through one is seen through the other.
 */

type Cell = {value: number};
type Place = {cell: Cell; isShared: boolean};

export class PageModel {
	readonly #machines: Array<Map<number, Place>>;

	constructor(machines: number) {
		this.#machines = Array.from({length: machines}, () => new Map<number, Place>());
	}

	/** What is read there. */
	value(machine: number, page: number): number {
		return this.#machines[machine].get(page)?.cell.value ?? 0;
	}

	store(machine: number, page: number, value: number): void {
		const place = this.#machines[machine].get(page);
		if (place?.isShared) {
			place.cell.value = value;
		} else {
			this.#machines[machine].set(page, {cell: {value}, isShared: false});
		}
	}

	/** Both places see stores of both. */
	share(from: readonly [number, number], to: readonly [number, number]): void {
		const cell = this.#machines[from[0]].get(from[1])?.cell ?? {value: 0};
		this.#machines[from[0]].set(from[1], {cell, isShared: true});
		this.#machines[to[0]].set(to[1], {cell, isShared: true});
	}

	/** The second place has what the first holds now, and each is on its own from then on. */
	copy(from: readonly [number, number], to: readonly [number, number]): void {
		this.#machines[to[0]].set(to[1], {cell: {value: this.value(...from)}, isShared: false});
	}

	/** What is at the first place goes to the second. */
	move(from: readonly [number, number], to: readonly [number, number]): void {
		this.copy(from, to);
		this.#machines[from[0]].delete(from[1]);
	}

	clear(machine: number): void {
		this.#machines[machine].clear();
	}

	/** What a machine has: its own pages as they are, shared ones as whatever they will be. */
	capture(machine: number): ReadonlyMap<number, Place> {
		return new Map([...this.#machines[machine]].map(([page, place]) =>
			[page, place.isShared ? place : {cell: {...place.cell}, isShared: false}]));
	}

	restore(machine: number, image: ReadonlyMap<number, Place>): void {
		this.#machines[machine] = new Map([...image].map(([page, {cell, isShared}]) =>
			[page, {cell: isShared ? cell : {...cell}, isShared}]));
	}
}
