/** STATE and what it shares with STATEW (GC20-1818, "STATE"; texts as this nucleus types them). */
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import type {AccessedDisk} from '../../file-system/disk/disk.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {isMode, type FoundFile} from './file-operands.js';
import {messages} from '../../messages/index.js';

/**
 * The first file that matches; `writable`: on read/write disks only. The number of a mode counts where name or type is
 * `*`.
 */
export function findFile(
	{disks}: Cms,
	[name, type, mode]: readonly [string, string, string],
	writable: boolean,
): FoundFile | undefined {
	const letter = mode[0];
	const number = name === '*' || type === '*' ? mode[1] : undefined;
	if (!writable && number === undefined) {
		return disks.find(name, type, letter);
	}

	const isPlace = (disk: AccessedDisk): boolean =>
		letter === '*' || disk.letter === letter || (!writable && disk.extensionOf === letter);
	for (const disk of disks.disks.filter(disk => (!writable || !disk.readOnly) && isPlace(disk))) {
		const status = disk
			.list()
			.find(status => (name === '*' || status.name === name) && (type === '*' || status.type === type)
				&& (number === undefined || status.mode[1] === number));
		if (status) {
			return {disk, status};
		}
	}

	return undefined;
}

/** Longest mode: letter and number. */
const modeLength = 2;

/**
 * Whether a file can have this identifier, which commands ask of STATE before they look for theirs. Answers 0, or a
 * return code, its message typed. `*` stands for any name or type with `all`.
 */
export function * checkFileId(
	cms: Cms,
	[name, type, mode = '*']: readonly [string, string, string?],
	all = false,
): Step<number> {
	if (mode.length > modeLength) {
		return yield * cms.message(messages.DMSSTT048E, {mode});
	}

	for (const token of [name, type]) {
		const character = all && token === '*' ? undefined : invalidCharacter(token);
		if (character !== undefined) {
			return yield * cms.message(messages.DMSSTT062E, {character, file: `${name} ${type}`});
		}
	}

	return mode === '*' || isMode(mode) ? 0 : yield * cms.message(messages.DMSSTT048E, {mode});
}

/** Checks a file identifier and looks it up; `writable`: on read/write disks only. */
export function * stateFile({cms, call}: CmsContext, writable: boolean): Step<number> {
	const [, name, type, mode, extra] = call.tokens;
	if (name === undefined || type === undefined) {
		return yield * cms.message(messages.DMSSTT054E);
	}

	if (extra !== undefined) {
		return yield * cms.message(messages.DMSSTT070E, {parameter: extra});
	}

	const wrong = yield * checkFileId(cms, [name, type, mode], true);
	if (wrong !== 0) {
		return wrong;
	}

	const letter = mode?.[0] ?? '*';
	if (letter !== '*' && !cms.disks.disk(letter)) {
		return yield * cms.message(messages.DMSSTT069E, {mode: letter});
	}

	const found = findFile(cms, [name, type, mode ?? '*'], writable);
	const id = [name, type, mode].filter(token => token !== undefined).join(' ');
	return found ? 0 : yield * cms.message(messages.DMSSTT002E, {file: id});
}

export const state: CmsCommand = {
	name: 'STATE',
	minimum: 5,
	syntax: ['STATE fn|* ft|* [fm|*]'],
	summary: 'Says by its return code whether a file exists on an accessed disk',
	description: [
		'The mode number counts only where name or type is *. '
		+ 'Without a mode all disks are searched in order, with a mode letter that disk and '
		+ 'its extensions.',
	],
	returnCodes: [
		'0   The file exists.',
		'20  Invalid character in the file identifier.',
		'24  Invalid or missing operand.',
		'28  File not found.',
		'36  Disk not accessed.',
	],
	* run(context) {
		return yield * stateFile(context, false);
	},
};
