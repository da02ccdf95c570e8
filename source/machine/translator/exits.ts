/** Where a region is left for, and how often: what it is often left for should be part of it. */
import type {Root} from './region.js';

/** So many addresses are remembered; then all are new again. */
const most = 128;

export class Exits {
	readonly #roots = new Map<number, Root & {count: number}>();

	/** Counts one; answers how often it was left for this address, as far as is known. */
	count(address: number, registers: Int32Array): number {
		let root = this.#roots.get(address);
		if (!root) {
			if (this.#roots.size >= most) {
				this.#roots.clear();
			}

			root = {address, registers: registers.slice(), count: 0};
			this.#roots.set(address, root);
		}

		return ++root.count;
	}

	/** What it was left for at least so often, with registers as they were. */
	often(least: number): Root[] {
		return [...this.#roots.values()].filter(({count}) => count >= least);
	}
}
