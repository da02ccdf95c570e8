/**
 * `SBS.MAP` and `SBS.SYSTEMS`: which file of a folder is which member, and what systems are made of. Words are apart by
 * blanks, `*` in column 1 is a comment; a line that begins with a blank goes on with the one before.
 *
 *     path fn ft [group|- [system|-]]            SBS.MAP, a line each file; `/` between the parts of a path
 *     SYSTEM name [RESERVE] [INCLUDES name...]   SBS.SYSTEMS
 *     MODULE name ENTRY entry [name...]          a build list of these objects, in the system above
 */
import {append} from '../../base/sequences.js';
import {isFileName} from '../../cms/file-system/files/file-name.js';
import {groups, type Group} from '../../sbs/data-base/groups.js';
import type {ImportedSystem} from '../../sbs/data-base/importing.js';

export type MapRow = {
	readonly path: string;
	readonly name: string;
	readonly type: string;
	readonly group: Group;
	readonly system: string | undefined;
};

export type ModuleRow = {readonly name: string; readonly system: string; readonly objects: readonly string[]};

type Statement = {readonly line: number; readonly words: readonly string[]};

function statements(text: string): Statement[] {
	const found: Array<{line: number; words: string[]}> = [];
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		const words = line.trim().split(/\s+/).filter(word => word !== '');
		if (line.startsWith('*') || words.length === 0) {
			continue;
		}

		const before = found.at(-1);
		if (/^\s/.test(line) && before) {
			append(before.words, words);
		} else {
			found.push({line: index + 1, words});
		}
	}

	return found;
}

/** A path inside the folder, that every host can have. */
const isInside = (path: string): boolean =>
	!/^[A-Za-z]:|[\\\0]/.test(path) && !path.split('/').some(part => ['', '..', '.git'].includes(part.toLowerCase()));

/** The rows of SBS.MAP. */
export function parseMap(text: string): {readonly rows: readonly MapRow[]; readonly problems: readonly string[]} {
	const rows: MapRow[] = [];
	const problems: string[] = [];
	for (const {line, words} of statements(text)) {
		const [path, name = '', type = '', group = '-', system = '-', ...more] = words;
		const wanted = group === '-' ? 'TEST' : group.toUpperCase();
		const known = groups.find(each => each === wanted);
		const names = [name, type, ...(system === '-' ? [] : [system])].map(word => word.toUpperCase());
		if (!isInside(path)) {
			problems.push(`SBS.MAP line ${line}: ${path} is no path inside the folder`);
		} else if (!names.every(word => isFileName(word))) {
			problems.push(`SBS.MAP line ${line}: ${names.join(' ')}: not names that CMS has`);
		} else if (!known || more.length > 0) {
			problems.push(`SBS.MAP line ${line}: ${known ? more[0] : group} cannot stand there`);
		} else {
			rows.push({
				path, name: names[0], type: names[1], group: known, system: names.at(2),
			});
		}
	}

	return {rows, problems};
}

/** The statements of SBS.SYSTEMS. */
export function parseSystems(text: string): {
	readonly systems: readonly ImportedSystem[];
	readonly modules: readonly ModuleRow[];
	readonly problems: readonly string[];
} {
	const systems: ImportedSystem[] = [];
	const modules: ModuleRow[] = [];
	const problems: string[] = [];
	for (const {line, words} of statements(text)) {
		const [kind, name = '', ...rest] = words.map(word => word.toUpperCase());
		const requiresReserve = rest[0] === 'RESERVE';
		const behind = requiresReserve ? rest.slice(1) : rest;
		const [word, ...names] = behind;
		const areNames = [name, ...names].every(each => isFileName(each));
		const holder = systems.at(-1);
		if (kind === 'SYSTEM' && areNames && (word === undefined || word === 'INCLUDES')) {
			systems.push({
				name, isSubsystem: false, requiresReserve, includes: names,
			});
		} else if (kind === 'MODULE' && areNames && word === 'ENTRY' && names.length > 0 && holder) {
			modules.push({name, system: holder.name, objects: names});
		} else {
			problems.push(
				`SBS.SYSTEMS line ${line}: not SYSTEM name [RESERVE] [INCLUDES name...], nor MODULE name ENTRY name...`,
			);
		}
	}

	const inside = new Set(systems.flatMap(({includes}) => includes));
	return {
		systems: systems.map(system => ({...system, isSubsystem: inside.has(system.name)})), modules, problems,
	};
}
