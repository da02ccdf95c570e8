/**
 * Partitioned data sets that IEHMOVE unloaded (GC28-6586 says of the format only that it is of card images; layout as
 * public readers of it have it). Each card begins with its number, from 1, in two bytes. What is behind the numbers is
 * one string of items: length of the data (2), kind (1), a place (3) where the kind says so, data. The first two say
 * what this is and what the data set was (its DSCB of format 1), then come directory entry and blocks of each member.
 *
 * Not here: data sets of other organization, note lists (passed over), what is compressed.
 */
import {fromEbcdic} from '../../base/ebcdic.js';
import {
	byte, characters, halfword, Layout,
} from '../../base/layout.js';
import type {Step} from '../../guest/action.js';
import {deblock, type BlockForm} from '../unit-record/record-blocks.js';
import type {CardEnd, CardTape} from './card-tape.js';

/** How the first item begins. */
const signature = 'THIS IS AN UNLOADED DATA SET PRODUCED BY';
export const number = new Layout(2, {sequence: halfword(0)});
export const itemHead = new Layout(3, {length: halfword(0), kind: byte(2)});
const placeLength = 3;

/** Bits of a kind. */
const kind = {
	end: 0x01, entry: 0x08, data: 0x20, withPlace: 0x80,
} as const;

/** What of a DSCB of format 1 says what the records are (GC28-6628). */
export const dataSet = new Layout(92, {
	name: characters(0, 44), organization: byte(82), recordFormat: byte(84), blockLength: halfword(86),
	recordLength: halfword(88),
});
const partitioned = 0x02;
/** Bits of the record format: both for undefined. */
const fixed = 0x80;
const variable = 0x40;

/** A directory entry: name, where the member is, whether it is another name of it. */
export const directoryEntry = new Layout(12, {name: characters(0, 8), flags: byte(11)});
const isAlias = 0x80;

/** A member begins, or records of the one that has begun. */
export type Unloaded = {readonly member: string} | {readonly records: readonly Uint8Array[]};

/** Whether a data set that IEHMOVE unloaded begins with this card. */
export function beginsUnloaded(card: Uint8Array): boolean {
	const at = number.length + itemHead.length;
	return fromEbcdic(card.subarray(at)).startsWith(signature)
		|| fromEbcdic(card.subarray(at + placeLength)).startsWith(signature);
}

export class UnloadedDataSet {
	readonly #cards: CardTape;
	#sequence = 1;
	#bytes: Uint8Array = new Uint8Array(0);
	#form: BlockForm | undefined;

	constructor(cards: CardTape) {
		this.#cards = cards;
	}

	/** Form of its records, once `begin` was well. */
	get form(): BlockForm {
		return this.#form!;
	}

	/** Reads what the data set is; anything but `ok`: it cannot be read, or is no partitioned one. */
	* begin(): Step<'ok' | CardEnd> {
		const first = yield * this.#item();
		const second = typeof first === 'string' ? first : yield * this.#item();
		if (typeof second === 'string') {
			return second;
		}

		if (!dataSet.fits(second.data)) {
			return 'format';
		}

		const {organization, recordFormat, blockLength, recordLength} = dataSet.decode(second.data);
		const letter = (recordFormat & fixed) === 0
			? 'V'
			: ((recordFormat & variable) === 0 ? 'F' : 'U');
		if ((organization & partitioned) === 0 || (letter === 'V' && (recordFormat & variable) === 0)) {
			return 'format';
		}

		const length = recordLength === 0 ? blockLength : recordLength;
		this.#form = {recordFormat: letter === 'U' ? 'U' : `${letter}B`, recordLength: length, blockSize: blockLength};
		return length === 0 && letter === 'F' ? 'format' : 'ok';
	}

	/** The next member or its next records; `end`: there is no more of the data set. */
	* next(): Step<Unloaded | 'end' | CardEnd> {
		for (;;) {
			const item = yield * this.#item();
			if (typeof item === 'string') {
				return item;
			}

			if ((item.kind & kind.end) !== 0) {
				return 'end';
			}

			if ((item.kind & kind.entry) !== 0) {
				if (!directoryEntry.fits(item.data)) {
					return 'format';
				}

				const {name, flags} = directoryEntry.decode(item.data);
				if ((flags & isAlias) === 0) {
					return {member: name};
				}
			} else if ((item.kind & kind.data) !== 0) {
				const records = deblock(item.data, this.form);
				return records ? {records} : 'format';
			}
		}
	}

	* #item(): Step<{readonly kind: number; readonly data: Uint8Array} | CardEnd> {
		const headBytes = yield * this.#take(itemHead.length);
		if (typeof headBytes === 'string') {
			return headBytes;
		}

		const {length, kind: what} = itemHead.decode(headBytes);
		const place = (what & kind.withPlace) === 0 ? new Uint8Array(0) : yield * this.#take(placeLength);
		const data = typeof place === 'string' ? place : yield * this.#take(length);
		return typeof data === 'string' ? data : {kind: what, data};
	}

	/** The next bytes of the string, from as many cards as they take. */
	* #take(count: number): Step<Uint8Array | CardEnd> {
		const pieces = [this.#bytes];
		for (let have = this.#bytes.length; have < count;) {
			const card = yield * this.#cards.next();
			if (typeof card === 'string') {
				return card;
			}

			if (number.decode(card).sequence !== this.#sequence) {
				return 'format';
			}

			this.#sequence = (this.#sequence + 1) & 0xFFFF;
			pieces.push(card.subarray(number.length));
			have += card.length - number.length;
		}

		const bytes = Buffer.concat(pieces);
		this.#bytes = bytes.subarray(count);
		return bytes.subarray(0, count);
	}
}
