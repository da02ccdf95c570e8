/** Object decks: ESD, TXT, RLD and END cards (OS/VS Assembler Programmer's Guide GC33-4021, "Object Deck Output"). */
import {cardLength} from '../../base/unit-record.js';
import {blank, toEbcdic} from '../../base/ebcdic.js';
import {dateParts} from '../../base/clock.js';
import {append} from '../../base/sequences.js';
import type {Assembly} from '../assembly.js';
import type {DictionaryEntry} from '../expression/dictionary.js';
import type {RelocationEntry, Text} from './object-code.js';

/** Bytes of items or text on one card. */
const capacity = 56;
const esdType = {SD: 0, LD: 1, ER: 2, PC: 4, CM: 5, XD: 6, WX: 0x0A} as const;
/** Bit of an RLD flag byte: the next item has the same two numbers. */
const sameAsNext = 1;

type Item = {
	readonly bytes: Uint8Array;
	/** Number in the dictionary; 0 for a name inside a section. */ readonly id: number;
};

/** Cards without their sequence field. */
class Deck {
	readonly cards: Uint8Array[] = [];

	card(kind: string): Uint8Array {
		const card = new Uint8Array(cardLength).fill(blank);
		card[0] = 0x02;
		card.set(toEbcdic(kind), 1);
		this.cards.push(card);
		return card;
	}
}

const set16 = (card: Uint8Array, at: number, value: number): void => {
	card.set([value >>> 8, value & 0xFF], at);
};

const set24 = (card: Uint8Array, at: number, value: number): void => {
	card.set([(value >>> 16) & 0xFF, (value >>> 8) & 0xFF, value & 0xFF], at);
};

/** One entry of the dictionary: name, type, address, length or section. */
function esdItem(assembly: Assembly, entry: DictionaryEntry): Item | undefined {
	const bytes = new Uint8Array(16).fill(blank);
	if (entry.kind === 'section') {
		const {section} = entry;
		if (section.kind === 'DSECT') {
			return undefined;
		}

		bytes.set(toEbcdic(section.name.padEnd(8)));
		bytes[8] = esdType[section.kind];
		set24(bytes, 9, section.origin);
		set24(bytes, 13, section.length);
		return {bytes, id: section.id};
	}

	if (entry.kind === 'external') {
		const {external} = entry;
		bytes.set(toEbcdic(external.name.padEnd(8)));
		bytes[8] = esdType[external.kind];
		set24(bytes, 9, 0);
		if (external.kind === 'XD') {
			bytes[12] = external.alignment ?? 0;
			set24(bytes, 13, external.length ?? 0);
		}

		return {bytes, id: external.id};
	}

	const symbol = assembly.symbols.get(entry.name);
	if (!symbol?.base || !('location' in symbol.base) || symbol.base.id === 0 || symbol.base.kind === 'CM') {
		return undefined;
	}

	bytes.set(toEbcdic(entry.name.padEnd(8)));
	bytes[8] = esdType.LD;
	set24(bytes, 9, symbol.value + symbol.base.origin);
	set24(bytes, 13, symbol.base.id);
	return {bytes, id: 0};
}

function punchDictionary(deck: Deck, assembly: Assembly): void {
	const items = assembly.dictionary.entries.flatMap(entry => esdItem(assembly, entry) ?? []);
	for (let at = 0; at < items.length; at += 3) {
		const own = items.slice(at, at + 3);
		const card = deck.card('ESD');
		set16(card, 10, own.length * 16);
		const first = own.find(({id}) => id !== 0);
		if (first) {
			set16(card, 14, first.id);
		}

		for (const [index, {bytes}] of own.entries()) {
			card.set(bytes, 16 + index * 16);
		}
	}
}

/** Text in the order it was assembled; a new card where it does not go on, or the section changes. */
function punchText(deck: Deck, assembly: Assembly): void {
	let pending: {section: Text['section']; address: number; bytes: number[]} | undefined;
	const finish = () => {
		if (pending && pending.bytes.length > 0) {
			const card = deck.card('TXT');
			set24(card, 5, pending.address);
			set16(card, 10, pending.bytes.length);
			set16(card, 14, pending.section.id);
			card.set(pending.bytes, 16);
		}

		pending = undefined;
	};

	for (const text of assembly.code.text) {
		if ('card' in text) {
			finish();
			deck.cards.push(text.card);
			continue;
		}

		for (const [index, byte] of text.bytes.entries()) {
			const address = text.address + index;
			if (
				pending?.section !== text.section
				|| pending.address + pending.bytes.length !== address
				|| pending.bytes.length === capacity
			) {
				finish();
				pending = {section: text.section, address, bytes: []};
			}

			pending.bytes.push(byte);
		}
	}

	finish();
}

/** Relocation items: the two numbers stand only where they change. */
function punchRelocations(deck: Deck, entries: readonly RelocationEntry[]): void {
	const same = (a: RelocationEntry, b: RelocationEntry | undefined) =>
		b !== undefined && a.base === b.base && a.section === b.section;
	let items: number[] = [];
	let continued = false;
	const finish = () => {
		if (items.length > 0) {
			const card = deck.card('RLD');
			set16(card, 10, items.length);
			card.set(items, 16);
		}

		items = [];
		continued = false;
	};

	for (const [index, entry] of entries.entries()) {
		if (items.length + (continued ? 4 : 8) > capacity) {
			finish();
		}

		const address = [(entry.address >>> 16) & 0xFF, (entry.address >>> 8) & 0xFF, entry.address & 0xFF];
		const head: number[] = continued
			? []
			: [
				(entry.base?.id ?? 0) >>> 8,
				(entry.base?.id ?? 0) & 0xFF,
				entry.section.id >>> 8,
				entry.section.id & 0xFF,
			];
		// The next item stays on this card only if it fits without its numbers.
		const fits: boolean = items.length + head.length + 8 <= capacity;
		const more: boolean = same(entry, entries[index + 1]) && fits;
		append(items, [...head, entry.flags | (more ? sameAsNext : 0), ...address]);
		continued = more;
	}

	finish();
}

function punchEnd(deck: Deck, assembly: Assembly): void {
	const card = deck.card('END');
	const {entry} = assembly.code;
	if (entry) {
		set24(card, 5, entry.address);
		set16(card, 14, entry.base.id);
	}

	const {year, month, day} = dateParts(assembly.options.time ?? 0);
	const dayOfYear = Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
	card.set(
		toEbcdic(`1YORKTOWN  0100${String(year % 100).padStart(2, '0')}${String(dayOfYear).padStart(3, '0')}`),
		32,
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
	punchText(deck, assembly);
	punchRelocations(deck, assembly.code.relocationDictionary());
	punchEnd(deck, assembly);
	const id = assembly.deckId;
	for (const [index, card] of deck.cards.entries()) {
		if (index >= punched && card[0] === 0x02) {
			card.set(toEbcdic(id + String(index - punched + 1).padStart(8 - id.length, '0')), 72);
		}
	}

	return deck.cards;
}
