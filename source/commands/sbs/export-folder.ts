/** `yorktown sbs export DIR`: members of a library become files of a folder, a working tree of git above all. */
import {
	existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {cp037} from '../../base/ebcdic.js';
import {runToEnd, type Step} from '../../guest/action.js';
import type {Group} from '../../sbs/data-base/groups.js';
import {readVersion, type VersionText} from '../../sbs/data-base/history.js';
import {noteInFolder} from '../../sbs/data-base/importing.js';
import {idText} from '../../sbs/data-base/member-id.js';
import {fittingMembers, newestOf, type Member} from '../../sbs/data-base/members.js';
import {frozenVersion} from '../../sbs/data-base/releases.js';
import type {LibraryStore, Reader} from '../../sbs/store/store.js';
import {contentOf} from '../../system/files/host-files.js';
import {hostFileName} from '../../system/files/host-names.js';
import {parseMap} from './map-file.js';
import {nameOfFolder} from './tree.js';

/** Which versions: those of a group (TEST has the newest), or those that a release froze. */
export type Chosen = {readonly group: Group} | {readonly release: string};

export type Exported = {readonly written: number; readonly same: number; readonly problems: readonly string[]};

function * versionOf(reader: Reader, member: Member, chosen: Chosen): Step<number> {
	if ('release' in chosen) {
		return yield * frozenVersion(reader, chosen.release, member);
	}

	return chosen.group === 'TEST' ? newestOf(member) : member.groups[chosen.group];
}

/** Where members go, by name and type: where the folder's SBS.MAP says. */
export function placesIn(folder: string): ReadonlyMap<string, string> {
	const map = path.join(folder, 'SBS.MAP');
	const {rows} = parseMap(existsSync(map) ? readFileSync(map, 'utf8') : '');
	return new Map(rows.map(row => [idText(row), row.path]));
}

/** The path of a file in the folder, its folders made; `undefined` where a link or a file is in the way. */
function placeFor(folder: string, file: string): string | undefined {
	const parts = file.split('/');
	let place = folder;
	for (const [index, part] of parts.entries()) {
		place = path.join(place, part);
		const found = lstatSync(place, {throwIfNoEntry: false});
		const isLast = index === parts.length - 1;
		if (found && !(isLast ? found.isFile() : found.isDirectory())) {
			return undefined;
		}

		if (!found && !isLast) {
			mkdirSync(place);
		}
	}

	return place;
}

/** Writes a version where that is not what the file holds. Answers whether it did. */
function writeVersion(place: string, {type}: Member, {head, records}: VersionText): boolean {
	const before = existsSync(place) ? readFileSync(place) : undefined;
	const content = contentOf({type}, head.recordFormat, records, cp037, before);
	if (before && Buffer.compare(before, content) === 0) {
		return false;
	}

	writeFileSync(place, content);
	return true;
}

/** Writes the members of a library; files of others in the folder stay. Throws what the host or the library throws. */
export function exportTo(store: LibraryStore, folder: string, chosen: Chosen): Exported {
	const places = placesIn(folder);
	const problems: string[] = [];
	const newest: Member[] = [];
	let written = 0;
	let same = 0;
	mkdirSync(folder, {recursive: true});
	for (const member of runToEnd(store.read(reader => fittingMembers(reader, '*', '*')))) {
		const text = runToEnd(store.read(function * (reader): Step<VersionText | undefined> {
			return yield * readVersion(reader, member, yield * versionOf(reader, member, chosen));
		}));
		if (!text) {
			continue;
		}

		if (text.head.version === newestOf(member)) {
			newest.push(member);
		}

		const file = places.get(idText(member)) ?? hostFileName(member);
		const place = file === undefined ? undefined : placeFor(folder, file);
		if (place === undefined) {
			problems.push(`${idText(member)}: ${file ? `${file} is in the way` : 'no name for a file of this host'}`);
		} else if (writeVersion(place, member, text)) {
			written++;
		} else {
			same++;
		}
	}

	runToEnd(noteInFolder(store, nameOfFolder(folder), newest));
	return {written, same, problems};
}
