/** One system a data folder: a lock file that names the process which has it, and is void when that process is gone. */
import {closeSync, openSync, readFileSync, rmSync, writeSync} from 'node:fs';
import process from 'node:process';
import {ConfigurationError} from '../configuration-error.js';

/**
 * When a process started, in the host's own terms, so that a process number used again is not taken for the old one;
 * empty where unknown.
 */
function startOf(pid: number): string {
	try {
		// Field 22 of /proc/PID/stat; the command name before it is in parentheses and may hold anything.
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
	} catch {
		// No such process, or a host without /proc: the process number alone must do.
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

/** Takes the lock, or throws with one line that says who has it. The result gives it up. */
export function takeLock(file: string, folder: string): () => void {
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			const descriptor = openSync(file, 'wx');
			writeSync(descriptor, `${process.pid} ${startOf(process.pid)}\n`);
			closeSync(descriptor);
			return () => {
				rmSync(file, {force: true});
			};
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
				throw new ConfigurationError(`data folder ${folder}: ${(error as Error).message}`);
			}
		}

		const [pid = '', started = ''] = readFileSync(file, 'utf8').trim().split(' ');
		if (isAlive(Number(pid)) && Number(pid) > 0 && (started === '' || startOf(Number(pid)) === started)) {
			throw new ConfigurationError(`data folder ${folder} is in use by another system (process ${pid})`);
		}

		rmSync(file, {force: true});
	}

	throw new ConfigurationError(`data folder ${folder}: another system is starting on it`);
}
