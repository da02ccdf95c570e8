/** Who may do what with a member. */
import type {Step} from '../../guest/action.js';
import type {SbsContext} from '../context.js';
import type {Reader} from '../store/store.js';
import type {Member} from './members.js';

/**
 * `GET` to read it, where not everybody may; `PUT` to store versions; `PROMOTE` to move them up to INTEGRATION;
 * `PRODUCTION` to move them there; `OWN` to do what only the owner may.
 */
export const rights = ['GET', 'PUT', 'PROMOTE', 'PRODUCTION', 'OWN'] as const;

export type Right = (typeof rights)[number];

type Who = Pick<SbsContext, 'user' | 'role'>;

/** Whether a user may: an administrator everything, the owner everything but PRODUCTION, which is the librarians'. */
export function * may(_reader: Reader, {user, role}: Who, member: Member, right: Right): Step<boolean> {
	if (role === 'administrator' || right === 'GET') {
		return true;
	}

	if (role === 'librarian' && (right === 'PROMOTE' || right === 'PRODUCTION')) {
		return true;
	}

	return member.owner === user && right !== 'PRODUCTION';
}
