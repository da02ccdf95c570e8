/** Host files behind the devices and images of `yorktown bare`. */
import {appendFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {cp037, fromEbcdic} from '../../base/ebcdic.js';
import {hostProblem} from '../../machine/devices/host-problem.js';
import type {WriteHold} from '../../machine/devices/volume/write-hold.js';
import {UsageError} from '../verb.js';

/**
 * A new output file (`-`: standard output); what it held is gone. Its function answers false where the host does not
 * take the bytes any more (disk full), and has then said so on standard error. What was written to disks before is in
 * their files before anybody sees this.
 */
export function newOutput(file: string, hold?: WriteHold): (bytes: Uint8Array | string) => boolean {
	if (file === '-') {
		return bytes => {
			hold?.flush();
			process.stdout.write(bytes);
			return true;
		};
	}

	try {
		writeFileSync(file, '');
	} catch (error) {
		throw new UsageError(`${file}: ${hostProblem(error).problem}`);
	}

	return bytes => {
		hold?.flush();
		try {
			appendFileSync(file, bytes);
			return true;
		} catch (error) {
			process.stderr.write(`yorktown: ${file}: ${hostProblem(error).problem}\n`);
			return false;
		}
	};
}

/** Text of EBCDIC bytes without the blanks at its end. */
export const trimmedText = (bytes: Uint8Array): string => fromEbcdic(bytes, cp037).trimEnd();
