/**
 * Lines that users entered, for recall in later sessions: `history/USERID` in the data folder, a line each, oldest
 * first. The terminal leaves out what may be a password before a line comes here. What cannot be read or written is
 * done without: recall is a convenience, and nobody's work hangs on it.
 */
import path from 'node:path';
import {appendFileSync, statSync} from 'node:fs';
import {limits} from '../../base/limits.js';
import {makePrivateFolder, readPrivate, replacePrivate} from './private-files.js';

/** Userids that are host names as they stand. */
const userids = /^[A-Z\d$#@]{1,8}$/;

export class InputHistory {
	readonly #folder: string;

	constructor(dataFolder: string) {
		this.#folder = path.join(dataFolder, 'history');
	}

	/** The lines of `userid`, oldest first. */
	lines(userid: string): readonly string[] {
		return this.#quietly(() => userids.test(userid) ? this.#read(userid) : [], []);
	}

	/** `userid` entered `line`. */
	add(userid: string, line: string): void {
		this.#quietly(() => {
			if (!userids.test(userid)) {
				return;
			}

			makePrivateFolder(this.#folder);
			const file = path.join(this.#folder, userid);
			const text = `${line.replaceAll(/[\u0000-\u001F\u007F]/g, ' ')}\n`;
			const size = statSync(file, {throwIfNoEntry: false})?.size;
			if (size === undefined || size + Buffer.byteLength(text) > limits.inputHistoryBytes.value) {
				replacePrivate(file, shortened([...this.#read(userid), text.slice(0, -1)]));
			} else {
				appendFileSync(file, text, {mode: 0o600});
			}
		}, undefined);
	}

	#read(userid: string): string[] {
		const text = readPrivate(path.join(this.#folder, userid)) ?? '';
		return text.split('\n').filter(line => line !== '').slice(-limits.inputHistory.value);
	}

	#quietly<T>(attempt: () => T, otherwise: T): T {
		try {
			return attempt();
		} catch {
			return otherwise;
		}
	}
}

/** The newest of `lines` that fill half of what a file may hold, so that it is not written anew with each line. */
function shortened(lines: readonly string[]): string {
	let text = '';
	for (const line of lines.toReversed()) {
		const longer = `${line}\n${text}`;
		if (Buffer.byteLength(longer) > limits.inputHistoryBytes.value / 2) {
			break;
		}

		text = longer;
	}

	return text;
}
