/** Whether a user may store a version of a member now: the rules that protect what others did. */
import type {Step} from '../../guest/action.js';
import type {SbsContext} from '../context.js';
import {sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import {newestOf, type Member} from './members.js';
import {systemDemandingReserve} from './membership.js';
import {refuse, type Refused} from './refused.js';
import {may} from './rights.js';
import {versionTaken} from './taken.js';

/**
 * Why not: the right is missing, somebody else has it reserved, or somebody stored a version that the user has not
 * seen. `FORCE` sets aside all but the right, for who may do what the owner may.
 */
export function * refusalToStore(
	reader: Reader,
	context: SbsContext,
	member: Member,
): Step<Refused | undefined> {
	const {name, type, owner, reservedBy, latest} = member;
	const {user, given} = context;
	if (!(yield * may(reader, context, member, 'PUT'))) {
		return refuse(sbsMessages.SBS108E, {name, type, owner});
	}

	if (given.options.FORCE && (yield * may(reader, context, member, 'OWN'))) {
		return undefined;
	}

	if (member.isRetired) {
		return refuse(sbsMessages.SBS133E, {name, type});
	}

	if (reservedBy !== '' && reservedBy !== user) {
		return refuse(sbsMessages.SBS128E, {name, type, user: reservedBy});
	}

	if (reservedBy === user) {
		return undefined;
	}

	const system = yield * systemDemandingReserve(reader, member);
	if (system !== undefined) {
		return refuse(sbsMessages.SBS132E, {name, type, system});
	}

	const taken = yield * versionTaken(reader, user, member);
	return latest && taken !== newestOf(member)
		? refuse(sbsMessages.SBS127E, {
			name, type, version: latest.version, user: latest.user, taken,
		})
		: undefined;
}
