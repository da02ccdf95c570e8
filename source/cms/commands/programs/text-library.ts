/** TXTLIBs as a whole (GC20-1818, "TXTLIB"; layout: `library-member.ts`): read, changed, and written anew. */
import {cardLength} from '../../../base/unit-record.js';
import {ebcdicField, toEbcdic} from '../../../base/ebcdic.js';
import {append} from '../../../base/sequences.js';
import {fitted} from '../../file-system/files/records.js';
import {parseDeck, symbolType} from '../../loader/text-deck.js';
import {
	entrySize, libraryEntries, memberEnd, memberRecords, type LibraryEntry,
} from './library-member.js';

/** A library is written anew in this form; one in another is not taken for a TXTLIB. */
const signatures = new Set(['LIBPDS', 'DMSLIB']);
const headerFields = {directory: 6, size: 8, entries: 10} as const;

/** A deck and the names it is found by. */
export type LibraryDeck = {readonly names: readonly string[]; readonly records: readonly Uint8Array[]};

/** Names of sections and entry points of a TEXT file; `name` where it has none. */
export function deckOf(name: string, records: readonly Uint8Array[]): LibraryDeck {
	const names = parseDeck(records)
		.filter(item => item.kind === 'symbol')
		.filter(({type}) => type === symbolType.section || type === symbolType.label)
		.map(({name: symbol}) => symbol)
		.filter(symbol => symbol !== '');
	return {
		names: names.length > 0 ? [...new Set(names)] : [name],
		records: records.map(record => fitted(record, cardLength)),
	};
}

/** The directory; `undefined` where the file is no TXTLIB. */
export function textEntries(records: readonly Uint8Array[]): LibraryEntry[] | undefined {
	return libraryEntries(records, signatures);
}

/** The decks of a library; `undefined` where the file is none. */
export function libraryDecks(records: readonly Uint8Array[]): LibraryDeck[] | undefined {
	const entries = textEntries(records);
	if (!entries) {
		return undefined;
	}

	const firsts = [...new Set(entries.map(({first}) => first))].toSorted((one, other) => one - other);
	return firsts.map(first => ({
		names: entries.filter(entry => entry.first === first).map(({name}) => name),
		records: memberRecords(records, first),
	}));
}

/** The records of a library of these decks. */
export function encodeLibrary(decks: readonly LibraryDeck[]): Uint8Array[] {
	const body: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	for (const {names, records} of decks) {
		const first = body.length + 2;
		for (const name of names) {
			const entry = new Uint8Array(entrySize);
			entry.set(ebcdicField(name, 8));
			new DataView(entry.buffer).setUint16(8, first);
			directory.push(entry);
		}

		append(body, [...records, fitted(memberEnd, cardLength)]);
	}

	const entries = Buffer.concat(directory);
	const directoryRecords: Uint8Array[] = [];
	for (let at = 0; at < entries.length; at += cardLength) {
		const record = new Uint8Array(cardLength);
		record.set(entries.subarray(at, at + cardLength));
		directoryRecords.push(record);
	}

	const header = new Uint8Array(cardLength);
	const view = new DataView(header.buffer);
	header.set(toEbcdic('LIBPDS'));
	view.setUint16(headerFields.directory, body.length + 2);
	view.setUint16(headerFields.size, entries.length);
	view.setUint16(headerFields.entries, directory.length);
	return [header, ...body, ...directoryRecords];
}
