/**
 * Members on tapes of IEBPTPCH and of IEBUPDTE (GC20-1818, TAPPDS): where one begins, where it ends, what of a card is
 * its data.
 */
import {fromEbcdic} from '../../../base/ebcdic.js';
import {cardLength} from '../../../base/unit-record.js';
import type {Step} from '../../../guest/action.js';
import type {RecordSource} from '../../file-system/disk/disk.js';
import {fitted} from '../../file-system/files/records.js';
import type {CardEnd, CardTape} from '../../tape/card-tape.js';

/** Cards that are handed on together. */
const batch = 100;

export type CardForm = {
	/** PDS: members behind `MEMBER NAME=name`; UPDATE: behind `./ ADD NAME=name`; NOPDS: all is one. */
	readonly kind: 'PDS' | 'NOPDS' | 'UPDATE';
	/** COL1: data begin in column 1, else in column 2. */
	readonly firstColumn: 1 | 2;
	/** END: a card with `END ` in columns 2 to 5 ends its member. */
	readonly endsAtEnd: boolean;
	/** Of what has no name. */
	readonly defaultName: string;
};

const dataOf = ({firstColumn}: CardForm, card: Uint8Array): Uint8Array =>
	fitted(card.subarray(firstColumn - 1), cardLength);

/** Name of the member that begins with this card; `stop`: nothing comes behind; `undefined`: it is data. */
function delimiterOf(form: CardForm, text: string): string | 'stop' | undefined {
	switch (form.kind) {
		case 'PDS': {
			return /^ ?MEMBER NAME[ =]+([^ ,]+)/.exec(text)?.[1];
		}

		case 'UPDATE': {
			if (/^\.\/ +ENDUP(?: |$)/.test(text)) {
				return 'stop';
			}

			const added = /^\.\/ +ADD(?: (.*))?$/.exec(text);
			return added ? (/(?:^|[ ,])NAME=([^ ,]+)/.exec(added[1] ?? '')?.[1] ?? form.defaultName) : undefined;
		}

		case 'NOPDS': {
			return undefined;
		}
	}
}

/** The members of a tape, one after the other. */
export class MemberCards {
	readonly #cards: CardTape;
	readonly #form: CardForm;
	/** The tape mark behind the last member was read. */
	#isEnded = false;

	constructor(cards: CardTape, form: CardForm) {
		this.#cards = cards;
		this.#form = form;
	}

	/** Name of the next member, over what is left of the one before; or why there is none. */
	* next(): Step<{readonly member: string} | CardEnd | 'stop'> {
		if (this.#isEnded) {
			return 'stop';
		}

		if (this.#form.kind === 'NOPDS') {
			return {member: this.#form.defaultName};
		}

		for (;;) {
			const card = yield * this.#cards.next();
			if (typeof card === 'string') {
				return card;
			}

			const member = this.#delimiter(card);
			if (member !== undefined) {
				return member === 'stop' ? 'stop' : {member};
			}
		}
	}

	/** The data of the member that has begun. `fail`: throws, for the tape cannot be read on. */
	records(fail: (end: CardEnd) => Step<never>): RecordSource {
		const cards = this.#cards;
		const form = this.#form;
		const delimiter = this.#delimiter.bind(this);
		const endTape = (): void => {
			this.#isEnded = true;
		};

		let isEnded = false;
		return {
			* next() {
				const records: Uint8Array[] = [];
				while (!isEnded && records.length < batch) {
					const card = yield * cards.next();
					if (card === 'mark') {
						endTape();
						isEnded = true;
						break;
					}

					if (typeof card === 'string') {
						return yield * fail(card);
					}

					if (delimiter(card) === undefined) {
						records.push(dataOf(form, card));
						isEnded = form.endsAtEnd && form.kind !== 'NOPDS' && fromEbcdic(card.subarray(1, 5)) === 'END ';
					} else {
						cards.unread(card);
						isEnded = true;
					}
				}

				return records;
			},
		};
	}

	#delimiter(card: Uint8Array): string | 'stop' | undefined {
		return delimiterOf(this.#form, fromEbcdic(dataOf(this.#form, card)).trimEnd());
	}
}
