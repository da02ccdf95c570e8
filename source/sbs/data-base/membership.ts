/** What a member is part of, as far as rules about storing it and rights on it go. */
import type {Step} from '../../guest/action.js';
import type {Reader} from '../store/store.js';
import type {MemberId} from './member-id.js';

/** Systems and subsystems that a member is part of, those of a subsystem it is in included. */
export function * systemsOf(_reader: Reader, _member: MemberId): Step<readonly string[]> {
	return [];
}

/** The system a member is part of that demands RESERVE before PUT, if one does. */
export function * systemDemandingReserve(_reader: Reader, _member: MemberId): Step<string | undefined> {
	return undefined;
}
