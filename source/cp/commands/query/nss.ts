/** QUERY NSS (a command of later VM: GC24-6175, "QUERY NSS", its MAP form): named systems and segments. */
import {fail, messages} from '../../messages/index.js';
import type {NamedSystems} from '../../systems/named-systems.js';
import type {SystemName} from '../../systems/system-names.js';
import type {QueryOperand} from './query-operand.js';

/** Pages of a segment. */
const segmentPages = 16;

export const nss: QueryOperand = {
	name: 'NSS', minimum: 3, classes: 'E', syntax: 'Query NSS [name|ALL]    (later VM)',
	run(context, [name, ...rest]) {
		const {cp: {systems}, reply} = context;
		if (rest.length > 0) {
			return fail(context, messages.DMKCQG003E, {option: rest[0]});
		}

		const names = systems.names.filter(each => name === undefined || name === 'ALL' || each.name === name);
		if (names.length === 0) {
			return fail(context, messages.DMKCFG044E, {system: name ?? 'ALL'});
		}

		reply('FILENAME FILETYPE MINSIZE  BEGPAG ENDPAG TYPE CL #USERS');
		for (const each of names) {
			for (const line of rows(systems, each)) {
				reply(line);
			}
		}

		return 0;
	},
};

/** A line for each range of pages mapped alike. Class S: nothing is saved yet; R: not everybody may load it. */
function rows(systems: NamedSystems, definition: SystemName): string[] {
	const system = systems.get(definition.name);
	const fileClass = system ? (definition.receivers ? 'R' : 'A') : 'S';
	const users = system ? systems.usersOf(system).length : 0;
	return ranges(definition).map(({first, last, type}) => [
		definition.name.padEnd(8),
		(definition.isSegment ? 'DCSS' : 'NSS').padEnd(8),
		definition.isSegment ? 'N/A     ' : `${String(definition.size / 1024).padStart(7, '0')}K`,
		` ${page(first)}`,
		` ${page(last)}`,
		type.padEnd(4),
		fileClass.padEnd(2),
		` ${String(users).padStart(5, '0')}`,
	].join(' '));
}

const page = (number: number): string => number.toString(16).toUpperCase().padStart(5, '0');

/** SR shared, read-only; SW shared, read-write; EW a copy for whoever stores into it. */
function ranges({pages, sharedSegments, isProtected}: SystemName): Array<{first: number; last: number; type: string}> {
	const result: Array<{first: number; last: number; type: string}> = [];
	for (const number of pages) {
		const isShared = sharedSegments.includes(Math.trunc(number / segmentPages));
		const type = isShared ? (isProtected ? 'SR' : 'SW') : 'EW';
		const range = result.at(-1);
		if (range?.last === number - 1 && range.type === type) {
			range.last = number;
		} else {
			result.push({first: number, last: number, type});
		}
	}

	return result;
}
