/**
 * Loader control cards of CMS (GC20-1818, "LOAD": loader control statements) between those of a deck: REP, whose
 * hexadecimal text replaces some of a section, and ENTRY and LDT, which say where the program begins. LIBRARY with
 * names in parentheses is known, without effect. Not here: SLC, ICS.
 */
import {fromEbcdic} from './ebcdic.js';
import {parseHex, parseHexBytes} from './hex.js';
import {cardKind, parseDeck, type DeckItem, type TextItem} from './object-deck.js';
import {cardLength} from './unit-record.js';

/** Where the program begins, by name; what ENTRY says goes before what LDT says. */
export type StartItem = {readonly kind: 'start'; readonly name: string; readonly from: 'ENTRY' | 'LDT'};

/**
 * A card as the loader takes it. `plain`: one of a deck, which no load map mentions; `invalid`: none of a deck;
 * `bad`: one the loader knows, and cannot use.
 */
export type LoaderCard = {
	readonly remark: 'plain' | 'replacement' | 'control' | 'invalid' | 'bad';
	readonly items: ReadonlyArray<DeckItem | StartItem>;
	/** As a load map shows it. */
	readonly image: string;
};

const deckKinds: ReadonlySet<string> = new Set(['ESD', 'TXT', 'RLD', 'END', 'SYM']);
/** Columns of REP: address, number of the section, halfwords in between commas. */
const column = {
	address: {from: 6, to: 12}, section: {from: 13, to: 16}, halfwords: {from: 16, to: 70}, name: {from: 16, to: 24},
} as const;
type Columns = {readonly from: number; readonly to: number};
const inColumns = (card: string, {from, to}: Columns): string => card.slice(from, to);
/** Characters of an external name. */
const longestName = 8;
const halfwords = /^[\dA-F]{4}(,[\dA-F]{4})*$/;

export function loaderCard(card: Uint8Array): LoaderCard {
	const whole = fromEbcdic(card.subarray(0, cardLength)).padEnd(cardLength);
	const image = whole.trimEnd();
	const kind = cardKind(card);
	if (deckKinds.has(kind)) {
		return {remark: 'plain', items: parseDeck([card]), image};
	}

	switch (kind) {
		case '': {
			return controlCard(whole, image);
		}

		case 'REP': {
			const item = replacement(whole);
			return {remark: 'replacement', items: item ? [item] : [], image: image.slice(1)};
		}

		case 'LDT': {
			const name = inColumns(whole, column.name).trim();
			return {remark: 'plain', items: name === '' ? [] : [{kind: 'start', name, from: 'LDT'}], image};
		}

		default: {
			return {remark: 'bad', items: [], image};
		}
	}
}

/** ENTRY and LIBRARY, which are words of a line, or none of the loader's. */
function controlCard(whole: string, image: string): LoaderCard {
	const [word, operand] = whole.trim().split(/ +/, 2);
	if (word === 'ENTRY') {
		const name = operand?.slice(0, longestName);
		return {remark: 'control', items: name === undefined ? [] : [{kind: 'start', name, from: 'ENTRY'}], image};
	}

	if (word === 'LIBRARY') {
		return {remark: /^\*?\(/.test(operand ?? '') ? 'control' : 'bad', items: [], image};
	}

	return {remark: 'invalid', items: [], image};
}

function replacement(whole: string): TextItem | undefined {
	const digits = /^ *([\dA-F]+)$/;
	const address = parseHex(digits.exec(inColumns(whole, column.address))?.[1] ?? '');
	const id = parseHex(digits.exec(inColumns(whole, column.section).trim() || '1')?.[1] ?? '');
	const text = inColumns(whole, column.halfwords).trimEnd().split(' ', 1)[0];
	const bytes = halfwords.test(text) ? parseHexBytes(text.replaceAll(',', '')) : undefined;
	return address === undefined || id === undefined || !bytes
		? undefined
		: {
			kind: 'text', id, address, bytes,
		};
}
