/**
 * Files that only spare work at the next start: one that is not there, cannot be read or cannot be written is made up
 * for by doing the work again.
 */
import {
	mkdirSync, readFileSync, renameSync, rmSync, writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** What `work` gives; undefined where the host refuses it. */
function attempt<T>(work: () => T): T | undefined {
	try {
		return work();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === undefined) {
			throw error;
		}

		return undefined;
	}
}

/** The bytes of a file; undefined where there are none to be had. */
export const readKept = (file: string): Uint8Array | undefined => attempt(() => readFileSync(file));

/**
 * Writes `content` in one step: others who start meanwhile see the old file, or all of the new one. `making`: what is
 * to be done once its folder is there.
 */
export function writeKept(file: string, content: Uint8Array, making?: (folder: string) => void): void {
	const aside = `${file}.${process.pid}.tmp`;
	const folder = path.dirname(file);
	attempt(() => {
		mkdirSync(folder, {recursive: true});
		making?.(folder);
		writeFileSync(aside, content);
		renameSync(aside, file);
	});
	attempt(() => {
		rmSync(aside, {force: true});
	});
}
