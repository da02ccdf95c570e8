/**
 * One system a data folder. The lock is the file `lock.N` with the highest N, and belongs to the process that it names
 * while that one lives. Who finds it free or its process gone makes `lock.N+1`, which only one can: numbers are never
 * used again, so a late one who still believes in `lock.N` finds a higher one and gives up.
 *
 * - A file is made whole under another name and linked to its own, so that nobody reads half of one.
 * - A lower file goes only when there is a higher one: the highest number never falls.
 */
import {
	closeSync, constants, fstatSync, linkSync, lstatSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync,
	writeSync,
} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import path from 'node:path';
import process from 'node:process';
import {ConfigurationError} from '../configuration-error.js';
import {hostProblem} from '../../machine/devices/host-problem.js';

/** What a lock that nobody has says. */
const free = 'free';
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

/** The text of a lock; `undefined` where it is gone or not yet written. Anything but a plain file is in the way. */
function lockText(file: string): string | undefined {
	const status = lstatSync(file, {throwIfNoEntry: false});
	if (status && !status.isFile()) {
		throw new ConfigurationError(`${file} is no plain file; remove it`);
	}

	try {
		const text = readFileSync(file, 'utf8');
		return text === '' && Date.now() - (status?.mtimeMs ?? 0) < longestStart ? undefined : text;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
}

/** Makes the file whole or not at all; false where it is there already. */
function makeOnce(file: string, text: string): boolean {
	const aside = `${file}.${randomUUID()}`;
	writeFileSync(aside, text, {flag: 'wx', mode: 0o600});
	try {
		linkSync(aside, file);
		return true;
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'EEXIST' || code === 'ENOENT') {
			// Another one was faster, and may have tidied up already.
			return false;
		}

		if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP' || code === 'ENOSYS') {
			return makeWithoutLink(file, text);
		}

		throw error;
	} finally {
		rmSync(aside, {force: true});
	}
}

/** On file systems without links a reader may see the file empty: somebody is about to write his name. */
function makeWithoutLink(file: string, text: string): boolean {
	try {
		const descriptor = openSync(file, 'wx', 0o600);
		try {
			writeSync(descriptor, text);
		} finally {
			closeSync(descriptor);
		}

		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
			return false;
		}

		throw error;
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

		const holder = found.trim() === free ? undefined : liveHolder(found);
		if (holder !== undefined) {
			return {holder};
		}
	}

	const number = highest + 1;
	const file = path.join(folder, nameOf(number));
	if (!makeOnce(file, text)) {
		return undefined;
	}

	// Who was slow may have made a number that others have used and left behind.
	if (lockNumbers(folder).at(-1) !== number) {
		rmSync(file, {force: true});
		return undefined;
	}

	return {number};
}

/** Removes what earlier holders, and starters that were killed, left behind. */
function tidy(folder: string, number: number): void {
	for (const name of readdirSync(folder)) {
		const [, found, aside] = /^lock\.(\d+)(\..+)?$/.exec(name) ?? [];
		// A starter at this moment has a file aside for the number after ours.
		if (found !== undefined && (Number(found) < number || (aside !== undefined && Number(found) === number))) {
			rmSync(path.join(folder, name), {force: true});
		}
	}
}

/** Takes the lock of a folder that exists, or throws with one line that says who has it. The result gives it up. */
export function takeLock(folder: string, what = 'data folder'): () => void {
	const text = `${process.pid} ${startOf(process.pid)}\n`;
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
					release(path.join(folder, nameOf(taken.number)));
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

/** The file stays, and says that nobody has it: in place, for a full disk has no room for anything else. */
function release(file: string): void {
	try {
		const descriptor = openSync(file, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
		try {
			writeSync(descriptor, free.padEnd(fstatSync(descriptor).size), 0);
		} finally {
			closeSync(descriptor);
		}
	} catch (error) {
		// A folder that somebody removed or moved needs no lock; whatever else keeps us from writing, the lock is void
		// when this process is gone.
		hostProblem(error);
	}
}
