/** RENAME (GC20-1818). */
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {
	diskId, fileId, isMode, matchingFiles, writeError, type FoundFile,
} from './file-operands.js';
import {messages} from '../../messages/index.js';

const optionNames = [['TYPE', 1], ['NOTYPE', 3], ['UPDIRT', 2], ['NOUPDIRT', 4]] as const;

/** The option a word stands for. */
const optionOf = (word: string): string | undefined =>
	optionNames.find(([name, minimum]) => isAbbreviation(word, name, minimum))?.[0];

function * check({cms, operands, options}: CmsContext): Step<number> {
	const [name, type, mode, newName, newType, newMode, extra] = operands;
	const unknown = options.find(option => optionOf(option) === undefined);
	if (newMode === undefined) {
		return yield * cms.message(messages.DMSRNM054E);
	}

	if (extra !== undefined) {
		return yield * cms.message(messages.DMSRNM070E, {parameter: extra});
	}

	if (unknown !== undefined) {
		return yield * cms.message(messages.DMSRNM003E, {option: unknown});
	}

	if (mode !== '*' && !isMode(mode)) {
		return yield * cms.message(messages.DMSRNM048E, {mode});
	}

	if (newMode !== '=' && newMode !== '*' && !isMode(newMode)) {
		return yield * cms.message(messages.DMSRNM048E, {mode: newMode});
	}

	if (isMode(newMode) && !newMode.startsWith(mode[0])) {
		return yield * cms.message(messages.DMSRNM051E, {from: mode, to: newMode});
	}

	if (newName === '*' || newType === '*') {
		return yield * cms.message(messages.DMSRNM062E, {character: '*', file: `${newName} ${newType} ${newMode}`});
	}

	for (const [part, id] of [
		[newName, `${newName} ${newType} ${newMode}`],
		[newType, `${newName} ${newType} ${newMode}`],
	]) {
		const character = part === '=' ? undefined : invalidCharacter(part);
		if (character !== undefined) {
			return yield * cms.message(messages.DMSRNM062E, {character, file: id});
		}
	}

	if (mode !== '*' && !cms.disks.disk(mode[0])) {
		return yield * cms.message(messages.DMSRNM069E, {mode: mode[0]});
	}

	const found = matchingFiles(cms, name, type, mode);
	if (found.length === 0) {
		return yield * cms.message(messages.DMSRNM002E, {file: `${name} ${type} ${mode}`});
	}

	return found.every(({disk}) => disk.readOnly)
		? yield * cms.message(messages.DMSRNM037E, {disk: diskId(found[0].disk)})
		: 0;
}

function * renameFile(cms: Cms, {disk, status}: FoundFile, operands: readonly string[], typed: boolean): Step<number> {
	const [newName, newType, newMode] = operands.slice(3);
	const to = {
		name: newName === '=' ? status.name : newName,
		type: newType === '=' ? status.type : newType,
		modeNumber: isMode(newMode) && newMode[1] !== undefined ? newMode[1] : status.mode[1],
	};
	const id = `${to.name} ${to.type} ${disk.letter}${to.modeNumber}`;
	if (id === fileId(status)) {
		return yield * cms.message(messages.DMSRNM019E);
	}

	const code = yield * cms.disks.rename(disk, status, to);
	if (code === fileCode.exists) {
		return yield * cms.message(messages.DMSRNM024E, {file: id});
	}

	if (code !== fileCode.ok) {
		return yield * writeError(cms, 'DMSRNM', id, code);
	}

	if (typed) {
		yield * cms.console.type(`${to.name.padEnd(8)} ${to.type.padEnd(8)} ${disk.letter}${to.modeNumber}`);
	}

	return 0;
}

export const rename: CmsCommand = {
	name: 'RENAME',
	minimum: 1,
	syntax: ['Rename fn1|* ft1|* fm1|* fn2|= ft2|= {fm2|=|*} [([Type|NOType] [UPdirt|NOUPdirt][)]]'],
	summary: 'Changes the identifiers of files on a read/write disk',
	description: [
		'= keeps a part of the identifier, for the mode * too. * in front stands for any, as the mode for every '
		+ 'read/write disk; TYPE then types the new identifiers. Where several files would get the same one, the first '
		+ 'gets it, and a message says so of each of the others.',
		'The directory on the disk is always written at once, with NOUPDIRT too.',
	],
	returnCodes: [
		'20  Invalid character in a file identifier.',
		'24  Invalid or missing operand.',
		'28  File not found, or the new one exists.',
		'36  Disk not accessed or read-only.',
	],
	* run(context) {
		const rc = yield * check(context);
		if (rc !== 0) {
			return rc;
		}

		const {cms, operands, options} = context;
		const [name, type, mode] = operands;
		// Names are told where more than one file may be meant; of conflicting options the last counts.
		const chosen = options.map(option => optionOf(option)).findLast(option => option?.endsWith('TYPE'));
		const typed = chosen === 'TYPE' && [name, type, mode].some(part => part.includes('*'));
		let returnCode = 0;
		for (const file of matchingFiles(cms, name, type, mode).filter(({disk}) => !disk.readOnly)) {
			const code = yield * renameFile(cms, file, operands, typed);
			if (code !== 0 && code !== messages.DMSRNM024E.returnCode && code !== messages.DMSRNM019E.returnCode) {
				return code;
			}

			returnCode = code === 0 ? returnCode : code;
		}

		return returnCode;
	},
};
