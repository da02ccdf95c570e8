/**
 * Edits as they are kept, and as UPDATE has them (GC20-1818, UPDATE): `./ I`, `./ R` and `./ D` by the numbers of
 * records. A text may hold lines that look like such statements; what is kept has counts instead, so that it is read in
 * one way only.
 */
import {toEbcdic} from '../../base/ebcdic.js';
import {DamagedLibrary} from '../store/store.js';
import type {Edit} from './difference.js';
import {pack, packNumber, Unpacking} from './packed-records.js';

/** An edit: how far behind the one before, how many records it takes out, how many it puts in, and those. */
export function packEdits(edits: readonly Edit[]): Uint8Array {
	let before = 0;
	return Buffer.concat(edits.flatMap(({at, removed, inserted}) => {
		const distance = at - before;
		before = at;
		return [packNumber(distance), packNumber(removed), packNumber(inserted.length), pack(inserted)];
	}));
}

/** Records of a CMS file, at most, and some more. */
const mostRecords = 65_536;

/** Throws `DamagedLibrary`. */
export function unpackEdits(bytes: Uint8Array): readonly Edit[] {
	const edits: Edit[] = [];
	let at = 0;
	for (const text = new Unpacking(bytes); !text.isAtEnd;) {
		at += text.number();
		const removed = text.number();
		const count = text.number();
		if (at > mostRecords || removed > mostRecords || count > bytes.length) {
			throw new DamagedLibrary('an edit is of records that no file has');
		}

		edits.push({at, removed, inserted: Array.from({length: count}, () => text.record())});
	}

	return edits;
}

/** The lines of an update file. */
export function updateLines(edits: readonly Edit[]): readonly Uint8Array[] {
	return edits.flatMap(({at, removed, inserted}) => {
		const last = removed > 1 ? ` ${at + removed - 1}` : '';
		const statement = removed === 0 ? 'I' : (inserted.length > 0 ? 'R' : 'D');
		return [toEbcdic(`./ ${statement} ${at}${last}`), ...inserted];
	});
}
