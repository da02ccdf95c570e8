/**
 * Host files that the caller names: read whole up to a limit, as bytes or lines. `-` is standard input to its end,
 * whatever it is connected to.
 */
import {closeSync, openSync, readSync} from 'node:fs';
import {limits} from '../base/limits.js';
import {hostProblem, type HostProblem} from '../machine/devices/host-problem.js';
import {readUpTo} from '../system/files/host-folder.js';
import {UsageError} from './verb.js';

/** How long to wait for whoever writes our input, milliseconds. */
const pause = 5;

/** The bytes of a file, or a `UsageError` that says which file and why not. */
export function readBytes(file: string): Uint8Array {
	const content = file === '-' ? readUpTo(readStandardInput, limits.hostFile.value) : readFile(file);
	if ('problem' in content) {
		throw new UsageError(`${file}: ${content.problem}`);
	}

	return content;
}

/** The lines of a UTF-8 text file; the end of the last line is none of its own. */
export function readLines(file: string): string[] {
	const bytes = readBytes(file);
	if (bytes.reduce((count, byte) => count + (byte === 0x0A ? 1 : 0), 0) > limits.hostLines.value) {
		throw new UsageError(`${file}: has more than ${limits.hostLines.value} lines`);
	}

	const lines = Buffer.from(bytes).toString('utf8').split(/\r?\n/);
	return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function readFile(file: string): Uint8Array | HostProblem {
	try {
		const descriptor = openSync(file, 'r');
		try {
			return readUpTo(piece => readSync(descriptor, piece), limits.hostFile.value);
		} finally {
			closeSync(descriptor);
		}
	} catch (error) {
		return hostProblem(error);
	}
}

/** A pipe that another Node program made does not block: it says "again" while nothing is there. */
function readStandardInput(piece: Uint8Array): number {
	const never = new Int32Array(new SharedArrayBuffer(4));
	for (;;) {
		try {
			return readSync(0, piece);
		} catch (error) {
			const {code} = error as NodeJS.ErrnoException;
			if (code === 'EOF') {
				return 0;
			}

			if (code !== 'EAGAIN') {
				throw error;
			}

			Atomics.wait(never, 0, 0, pause);
		}
	}
}
