/**
 * What the cards of a reader file are (SC19-6209, "RDR", "RECEIVE"): decks of DISK DUMP, of PUNCH with control cards,
 * or any other. Not here: files of NETDATA, which are known as such alone.
 */
import {fromEbcdic} from '../../base/ebcdic.js';
import {greatest} from '../../base/sequences.js';
import {cardLength} from '../../base/unit-record.js';
import type {NewFile} from '../file-system/disk/disk.js';
import {fitted} from '../file-system/files/records.js';
import {DeckReader, isDumpCard} from './disk-deck.js';
import {parseReadCard} from './read-card.js';

/** `plain`: cards or lines without anything that names them. */
export type DeckKind = 'disk dump' | 'control cards' | 'netdata' | 'plain';

/** A file that a deck holds, and its identifier where it came from. */
export type SentFile = {readonly file: NewFile; readonly sentAs: string};

/** A control record of NETDATA begins so, behind its length and a byte of flags. */
const netdataMark = /^..INMR0\d/s;

export function kindOf(first: Uint8Array): DeckKind {
	if (isDumpCard(first)) {
		return 'disk dump';
	}

	if (netdataMark.test(fromEbcdic(first))) {
		return 'netdata';
	}

	return parseReadCard(first) ? 'control cards' : 'plain';
}

/** `A1` of a mode on a card; its number alone counts. */
const modeNumberOf = (mode: string | undefined): string => /^[A-Z]([0-5])$/.exec(mode ?? '')?.[1] ?? '1';

/** A file of cards, or lines, all of one length: that of the longest, that of a card at least. */
function fileOf(
	{name, type, mode, date, time}: {
		readonly name: string;
		readonly type: string;
		readonly mode?: string;
		readonly date?: string;
		readonly time?: string;
	},
	cards: readonly Uint8Array[],
): SentFile {
	const recordLength = greatest(cards.map(card => card.length), cardLength);
	const modeNumber = modeNumberOf(mode);
	return {
		sentAs: `${name} ${type} ${mode ?? 'A1'}`,
		file: {
			name,
			type,
			modeNumber,
			recordFormat: 'F',
			recordLength,
			records: cards.map(card => fitted(card, recordLength)),
			date,
			time,
		},
	};
}

function dumped(cards: readonly Uint8Array[]): SentFile[] | undefined {
	const deck = new DeckReader();
	const files: SentFile[] = [];
	for (const card of cards) {
		const taken = deck.take(card);
		if (taken === 'invalid') {
			return undefined;
		}

		if (taken) {
			files.push({file: taken.file, sentAs: `${taken.file.name} ${taken.file.type} ${taken.mode}`});
		}
	}

	return deck.inFile ? undefined : files;
}

/** Each file begins with a control card. One without cards behind it is none. */
function controlled(cards: readonly Uint8Array[]): SentFile[] {
	const starts = cards.flatMap((card, index) => parseReadCard(card) ? [index] : []);
	return starts.flatMap((start, index) => {
		const content = cards.slice(start + 1, starts[index + 1]);
		return content.length === 0 ? [] : [fileOf(parseReadCard(cards[start])!, content)];
	});
}

/**
 * The files of a deck. `plain`: what a file without names of its own is called. `undefined`: the deck is damaged, or
 * a part of one.
 */
export function filesOfDeck(
	cards: readonly Uint8Array[],
	plain: {readonly name: string; readonly type: string; readonly date?: string; readonly time?: string},
): SentFile[] | undefined {
	if (cards.length === 0) {
		return [];
	}

	switch (kindOf(cards[0])) {
		case 'disk dump': {
			return dumped(cards);
		}

		case 'control cards': {
			return controlled(cards);
		}

		case 'netdata': {
			return undefined;
		}

		case 'plain': {
			return [fileOf(plain, cards)];
		}
	}
}
