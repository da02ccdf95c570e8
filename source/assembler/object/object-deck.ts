/** Object decks: ESD, TXT, RLD and END cards (OS/VS Assembler Programmer's Guide GC33-4021, "Object Deck Output"). */
import {addressMask} from '../../base/architecture.js';
import {blank} from '../../base/ebcdic.js';
import {dateParts} from '../../base/clock.js';
import type {RecordOf} from '../../base/layout.js';
import {
	cardCapacity, cardMark, endData, objectCard, relocationFlag, relocationItem, relocationPosition, symbolItem,
	symbolType,
} from '../../base/object-deck.js';
import type {Assembly} from '../assembly.js';
import type {DictionaryEntry} from '../expression/dictionary.js';
import type {ObjectCode, RelocationEntry, Text} from './object-code.js';

/** Items of the dictionary on one card. */
const symbolsOnCard = Math.floor(cardCapacity / symbolItem.length);
const esdType = {
	SD: symbolType.section,
	PC: symbolType.privateSection,
	CM: symbolType.common,
	ER: symbolType.reference,
	WX: symbolType.weakReference,
	XD: symbolType.dummySection,
} as const;

type Item = {
	readonly bytes: Uint8Array;
	/** Number in the dictionary; 0 for a name inside a section. */ readonly id: number;
};

const cardsAtOnce = 64;

/** Cards without their sequence field. */
class Deck {
	readonly cards: Uint8Array[] = [];
	/** Blank cards: a few share their storage, for 80 bytes are less work than an array of their own. */
	#room = new Uint8Array(0);

	card(
		kind: 'ESD' | 'TXT' | 'RLD' | 'END',
		fields: Partial<Pick<RecordOf<typeof objectCard>, 'address' | 'count' | 'id'>>,
		data: Uint8Array,
	): void {
		if (this.#room.length === 0) {
			this.#room = new Uint8Array(cardsAtOnce * objectCard.length).fill(blank);
		}

		const card = this.#room.subarray(0, objectCard.length);
		this.#room = this.#room.subarray(objectCard.length);
		objectCard.change(card, 0, {mark: cardMark, kind, ...fields});
		card.set(data, objectCard.offset.data);
		this.cards.push(card);
	}
}

/** A name as an item has it: one that is too long has been flagged, and the deck goes on with what fits. */
const itemName = (name: string): string => name.slice(0, symbolItem.fields.name.length);

/** One entry of the dictionary: name, type, address, length or section. */
function esdItem(assembly: Assembly, entry: DictionaryEntry): Item | undefined {
	if (entry.kind === 'section') {
		const {section: {kind, name, origin: address, length, id}} = entry;
		return kind === 'DSECT'
			? undefined
			: {
				bytes: symbolItem.encodeSome({
					name: itemName(name),
					type: esdType[kind],
					address: address & addressMask,
					length: length & addressMask,
				}),
				id,
			};
	}

	if (entry.kind === 'external') {
		const {external: {kind, name, alignment = 0, length = 0, id}} = entry;
		return {
			bytes: symbolItem.encodeSome({
				name: itemName(name),
				type: esdType[kind],
				address: 0,
				...kind === 'XD' && {alignment, length: length & addressMask},
			}),
			id,
		};
	}

	const symbol = assembly.symbols.get(entry.name);
	if (!symbol?.base || !('location' in symbol.base) || symbol.base.id === 0 || symbol.base.kind === 'CM') {
		return undefined;
	}

	return {
		bytes: symbolItem.encodeSome({
			name: itemName(entry.name),
			type: symbolType.label,
			address: (symbol.value + symbol.base.origin) & addressMask,
			length: symbol.base.id,
		}),
		id: 0,
	};
}

function punchDictionary(deck: Deck, assembly: Assembly): void {
	const items = assembly.dictionary.entries.flatMap(entry => esdItem(assembly, entry) ?? []);
	for (let at = 0; at < items.length; at += symbolsOnCard) {
		const own = items.slice(at, at + symbolsOnCard);
		const data = Buffer.concat(own.map(({bytes}) => bytes));
		const first = own.find(({id}) => id !== 0);
		deck.card('ESD', {count: data.length, ...first && {id: first.id}}, data);
	}
}

/** Text in the order it was assembled; a new card where it does not go on, or the section changes. */
function punchText(deck: Deck, {text, bytes}: ObjectCode): void {
	const data = new Uint8Array(cardCapacity);
	let count = 0;
	let section: Text['section'] | undefined;
	/** Behind what is on the card. */
	let next = 0;
	const finish = () => {
		if (count > 0) {
			deck.card('TXT', {address: (next - count) & addressMask, count, id: section?.id}, data.subarray(0, count));
		}

		count = 0;
	};

	for (const each of text) {
		if ('card' in each) {
			finish();
			deck.cards.push(each.card);
			continue;
		}

		if (section !== each.section || next !== each.address) {
			finish();
			section = each.section;
			next = each.address;
		}

		for (let done = 0; done < each.length;) {
			const part = Math.min(cardCapacity - count, each.length - done);
			data.set(bytes.subarray(each.from + done, each.from + done + part), count);
			count += part;
			done += part;
			next += part;
			if (count === cardCapacity) {
				finish();
			}
		}
	}

	finish();
}

/** Relocation items: the two numbers stand only where they change. */
function punchRelocations(deck: Deck, entries: readonly RelocationEntry[]): void {
	const same = (a: RelocationEntry, b: RelocationEntry | undefined) =>
		b !== undefined && a.base === b.base && a.section === b.section;
	const {length: positionLength} = relocationPosition;
	const {length: itemLength} = relocationItem;
	let items: Uint8Array[] = [];
	let count = 0;
	let continued = false;
	const add = (bytes: Uint8Array) => {
		items.push(bytes);
		count += bytes.length;
	};

	const finish = () => {
		if (count > 0) {
			deck.card('RLD', {count}, Buffer.concat(items));
		}

		items = [];
		count = 0;
		continued = false;
	};

	for (const [index, entry] of entries.entries()) {
		if (count + (continued ? 0 : positionLength) + itemLength > cardCapacity) {
			finish();
		}

		if (!continued) {
			add(relocationPosition.encode({target: entry.base?.id ?? 0, section: entry.section.id}));
		}

		// The next item stays on this card only if it fits without its numbers.
		const isShared = same(entry, entries[index + 1]) && count + (2 * itemLength) <= cardCapacity;
		add(relocationItem.encode({
			flags: entry.flags | (isShared ? relocationFlag.shared : 0), address: entry.address & addressMask,
		}));
		continued = isShared;
	}

	finish();
}

function punchEnd(deck: Deck, assembly: Assembly): void {
	const {entry} = assembly.code;
	const {year, month, day: monthDay} = dateParts(assembly.options.time ?? 0);
	const dayOfYear = Math.round((Date.UTC(year, month - 1, monthDay) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
	const day = `${String(year % 100).padStart(2, '0')}${String(dayOfYear).padStart(3, '0')}`;
	deck.card(
		'END',
		entry ? {address: entry.address & addressMask, id: entry.base.id} : {},
		endData.encodeSome({
			identifications: '1', translator: 'YORKTOWN', version: '0100', day,
		}),
	);
}

/** The deck of an assembly, numbered in columns 73–80 behind the name of its first TITLE. */
export function punchDeck(assembly: Assembly): Uint8Array[] {
	const deck = new Deck();
	const {text} = assembly.code;
	const first = text.findIndex(each => !('card' in each));
	// Cards punched before any text stand in front of the deck.
	const front = first === -1 ? text.length : first;
	for (const each of text.splice(0, front)) {
		if ('card' in each) {
			deck.cards.push(each.card);
		}
	}

	const punched = deck.cards.length;
	punchDictionary(deck, assembly);
	punchText(deck, assembly.code);
	punchRelocations(deck, assembly.code.relocationDictionary());
	punchEnd(deck, assembly);
	const id = assembly.deckId;
	for (const [index, card] of deck.cards.entries()) {
		if (index >= punched && card[0] === cardMark) {
			objectCard.change(card, 0, {
				sequence: id + String(index - punched + 1).padStart(8 - id.length, '0').slice(id.length - 8),
			});
		}
	}

	return deck.cards;
}
