/** IMPORT and EXPORT: many files of a disk become members, or members files, by a list of their names. */
import {fromEbcdic} from '../../base/ebcdic.js';
import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {OperandDefinition, SbsCommand, SbsContext} from '../context.js';
import type {MemberId} from '../data-base/member-id.js';
import {answerWith, sbsMessages} from '../message.js';
import {isMode, isName} from '../syntax/kinds.js';
import {openUserFile, readRecords} from '../user-file.js';
import {versionOptions} from './asked-version.js';
import {copyVersion} from './copy-version.js';
import {checkGroup} from './freeze.js';
import {modeOperand, whyOption} from './operands.js';
import {storeFile} from './store-file.js';

/** Type of a list, unless told. */
const listType = 'SBSLIST';

type ListedFile = MemberId & {readonly mode: string};

/** What a list names, in order; or the answer where a line is no name of a file, before anything is done. */
function * readList({files, given}: Pick<SbsContext, 'files' | 'given'>): Step<readonly ListedFile[] | Content> {
	const {fn: name = '', ft: type = listType, fm: mode = 'A'} = given.operands;
	const opened = yield * openUserFile(files, name, type, mode);
	if (!('file' in opened)) {
		return opened;
	}

	const records = yield * readRecords(opened.file);
	if (!Array.isArray(records)) {
		return records as Content;
	}

	const listed: ListedFile[] = [];
	for (const [index, record] of (records as readonly Uint8Array[]).entries()) {
		const text = fromEbcdic(record).trim().toUpperCase();
		const [fn = '', ft = '', fm = 'A', ...more] = text.split(/\s+/);
		if (text === '' || text.startsWith('*')) {
			continue;
		}

		if (!isName(fn) || !isName(ft) || !isMode(fm) || more.length > 0) {
			return answerWith(sbsMessages.SBS157E, {line: index + 1, file: `${name} ${type}`, text});
		}

		listed.push({name: fn, type: ft, mode: fm});
	}

	return listed;
}

/** Does something with each file of a list, each a change of its own; what fails does not hold up the rest. */
function * eachOf(
	context: SbsContext,
	work: (context: SbsContext, file: ListedFile) => Step<Content>,
): Step<Content> {
	const listed = yield * readList(context);
	if (!Array.isArray(listed)) {
		return listed as Content;
	}

	const lines: string[] = [];
	let done = 0;
	for (const [index, file] of (listed as readonly ListedFile[]).entries()) {
		// A request for each: the answer to one is not that to the next.
		const one = {...context, request: `${context.request}.${index + 1}`};
		const answer = yield * work(one, file);
		append(lines, answer.lines);
		done += answer.returnCode === 0 ? 1 : 0;
	}

	const all = listed.length;
	const {returnCode, lines: [last]} = answerWith(sbsMessages.SBS158I, {done, all}, done === all ? 0 : 4);
	return {...emptyContent, returnCode, lines: [...lines, last]};
}

/** The list itself, and what stands in it. */
const listedFiles = (write: boolean): SbsCommand['userFiles'] => function * (given, files) {
	const listed = yield * readList({given, files});
	if (!Array.isArray(listed)) {
		return listed as Content;
	}

	const {fn: name = '', ft: type = listType, fm: mode = 'A'} = given.operands;
	return [
		{
			name, type, mode: mode[0], write: false,
		},
		...(listed as readonly ListedFile[]).map(file => ({...file, mode: file.mode[0], write})),
	];
};

const listOperands: readonly OperandDefinition[] = [
	{name: 'fn', kind: 'fileName'}, {name: 'ft', kind: 'fileType', optional: true}, modeOperand,
];

export const importFiles: SbsCommand = {
	name: 'IMPORT',
	minimum: 3,
	syntax: ['SBS IMPort listfn [SBSLIST|listft [fm]] [( [FORCE] [WHY text] [)]]'],
	summary: 'store the files that a list names as members',
	description: [
		'Each line of the list has filename and filetype, and the filemode where it is not A; one that begins with '
		+ '* is a comment. Each file is stored as PUT does, and left alone where it is what the newest version is: '
		+ 'after a stop the same IMPORT goes on.',
	],
	returnCodes: [
		'4   some could not be stored',
		'24  a line of the list is wrong: nothing is stored',
		'28  no such list',
	],
	origin: 'Yorktown',
	operands: listOperands,
	userFiles: listedFiles(false),
	options: [{name: 'FORCE'}, whyOption],
	* run(context: SbsContext): Step<Content> {
		return yield * eachOf(context, (one, file) => storeFile(one, file, true));
	},
};

export const exportFiles: SbsCommand = {
	name: 'EXPORT',
	minimum: 3,
	syntax: [
		'SBS EXPort listfn [SBSLIST|listft [fm]] [( [VERsion n|GRoup group|RELease release] [REPlace] [)]]',
	],
	summary: 'copy the members that a list names to your disks',
	description: ['Lines of the list are as for IMPORT; each member is copied as GET does, with the same options.'],
	returnCodes: [
		'4   some could not be copied',
		'24  a line of the list is wrong: nothing is copied',
		'28  no such list',
	],
	origin: 'Yorktown',
	operands: listOperands,
	userFiles: listedFiles(true),
	options: [...versionOptions, {name: 'REPlace'}],
	check: checkGroup,
	isReadOnly: true,
	* run(context: SbsContext): Step<Content> {
		return yield * eachOf(context, copyVersion);
	},
};
