/** Who may say what a system includes: its owner, librarians and the administrator. */
import type {Step} from '../../guest/action.js';
import type {SbsContext} from '../context.js';
import {sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import {refuse, type Refused} from './refused.js';
import {findSystem, type System} from './systems.js';

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
