/**
 * Areas of nucleus free storage for requests to CP: an interruption routine may ask for something of its own while the
 * interrupted program's request is still to be looked at, so that every request has an area to itself. As many exist as
 * were ever in use at once.
 */
import type {Step} from '../../../guest/action.js';

export class WorkAreas {
	readonly #allocate: (bytes: number) => number;
	readonly #size: number;
	readonly #free: number[] = [];

	/** `allocate` is first asked when an area is first needed: free storage exists only once IPL has set it up. */
	constructor(allocate: (bytes: number) => number, size: number) {
		this.#allocate = allocate;
		this.#size = size;
	}

	/** Lends `work` an area of its own, guest-real address, until it ends or is abandoned. */
	* lend<T>(work: (area: number) => Step<T>): Step<T> {
		const area = this.#free.pop() ?? this.#allocate(this.#size);
		try {
			return yield * work(area);
		} finally {
			this.#free.push(area);
		}
	}
}
