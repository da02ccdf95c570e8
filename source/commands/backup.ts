/**
 * `yorktown backup DIR|FILE` and `yorktown restore DIR|FILE`: a copy of an installation, a folder or an archive, and an
 * installation of a copy.
 */
import path from 'node:path';
import process from 'node:process';
import {ConfigurationError} from '../system/configuration-error.js';
import {backUp, restore as restoreFolder} from '../system/host/backup.js';
import {homeFolder} from './home-flag.js';
import {textFlag, UsageError, type Flags} from './verb.js';

/** Copies the data folder, also while a system runs on it. */
export async function backup(flags: Flags, words: readonly string[]): Promise<number> {
	const target = operand('backup', words);
	await telling(async () => backUp(homeFolder(textFlag(flags, 'home')), target));
	return 0;
}

/** Puts a copy in the data folder's place. */
export async function restore(flags: Flags, words: readonly string[]): Promise<number> {
	const source = operand('restore', words);
	const folder = homeFolder(textFlag(flags, 'home'));
	const old = await telling(async () => restoreFolder(source, folder, flags.replace === true));
	if (old !== undefined) {
		process.stdout.write(`${old}: what was there\n`);
	}

	return 0;
}

function operand(verb: string, words: readonly string[]): string {
	if (words.length !== 1) {
		throw new UsageError(`${verb} DIR or FILE.tgz: one folder or archive, behind the flags`);
	}

	return path.resolve(words[0]);
}

async function telling<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}
}
