/**
 * FILEDEF and QUERY FILEDEF (GC20-1818). Not here: tapes, DSN, CONCAT and the other options for OS and DOS data sets.
 */
import {Failure} from '../../../base/failure.js';
import {longestRecord} from '../../file-system/files/records.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import type {DefinitionDevice, FileDefinition} from '../../nucleus/storage/file-definitions.js';
import {isMode} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';

const devices: ReadonlyArray<readonly [DefinitionDevice, number]> = [
	['TERMINAL', 1],
	['PRINTER', 2],
	['PUNCH', 2],
	['READER', 1],
	['DISK', 4],
	['DUMMY', 5],
];
const recordFormat = /^(?:[FV]B?S?|U)[AM]?$/;

type Options = Pick<FileDefinition, 'recordFormat' | 'recordLength' | 'blockSize' | 'permanent' | 'lowerCase'> & {
	readonly change: boolean;
};

function * parseOptions(cms: Cms, words: readonly string[]): Step<Options | Failure> {
	const flags = new Set<string>();
	const values = new Map<string, string>();
	for (let index = 0; index < words.length; index++) {
		const word = words[index];
		if (['PERM', 'CHANGE', 'NOCHANGE', 'UPCASE', 'LOWCASE'].includes(word)) {
			flags.add(word);
		} else if (['RECFM', 'LRECL', 'BLOCK', 'BLKSIZE'].includes(word)) {
			const value = words[++index] ?? '';
			const valid =
				word === 'RECFM'
					? recordFormat.test(value)
					: /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= longestRecord;
			if (!valid) {
				return new Failure(yield * cms.message(messages.DMSFLD029E, {parameter: value, option: word}));
			}

			values.set(word, value);
		} else {
			return new Failure(yield * cms.message(messages.DMSFLD003E, {option: word}));
		}
	}

	for (const [one, other] of [['CHANGE', 'NOCHANGE'], ['UPCASE', 'LOWCASE'], ['BLOCK', 'BLKSIZE']]) {
		if ((flags.has(one) && flags.has(other)) || (values.has(one) && values.has(other))) {
			return new Failure(yield * cms.message(messages.DMSFLD066E, {one, other}));
		}
	}

	return {
		recordFormat: values.get('RECFM') ?? '',
		recordLength: Number(values.get('LRECL') ?? 0),
		blockSize: Number(values.get('BLOCK') ?? values.get('BLKSIZE') ?? 0),
		permanent: flags.has('PERM'),
		lowerCase: flags.has('LOWCASE'),
		change: !flags.has('NOCHANGE'),
	};
}

function * clear(cms: Cms, ddname: string): Step<number> {
	const {fileDefinitions} = cms;
	const isCleared = fileDefinitions.clear(definition =>
		ddname === '*' ? !definition.permanent : definition.ddname === ddname);
	return isCleared || ddname === '*'
		? 0
		: yield * cms.message(messages.DMSFLD704I);
}

/** The definitions in effect, a line each. */
export function * queryFiledef(cms: Cms): Step<number> {
	const {all} = cms.fileDefinitions;
	if (all.length === 0) {
		yield * cms.console.type('NO USER DEFINED FILEDEF\'S IN EFFECT');
	}

	for (const {ddname, device, file: [name, type, mode]} of all) {
		yield * cms.console.type(`${ddname.padEnd(8)} ${device.padEnd(8)}`
			+ `${device === 'DISK' ? ` ${name.padEnd(8)} ${type.padEnd(8)} ${mode}` : ''}`);
	}

	return 0;
}

function * define({cms, operands, options: words}: CmsContext): Step<number> {
	const [given, word, ...file] = operands;
	const ddname = /^\d{1,2}$/.test(given) ? `FT${given.padStart(2, '0')}F001` : given;
	if (word === undefined) {
		return yield * cms.message(messages.DMSFLD050E);
	}

	if (word === 'CLEAR') {
		return yield * clear(cms, ddname);
	}

	const device = devices.find(([name, minimum]) => isAbbreviation(word, name, minimum))?.[0];
	if (!device || ddname === '*') {
		return yield * cms.message(messages.DMSFLD027E, {device: word});
	}

	const [name = 'FILE', type = file.length === 0 ? ddname : undefined, mode = 'A1', extra] =
		device === 'DISK' ? file : [];
	const unexpected = device === 'DISK' ? extra : file[0];
	if (unexpected !== undefined) {
		return yield * cms.message(messages.DMSFLD070E, {parameter: unexpected});
	}

	if (type === undefined) {
		return yield * cms.message(messages.DMSFLD023E);
	}

	if (!isMode(mode)) {
		return yield * cms.message(messages.DMSFLD048E, {mode});
	}

	const options = yield * parseOptions(cms, words);
	if (options instanceof Failure) {
		return options.returnCode;
	}

	if (options.change || !cms.fileDefinitions.find(ddname)) {
		cms.fileDefinitions.define({
			...options,
			ddname,
			device,
			file: device === 'DISK' ? [name, type, mode.length === 1 ? `${mode}1` : mode] : ['', '', ''],
		});
	}

	return 0;
}

export const filedef: CmsCommand = {
	name: 'FILEDEF',
	minimum: 2,
	syntax: [
		'FIledef ddname|nn device [(options[)]]',
		'FIledef ddname|nn|* CLEAR',
		'device: Terminal, PRinter, PUnch, Reader, DISK [fn ft [fm]], DUMMY',
		'options: [PERM] [CHANGE|NOCHANGE] [RECFM a] [LRECL n] [BLOCK|BLKSIZE n] [UPCASE|LOWCASE]',
	],
	summary: 'Says which device or file a ddname stands for, for MOVEFILE',
	description: [
		'A number nn stands for FTnnF001. Without a file, DISK means FILE ddname A1. Definitions last until CLEAR, and '
		+ 'until HX unless PERM is given. Without operands the definitions are shown.',
	],
	returnCodes: ['4   There is nothing to clear.', '24  Invalid operand or option.'],
	* run(context) {
		return context.operands.length === 0 ? yield * queryFiledef(context.cms) : yield * define(context);
	},
};
