/** Files of a folder as members of a library: names, records, versions; and all that is wrong with them. */
import {createHash} from 'node:crypto';
import {
	lstatSync, readdirSync, readFileSync, realpathSync,
} from 'node:fs';
import path from 'node:path';
import {calendarDate, timeOfDay} from '../../base/clock.js';
import {cp037} from '../../base/ebcdic.js';
import {limits} from '../../base/limits.js';
import {greatest} from '../../base/sequences.js';
import {longestReason} from '../../sbs/data-base/history-parts.js';
import type {ImportedMember, ImportedVersion} from '../../sbs/data-base/importing.js';
import type {Form} from '../../sbs/data-base/versions.js';
import {recordsOf} from '../../system/files/host-files.js';
import {cmsFileId} from '../../system/files/host-names.js';
import {momentOf} from '../../system/volumes/minidisks.js';
import {committedVersions, trackedFiles, type Committed} from './git-history.js';
import type {MapRow} from './map-file.js';

/** Who imports, and when (`Clock` microseconds). */
export type Importer = {
	readonly userid: string;
	readonly now: number;
	/** `nameOfFolder`. */
	readonly folder: string;
};

/** Under which name the library notes what a folder has: eight characters, as a userid, but none has an asterisk. */
export const nameOfFolder = (folder: string): string =>
	`*${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 7).toUpperCase()}`;

const million = 1_000_000;

/** Files of a folder without git, as paths with `/`; those whose names begin with a dot apart. */
function filesUnder(folder: string, below = ''): string[] {
	return readdirSync(path.join(folder, below), {withFileTypes: true})
		.filter(({name}) => !name.startsWith('.'))
		.toSorted((one, other) => (one.name < other.name ? -1 : 1))
		.flatMap(entry => {
			const own = below === '' ? entry.name : `${below}/${entry.name}`;
			return entry.isDirectory() ? filesUnder(folder, own) : [own];
		});
}

/** Members by the names of their files: base name and extension. Those that have no names that CMS has are problems. */
export function rowsByName(folder: string): {readonly rows: readonly MapRow[]; readonly problems: readonly string[]} {
	const rows: MapRow[] = [];
	const problems: string[] = [];
	for (const file of trackedFiles(folder) ?? filesUnder(folder)) {
		const id = cmsFileId(path.posix.basename(file));
		if (id) {
			rows.push({
				...id, path: file, group: 'TEST', system: undefined,
			});
		} else {
			problems.push(`${file}: not a name and a type of up to eight letters or digits with a period between`);
		}
	}

	return {rows, problems};
}

/** Files that would be one member. */
export function sameNames(rows: readonly MapRow[]): string[] {
	const first = new Map<string, string>();
	return rows.flatMap(row => {
		const id = `${row.name} ${row.type}`;
		const before = first.get(id);
		first.set(id, before ?? row.path);
		return before === undefined ? [] : [`${row.path}: it would be ${id}, as ${before} is`];
	});
}

/** An author as a userid: his name where it is one, as export writes it, or else the letters and digits of it. */
export function useridOf({author, mail}: Pick<Committed, 'author' | 'mail'>): string {
	const lettersOf = (text: string): string =>
		text.normalize('NFD').toUpperCase().replaceAll(/[^A-Z\d]/g, '').slice(0, 8);
	return (/^[A-Z\d$#@+:_-]{1,8}$/.test(author) && author) || lettersOf(author) || lettersOf(mail) || 'UNKNOWN';
}

/** A content as a version, or what is wrong with it. */
function versionOf(
	row: MapRow,
	content: Uint8Array,
	stored: {readonly user: string; readonly at: number; readonly why: string},
): ImportedVersion | {readonly problem: string} {
	const file = content.length > limits.serviceContent.value
		? {problem: `has ${content.length} bytes, a member at most ${limits.serviceContent.value}`}
		: recordsOf(row, content, cp037);
	if ('problem' in file) {
		return file;
	}

	const moment = momentOf(stored.at);
	const form: Form = {
		recordFormat: file.recordFormat,
		recordLength: file.recordLength ?? greatest(file.records.map(({length}) => length), 1),
		modeNumber: '1',
		fileDate: moment.date,
		fileTime: moment.time,
	};
	return {
		user: stored.user,
		date: calendarDate(stored.at),
		time: timeOfDay(stored.at),
		// What has no code in EBCDIC is left out of a reason.
		why: stored.why.replaceAll(/[^ -~]/g, '').slice(0, longestReason),
		form,
		records: file.records,
	};
}

/** The file of a row, or what is wrong with it. Links are not followed: they may lead anywhere. */
function readFile(folder: string, {path: file}: MapRow): Uint8Array | {readonly problem: string} {
	const parts = file.split('/');
	for (let count = 1; count <= parts.length; count++) {
		const found = lstatSync(path.join(folder, parts.slice(0, count).join('/')), {throwIfNoEntry: false});
		const isRight = count < parts.length ? found?.isDirectory() : found?.isFile();
		if (!isRight) {
			return {problem: found ? 'is no file' : 'is not there'};
		}
	}

	return readFileSync(path.join(folder, file));
}

/** The members of a folder, and what is wrong: then nothing should be stored. */
export function membersOf(
	folder: string,
	rows: readonly MapRow[],
	{userid, now, folder: inLibrary}: Importer,
): {
	readonly members: readonly ImportedMember[];
	readonly problems: readonly string[];
	readonly notes: readonly string[];
} {
	const members: ImportedMember[] = [];
	const problems: string[] = [];
	const notes: string[] = [];
	const committed = committedVersions(folder, rows.map(row => row.path));
	for (const row of rows) {
		const content = readFile(folder, row);
		if ('problem' in content) {
			problems.push(`${row.path}: ${content.problem}`);
			continue;
		}

		const newest = versionOf(row, content, {user: userid, at: now, why: ''});
		if ('problem' in newest) {
			problems.push(`${row.path}: ${newest.problem}`);
			continue;
		}

		const versions: ImportedVersion[] = [];
		const commits = committed.get(row.path) ?? [];
		for (const commit of commits) {
			const version = versionOf(row, commit.content, {
				user: useridOf(commit), at: commit.seconds * million, why: commit.subject,
			});
			if ('problem' in version) {
				notes.push(`${row.path} in commit ${commit.id.slice(0, 8)}: ${version.problem}: left out`);
			} else {
				versions.push(version);
			}
		}

		// What is not committed yet, or what a merge made of it.
		const last = commits.at(-1);
		if (!last || Buffer.compare(last.content, content) !== 0) {
			versions.push(newest);
		}

		members.push({
			name: row.name,
			type: row.type,
			folder: inLibrary,
			owner: userid,
			group: row.group,
			system: row.system,
			versions,
		});
	}

	return {members, problems, notes};
}
