/**
 * TEXT decks (GC33-4021, "Object deck"): 80-column cards that begin with X'02' and ESD, TXT, RLD or END. Other cards
 * are skipped. Not here: the loader control cards of CMS (REP, ENTRY, LIBRARY, SLC, ICS, LDT).
 */
import {addressMask} from '../../base/architecture.js';
import {fromEbcdic} from '../../base/ebcdic.js';

/** What an external symbol is, by the code in its ESD item. */
export const symbolType = {
	section: 0, label: 1, reference: 2, privateSection: 4, common: 5, weakReference: 0x0A,
} as const;

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
 * `section`.
 */
export type RelocationItem = {
	readonly kind: 'relocation';
	readonly target: number;
	readonly section: number;
	readonly address: number;
	readonly size: number;
	readonly negative: boolean;
};
/** END; `entry`: the address named on it, or a symbol. */
export type EndItem = {
	readonly kind: 'end';
	readonly entry?: {readonly id: number; readonly address: number} | {readonly name: string};
};
export type DeckItem = SymbolItem | TextItem | RelocationItem | EndItem;

const column = {
	type: 1, address: 5, count: 10, id: 14, data: 16, entryName: 16,
} as const;
const cardMark = 0x02;
const symbolSize = 16;
const blankWord = 0x4040_4040;
const relocationFlag = {negative: 0x02, shared: 0x01, lengthMask: 0x0C} as const;

/** The items of a deck in order. */
export function parseDeck(cards: readonly Uint8Array[]): DeckItem[] {
	return cards.flatMap(card => card.length >= column.data && card[0] === cardMark ? parseCard(card) : []);
}

function parseCard(card: Uint8Array): DeckItem[] {
	const view = new DataView(card.buffer, card.byteOffset, card.byteLength);
	const count = view.getUint16(column.count);
	switch (fromEbcdic(card.subarray(column.type, column.type + 3))) {
		case 'ESD': {
			return symbols(card, view, count);
		}

		case 'TXT': {
			const bytes = card.slice(column.data, column.data + count);
			return [
				{
					kind: 'text',
					id: view.getUint16(column.id),
					address: view.getUint32(column.address - 1) & addressMask,
					bytes,
				},
			];
		}

		case 'RLD': {
			return relocations(view, count);
		}

		case 'END': {
			return [end(card, view)];
		}

		default: {
			return [];
		}
	}
}

function symbols(card: Uint8Array, view: DataView, count: number): DeckItem[] {
	const items: DeckItem[] = [];
	let id = view.getUint16(column.id);
	for (
		let at: number = column.data;
		at < Math.min(column.data + count, card.length - symbolSize + 1);
		at += symbolSize
	) {
		const type = card[at + 8];
		const isLabel = type === symbolType.label;
		items.push({
			kind: 'symbol',
			type,
			name: fromEbcdic(card.subarray(at, at + 8)).trimEnd(),
			address: view.getUint32(at + 8) & addressMask,
			id: isLabel ? view.getUint32(at + 12) & addressMask : id,
			length: isLabel ? 0 : view.getUint32(at + 12) & addressMask,
		});
		if (!isLabel) {
			id++;
		}
	}

	return items;
}

function relocations(view: DataView, count: number): DeckItem[] {
	const items: DeckItem[] = [];
	let target = 0;
	let section = 0;
	let shared = false;
	const last = Math.min(column.data + count, view.byteLength);
	for (let at: number = column.data; at + (shared ? 4 : 8) <= last;) {
		if (!shared) {
			target = view.getUint16(at);
			section = view.getUint16(at + 2);
			at += 4;
		}

		const flags = view.getUint8(at);
		items.push({
			kind: 'relocation', target, section, address: view.getUint32(at) & addressMask,
			size: ((flags & relocationFlag.lengthMask) >>> 2) + 1, negative: (flags & relocationFlag.negative) !== 0,
		});
		shared = (flags & relocationFlag.shared) !== 0;
		at += 4;
	}

	return items;
}

function end(card: Uint8Array, view: DataView): EndItem {
	if ((view.getUint32(column.address - 1) | 0) << 8 !== blankWord << 8) {
		return {
			kind: 'end',
			entry: {id: view.getUint16(column.id), address: view.getUint32(column.address - 1) & addressMask},
		};
	}

	const name = fromEbcdic(card.subarray(column.entryName, column.entryName + 8)).trim();
	return name === '' ? {kind: 'end'} : {kind: 'end', entry: {name}};
}
