/** Who may do what with a member. */
import type {Step} from '../../guest/action.js';
import type {SbsContext} from '../context.js';
import type {Reader} from '../store/store.js';
import {grantedTo, type Right} from './grants.js';
import type {Member} from './members.js';

type Who = Pick<SbsContext, 'user' | 'role'>;

/** What librarians may with every member: groups are theirs to look after, contents are not. */
export const ofLibrarians: ReadonlySet<Right> = new Set(['GET', 'PROMOTE', 'PRODUCTION']);

/**
 * Whether a user may: an administrator everything; the owner everything but PRODUCTION; a librarian what librarians
 * may; anybody else what was granted, and GET where it was not taken from everybody. Who was granted OWN is as an
 * owner.
 */
export function * may(reader: Reader, {user, role}: Who, member: Member, right: Right): Step<boolean> {
	if (role === 'administrator' || (role === 'librarian' && ofLibrarians.has(right))) {
		return true;
	}

	if (member.owner === user && right !== 'PRODUCTION') {
		return true;
	}

	const {isGranted, isTaken} = yield * grantedTo(reader, user, member, right);
	if (isGranted || (right === 'GET' && !isTaken)) {
		return true;
	}

	return right !== 'PRODUCTION' && right !== 'OWN' && (yield * grantedTo(reader, user, member, 'OWN')).isGranted;
}
