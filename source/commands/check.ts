/** `yorktown check`: whether an installation is whole; a line for everything that is not. */
import process from 'node:process';
import {ConfigurationError} from '../system/configuration-error.js';
import {checkFolder} from '../system/host/check-folder.js';
import {inClosedFolder} from '../system/host/closed-folder.js';
import {homeFolder} from './home-flag.js';
import {textFlag, UsageError, type Flags} from './verb.js';

/** The verb. */
export async function check(flags: Flags, words: readonly string[]): Promise<number> {
	if (words.length > 0) {
		throw new UsageError('check has no operand');
	}

	const folder = homeFolder(textFlag(flags, 'home'));
	try {
		const findings = await inClosedFolder(folder, async () => checkFolder(folder, flags.repair === true));
		for (const {text, isMended} of findings) {
			process.stdout.write(`${text}${isMended ? ' (mended)' : ''}\n`);
		}

		return findings.some(({isMended}) => !isMended) ? 1 : 0;
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}
}
