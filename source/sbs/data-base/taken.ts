/**
 * Which version of a member each user has on his disks, as far as the library knows: the one that he copied or stored
 * last. Who stores a new one without it would undo what others did meanwhile.
 */
import {fullword, Layout, packedDigits} from '../../base/layout.js';
import type {Step} from '../../guest/action.js';
import {field, keyOf, table} from '../store/keys.js';
import type {Reader, Transaction} from '../store/store.js';
import {digitsOf} from './dates.js';
import type {Member} from './members.js';

/** The version, and when its member was added: another one of the same name is not the one that was taken. */
export const takenLayout = new Layout(10, {
	version: fullword(0), addedOn: packedDigits(4, 3), addedAt: packedDigits(7, 3),
});

const added = ({addedOn, addedAt}: Member): {readonly addedOn: string; readonly addedAt: string} =>
	({addedOn: digitsOf(addedOn, 6), addedAt: digitsOf(addedAt, 6)});

const takenKey = (user: string, {name, type}: Member): Uint8Array =>
	keyOf(table.taken, field(user), field(name), field(type));

/** The version that a user took last; 0 where he never did. */
export function * versionTaken(reader: Reader, user: string, member: Member): Step<number> {
	const value = yield * reader.get(takenKey(user, member));
	if (!value || !takenLayout.fits(value)) {
		return 0;
	}

	const {version, ...of} = takenLayout.decode(value);
	const {addedOn, addedAt} = added(member);
	return of.addedOn === addedOn && of.addedAt === addedAt ? version : 0;
}

export function * noteTaken(
	transaction: Transaction,
	user: string,
	member: Member,
	version: number,
): Step {
	yield * transaction.put(takenKey(user, member), takenLayout.encode({version, ...added(member)}));
}
