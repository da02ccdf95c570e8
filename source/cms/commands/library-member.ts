/**
 * Members of a MACLIB or TXTLIB (SY20-0887, "Libraries"): record 1 begins `LIBPDS` (`DMSLIB` later), with the first record of the
 * dictionary at 6, its size in bytes at 8 and the number of entries at 10; entries of 12 bytes: name 8, first record 2, reserved 2.
 * A member ends where the next begins, or at X'61FFFF61'.
 */
import {fromEbcdic} from '../../base/ebcdic.js';

const entrySize = 12;
const signatures = new Set(['DMSLIB', 'LIBPDS', 'LIB   ', 'PDS   ']);

const half = (bytes: Uint8Array, at: number): number => (bytes[at] << 8) | bytes[at + 1];
const endsMember = (record: Uint8Array): boolean => record[0] === 0x61 && record[1] === 0xFF && record[2] === 0xFF && record[3] === 0x61;

/** The records of `member` (every record of every member with `*`), `missing`, or `undefined` where this is no library. */
export function libraryMember(records: readonly Uint8Array[], member: string): readonly Uint8Array[] | 'missing' | undefined {
	const [header] = records;
	if (header === undefined || header.length < 12 || !signatures.has(fromEbcdic(header.subarray(0, 6)))) {
		return undefined;
	}

	const dictionary = Buffer.concat(records.slice(half(header, 6) - 1));
	const entries: Array<{readonly name: string; readonly first: number}> = [];
	for (let at = 0; at + entrySize <= Math.min(half(header, 8), dictionary.length); at += entrySize) {
		const name = fromEbcdic(dictionary.subarray(at, at + 8)).trimEnd();
		if (name !== '' && dictionary[at] !== 0) {
			entries.push({name, first: half(dictionary, at + 8)});
		}
	}

	const chosen = entries.filter(({name}) => member === '*' || name === member);
	if (chosen.length === 0) {
		return 'missing';
	}

	return chosen.flatMap(({first}) => {
		const rest = records.slice(first - 1);
		const end = rest.findIndex(record => endsMember(record));
		return end === -1 ? rest : rest.slice(0, end);
	});
}
