/**
 * FILEDEF and QUERY FILEDEF (GC20-1818). Not here: AUXPROC, which only programs give. Disks of OS and DOS cannot be
 * accessed, so that a data set name (DSN) is kept, and shown, but says nothing about where the file is.
 */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {
	plainDefinition, type DefinitionDevice, type FileDefinition,
} from '../../nucleus/storage/file-definitions.js';
import {isMode} from '../files/file-operands.js';
import {messages} from '../../messages/index.js';
import {parseOptions} from './filedef-options.js';

const devices: ReadonlyArray<readonly [DefinitionDevice, number]> = [
	['TERMINAL', 1],
	['PRINTER', 2],
	['PUNCH', 2],
	['READER', 1],
	['DISK', 4],
	['DUMMY', 5],
	['TAP1', 4],
	['TAP2', 4],
	['TAP3', 4],
	['TAP4', 4],
];
/** Longest name of a data set. */
const longestDataSet = 44;

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

	for (const {ddname, device, file: [name, type, mode], dataSet} of all) {
		const file = device === 'DISK' ? ` ${name.padEnd(8)} ${type.padEnd(8)} ${mode.padEnd(2)} ${dataSet}` : '';
		yield * cms.console.type(`${ddname.padEnd(8)} ${device.padEnd(8)}${file}`.trimEnd());
	}

	return 0;
}

/** What stands behind the device: the file, and the data set that it stands for. */
type Place = {readonly file: readonly string[]; readonly dataSet: string | undefined};

/**
 * The name of the data set behind DSN: asked for where it is `?`, else qualifiers with blanks or periods between them;
 * a failure, with its message, where it cannot be one.
 */
function * readDataSet(cms: Cms, line: string, words: readonly string[]): Step<string | Failure> {
	const isAsked = words.length === 1 && words[0] === '?';
	if (isAsked) {
		yield * cms.message(messages.DMSFLD220R);
	}

	// The words of a line are cut to eight; the line still has them.
	const typed = /\sdsn\s+([^()]*)/i.exec(line)?.[1].trim().toUpperCase();
	const name = isAsked
		? (yield * cms.console.read()).trim()
		: (typed ?? words.join(' ')).split(/\s+/).join('.');
	const isValid = name.length > 0 && name.length <= longestDataSet
		&& (isAsked || name.split('.').every(part => /^[A-Z$#@][A-Z\d$#@-]{0,7}$/.test(part)));
	return isValid ? name : new Failure(yield * cms.message(messages.DMSFLD221E, {name}));
}

/** The words behind the device, and those behind DSN. */
function * parsePlace({cms, call: {line}}: CmsContext, words: readonly string[]): Step<Place | Failure> {
	const at = words.indexOf('DSN');
	if (at === -1) {
		return {file: words, dataSet: undefined};
	}

	const dataSet = yield * readDataSet(cms, line, words.slice(at + 1));
	return dataSet instanceof Failure ? dataSet : {file: words.slice(0, at), dataSet};
}

/** `fn ft fm` of DISK, as far as they were given; a failure, with its message, where they cannot be a file's. */
function * parseFile(cms: Cms, ddname: string, words: readonly string[]): Step<FileDefinition['file'] | Failure> {
	const [name = 'FILE', type = words.length === 0 ? ddname : undefined, mode = 'A1', extra] = words;
	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSFLD070E, {parameter: extra}));
	}

	if (type === undefined) {
		return new Failure(yield * cms.message(messages.DMSFLD023E));
	}

	if (mode !== '*' && !isMode(mode)) {
		return new Failure(yield * cms.message(messages.DMSFLD048E, {mode}));
	}

	return [name, type, mode.length === 1 && mode !== '*' ? `${mode}1` : mode];
}

/**
 * Device and what follows it. DISK may be left out before DSN: then the file is FILE ddname, of the mode that may stand
 * there.
 */
function deviceOf(ddname: string, words: readonly string[]): {device: DefinitionDevice; rest: string[]} | undefined {
	const [word, ...rest] = words;
	const device = devices.find(([name, minimum]) => isAbbreviation(word, name, minimum))?.[0];
	if (device) {
		return {device, rest};
	}

	if (word === 'DSN') {
		return {device: 'DISK', rest: ['FILE', ddname, 'A1', ...words]};
	}

	return isMode(word) && rest[0] === 'DSN' ? {device: 'DISK', rest: ['FILE', ddname, ...words]} : undefined;
}

function * define(context: CmsContext): Step<number> {
	const {cms, operands: [given, ...words], options: optionWords} = context;
	const ddname = /^\d{1,2}$/.test(given) ? `FT${given.padStart(2, '0')}F001` : given;
	if (words.length === 0) {
		return yield * cms.message(messages.DMSFLD050E);
	}

	if (words[0] === 'CLEAR' && optionWords.length > 0) {
		return yield * cms.message(messages.DMSFLD003E, {option: optionWords[0]});
	}

	if (words[0] === 'CLEAR') {
		return words.length > 1
			? yield * cms.message(messages.DMSFLD070E, {parameter: words[1]})
			: yield * clear(cms, ddname);
	}

	const before = cms.fileDefinitions.find(ddname);
	if (before && optionWords.includes('NOCHANGE') && !optionWords.includes('CHANGE')) {
		// The rest of the command is not looked at.
		return 0;
	}

	const found = deviceOf(ddname, words);
	if (!found || ddname === '*') {
		return yield * cms.message(messages.DMSFLD027E, {device: words[0]});
	}

	const {device, rest} = found;
	const place = yield * parsePlace(context, rest);
	if (place instanceof Failure) {
		return place.returnCode;
	}

	const misplaced = device === 'DISK' ? undefined : (place.file[0] ?? (place.dataSet && 'DSN'));
	if (misplaced !== undefined) {
		return yield * cms.message(messages.DMSFLD070E, {parameter: misplaced});
	}

	// What another device had says nothing about this one.
	const model = before?.device === device ? before : undefined;
	const file = device === 'DISK' && (place.file.length > 0 || !model)
		? yield * parseFile(cms, ddname, place.file)
		: model?.file ?? plainDefinition.file;
	if (file instanceof Failure) {
		return file.returnCode;
	}

	const options = yield * parseOptions(cms, device, optionWords);
	if (options instanceof Failure) {
		return options.returnCode;
	}

	const {change, ...values} = options;
	cms.fileDefinitions.define({
		...plainDefinition, ...model, ...values, ddname, device, file, dataSet: place.dataSet ?? model?.dataSet ?? '',
	});
	return device === 'DISK' && file[2] !== '*' && !cms.disks.disk(file[2][0])
		? yield * cms.message(messages.DMSFLD069I, {mode: file[2][0]})
		: 0;
}

export const filedef: CmsCommand = {
	name: 'FILEDEF',
	minimum: 2,
	syntax: [
		'FIledef ddname|nn device [(options[)]]',
		'FIledef ddname|nn|* CLEAR',
		'device: Terminal, PRinter, PUnch, Reader, DISK [fn ft [fm|*]] [DSN ?|DSN q1 q2 ...], [fm] DSN ..., DUMMY,',
		'TAP1, TAP2, TAP3, TAP4',
		'options: [PERM] [CHANGE|NOCHANGE] [RECFM a] [LRECL n] [BLOCK|BLKSIZE n]',
		'DISK, DUMMY: [DISP MOD] [MEMBER name] [CONCAT] [DSORG PS|PO|DA|IS] [KEYLEN n] [LIMCT n] [OPTCD a] [XTENT n]',
		'TAPn: [7TRACK|9TRACK] [DEN n] [TRTCH O|OC|OT|E|ET]',
		'Terminal: [UPCASE|LOWCASE]',
	],
	summary: 'Says which device or file a ddname stands for',
	description: [
		'A number nn stands for FTnnF001. Without a file, DISK means FILE ddname A1; with * for fm the first disk that '
		+ 'has the file is meant. Without operands the definitions are shown.',
		'A definition of the same ddname and device keeps what the new one does not say; with NOCHANGE it stays as it '
		+ 'is. DISP MOD writes behind what the file has. MEMBER reads a member of a MACLIB or TXTLIB. CONCAT adds a '
		+ 'definition to those the ddname has. PRINTER, PUNCH and READER are the devices at 00E, 00D and 00C; TAPn is '
		+ 'the tape at 18n.',
		'Definitions last until CLEAR, and until HX or * CLEAR unless PERM is given. DSORG, KEYLEN, LIMCT, OPTCD, '
		+ 'XTENT and the name behind DSN are kept for programs.',
	],
	returnCodes: ['4   There is nothing to clear.', '24  Invalid operand or option.'],
	* run(context) {
		return context.operands.length === 0 ? yield * queryFiledef(context.cms) : yield * define(context);
	},
};
