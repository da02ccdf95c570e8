/**
 * Areas of nucleus free storage for requests to CP: an interruption routine may ask for something of its own while the
 * interrupted program's request is still to be looked at, so that every request has an area to itself. As many exist as
 * were ever in use at once; those that are free are chained by their first words, from a word of the nucleus.
 */
import type {Step} from '../../../guest/action.js';
import {pointer} from '../../../guest/bounded/readers.js';
import type {Guest} from '../../../guest/guest.js';

/** What work areas need of the nucleus. */
export type WorkAreasHost = {
	readonly guest: Guest;
	/** First asked when an area is first needed: free storage exists only once IPL has set it up. */
	allocate(bytes: number): number;
};

export class WorkAreas {
	readonly #host: WorkAreasHost;
	readonly #size: number;
	readonly #anchor: number;

	/** `size`: bytes of an area; `anchor`: address of the word that begins the chain of those free. */
	constructor(host: WorkAreasHost, size: number, anchor: number) {
		this.#host = host;
		this.#size = size;
		this.#anchor = anchor;
	}

	/** Lends `work` an area of its own, guest-real address, until it ends or is abandoned. */
	* lend<T>(work: (area: number) => Step<T>): Step<T> {
		const area = this.take();
		try {
			return yield * work(area);
		} finally {
			this.giveBack(area);
		}
	}

	/** An area, guest-real address, to be given back whatever happens. */
	take(): number {
		const {guest: {storage}} = this.#host;
		const area = pointer(storage, this.#anchor, {structure: 'work area', length: this.#size});
		if (area === 0) {
			return this.#host.allocate(this.#size);
		}

		storage.setWord(this.#anchor, storage.word(area));
		return area;
	}

	/** All but its first word is as it was, until somebody takes it. */
	giveBack(area: number): void {
		const {storage} = this.#host.guest;
		storage.setWord(area, storage.word(this.#anchor));
		storage.setWord(this.#anchor, area);
	}
}
