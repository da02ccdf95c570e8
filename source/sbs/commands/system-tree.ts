/** What QUERY SYSTEM answers. */
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import {findMember, newestOf} from '../data-base/members.js';
import {
	allSystems, composition, findSystem, type System,
} from '../data-base/systems.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';

const systemLine = ({
	name, owner, isSubsystem, requiresReserve, date, time,
}: System): string =>
	`${name.padEnd(8)} ${isSubsystem ? 'SUBSYSTEM' : 'SYSTEM   '} OWNER ${owner.padEnd(8)} ${date} ${time}`
	+ (requiresReserve ? ' RESERVE' : '');

/** One system: what it includes, and below it, two columns further in, what its subsystems do. Or all, a line each. */
export function * systemTree(reader: Reader, name: string | undefined): Step<Content> {
	if (name === undefined) {
		const systems = yield * allSystems(reader);
		return systems.length === 0
			? answerWith(sbsMessages.SBS190I)
			: {...emptyContent, lines: systems.map(system => systemLine(system))};
	}

	if (!(yield * findSystem(reader, name))) {
		return answerWith(sbsMessages.SBS181E, {name});
	}

	const lines: string[] = [];
	for (const {system, depth, members} of yield * composition(reader, name)) {
		const known = yield * findSystem(reader, system);
		if (known) {
			lines.push('  '.repeat(depth) + systemLine(known));
		}

		for (const id of members) {
			const member = yield * findMember(reader, id.name, id.type);
			const version = member ? String(newestOf(member)).padStart(5) : '    -';
			lines.push(`${'  '.repeat(depth + 1)}${id.name.padEnd(8)} ${id.type.padEnd(8)} ${version}`);
		}
	}

	return {...emptyContent, lines};
}
