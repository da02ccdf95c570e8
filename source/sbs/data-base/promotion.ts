/** The way of versions through the groups: which of them a version has been in, and what HISTORY says of that. */
import type {Step} from '../../guest/action.js';
import type {Reader} from '../store/store.js';
import {eventsOf} from './events.js';
import type {Group} from './groups.js';
import {newestOf, type Member} from './members.js';

/** What HISTORY tells of a version that came into a group; `forced`: past the rules. */
export const promotedTo = (group: Group, forced = false): string => `${forced ? 'FORCED' : 'PROMOTED'} TO ${group}`;

/** Whether a group has, or had, a version. TEST had every one: PUT puts it there. */
export function * hasBeenIn(reader: Reader, member: Member, group: Group, version: number): Step<boolean> {
	if (group === 'TEST' || member.groups[group] === version) {
		return version > 0 && version <= newestOf(member);
	}

	const wanted = new Set([promotedTo(group), promotedTo(group, true)]);
	const events = yield * eventsOf(reader, member);
	return events.some(event => event.version === version && wanted.has(event.what));
}
