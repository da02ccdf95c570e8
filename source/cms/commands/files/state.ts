/** STATE and what it shares with STATEW (GC20-1818, "STATE"; texts as this nucleus types them). */
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {
	invalidCharacter, isMode, type FoundFile,
} from './file-operands.js';

/** The first file that matches; `writable`: on read/write disks only. */
export function findFile(
	{disks}: Cms,
	[name, type, letter]: readonly [string, string, string],
	writable: boolean,
): FoundFile | undefined {
	if (!writable) {
		return disks.find(name, type, letter);
	}

	for (const disk of disks.disks.filter(disk => !disk.readOnly && (letter === '*' || disk.letter === letter))) {
		const status = disk
			.list()
			.find(status => (name === '*' || status.name === name) && (type === '*' || status.type === type));
		if (status) {
			return {disk, status};
		}
	}

	return undefined;
}

/** Checks a file identifier and looks it up; `writable`: on read/write disks only. */
export function * stateFile({cms, call}: CmsContext, writable: boolean): Step<number> {
	const [, name, type, mode, extra] = call.tokens;
	if (name === undefined || type === undefined) {
		return yield * cms.message('DMSSTT054E', 'Incomplete fileID specified.', 24);
	}

	const parameter = [name, type, mode, extra].find(token => token === '(') ?? extra;
	if (parameter !== undefined) {
		return yield * cms.message('DMSSTT070E', `Invalid parameter '${parameter}'.`, 24);
	}

	if (mode !== undefined && mode !== '*' && !isMode(mode)) {
		return yield * cms.message('DMSSTT048E', `Invalid mode '${mode}'.`, 24);
	}

	for (const token of [name, type]) {
		const character = token === '*' ? undefined : invalidCharacter(token);
		if (character !== undefined) {
			return yield * cms.message(
				'DMSSTT062E',
				`Invalid character '${character}' in fileID '${name} ${type}'.`,
				20,
			);
		}
	}

	const letter = mode?.[0] ?? '*';
	if (letter !== '*' && !cms.disks.disk(letter)) {
		return yield * cms.message('DMSSTT069E', `Disk '${letter}' not accessed.`, 36);
	}

	const found = findFile(cms, [name, type, letter], writable);
	const id = [name, type, mode].filter(token => token !== undefined).join(' ');
	return found ? 0 : yield * cms.message('DMSSTT002E', `File '${id}' not found.`, 28);
}

export const state: CmsCommand = {
	name: 'STATE',
	minimum: 5,
	syntax: ['STATE fn|* ft|* [fm|*]'],
	summary: 'Says by its return code whether a file exists on an accessed disk',
	description: [
		'The mode number is ignored. Without a mode all disks are searched in order, with a mode letter that disk and '
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
