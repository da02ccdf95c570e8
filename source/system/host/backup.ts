/**
 * A copy of a data folder that a start could go on from, also while a system runs on it. Files change by way of the
 * journal only, and what is in the journal is replayed at the copy's first start. So a copy is good where no file
 * changed from the time it was copied until the journal was copied behind all of them: the journal then has all that
 * the files lack, and a record that was cut short is void as after a crash. What changed meanwhile is copied again.
 *
 * Not in it: what outlives no session (lock, pages), lines recalled, reports of faults.
 */
import {
	constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync,
} from 'node:fs';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {ConfigurationError} from '../configuration-error.js';
import {hostFileLayer} from '../journal/file-layer.js';
import {journalFolder} from '../journal/journal.js';
import {readArchive} from './archive/read-archive.js';
import {isArchiveName, writeArchive} from './archive/write-archive.js';
import {finishRestore, requireInstallation} from './closed-folder.js';
import {takeLock} from './lock.js';
import {onHost} from './private-files.js';

const files = ['built.json', 'directory.json', 'USER DIRECT', 'config.json'];
const folders = ['volumes', 'spool', 'systems', 'tapes', 'reader', 'output', 'accounting'];
/** Copies of what changed before it is given up: a system that writes all the time. */
const mostPasses = 20;
/** A file that changed less long ago may change again without its time showing it, milliseconds. */
const settled = 50;

/** Of a file in a folder: not hidden, nothing that leads elsewhere. */
const plainName = /^[^./\\:\p{Cc}][^/\\:\p{Cc}]*$/u;

/** Whether a name is one of a file that a backup has. */
function isBackupName(name: string): boolean {
	const [folder, base, ...more] = name.split('/');
	return base === undefined
		? files.includes(folder)
		: more.length === 0 && [...folders, journalFolder].includes(folder) && plainName.test(base);
}

/** Files by name, with what tells whether one changed. */
type Seen = ReadonlyMap<string, string>;

/** Relative names of everything but the journal, with what tells whether it changed. */
function look(folder: string): Seen {
	const found = new Map<string, string>();
	const add = (name: string): void => {
		const status = statSync(path.join(folder, name), {bigint: true, throwIfNoEntry: false});
		if (status?.isFile()) {
			found.set(name, `${status.ino} ${status.size} ${status.mtimeNs} ${status.ctimeNs}`);
		}
	};

	for (const name of files) {
		add(name);
	}

	for (const name of folders) {
		const place = path.join(folder, name);
		for (const each of existsSync(place) ? readdirSync(place) : []) {
			if (isBackupName(`${name}/${each}`)) {
				add(path.join(name, each));
			}
		}
	}

	return found;
}

/** The age of the youngest file, milliseconds. */
function youngest(folder: string, names: Iterable<string>): number {
	let last = 0;
	for (const name of names) {
		last = Math.max(last, statSync(path.join(folder, name), {throwIfNoEntry: false})?.mtimeMs ?? 0);
	}

	return Date.now() - last;
}

/** Everything in a copy is on the host's disk: what is told to be there outlives a loss of power. */
function syncAll(folder: string): void {
	for (const entry of readdirSync(folder, {withFileTypes: true})) {
		const place = path.join(folder, entry.name);
		if (entry.isDirectory()) {
			syncAll(place);
		} else {
			const descriptor = hostFileLayer.open(place, 'update');
			try {
				hostFileLayer.sync(descriptor);
			} finally {
				hostFileLayer.close(descriptor);
			}
		}
	}

	hostFileLayer.syncFolder(folder);
}

/**
 * Copies the installation in `folder` to `target`, which is not there: a folder, or one file where its name is an
 * archive's (`archive/write-archive.ts`). `filesCopied` is told each time when the files are copied and the journal is
 * not (tests). Throws `ConfigurationError`.
 */
export async function backUp(folder: string, target: string, filesCopied = (): void => undefined): Promise<void> {
	requireInstallation(folder);
	if (existsSync(target)) {
		throw new ConfigurationError(`${target}: is there already`);
	}

	const aside = `${target}.new`;
	try {
		onHost(aside, () => {
			rmSync(aside, {recursive: true, force: true});
			mkdirSync(aside, {recursive: true, mode: 0o700});
		});
		await copySettled(folder, aside, filesCopied);
		if (isArchiveName(target)) {
			await onHostLater(target, async () => writeArchive(aside, target));
			rmSync(aside, {recursive: true});
			return;
		}

		onHost(target, () => {
			syncAll(aside);
			renameSync(aside, target);
			hostFileLayer.syncFolder(path.dirname(target));
		});
	} catch (error) {
		rmSync(aside, {recursive: true, force: true});
		throw error;
	}
}

const changedSince = (old: Seen, now: Seen): string[] =>
	[...now].filter(([name, state]) => old.get(name) !== state).map(([name]) => name);

const namesOnlyIn = (old: Seen, now: Seen): string[] => [...old.keys()].filter(name => !now.has(name));

const isSame = (before: Seen, after: Seen): boolean =>
	after.size === before.size && [...after].every(([name, state]) => before.get(name) === state);

async function copySettled(folder: string, target: string, filesCopied: () => void): Promise<void> {
	let copied: Seen = new Map();
	for (let pass = 0; pass < mostPasses; pass++) {
		const before = look(folder);
		const changed = changedSince(copied, before);
		if (youngest(folder, changed) < settled) {
			await pause(settled);
			continue;
		}

		const gone = namesOnlyIn(copied, before);
		const segments = copyOnce(folder, target, {gone, changed, filesCopied});
		copied = before;
		const after = look(folder);
		if (isSame(before, after) && segments === journalOf(folder).join(' ')) {
			return;
		}
	}

	throw new ConfigurationError(`${folder}: changes all the time; back it up when less is going on`);
}

/** Copies what changed, and the journal behind it. Answers the names of the journal's files. */
function copyOnce(
	folder: string,
	target: string,
	{gone, changed, filesCopied}: {
		readonly gone: readonly string[];
		readonly changed: readonly string[];
		readonly filesCopied: () => void;
	},
): string {
	return onHost(target, () => {
		for (const name of gone) {
			rmSync(path.join(target, name), {force: true});
		}

		for (const name of changed) {
			copyInto(folder, target, name);
		}

		filesCopied();
		rmSync(path.join(target, journalFolder), {recursive: true, force: true});
		return copyJournal(folder, target);
	});
}

const journalOf = (folder: string): string[] => {
	const place = path.join(folder, journalFolder);
	return existsSync(place) ? readdirSync(place).toSorted() : [];
};

/**
 * Copies the journal's files. Answers their names: while they are the same none but the last has grown, so that the
 * copies hold a prefix of the changes.
 */
function copyJournal(folder: string, target: string): string {
	const names = journalOf(folder);
	mkdirSync(path.join(target, journalFolder), {recursive: true, mode: 0o700});
	for (const name of names) {
		copyInto(folder, target, path.join(journalFolder, name));
	}

	return names.join(' ');
}

function copyInto(folder: string, target: string, name: string): void {
	const to = path.join(target, name);
	mkdirSync(path.dirname(to), {recursive: true, mode: 0o700});
	try {
		copyFileSync(path.join(folder, name), to, constants.COPYFILE_FICLONE);
	} catch (error) {
		// Gone since: the look behind the copies finds that.
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
			throw error;
		}

		rmSync(to, {force: true});
	}
}

/** The same as `onHost` for what takes time. */
async function onHostLater(file: string, operation: () => Promise<void>): Promise<void> {
	try {
		await operation();
	} catch (error) {
		onHost(file, () => {
			throw error;
		});
	}
}

/**
 * Makes `folder` what a backup, a folder or an archive, holds. An installation that is there is only replaced where
 * asked for, and never while a system runs on it; what was there stays beside it, under the name that is answered.
 */
export async function restore(backup: string, folder: string, replaces: boolean): Promise<string | undefined> {
	finishRestore(folder);
	const isArchive = onHost(backup, () => statSync(backup).isFile());
	if (!isArchive) {
		requireInstallation(backup);
	}

	const isThere = existsSync(folder) && readdirSync(folder).length > 0;
	if (isThere && !replaces) {
		throw new ConfigurationError(`${folder}: is not empty; --replace puts the backup in its place`);
	}

	const aside = `${folder}.restoring`;
	/** Whole, and without its name yet. */
	const restored = `${folder}.restored`;
	const old = `${folder}.replaced`;
	if (isThere && existsSync(old)) {
		throw new ConfigurationError(`${old}: is there from another restore; move it away`);
	}

	const unlock = isThere ? takeLock(folder) : undefined;
	try {
		onHost(aside, () => {
			rmSync(aside, {recursive: true, force: true});
			rmSync(restored, {recursive: true, force: true});
			mkdirSync(aside, {recursive: true, mode: 0o700});
		});
		if (isArchive) {
			await onHostLater(backup, async () => readArchive(backup, aside, isBackupName));
			requireInstallation(aside);
		} else {
			await copySettled(backup, aside, () => undefined);
		}

		onHost(folder, () => {
			syncAll(aside);
			renameSync(aside, restored);
			if (isThere) {
				renameSync(folder, old);
			} else {
				rmSync(folder, {recursive: true, force: true});
			}

			finishRestore(folder);
			hostFileLayer.syncFolder(path.dirname(folder));
		});
		return isThere ? old : undefined;
	} catch (error) {
		rmSync(aside, {recursive: true, force: true});
		throw error;
	} finally {
		unlock?.();
	}
}
