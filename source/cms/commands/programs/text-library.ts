/** TXTLIBs as a whole (GC20-1818, "TXTLIB"; layout: `library-member.ts`): read, changed, and written anew. */
import {Failure} from '../../../base/failure.js';
import {cardLength} from '../../../base/unit-record.js';
import {append} from '../../../base/sequences.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {fitted, mostRecords} from '../../file-system/files/records.js';
import {parseDeck, symbolType} from '../../../base/object-deck.js';
import {
	libraryEntries, libraryEntry, libraryHeader, memberEnd, memberRecords, type LibraryEntry,
} from './library-member.js';

/** A library is written anew in this form; one in another is not taken for a TXTLIB. */
const signatures = new Set(['LIBPDS', 'DMSLIB']);

const {length: nameLength} = libraryEntry.fields.name;

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

/** The records of a library of these decks; a failure with a `fileCode` where they are more than a file has. */
export function encodeLibrary(decks: readonly LibraryDeck[]): Uint8Array[] | Failure {
	const nameCount = decks.reduce((sum, {names}) => sum + names.length, 0);
	const bodyCount = decks.reduce((sum, {records}) => sum + records.length + 1, 0);
	if (1 + bodyCount + Math.ceil((nameCount * libraryEntry.length) / cardLength) > mostRecords) {
		return new Failure(fileCode.tooLarge);
	}

	const body: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	for (const {names, records} of decks) {
		const first = body.length + 2;
		for (const name of names) {
			directory.push(libraryEntry.encode({name: name.slice(0, nameLength), first}));
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

	const header = libraryHeader.encode({
		signature: 'LIBPDS', dictionary: body.length + 2, size: entries.length, entries: directory.length,
	});
	return [header, ...body, ...directoryRecords];
}
