/**
 * Members of a MACLIB or TXTLIB (SY20-0887, "Libraries"): record 1 tells where the dictionary is. A member ends where
 * the next begins, or at X'61FFFF61'.
 */
import {characters, halfword, Layout} from '../../../base/layout.js';
import {cardLength} from '../../../base/unit-record.js';
import {fitted} from '../../file-system/files/records.js';

/** Record 1. */
export const libraryHeader = new Layout(cardLength, {
	/** `LIBPDS`; `DMSLIB` later. */
	signature: characters(0, 6),
	/** First record of the dictionary. */
	dictionary: halfword(6),
	/** Bytes of the dictionary, and entries in it. */
	size: halfword(8),
	entries: halfword(10),
});

/** An entry of the dictionary: name, and the record at which its member begins. */
export const libraryEntry = new Layout(12, {name: characters(0, 8), first: halfword(8)});
/** What of record 1 a library must have. */
const shortestHeader = 12;
/** What stands behind a member. */
export const memberEnd = Uint8Array.of(0x61, 0xFF, 0xFF, 0x61);
const signatures = new Set(['DMSLIB', 'LIBPDS', 'LIB', 'PDS']);

/** An entry of the dictionary: a name, and the record at which its member begins. */
export type LibraryEntry = {readonly name: string; readonly first: number};

const endsMember = (record: Uint8Array): boolean => memberEnd.every((byte, index) => record[index] === byte);

/** The entries of a library; `undefined` where its first record begins with none of `known`. */
export function libraryEntries(
	records: readonly Uint8Array[],
	known: ReadonlySet<string> = signatures,
): LibraryEntry[] | undefined {
	const [record] = records;
	if (record === undefined || record.length < shortestHeader) {
		return undefined;
	}

	const header = libraryHeader.decode(fitted(record, libraryHeader.length));
	if (!known.has(header.signature)) {
		return undefined;
	}

	const dictionary = Buffer.concat(records.slice(header.dictionary - 1)).subarray(0, header.size);
	const entries: LibraryEntry[] = [];
	for (let at = 0; libraryEntry.fits(dictionary, at); at += libraryEntry.length) {
		const {name, first} = libraryEntry.decode(dictionary, at);
		if (name !== '' && dictionary[at] !== 0 && first > 1) {
			entries.push({name, first});
		}
	}

	return entries;
}

/** The records of the member that begins at record `first`. */
export function memberRecords(records: readonly Uint8Array[], first: number): readonly Uint8Array[] {
	const rest = records.slice(first - 1);
	const end = rest.findIndex(record => endsMember(record));
	return end === -1 ? rest : rest.slice(0, end);
}

/** A member, or a file that is no library: without a name then. */
export type Member = {readonly name?: string; readonly records: readonly Uint8Array[]};

/** The first member of that name (every one with `*`), `missing`, or `undefined` where this is no library. */
export function libraryMembers(
	records: readonly Uint8Array[],
	member: string,
): readonly Member[] | 'missing' | undefined {
	const entries = libraryEntries(records);
	if (!entries) {
		return undefined;
	}

	const chosen = member === '*' ? entries : entries.filter(({name}) => name === member).slice(0, 1);
	return chosen.length === 0
		? 'missing'
		: chosen.map(({name, first}) => ({name, records: memberRecords(records, first)}));
}

/** The records of these members, one behind the other. */
export function libraryMember(
	records: readonly Uint8Array[],
	member: string,
): readonly Uint8Array[] | 'missing' | undefined {
	const members = libraryMembers(records, member);
	return typeof members === 'object' ? members.flatMap(each => each.records) : members;
}
