/**
 * One system a data folder. The lock is the file `lock.N` with the highest N, and belongs to the process that it names
 * while that one lives. Who finds none, or its process gone, makes `lock.N+1`, which only one can.
 *
 * - Its text is where a symbolic link points: made whole or not at all, and, being in the link itself, in need of no
 *   room on a full disk. Hosts without such links have a file.
 * - Who has made one looks again, and gives up for a higher one, or for a lower one of a living process: of two who
 *   made theirs at one moment at least one sees the other.
 * - The text is none that anything else should read: nobody follows the link.
 */
import {
	closeSync, lstatSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeSync,
} from 'node:fs';
import {execFileSync} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {ConfigurationError} from '../configuration-error.js';
import {hostProblem} from '../../machine/devices/host-problem.js';
import {hostFileLayer, readWhole} from '../journal/file-layer.js';

/** Others that start at the same time may win so often that we give up. */
const mostAttempts = 100;
const digits = 8;
/** An empty lock this old is what a process left that ended before it wrote its name, milliseconds. */
const longestStart = 10_000;

/** The host's own run: process numbers and times are of one run. Empty where the host does not say. */
function hostRun(): string {
	try {
		return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
	} catch {
		// A host without /proc: the start time below is a date there.
		return '';
	}
}

/**
 * When a process started, in the host's own terms, so that a process number used again is not taken for the old one;
 * empty where unknown.
 */
function startOf(pid: number): string {
	if (process.platform === 'linux') {
		try {
			// Field 22 of /proc/PID/stat; the command name before it is in parentheses and may hold anything.
			const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
			return `${hostRun()}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
		} catch {
			// No such process, or no /proc: the process number alone must do.
			return '';
		}
	}

	try {
		const date = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
			encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
		});
		return date.trim().replaceAll(/\s+/g, '_');
	} catch {
		return '';
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** The process that a lock's text names, where it lives. */
function liveHolder(text: string): number | undefined {
	const [word = '', started = ''] = text.trim().split(' ');
	const pid = Number(word);
	return Number.isInteger(pid) && pid > 0 && isAlive(pid) && (started === '' || startOf(pid) === started)
		? pid
		: undefined;
}

const nameOf = (number: number): string => `lock.${String(number).padStart(digits, '0')}`;

/** Numbers of the locks there are, lowest first. */
function lockNumbers(folder: string): number[] {
	return readdirSync(folder)
		.map(name => /^lock\.(\d+)$/.exec(name)?.[1])
		.filter(number => number !== undefined)
		.map(Number)
		.toSorted((left, right) => left - right);
}

/** The text of a lock; `undefined` where it is gone or not yet written. Anything else in its place is in the way. */
function lockText(file: string): string | undefined {
	const status = lstatSync(file, {throwIfNoEntry: false});
	if (status && !status.isFile() && !status.isSymbolicLink()) {
		throw new ConfigurationError(`${file} is no lock; remove it`);
	}

	try {
		if (!status?.isFile()) {
			return status && readlinkSync(file);
		}

		const text = new TextDecoder().decode(readWhole(hostFileLayer, file));
		return text === '' && Date.now() - status.mtimeMs < longestStart ? undefined : text;
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'EINVAL' || code === 'ELOOP') {
			// It went, or another came in its place, since we looked.
			return undefined;
		}

		throw error;
	}
}

/** What hosts without symbolic links, or without the right to make them, say. */
const cannotLink = new Set(['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Makes the lock whole or not at all; false where it is there already. */
function makeOnce(file: string, text: string): boolean {
	try {
		symlinkSync(text, file);
		return true;
	} catch (error) {
		const {code = ''} = error as NodeJS.ErrnoException;
		if (code === 'EEXIST') {
			return false;
		}

		if (cannotLink.has(code)) {
			return makeWithoutLink(file, text);
		}

		throw error;
	}
}

/** A reader may see the file empty: somebody is about to write his name. */
function makeWithoutLink(file: string, text: string): boolean {
	let descriptor: number;
	try {
		descriptor = openSync(file, 'wx', 0o600);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
			return false;
		}

		throw error;
	}

	try {
		writeSync(descriptor, text);
		return true;
	} catch (error) {
		rmSync(file, {force: true});
		throw error;
	} finally {
		closeSync(descriptor);
	}
}

/** One attempt. `undefined`: another one came between. */
function attempt(folder: string, text: string): {readonly number: number} | {readonly holder: number} | undefined {
	const highest = lockNumbers(folder).at(-1) ?? 0;
	if (highest > 0) {
		const found = lockText(path.join(folder, nameOf(highest)));
		if (found === undefined) {
			return undefined;
		}

		const holder = liveHolder(found);
		if (holder !== undefined) {
			return {holder};
		}
	}

	const number = highest + 1;
	const file = path.join(folder, nameOf(number));
	if (!makeOnce(file, text)) {
		return undefined;
	}

	// Who was slow may have made a number that others have used and left behind, or one above a younger lock.
	const others = lockNumbers(folder).filter(each => each !== number);
	if (others.some(each => each > number || isHeld(path.join(folder, nameOf(each))))) {
		rmSync(file, {force: true});
		return undefined;
	}

	return {number};
}

/** Whether a living process has it, or may have. */
function isHeld(file: string): boolean {
	const text = lockText(file);
	return text === undefined ? lstatSync(file, {throwIfNoEntry: false}) !== undefined : liveHolder(text) !== undefined;
}

/** Removes what earlier holders left behind, and what starters of an older version had aside. */
function tidy(folder: string, number: number): void {
	for (const name of readdirSync(folder)) {
		const [, found] = /^lock\.(\d+)(?:\..+)?$/.exec(name) ?? [];
		if (found !== undefined && Number(found) < number) {
			rmSync(path.join(folder, name), {force: true});
		}
	}
}

/** Takes the lock of a folder that exists, or throws with one line that says who has it. The result gives it up. */
export function takeLock(folder: string, what = 'data folder'): () => void {
	const text = `${process.pid} ${startOf(process.pid)}`;
	try {
		for (let count = 0; count < mostAttempts; count++) {
			const taken = attempt(folder, text);
			if (taken && 'holder' in taken) {
				throw new ConfigurationError(
					`${what} ${folder} is in use by another system (process ${taken.holder})`,
				);
			}

			if (taken) {
				tidy(folder, taken.number);
				return () => {
					release(path.join(folder, nameOf(taken.number)), text);
				};
			}
		}
	} catch (error) {
		throw error instanceof ConfigurationError
			? error
			: new ConfigurationError(`${what} ${folder}: ${hostProblem(error).problem}`);
	}

	throw new ConfigurationError(`${what} ${folder}: other systems are starting on it`);
}

/** Whatever keeps us from it, the lock is void when this process is gone. */
function release(file: string, text: string): void {
	try {
		// In the place of a folder that somebody moved there may be another one, with a lock of another's.
		if (lockText(file) === text) {
			rmSync(file, {force: true});
		}
	} catch (error) {
		if (!(error instanceof ConfigurationError)) {
			hostProblem(error);
		}
	}
}
