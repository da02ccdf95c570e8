/**
 * Members of a MACLIB or TXTLIB (SY20-0887, "Libraries"): record 1 begins `LIBPDS` (`DMSLIB` later), with the first
 * record of the dictionary at 6, its size in bytes at 8 and the number of entries at 10; entries of 12 bytes: name 8,
 * first record 2, reserved 2. A member ends where the next begins, or at X'61FFFF61'.
 */
import {fromEbcdic} from '../../../base/ebcdic.js';

export const entrySize = 12;
/** What stands behind a member. */
export const memberEnd = Uint8Array.of(0x61, 0xFF, 0xFF, 0x61);
const signatures = new Set(['DMSLIB', 'LIBPDS', 'LIB   ', 'PDS   ']);

/** An entry of the dictionary: a name, and the record at which its member begins. */
export type LibraryEntry = {readonly name: string; readonly first: number};

const half = (bytes: Uint8Array, at: number): number => (bytes[at] << 8) | bytes[at + 1];
const endsMember = (record: Uint8Array): boolean => memberEnd.every((byte, index) => record[index] === byte);

/** The entries of a library; `undefined` where its first record begins with none of `known`. */
export function libraryEntries(
	records: readonly Uint8Array[],
	known: ReadonlySet<string> = signatures,
): LibraryEntry[] | undefined {
	const [header] = records;
	if (header === undefined || header.length < entrySize || !known.has(fromEbcdic(header.subarray(0, 6)))) {
		return undefined;
	}

	const dictionary = Buffer.concat(records.slice(half(header, 6) - 1));
	const entries: LibraryEntry[] = [];
	for (let at = 0; at + entrySize <= Math.min(half(header, 8), dictionary.length); at += entrySize) {
		const name = fromEbcdic(dictionary.subarray(at, at + 8)).trimEnd();
		const first = half(dictionary, at + 8);
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

/**
 * The records of `member` (every record of every member with `*`), `missing`, or `undefined` where this is no library.
 */
export function libraryMember(
	records: readonly Uint8Array[],
	member: string,
): readonly Uint8Array[] | 'missing' | undefined {
	const entries = libraryEntries(records);
	if (!entries) {
		return undefined;
	}

	const chosen = entries.filter(({name}) => member === '*' || name === member);
	return chosen.length === 0 ? 'missing' : chosen.flatMap(({first}) => memberRecords(records, first));
}
