/** The hopper that the system's readers share: a deck that one of them has is no other's. */
import type {CardHopper, Deck} from './unit-host.js';

export class Hopper {
	readonly #hopper: CardHopper;
	/** Decks that a reader has, by name. */
	readonly #taken = new Set<string>();

	constructor(hopper: CardHopper) {
		this.#hopper = hopper;
	}

	/** Whether a deck lies there that no reader has. */
	get hasDeck(): boolean {
		return this.#hopper.decks().some(({name}) => !this.#taken.has(name));
	}

	/** Takes the first deck that no reader has, but for those that are `refused`. */
	take(refused: ReadonlySet<string> = new Set()): Deck | undefined {
		const deck = this.#hopper.decks().find(({name}) => !this.#taken.has(name) && !refused.has(name));
		if (deck) {
			this.#taken.add(deck.name);
		}

		return deck;
	}

	/** The reader has done with a deck: it has removed it, or it lies there as before. */
	release({name}: Deck): void {
		this.#taken.delete(name);
	}

	/** Tells when another deck may be there; the result ends it. */
	watch(look: () => void): () => void {
		return this.#hopper.watch(look);
	}
}
