/**
 * The real card reader for one machine alone (ATTACH, DEDICATE): its channel programs read the decks as they lie in the
 * hopper, identification cards too. A deck goes to the stacker behind its last card, where unit exception is: End of
 * File was pressed. A deck of which the machine has not read all lies in the hopper as before.
 */
import {CardReader2540, type CardSource} from '../../../machine/devices/unit-record/2540-reader.js';
import type {RealDevice} from '../../devices/real/real-device.js';
import {cuu} from '../../formats.js';
import type {SpoolRecord} from '../spool-file.js';
import type {Hopper} from './hopper.js';
import type {Deck, UnitHost} from './unit-host.js';
import {unitTime} from './unit-times.js';

export class DedicatedReader implements CardSource {
	readonly device: CardReader2540;
	readonly #name: string;
	readonly #host: Pick<UnitHost, 'tell'>;
	readonly #hopper: Hopper;
	/** What is no deck, or cannot be taken away: it stays, and the operator was told. */
	readonly #refused = new Set<string>();
	#deck: Deck | undefined;
	/** Of the deck, those that are to be read. */
	#cards: readonly SpoolRecord[] = [];
	#next = 0;
	/** The machine found the hopper empty: it is told of the next deck. */
	#isEmpty = false;
	readonly #endWatch: () => void;

	constructor({address, type}: Pick<RealDevice, 'address' | 'type'>, host: Pick<UnitHost, 'tell'>, hopper: Hopper) {
		this.#name = `RDR ${cuu(address)}`;
		this.#host = host;
		this.#hopper = hopper;
		this.device = new CardReader2540(this, {cardTime: unitTime(type)});
		this.#endWatch = hopper.watch(() => {
			this.#look();
		});
	}

	next(): Uint8Array | 'endOfFile' | undefined {
		if (!this.#deck && !this.#open()) {
			this.#isEmpty = true;
			return undefined;
		}

		if (this.#next < this.#cards.length) {
			return this.#cards[this.#next++].data;
		}

		this.#end();
		return 'endOfFile';
	}

	/** The machine has the reader no more. */
	release(): void {
		this.#endWatch();
		if (this.#deck) {
			this.#hopper.release(this.#deck);
			this.#deck = undefined;
		}
	}

	#open(): boolean {
		for (;;) {
			const deck = this.#hopper.take(this.#refused);
			if (!deck) {
				return false;
			}

			const cards = deck.cards();
			if (typeof cards !== 'string') {
				this.#deck = deck;
				this.#cards = cards;
				this.#next = 0;
				return true;
			}

			this.#refuse(deck, cards);
		}
	}

	#end(): void {
		const deck = this.#deck!;
		this.#deck = undefined;
		const problem = deck.remove();
		if (problem === undefined) {
			this.#hopper.release(deck);
		} else {
			this.#refuse(deck, problem);
		}
	}

	#refuse(deck: Deck, why: string): void {
		this.#refused.add(deck.name);
		this.#hopper.release(deck);
		this.#host.tell(`${this.#name} DECK ${deck.name.toUpperCase()}`);
		this.#host.tell(why.toUpperCase());
	}

	#look(): void {
		if (this.#isEmpty && !this.#deck && this.#hopper.hasDeck) {
			this.#isEmpty = false;
			this.device.ready();
		}
	}
}
