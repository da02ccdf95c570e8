/**
 * TEXT decks (GC33-4021, "Object deck"): 80-column cards that begin with X'02' and ESD, TXT, RLD or END. The assembler
 * punches them, loaders read them; other cards are skipped. The loader control cards of
 * CMS are in `loader-card.ts`.
 */
import {blank, fromEbcdic} from './ebcdic.js';
import {
	byte, bytes, characters, halfword, Layout, threeBytes, type RecordOf,
} from './layout.js';
import {cardLength} from './unit-record.js';

/** Bytes of items or text on one card. */
export const cardCapacity = 56;

/** Every card; which fields one has depends on its kind, and the others are blank. */
export const objectCard = new Layout(cardLength, {
	mark: byte(0),
	kind: characters(1, 3),
	/** TXT: of the first byte; END: where the program begins. */
	address: threeBytes(5),
	/** Bytes of `data`. */
	count: halfword(10),
	/** ESD: number of the first item that is no label; TXT, END: of the section. */
	id: halfword(14),
	data: bytes(16, cardCapacity),
	/** Name of the deck and number of the card. */
	sequence: characters(72, 8),
}, blank);

/** An item of an ESD card. */
export const symbolItem = new Layout(16, {
	name: characters(0, 8),
	/** One of `symbolType`. */
	type: byte(8),
	address: threeBytes(9),
	/** Of an external dummy section. */
	alignment: byte(12),
	/** Of a label: number of its section. */
	length: threeBytes(13),
}, blank);

/** An item of an RLD card begins with these, unless the one before says that it shares its own. */
export const relocationPosition = new Layout(4, {target: halfword(0), section: halfword(2)});
export const relocationItem = new Layout(4, {
	/** Bits of `relocationFlag`. */
	flags: byte(0),
	address: threeBytes(1),
});

/** The data of an END card. */
export const endData = new Layout(cardCapacity, {
	/** A symbol, in place of the address. */
	entryName: characters(0, 8),
	/** How many translators tell of themselves; then the first one's name, version and level, year and day. */
	identifications: characters(16, 1),
	translator: characters(17, 10),
	version: characters(27, 4),
	day: characters(31, 5),
}, blank);

/** What an external symbol is, by the code in its ESD item. */
export const symbolType = {
	section: 0, label: 1, reference: 2, privateSection: 4, common: 5, dummySection: 6, weakReference: 0x0A,
} as const;

/**
 * `branch`: a V-type constant, to be the address itself; `pseudoRegister`: one of type Q. `lengthMask`: bytes of the
 * constant, less one. `shared`: the next item has the same two numbers, and does not repeat them.
 */
export const relocationFlag = {
	kindMask: 0x30, branch: 0x10, pseudoRegister: 0x20, lengthMask: 0x0C, negative: 0x02, shared: 0x01,
} as const;

/** Bits by which the length of a constant is shifted in its flags. */
export const relocationLengthShift = 2;

/** An item of an ESD card. `id`: its number in the deck; of a label, that of its section. */
export type SymbolItem = {
	readonly kind: 'symbol';
	readonly id: number;
	readonly name: string;
	readonly type: number;
	readonly address: number;
	readonly length: number;
};
export type TextItem = {
	readonly kind: 'text';
	readonly id: number;
	readonly address: number;
	readonly bytes: Uint8Array;
};
/**
 * An address constant: the value of symbol `target` is added to (or taken from) `size` bytes at `address` of section
 * `section`; `branch` where it is one of type V.
 */
export type RelocationItem = {
	readonly kind: 'relocation';
	readonly target: number;
	readonly section: number;
	readonly address: number;
	readonly size: number;
	readonly negative: boolean;
	readonly branch: boolean;
};
/** END; `entry`: the address named on it, or a symbol. */
export type EndItem = {
	readonly kind: 'end';
	readonly entry?: {readonly id: number; readonly address: number} | {readonly name: string};
};
export type DeckItem = SymbolItem | TextItem | RelocationItem | EndItem;

export const cardMark = 0x02;
const blankAddress = 0x40_4040;

/** `ESD`, `TXT`, `RLD`, `END`, or whatever stands there; empty where it is no card of a deck. */
export const cardKind = (card: Uint8Array): string => card[0] === cardMark ? fromEbcdic(card.subarray(1, 4)) : '';

/** The items of a deck in order. */
export function parseDeck(cards: readonly Uint8Array[]): DeckItem[] {
	return cards.flatMap(card =>
		card.length >= objectCard.offset.data && card[0] === cardMark ? parseCard(card) : []);
}

function parseCard(card: Uint8Array): DeckItem[] {
	const whole = new Uint8Array(objectCard.length).fill(blank);
	whole.set(card.subarray(0, whole.length));
	const fields = objectCard.decode(whole);
	const {kind, id, address, count} = fields;
	// A short card holds no more than it has.
	const data = card.slice(objectCard.offset.data, objectCard.offset.data + count);
	switch (kind) {
		case 'ESD': {
			return symbols(data, id);
		}

		case 'TXT': {
			return [{
				kind: 'text', id, address, bytes: data,
			}];
		}

		case 'RLD': {
			return relocations(data);
		}

		case 'END': {
			return [end(fields)];
		}

		default: {
			return [];
		}
	}
}

function symbols(data: Uint8Array, first: number): DeckItem[] {
	const items: DeckItem[] = [];
	let id = first;
	for (let at = 0; symbolItem.fits(data, at); at += symbolItem.length) {
		const {name, type, address, length} = symbolItem.decode(data, at);
		const isLabel = type === symbolType.label;
		items.push({
			kind: 'symbol', type, name, address, id: isLabel ? length : id, length: isLabel ? 0 : length,
		});
		if (!isLabel) {
			id++;
		}
	}

	return items;
}

function relocations(data: Uint8Array): DeckItem[] {
	const items: DeckItem[] = [];
	let position = {target: 0, section: 0};
	let shared = false;
	for (let at = 0; at + (shared ? 0 : relocationPosition.length) + relocationItem.length <= data.length;) {
		if (!shared) {
			position = relocationPosition.decode(data, at);
			at += relocationPosition.length;
		}

		const {flags, address} = relocationItem.decode(data, at);
		items.push({
			kind: 'relocation',
			...position,
			address,
			size: ((flags & relocationFlag.lengthMask) >>> relocationLengthShift) + 1,
			negative: (flags & relocationFlag.negative) !== 0,
			branch: (flags & relocationFlag.kindMask) === relocationFlag.branch,
		});
		shared = (flags & relocationFlag.shared) !== 0;
		at += relocationItem.length;
	}

	return items;
}

function end({id, address, data}: RecordOf<typeof objectCard>): EndItem {
	if (address !== blankAddress) {
		return {kind: 'end', entry: {id, address}};
	}

	const name = endData.decode(data).entryName.trim();
	return name === '' ? {kind: 'end'} : {kind: 'end', entry: {name}};
}
