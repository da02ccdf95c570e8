/** TXTLIBs as a whole (layout: `library-member.ts`): read, changed, and written anew. */
import {ebcdicField, fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import {parseDeck, symbolType} from '../loader/text-deck.js';

const recordLength = 80;
const entrySize = 12;
const endMember = Uint8Array.of(0x61, 0xFF, 0xFF, 0x61);
const headerFields = {directory: 6, size: 8, entries: 10} as const;

/** A deck and the names it is found by. */
export type LibraryDeck = {readonly names: readonly string[]; readonly records: readonly Uint8Array[]};
/** An entry of the directory: a name, and the record at which its deck begins. */
export type LibraryEntry = {readonly name: string; readonly first: number};

const half = (bytes: Uint8Array, at: number): number => (bytes[at] << 8) | bytes[at + 1];
const card = (bytes: Uint8Array): Uint8Array => {
	const record = new Uint8Array(recordLength).fill(0x40);
	record.set(bytes.subarray(0, recordLength));
	return record;
};

/** Names of sections and entry points of a TEXT file; `name` where it has none. */
export function deckOf(name: string, records: readonly Uint8Array[]): LibraryDeck {
	const names = parseDeck(records)
		.filter(item => item.kind === 'symbol')
		.filter(({type}) => type === symbolType.section || type === symbolType.label)
		.map(({name: symbol}) => symbol)
		.filter(symbol => symbol !== '');
	return {names: names.length > 0 ? [...new Set(names)] : [name], records: records.map(record => card(record))};
}

/** The directory; `undefined` where the file is no library. */
export function libraryEntries(records: readonly Uint8Array[]): LibraryEntry[] | undefined {
	const [header] = records;
	if (header === undefined || header.length < entrySize || !/^(?:LIBPDS|DMSLIB)$/.test(fromEbcdic(header.subarray(0, 6)))) {
		return undefined;
	}

	const directory = Buffer.concat(records.slice(half(header, headerFields.directory) - 1));
	const size = Math.min(half(header, headerFields.size), directory.length - (directory.length % entrySize));
	const entries: LibraryEntry[] = [];
	for (let at = 0; at + entrySize <= size; at += entrySize) {
		entries.push({name: fromEbcdic(directory.subarray(at, at + 8)).trimEnd(), first: half(directory, at + 8)});
	}

	return entries.filter(({name, first}) => name !== '' && first > 1);
}

/** The decks of a library; `undefined` where the file is none. */
export function libraryDecks(records: readonly Uint8Array[]): LibraryDeck[] | undefined {
	const entries = libraryEntries(records);
	if (!entries) {
		return undefined;
	}

	const firsts = [...new Set(entries.map(({first}) => first))].toSorted((one, other) => one - other);
	return firsts.map(first => {
		const rest = records.slice(first - 1);
		const end = rest.findIndex(record => endMember.every((byte, index) => record[index] === byte));
		return {names: entries.filter(entry => entry.first === first).map(({name}) => name), records: end === -1 ? rest : rest.slice(0, end)};
	});
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

		body.push(...records, card(endMember));
	}

	const entries = Buffer.concat(directory);
	const directoryRecords: Uint8Array[] = [];
	for (let at = 0; at < entries.length; at += recordLength) {
		const record = new Uint8Array(recordLength);
		record.set(entries.subarray(at, at + recordLength));
		directoryRecords.push(record);
	}

	const header = new Uint8Array(recordLength);
	const view = new DataView(header.buffer);
	header.set(toEbcdic('LIBPDS'));
	view.setUint16(headerFields.directory, body.length + 2);
	view.setUint16(headerFields.size, entries.length);
	view.setUint16(headerFields.entries, directory.length);
	return [header, ...body, ...directoryRecords];
}
