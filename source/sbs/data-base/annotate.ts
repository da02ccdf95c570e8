/** Which version brought each record of a version. */
import type {Step} from '../../guest/action.js';
import type {Reader} from '../store/store.js';
import {applyEdits, type Edit} from './difference.js';
import {editsBack, type VersionText} from './history.js';
import type {Member} from './members.js';
import type {VersionHead} from './versions.js';

/** The head of the version that brought each record of a version of a member, in order. */
export function * annotations(
	reader: Reader,
	member: Member,
	{head, records}: VersionText,
): Step<readonly VersionHead[]> {
	const brought: Array<VersionHead | undefined> = records.map(() => undefined);
	// Of each record of the version gone back to, which one of the version asked for it is; -1 where it is none.
	let places = records.map((_, index) => index);
	let current = head;
	for (const {head: older, edits} of yield * editsBack(reader, member, head.version)) {
		for (const {at, removed} of edits) {
			for (let gone = at; gone < at + removed; gone++) {
				const place = places[gone - 1];
				if (place >= 0) {
					brought[place] = current;
				}
			}
		}

		const none: ReadonlyArray<Edit<number>> = edits.map(edit => ({...edit, inserted: edit.inserted.map(() => -1)}));
		places = applyEdits(places, none);
		current = older;
	}

	// What never went, on the way back to the first version, has been there since.
	return brought.map(each => each ?? current);
}
