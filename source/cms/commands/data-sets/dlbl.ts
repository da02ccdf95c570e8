/**
 * DLBL and QUERY DLBL (GC20-1818). Disks of OS and DOS cannot be accessed and there is no CMS/DOS: a definition is of a
 * CMS file or DUMMY, and is kept for programs. Not here: what concerns extents and volumes of VSAM (EXTENT, MULT).
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand, CmsContext} from '../../cms.js';
import {doscb, type LabelDefinition} from '../../nucleus/storage/label-definitions.js';
import {messages} from '../../messages/index.js';
import {dataSetName} from './data-set-name.js';
import {readLabelOptions, type LabelOptions} from './dlbl-options.js';

const longestName = 7;

/** The definitions in effect, a line each under a heading. */
export function * queryDlbl(cms: Cms, what?: string): Step<number> {
	if (what !== undefined && what !== 'EXTENT' && what !== 'MULT') {
		return yield * cms.message(messages.DMSDLB070E, {parameter: what});
	}

	const {all} = cms.labelDefinitions;
	if (what !== undefined || all.length === 0) {
		return yield * cms.message(messages.DMSDLB324I, {what: what === undefined ? 'DLBL\'S' : 'EXTENTS'});
	}

	yield * cms.console.type('DDNAME  MODE LOGUNIT TYPE CATALOG EXT VOL BUFSPC PERM DISK DATASET.NAME');
	for (const {ddname, file: [name, type, mode], permanent, vsam, catalogue, bufferSpace} of all) {
		const columns = [
			ddname.padEnd(7), (mode || 'DUMMY').padEnd(4), ' '.repeat(7), (vsam ? 'VSAM' : 'SEQ').padEnd(4),
			catalogue.padEnd(7), '   ', '   ', (bufferSpace === 0 ? '' : String(bufferSpace)).padStart(6),
			(permanent ? 'YES' : 'NO').padEnd(4), ...(mode === '' ? [] : ['CMS ', `${name}.${type}`]),
		];
		yield * cms.console.type(columns.join(' ').trimEnd());
	}

	return 0;
}

function * clear(cms: Cms, ddname: string): Step<number> {
	const isCleared = cms.labelDefinitions.clear(definition =>
		ddname === '*' ? !definition.permanent : definition.ddname === ddname);
	return isCleared || ddname === '*' ? 0 : yield * cms.message(messages.DMSDLB322I, {ddname});
}

/** What stands behind ddname: the file, or a failure, with its message. */
function * parseFile(
	cms: Cms,
	ddname: string,
	[mode, kind, ...words]: readonly string[],
): Step<LabelDefinition['file'] | Failure> {
	if (!/^[A-Z]\d?$/.test(mode)) {
		return new Failure(yield * cms.message(messages.DMSDLB048E, {mode}));
	}

	if (!cms.disks.disk(mode[0])) {
		return new Failure(yield * cms.message(messages.DMSDLB069E, {mode: mode[0]}));
	}

	if (kind === 'DSN') {
		const isName = (words.length === 1 && words[0] === '?') || dataSetName(words) !== undefined;
		return new Failure(isName
			? yield * cms.message(messages.DMSDLB308E, {mode: mode[0]})
			: yield * cms.message(messages.DMSDLB221E, {name: words.join('.')}));
	}

	if (kind !== undefined && kind !== 'CMS') {
		return new Failure(yield * cms.message(messages.DMSDLB070E, {parameter: kind}));
	}

	const [name = kind === 'CMS' ? undefined : 'FILE', type = kind === 'CMS' ? undefined : ddname, extra] = words;
	if (name === undefined) {
		return new Failure(yield * cms.message(messages.DMSDLB001E));
	}

	if (type === undefined) {
		return new Failure(yield * cms.message(messages.DMSDLB023E));
	}

	return extra === undefined
		? [name, type, mode[0]]
		: new Failure(yield * cms.message(messages.DMSDLB070E, {parameter: extra}));
}

/** Message and return code where options do not go with a file, or with DUMMY; 0 otherwise. */
function * checkOptions(cms: Cms, {unit, vsam, extents, catalogue}: LabelOptions, mode: string): Step<number> {
	if (unit !== undefined) {
		return yield * cms.message(messages.DMSDLB301E, {unit, mode: mode === '' ? '*' : mode});
	}

	if (mode !== '' && vsam) {
		return yield * cms.message(messages.DMSDLB308E, {mode});
	}

	if (extents !== undefined) {
		return yield * cms.message(messages.DMSDLB066E, {one: 'DUMMY', other: extents});
	}

	return catalogue === '' || cms.labelDefinitions.find(catalogue)
		? 0
		: yield * cms.message(messages.DMSDLB307E, {ddname: catalogue});
}

function * define({cms, operands: [given, ...words], options: optionWords}: CmsContext): Step<number> {
	const ddname = given.slice(0, longestName);
	const [word, ...rest] = words;
	if (word === undefined) {
		return yield * cms.message(messages.DMSDLB050E);
	}

	if (word === 'CLEAR' && optionWords.length > 0) {
		return yield * cms.message(messages.DMSDLB003E, {option: optionWords[0]});
	}

	if (word === 'CLEAR') {
		return rest.length > 0
			? yield * cms.message(messages.DMSDLB070E, {parameter: rest[0]})
			: yield * clear(cms, ddname);
	}

	if (!/^[A-Z$#@][A-Z\d$#@]*$/.test(ddname)) {
		return yield * cms.message(messages.DMSDLB086E, {ddname: given});
	}

	const options = yield * readLabelOptions(cms, optionWords);
	if (options instanceof Failure) {
		return options.returnCode;
	}

	if (!options.change && cms.labelDefinitions.find(ddname)) {
		return 0;
	}

	if (word === 'DUMMY' && rest.length > 0) {
		return yield * cms.message(messages.DMSDLB070E, {parameter: rest[0]});
	}

	const file = word === 'DUMMY' ? ['', '', ''] as const : yield * parseFile(cms, ddname, words);
	if (file instanceof Failure) {
		return file.returnCode;
	}

	const rc = yield * checkOptions(cms, options, file[2]);
	if (rc !== 0) {
		return rc;
	}

	if (!cms.hasRoom(doscb.length)) {
		return yield * cms.message(messages.DMSDLB109S);
	}

	const {permanent, vsam, catalogue, bufferSpace} = options;
	cms.labelDefinitions.define({
		ddname, file, permanent, vsam, catalogue, bufferSpace,
	});
	return 0;
}

export const dlbl: CmsCommand = {
	name: 'DLBL',
	minimum: 4,
	syntax: [
		'DLBL [([EXTENT|MULT][)]]',
		'DLBL ddname mode [CMS fn ft|DSN ?|DSN q1 q2 ...] [([PERM] [CHANGE|NOCHANGE] [SYSxxx] [vsam][)]]',
		'DLBL ddname DUMMY [([PERM] [CHANGE|NOCHANGE] [vsam][)]]',
		'DLBL ddname|* CLEAR',
		'vsam: [VSAM] [EXTENT|MULT] [CAT ddname] [BUFSP n]',
	],
	summary: 'Says which file a ddname of a DOS or VSAM program stands for',
	description: [
		'Without a file, FILE ddname is meant. The first seven characters of a ddname count. Without operands the '
		+ 'definitions are shown. With NOCHANGE a definition that is there stays as it is; PERM keeps it when * is '
		+ 'cleared.',
		'This system has no disks of OS, DOS or VSAM and no CMS/DOS: DSN, SYSxxx, and what belongs to VSAM on a disk, '
		+ 'are refused. FILEDEF is the command for programs that use OS macros.',
	],
	returnCodes: [
		'24   Invalid or missing operand or option, or no such file on a CMS disk.',
		'36   Disk not accessed, or no unit assigned.',
		'104  No storage left.',
	],
	* run(context) {
		const {cms, operands, options: [what, extra]} = context;
		if (operands.length > 0) {
			return yield * define(context);
		}

		return extra === undefined
			? yield * queryDlbl(cms, what)
			: yield * cms.message(messages.DMSDLB003E, {option: extra});
	},
};
