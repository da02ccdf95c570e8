/**
 * The name behind RESET of LOAD where nothing defines it: it is wanted like those that decks refer to, and until it is
 * there the program has no beginning, whatever decks say (as IBM's nucleus does it).
 */
import type {GuestStorage} from '../../guest/guest.js';
import {area} from '../nucleus/storage/layout.js';
import {nucleusStateArea} from '../nucleus/storage/nucleus-state.js';

const {offset, length} = nucleusStateArea.fields.resetName;
/** No name of a deck. */
const forgotten = '*';

/** The name; '' where there is none. */
export const pendingReset = (storage: GuestStorage): string => storage.text(area.state + offset, length).trimEnd();

export function setPendingReset(storage: GuestStorage, name: string): void {
	storage.setText(area.state + offset, name, length);
}

/** START forgets the name; the program has no beginning all the same. */
export function forgetReset(storage: GuestStorage): void {
	if (pendingReset(storage) !== '') {
		setPendingReset(storage, forgotten);
	}
}
