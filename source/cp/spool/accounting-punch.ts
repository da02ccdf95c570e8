/**
 * The punch that CP's accounting cards go to (GC20-1807, "Accounting Records": pocket 2 of a class C punch). Cards wait
 * in CP's storage, as where no punch is free, until ACNT CLOSE, the end of the system or their number makes a spool
 * file of them: class C, SYSTEM's, in the punch queue.
 */
import {limits} from '../../base/limits.js';
import type {Spooler} from './spooler.js';
import type {SpoolFile, SpoolRecord} from './spool-file.js';

/** Whose the file is: no user's. */
export const accountingOwner = 'SYSTEM';
const accountingClass = 'C';
const cardsName = {name: 'ACCOUNT', type: 'CARDS'} as const;

/** The spool files that accounting makes. */
export const accountingFile = {
	is: (
		{owner, originator, queue, name, type}: Pick<SpoolFile, 'owner' | 'originator' | 'queue' | 'name' | 'type'>,
	): boolean =>
		owner === accountingOwner
		&& originator === accountingOwner
		&& queue === 'PUN'
		&& name === cardsName.name
		&& type === cardsName.type,
} as const;
/** PUNCH, FEED AND SELECT STACKER P2 (GA21-9033). */
const punchPocket2 = 0x41;

export class AccountingPunch {
	#cards: SpoolRecord[] = [];
	readonly #spooler: Pick<Spooler, 'add'>;

	constructor(spooler: Pick<Spooler, 'add'>) {
		this.#spooler = spooler;
	}

	/** Cards that wait. */
	get waiting(): number {
		return this.#cards.length;
	}

	punch(card: Uint8Array): void {
		this.#cards.push({command: punchPocket2, data: card});
		if (this.#cards.length >= limits.accountingCards.value && !this.close()) {
			this.#cards.shift();
		}
	}

	/** Makes a spool file of the cards; `undefined`: there are none, or they stay, for the spool has no room. */
	close(): SpoolFile | undefined {
		if (this.#cards.length === 0) {
			return undefined;
		}

		const file = this.#spooler.add({
			owner: accountingOwner,
			originator: accountingOwner,
			queue: 'PUN',
			origin: 'PUN',
			class: accountingClass,
			copies: 1,
			hold: false,
			...cardsName,
			distribution: accountingOwner,
			tag: '',
			records: this.#cards,
		});
		if (file) {
			this.#cards = [];
		}

		return file;
	}
}
