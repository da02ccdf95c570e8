/** `yorktown sbs import DIR`: a folder, a git working tree above all, becomes members of a library. */
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {calendarDate, timeOfDay} from '../../base/clock.js';
import {toEbcdic} from '../../base/ebcdic.js';
import {cardLength} from '../../base/unit-record.js';
import {runToEnd} from '../../guest/action.js';
import {
	Circle, conflictOf, importMember, importSystems, type ImportedMember, type ImportedSystem,
} from '../../sbs/data-base/importing.js';
import {idText} from '../../sbs/data-base/member-id.js';
import type {LibraryStore} from '../../sbs/store/store.js';
import {parseMap, parseSystems, type ModuleRow} from './map-file.js';
import {
	membersOf, rowsByName, sameNames, type Importer,
} from './tree.js';

export type Found = {
	readonly members: readonly ImportedMember[];
	readonly systems: readonly ImportedSystem[];
	/** Why nothing is stored. */
	readonly problems: readonly string[];
	/** What is left out, though all else is stored. */
	readonly notes: readonly string[];
};

/** Names on a line of a build list. */
const perLine = 6;

function textIn(folder: string, name: string): string | undefined {
	const file = path.join(folder, name);
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** A module as its build list. */
function buildList({name, system, objects}: ModuleRow, {userid, now, folder}: Importer): ImportedMember {
	const lines: string[] = [];
	for (let at = 0; at < objects.length; at += perLine) {
		lines.push(`INCLUDE ${objects.slice(at, at + perLine).join(' ')}`);
	}

	lines.push(`ENTRY ${objects[0]}`);
	return {
		name,
		type: 'BUILD',
		folder,
		owner: userid,
		group: 'TEST',
		system,
		versions: [{
			user: userid,
			date: calendarDate(now),
			time: timeOfDay(now),
			why: '',
			form: {
				recordFormat: 'F', recordLength: cardLength, modeNumber: '1', fileDate: '', fileTime: '',
			},
			records: lines.map(line => toEbcdic(line.padEnd(cardLength))),
		}],
	};
}

/** Everything of a folder that would be imported. */
export function findIn(folder: string, importer: Importer): Found {
	const map = textIn(folder, 'SBS.MAP');
	const {rows, problems} = map === undefined ? rowsByName(folder) : parseMap(map);
	const told = parseSystems(textIn(folder, 'SBS.SYSTEMS') ?? '');
	const members = membersOf(folder, rows, importer);
	const known = new Set(told.systems.map(({name}) => name));
	const named = [...rows.map(({system}) => system), ...told.systems.flatMap(({includes}) => includes)];
	const others = [...new Set(named.filter(name => name !== undefined && !known.has(name)))];
	return {
		members: [...members.members, ...told.modules.map(module => buildList(module, importer))],
		systems: [...told.systems, ...others.map((name): ImportedSystem => ({
			name: name!, isSubsystem: false, requiresReserve: false, includes: [],
		}))],
		problems: [...problems, ...sameNames(rows), ...told.problems, ...members.problems],
		notes: members.notes,
	};
}

export type Imported = {readonly members: number; readonly versions: number; readonly circle?: readonly string[]};

/** Members that were changed in the library since the folder had them, as problems: nothing should be stored. */
export function conflictsWith(store: LibraryStore, {members}: Found): string[] {
	return members.flatMap(member => {
		const conflict = runToEnd(conflictOf(store, member));
		return conflict
			? [
				`${idText(member)}: version ${conflict.version}, stored by ${conflict.user}, `
				+ 'is not in the folder\'s history: export it first',
			]
			: [];
	});
}

/** Stores what was found. Throws `LibraryFull`, `DiskError`, `DamagedLibrary`. */
export function storeFound(store: LibraryStore, {members, systems}: Found, {userid, now}: Importer): Imported {
	const moment = {date: calendarDate(now), time: timeOfDay(now)};
	const circle = runToEnd(importSystems(store, systems, userid, moment));
	if (circle instanceof Circle) {
		return {members: 0, versions: 0, circle: circle.systems};
	}

	let versions = 0;
	for (const member of members) {
		versions += runToEnd(importMember(store, member));
	}

	return {members: members.length, versions};
}
