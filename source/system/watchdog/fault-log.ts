/** `faults.log` of a data folder: what failed, for whoever mends it. It never grows without bound, and never fails. */
import {appendFileSync, renameSync, statSync} from 'node:fs';
import {limits} from '../../base/limits.js';

export const faultLogName = 'faults.log';

/** Appends `text`; a full log becomes `….1` first. A log that cannot be written is no fault of what is logged. */
export function appendToLog(file: string, text: string): void {
	try {
		const size = statSync(file, {throwIfNoEntry: false})?.size ?? 0;
		if (size > 0 && size + text.length > limits.faultLog.value) {
			renameSync(file, `${file}.1`);
		}

		appendFileSync(file, text, {mode: 0o600});
	} catch {
		// The host's disk is full, or the folder gone: the operator's line is all there is then.
	}
}
