/**
 * Which page slots of a volume are in use (DMKPGT; SY20-0886, "Allocation Management"): a bit map for each cylinder of
 * TEMP space that has pages on it.
 */

export type Cylinders = {readonly first: number; readonly last: number};

/** Slots of one cylinder (RECBLOK). */
type Cylinder = {readonly map: Uint8Array; used: number};

export class PagingSlots {
	/** Slots there are, and slots in use. */
	readonly size: number;
	readonly #pages: number;
	/** TEMP cylinders, those next to the centre of the volume first, and where each stands in this list. */
	readonly #order: readonly number[];
	readonly #places: ReadonlyMap<number, number>;
	readonly #cylinders = new Map<number, Cylinder>();
	/** All cylinders of `#order` before this one are full. */
	#full = 0;
	#used = 0;

	/** `pages` a cylinder; TEMP cylinders of a volume of `cylinders`. */
	constructor(pages: number, cylinders: number, temporary: readonly Cylinders[]) {
		const centre = (cylinders - 1) / 2;
		this.#pages = pages;
		this.#order = temporary
			.flatMap(({first, last}) => Array.from({length: last - first + 1}, (_, index) => first + index))
			.toSorted((one, other) => Math.abs(one - centre) - Math.abs(other - centre) || one - other);
		this.#places = new Map(this.#order.map((cylinder, place) => [cylinder, place]));
		this.size = this.#order.length * pages;
	}

	get used(): number {
		return this.#used;
	}

	/**
	 * A slot: on the first of the `near` cylinders (where the arm is, then those where paging is queued) that has one,
	 * else as close to the centre of the volume as there is one. Slots are numbered through the volume from 0.
	 */
	allocate(near: Iterable<number>): number | undefined {
		for (const cylinder of near) {
			if (this.#hasRoom(cylinder)) {
				return this.#take(cylinder);
			}
		}

		while (this.#full < this.#order.length && !this.#hasRoom(this.#order[this.#full])) {
			this.#full++;
		}

		return this.#full < this.#order.length ? this.#take(this.#order[this.#full]) : undefined;
	}

	release(slot: number): void {
		const number = Math.trunc(slot / this.#pages);
		const cylinder = this.#cylinders.get(number)!;
		cylinder.map[slot % this.#pages] = 0;
		this.#used--;
		this.#full = Math.min(this.#full, this.#places.get(number)!);
		if (--cylinder.used === 0) {
			this.#cylinders.delete(number);
		}
	}

	#hasRoom(cylinder: number): boolean {
		return this.#places.has(cylinder) && (this.#cylinders.get(cylinder)?.used ?? 0) < this.#pages;
	}

	#take(number: number): number {
		let cylinder = this.#cylinders.get(number);
		if (!cylinder) {
			cylinder = {map: new Uint8Array(this.#pages), used: 0};
			this.#cylinders.set(number, cylinder);
		}

		const page = cylinder.map.indexOf(0);
		cylinder.map[page] = 1;
		cylinder.used++;
		this.#used++;
		return (number * this.#pages) + page;
	}
}
