/**
 * `yorktown sbs import|export DIR`: a library of SBS and a folder of the host, a git working tree above all. The
 * library is one that `run --library` keeps; no system has it meanwhile.
 */
import {statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {isFileName} from '../../cms/file-system/files/file-name.js';
import {DiskError} from '../../cms/file-system/disk/disk.js';
import {runToEnd} from '../../guest/action.js';
import {findRelease} from '../../sbs/data-base/releases.js';
import {DamagedLibrary, LibraryFull} from '../../sbs/store/store.js';
import {ConfigurationError} from '../../system/configuration-error.js';
import {openHostLibrary, type HostLibrary} from '../../system/host/library-store.js';
import {readProfile} from '../../system/profile.js';
import {clockOf} from '../../system/system.js';
import {choiceFlag, textFlag, UsageError, type Flags} from '../verb.js';
import {exportCommits, GitFailure} from './export-commits.js';
import {exportTo, type Chosen} from './export-folder.js';
import {conflictsWith, findIn, storeFound} from './import-folder.js';
import {nameOfFolder} from './tree.js';

const exitStatus = {done: 0, problems: 1} as const;

/** Where answers and complaints go. */
export type Told = {answer(line: string): void; complain(line: string): void};

const onTerminal: Told = {
	answer(line) {
		process.stdout.write(`${line}\n`);
	},
	complain(line) {
		process.stderr.write(`yorktown: ${line}\n`);
	},
};

function complain(told: Told, lines: readonly string[]): void {
	for (const line of lines) {
		told.complain(line);
	}
}

/** What the library or its disk says, in words. */
function problemOf(error: unknown): string {
	if (error instanceof LibraryFull) {
		return 'the library is full: what was stored before is there';
	}

	if (error instanceof DamagedLibrary || error instanceof DiskError || error instanceof GitFailure) {
		return error.message;
	}

	throw error;
}

/** Works with the library that the flags name, and gives it up whatever happens. */
async function withLibrary(
	flags: Flags,
	told: Told,
	now: number,
	work: (library: HostLibrary) => number,
): Promise<number> {
	const folder = textFlag(flags, 'library');
	if (folder === undefined) {
		throw new UsageError('--library DIR: which library?');
	}

	let library: HostLibrary;
	try {
		library = await openHostLibrary(path.resolve(folder), readProfile(textFlag(flags, 'profile')), now);
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}

	try {
		return work(library);
	} catch (error) {
		complain(told, [problemOf(error)]);
		return exitStatus.problems;
	} finally {
		await library.close();
	}
}

async function importFrom(flags: Flags, told: Told, folder: string, now: number): Promise<number> {
	const userid = (textFlag(flags, 'user') ?? 'CMSUSER').toUpperCase();
	if (!isFileName(userid)) {
		throw new UsageError(`--user ${userid}: not a userid`);
	}

	const importer = {userid, now, folder: nameOfFolder(folder)};
	const found = findIn(folder, importer);
	complain(told, found.notes);
	if (found.problems.length > 0) {
		complain(told, [...found.problems, 'nothing was stored']);
		return exitStatus.problems;
	}

	return withLibrary(flags, told, now, ({store}) => {
		const conflicts = conflictsWith(store, found);
		if (conflicts.length > 0) {
			complain(told, [...conflicts, 'nothing was stored']);
			return exitStatus.problems;
		}

		const {members, versions, circle} = storeFound(store, found, importer);
		if (circle) {
			complain(told, [
				`system ${circle[0]} would include itself: ${circle.join(' > ')}`, 'nothing was stored',
			]);
			return exitStatus.problems;
		}

		told.answer(`${members} members, ${versions} new versions, ${found.systems.length} systems`);
		return exitStatus.done;
	});
}

function chosenBy(flags: Flags): Chosen {
	const release = textFlag(flags, 'release');
	const group = choiceFlag(flags, 'group', ['TEST', 'INTEGRATION', 'PRODUCTION'], 'TEST');
	return release === undefined ? {group} : {release: release.toUpperCase()};
}

async function commitInto(flags: Flags, told: Told, folder: string, now: number): Promise<number> {
	if (flags.group !== undefined || flags.release !== undefined) {
		throw new UsageError('--commits: every version, so neither --group nor --release');
	}

	return withLibrary(flags, told, now, ({store}) => {
		const {commits, versions, problems} = exportCommits(store, folder);
		complain(told, problems);
		told.answer(`${versions} versions in ${commits} commits`);
		return problems.length > 0 ? exitStatus.problems : exitStatus.done;
	});
}

async function exportInto(flags: Flags, told: Told, folder: string, now: number): Promise<number> {
	if (flags.commits === true) {
		return commitInto(flags, told, folder, now);
	}

	const chosen = chosenBy(flags);
	return withLibrary(flags, told, now, ({store}) => {
		if ('release' in chosen && !runToEnd(store.read(reader => findRelease(reader, chosen.release)))) {
			complain(told, [`no release ${chosen.release} in the library`]);
			return exitStatus.problems;
		}

		const {written, same, problems} = exportTo(store, folder, chosen);
		complain(told, problems);
		told.answer(`${written} files written, ${same} as they were`);
		return problems.length > 0 ? exitStatus.problems : exitStatus.done;
	});
}

const isFolder = (folder: string): boolean => statSync(folder, {throwIfNoEntry: false})?.isDirectory() ?? false;

/** Runs the verb. `words`: import or export, and the folder. */
export async function sbs(flags: Flags, words: readonly string[], told = onTerminal): Promise<number> {
	const [subject, folder, ...more] = words;
	if (folder === undefined || more.length > 0) {
		throw new UsageError(`sbs ${subject} [flags] DIR: one folder, behind the flags`);
	}

	const clock = clockOf(choiceFlag(flags, 'clock', ['virtual', 'host'], 'host'));
	if (subject === 'import') {
		if (!isFolder(folder)) {
			throw new UsageError(`no folder ${folder}`);
		}

		return importFrom(flags, told, folder, clock.now());
	}

	return exportInto(flags, told, folder, clock.now());
}
