/**
 * Which texts the entries of the table refer to: what a look at the whole library, or a copy of it, has to know. The
 * place of each is in an entry, none within another text.
 */
import type {Step} from '../../guest/action.js';
import type {ExtentCodec} from '../store/compress.js';
import {table} from '../store/keys.js';
import type {Entry, Extent, Reader} from '../store/store.js';
import {memberLayout} from './members.js';
import {
	extentAt, extentsAt, placeLength, placeWith,
} from './texts.js';

/** The value of an entry: what is no place, and the places behind it. */
export type SplitValue = {readonly fixed: Uint8Array; readonly places: readonly Uint8Array[]};

/** Throws `DamagedLibrary` where a value ends within a place. */
export function splitValue({key, value}: Entry): SplitValue {
	const from: Partial<Record<number, number>> = {
		[table.member]: memberLayout.length, [table.history]: 0, [table.whole]: 0,
	};
	const fixed = Math.min(from[key[0]] ?? value.length, value.length);
	const places: Uint8Array[] = [];
	for (let at = fixed; at < value.length;) {
		const length = placeLength(value, at);
		places.push(value.slice(at, at + length));
		at += length;
	}

	return {fixed: value.slice(0, fixed), places};
}

/** What stands in an entry itself of where its texts lie: to move them (`store/compress.ts`). */
export const entryExtents: ExtentCodec = {
	extentsIn: entry => splitValue(entry).places.map(place => extentAt(place)),
	withExtents(entry, extents) {
		const {fixed, places} = splitValue(entry);
		return Buffer.concat([fixed, ...places.map((place, index) => placeWith(place, extents[index]))]);
	},
};

/** The extents that an entry refers to, lists of runs included. Throws `DamagedLibrary`. */
export function * extentsOfEntry(entry: Entry, reader: Pick<Reader, 'text'>): Step<readonly Extent[]> {
	const extents: Extent[] = [];
	for (const place of splitValue(entry).places) {
		for (const extent of yield * extentsAt(reader, place)) {
			extents.push(extent);
		}
	}

	return extents;
}
