/** ERASE (GC20-1818; texts as this nucleus types them). */
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {CmsCommand, CmsContext} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {
	deviceAddress, fileId, isMode, matchingFiles, writeError, type FoundFile,
} from './file-operands.js';
import {messages} from '../../messages/index.js';

const optionNames = ['TYPE', 'NOTYPE'] as const;

/** The option that a word, of one letter at least, stands for. */
const optionOf = (word: string): typeof optionNames[number] | undefined =>
	optionNames.find(name => isAbbreviation(word, name, 1));

function * eraseFiles({cms, operands, options}: CmsContext): Step<number> {
	const [name, type, mode, extra] = operands;
	const unknown = options.find(option => optionOf(option) === undefined);
	if (name === undefined || type === undefined) {
		return yield * cms.message(messages.DMSERS054E);
	}

	if (extra !== undefined) {
		return yield * cms.message(messages.DMSERS070E, {parameter: extra});
	}

	if (unknown !== undefined) {
		return yield * cms.message(messages.DMSERS003E, {option: unknown});
	}

	if (mode !== undefined && mode !== '*' && !isMode(mode)) {
		return yield * cms.message(messages.DMSERS048E, {mode});
	}

	const id = [name, type, mode].filter(token => token !== undefined).join(' ');
	if (name === '*' && type === '*' && mode?.[1] === undefined) {
		return yield * cms.message(messages.DMSERS071E, {file: id});
	}

	for (const token of [name, type]) {
		const character = token === '*' ? undefined : invalidCharacter(token);
		if (character !== undefined) {
			return yield * cms.message(messages.DMSERS062E, {character, file: `${name} ${type}`});
		}
	}

	const letter = mode?.[0] ?? 'A';
	const disk = cms.disks.disk(letter);
	if (letter !== '*' && !disk) {
		return yield * cms.message(messages.DMSERS069E, {mode: letter});
	}

	// The mode number counts only where the mode is all that limits the files.
	const several = name === '*' || type === '*';
	const found = matchingFiles(cms, name, type, several && mode !== undefined ? mode : letter);
	const files = found.filter(file => !file.disk.readOnly);
	if (files.length === 0) {
		return found.length > 0 && disk
			? yield * cms.message(messages.DMSERS037E, {disk: `${disk.letter} (${deviceAddress(disk.device)})`})
			: yield * cms.message(messages.DMSERS002E, {file: id});
	}

	return yield * eraseEach({cms, files, typed: optionOf(options.at(-1) ?? '') === 'TYPE'});
}

function * eraseEach({
	cms,
	files,
	typed,
}: {
	cms: CmsContext['cms'];
	files: readonly FoundFile[];
	typed: boolean;
}): Step<number> {
	for (const {disk, status} of files) {
		const code = yield * cms.disks.erase(disk, status.name, status.type);
		if (code !== fileCode.ok) {
			return yield * writeError(cms, 'DMSERS', fileId(status), code);
		}

		if (typed) {
			yield * cms.console.type(`${status.name.padEnd(8)} ${status.type.padEnd(8)} ${status.mode}`);
		}
	}

	return 0;
}

export const erase: CmsCommand = {
	name: 'ERASE',
	minimum: 5,
	syntax: ['ERASE fn|* ft|* [fm|*] [(Type|Notype[)]]'],
	summary: 'Deletes files from a read/write disk',
	description: [
		'Without a mode the A-disk is meant, with * every read/write disk. With * for name and type a mode letter and '
		+ 'number must be given. TYPE types what was erased; of TYPE and NOTYPE the last one counts.',
	],
	returnCodes: ['24  Invalid or missing operand.', '28  File not found.', '36  Disk not accessed or read-only.'],
	run: eraseFiles,
};
