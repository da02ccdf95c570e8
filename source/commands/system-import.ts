/**
 * `yorktown system import NAME FILE`: brings a saved system, in the form SAVESYS gives it, into the data folder, as if
 * it had been saved there (GC20-1807, "Saved Systems"). The name table says which pages it has; what the file holds is
 * checked against that.
 */
import process from 'node:process';
import {hex} from '../base/hex.js';
import {pageSize} from '../base/architecture.js';
import {decodeSavedSystem, type SavedSystem} from '../cp/systems/saved-system.js';
import type {SystemName} from '../cp/systems/system-names.js';
import {ConfigurationError} from '../system/configuration-error.js';
import {storeSystem} from '../system/host/system-store.js';
import {readProfile} from '../system/profile.js';
import {homeFolder} from './home-flag.js';
import {readBytes} from './input-bytes.js';
import {textFlag, UsageError, type Flags} from './verb.js';

/** The verb; `words`: subject, name and file. */
export async function system(flags: Flags, words: readonly string[]): Promise<number> {
	const [, name = '', file, ...more] = words;
	if (file === undefined || more.length > 0) {
		throw new UsageError('system import NAME FILE: a name of SYSTEM NAMES, and a file');
	}

	try {
		const definition = definitionOf(name.toUpperCase(), textFlag(flags, 'profile'));
		const bytes = readBytes(file);
		const problem = problemOf(definition, bytes);
		if (problem !== undefined) {
			throw new UsageError(`${file}: ${problem}`);
		}

		await storeSystem(homeFolder(textFlag(flags, 'home')), definition.name, bytes);
		process.stdout.write(`${definition.name}: ${definition.pages.length} pages from ${
			hex(definition.pages[0] * pageSize, 6)} to ${hex(((definition.pages.at(-1)! + 1) * pageSize) - 1, 6)}${
			definition.isSegment ? '' : `; IPL ${definition.name}`}\n`);
		return 0;
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}
}

function definitionOf(name: string, profileName: string | undefined): SystemName {
	const profile = readProfile(profileName);
	const definition = profile.systemNames.find(each => each.name === name);
	if (!definition) {
		const known = profile.systemNames.map(each => each.name).join(' ');
		throw new UsageError(`${name}: no such name in SYSTEM NAMES of ${profile.folder} (there are ${known})`);
	}

	return definition;
}

/** What keeps the bytes from being that system. */
function problemOf(definition: SystemName, bytes: Uint8Array): string | undefined {
	const {name, pages, isSegment} = definition;
	const saved = decodeSavedSystem(name, pages, bytes);
	if (!saved) {
		return `${bytes.length} bytes, not the ${(pages.length + 1) * pageSize} of an information page and the `
			+ `${pages.length} pages of ${name}`;
	}

	return isSegment ? undefined : startProblem(definition, saved);
}

/** A system begins in its own storage, at an instruction. */
function startProblem({name, size}: SystemName, {psw: [, low]}: SavedSystem): string | undefined {
	const start = low & 0xFF_FFFF;
	return start % 2 === 0 && start < size
		? undefined
		: `its PSW begins at ${hex(start, 6)}, where ${name} has no instruction`;
}
