/** What a member is part of, as far as rules about storing it and rights on it go. */
import type {Step} from '../../guest/action.js';
import type {Reader} from '../store/store.js';
import type {MemberId} from './member-id.js';
import {
	findSystem, holdersOf, memberPart, systemPart,
} from './systems.js';

/** Systems and subsystems that a member is part of, those of a subsystem it is in included, nearest first. */
export function * systemsOf(reader: Reader, member: MemberId): Step<readonly string[]> {
	const reached = new Set(yield * holdersOf(reader, memberPart(member)));
	for (const system of reached) {
		for (const holder of yield * holdersOf(reader, systemPart(system))) {
			reached.add(holder);
		}
	}

	return [...reached];
}

/** The system a member is part of that demands RESERVE before PUT, if one does: the nearest. */
export function * systemDemandingReserve(reader: Reader, member: MemberId): Step<string | undefined> {
	for (const system of yield * systemsOf(reader, member)) {
		if ((yield * findSystem(reader, system))?.requiresReserve) {
			return system;
		}
	}

	return undefined;
}
