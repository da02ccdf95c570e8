/**
 * `log/operator.log` of the data folder: what the operator is told and what his console shows, with date and time, also
 * while he is not logged on. A full file becomes `operator.log.1`, that one `operator.log.2`, and so on. It never
 * fails: a log that cannot be written is no fault of what is logged.
 */
import {
	appendFileSync, existsSync, renameSync, statSync,
} from 'node:fs';
import path from 'node:path';
import {calendarDate, timeOfDay} from '../../base/clock.js';
import {limits} from '../../base/limits.js';
import {privateFile} from '../journal/file-layer.js';
import {closeFilesToOthers, makePrivateFolder} from './private-files.js';

export const logFolderName = 'log';
const logName = 'operator.log';

export class OperatorLogFile {
	readonly #file: string;
	#isMade = false;

	/** `folder`: the data folder. */
	constructor(folder: string) {
		this.#file = path.join(folder, logFolderName, logName);
	}

	/** A line, with the date and time of `now` (`Clock` microseconds) before it. */
	add(text: string, now: number): void {
		try {
			if (!this.#isMade) {
				const folder = path.dirname(this.#file);
				makePrivateFolder(folder);
				closeFilesToOthers(folder);
				this.#isMade = true;
			}

			const shown = text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, ' ');
			const line = `${calendarDate(now)} ${timeOfDay(now)} ${shown}\n`;
			const size = statSync(this.#file, {throwIfNoEntry: false})?.size ?? 0;
			if (size > 0 && size + line.length > limits.operatorLog.value) {
				this.#rotate();
			}

			appendFileSync(this.#file, line, {mode: privateFile});
		} catch {
			// The host's disk is full, or the folder gone.
		}
	}

	#rotate(): void {
		for (let age = limits.operatorLogs.value - 1; age >= 0; age--) {
			const old = age === 0 ? this.#file : `${this.#file}.${age}`;
			if (existsSync(old)) {
				renameSync(old, `${this.#file}.${age + 1}`);
			}
		}
	}
}
