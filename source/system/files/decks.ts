/**
 * Decks of cards as host files: text, a line a card, where every card is text; else 80 bytes of EBCDIC a card, 160
 * where a card is column binary.
 */
import {fromEbcdic, type CodePage} from '../../base/ebcdic.js';
import {cardLength} from '../../base/unit-record.js';
import {fitted} from '../../cms/file-system/files/records.js';
import type {SpoolRecord} from '../../cp/spool/spool-file.js';
import type {HostProblem} from '../../machine/devices/host-problem.js';
import {
	hostToEbcdic, lineOf, parseText, unmappable,
} from './host-text.js';

/** PUNCH, FEED AND SELECT STACKER P1, P2 (GA21-9033): cards of characters. */
const characterCommands: ReadonlySet<number> = new Set([0x01, 0x41]);
const control = /[\u0000-\u001F\u007F-\u009F]/;

/** A deck as a host file. */
export function deckFile(
	records: readonly SpoolRecord[],
	page?: CodePage,
): {readonly extension: 'cards' | 'deck'; readonly content: Uint8Array | string} {
	const lines = records.map(({data}) => fromEbcdic(data, page));
	const isText = records.every(({command}) => characterCommands.has(command))
		&& !lines.some(line => control.test(line));
	if (isText) {
		return {extension: 'cards', content: lines.map(line => `${line.trimEnd()}\n`).join('')};
	}

	// Column binary has two bytes a column: such a deck is all of cards that long.
	const length = records.some(({data}) => data.length > cardLength) ? 2 * cardLength : cardLength;
	return {extension: 'deck', content: Buffer.concat(records.map(({data}) => fitted(data, length)))};
}

/** Cards of a host file: lines of text, or 80 bytes of EBCDIC each where it is no text; or why it is neither. */
export function cardsOfFile(bytes: Uint8Array, page: CodePage): Uint8Array[] | HostProblem {
	const text = parseText(bytes);
	const lines = 'problem' in text ? [] : text.lines.filter(line => line !== '').map(line => lineOf(line));
	const isText = !('problem' in text) && !lines.some(line => control.test(line));
	if (!isText || (bytes.length % cardLength === 0 && lines.length === 1 && bytes.length > cardLength)) {
		if (bytes.length % cardLength !== 0) {
			return {
				problem: `neither text nor a whole number of ${cardLength}-byte cards (${bytes.length} bytes)`,
			};
		}

		return Array.from({length: bytes.length / cardLength}, (_, card) =>
			bytes.slice(card * cardLength, (card + 1) * cardLength));
	}

	const long = lines.findIndex(line => line.length > cardLength);
	const problem = unmappable(lines, page)?.problem
		?? (long === -1 ? undefined : `line ${long + 1} is longer than the ${cardLength} columns of a card`);
	return problem === undefined ? lines.map(line => hostToEbcdic(line.padEnd(cardLength), page)) : {problem};
}
