/** Who may say what a system includes: its owner, librarians and the administrator; and what is granted by that. */
import type {Step} from '../../guest/action.js';
import type {SbsContext} from '../context.js';
import {sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import type {MemberId} from './member-id.js';
import {findMember} from './members.js';
import {fits} from './patterns.js';
import {refuse, type Refused} from './refused.js';
import {may} from './rights.js';
import {composition, findSystem, type System} from './systems.js';

type Who = Pick<SbsContext, 'user' | 'role'>;

const mayChange = ({user, role}: Who, {owner}: System): boolean => role !== 'user' || owner === user;

/** Why not, if so. */
export const refusalToChange = (who: Who, system: System): Refused | undefined =>
	mayChange(who, system) ? undefined : refuse(sbsMessages.SBS186E, {name: system.name, owner: system.owner});

/** A system that the user may change, or why there is none. */
export function * systemToChange(reader: Reader, who: Who, name: string): Step<System | Refused> {
	const system = yield * findSystem(reader, name);
	return system ? refusalToChange(who, system) ?? system : refuse(sbsMessages.SBS181E, {name});
}

/**
 * Why a user may not give others rights on what is in a system, by a grant on it or by making it part of another: a
 * member that it has is somebody else's, who gave him nothing on it. Members that come later are included by who may do
 * what their owners may.
 */
export function * refusalInSystem(
	reader: Reader,
	who: Who,
	system: string,
	{name, type}: MemberId,
): Step<Refused | undefined> {
	const fitsName = fits(name);
	const fitsType = fits(type);
	for (const {members} of yield * composition(reader, system)) {
		for (const id of members) {
			const member = fitsName(id.name) && fitsType(id.type)
				? yield * findMember(reader, id.name, id.type)
				: undefined;
			if (member && !(yield * may(reader, who, member, 'OWN'))) {
				return refuse(sbsMessages.SBS108E, {name: id.name, type: id.type, owner: member.owner});
			}
		}
	}

	return undefined;
}
