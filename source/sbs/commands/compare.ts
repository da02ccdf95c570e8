import {fromEbcdic} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {difference, type Edit} from '../data-base/difference.js';
import {updateLines} from '../data-base/edits.js';
import {readVersion} from '../data-base/history.js';
import {kept} from '../data-base/packed-records.js';
import {answerWith, sbsMessages} from '../message.js';
import {shown} from '../syntax/columns.js';
import {openUserFile, readRecords} from '../user-file.js';
import {askedVersion, versionOptions} from './asked-version.js';
import {checkGroup} from './freeze.js';
import {
	memberOf, memberOperands, modeOperand, operandWrong, valueOf,
} from './operands.js';

/** Return code where both are not the same, as CMS's COMPARE has it. */
const different = 4;

type Side = {readonly recordFormat: 'F' | 'V'; readonly records: readonly Uint8Array[]};

/** `other` is not there where it is the user's file. */
type Sides = {readonly one: Side; readonly other?: Side};

const text = (record: Uint8Array): string => shown(fromEbcdic(record)).trimEnd();

/** Each record that only one of them has, with its number there, stretch by stretch. */
function listing(older: readonly Uint8Array[], edits: readonly Edit[]): readonly string[] {
	let shift = 0;
	return edits.flatMap(({at, removed, inserted}) => {
		const first = (removed > 0 ? at : at + 1) + shift;
		shift += inserted.length - removed;
		return [
			...older.slice(at - 1, at - 1 + removed).map((record, index) =>
				`${String(at + index).padStart(6)} - ${text(record)}`.trimEnd()),
			...inserted.map((record, index) => `${String(first + index).padStart(6)} + ${text(record)}`.trimEnd()),
		];
	});
}

export const compare: SbsCommand = {
	name: 'COMPARE',
	minimum: 3,
	syntax: [
		'SBS COMpare fn ft [fm] [( [VERsion n|GRoup group|RELease release] [UPDate] [)]]',
		'SBS COMpare fn ft [( [VERsion n|GRoup group|RELease release] WITH m [UPDate] [)]]',
	],
	summary: 'show what is different between your file and a version, or between two versions',
	description: [
		'The version (the newest unless told) with your file on fm (A unless told), or WITH version m: - is what '
		+ 'only the first has, + what only the second has, with its record number there.',
		'UPDATE: as an update file by record numbers, which makes the second of the first.',
	],
	returnCodes: ['4   they are different', '12  you may not GET it', '28  no such member, version or file'],
	origin: 'Yorktown',
	operands: [...memberOperands, modeOperand],
	userFiles: 'optional',
	options: [...versionOptions, {name: 'WITH', value: 'number'}, {name: 'UPDate'}],
	check: given => given.operands.fm !== undefined && given.options.WITH !== undefined
		? operandWrong(given.operands.fm)
		: checkGroup(given),
	isReadOnly: true,
	* run(context: SbsContext): Step<Content> {
		const {given, store, files} = context;
		const {name, type} = memberOf(given);
		const otherVersion = valueOf(given, 'WITH');
		const asked = yield * store.read(function * (reader): Step<Sides | Content> {
			const version = yield * askedVersion(reader, context);
			if (!('head' in version)) {
				return version;
			}

			const one = {...version.head, records: version.records};
			if (otherVersion === undefined) {
				return {one};
			}

			const other = yield * readVersion(reader, version.member, Number(otherVersion));
			return other
				? {one, other: {...other.head, records: other.records}}
				: answerWith(sbsMessages.SBS109E, {name, type, version: otherVersion});
		});
		if (!('one' in asked)) {
			return asked;
		}

		const other = asked.other ?? (yield * userSide());
		if (!('recordFormat' in other)) {
			return other;
		}

		function * userSide(): Step<Side | Content> {
			const opened = yield * openUserFile(files, name, type, given.operands.fm ?? 'A');
			if (!('file' in opened)) {
				return opened;
			}

			const records = yield * readRecords(opened.file);
			return Array.isArray(records)
				? {recordFormat: opened.form.recordFormat, records: records as readonly Uint8Array[]}
				: records as Content;
		}

		const older = asked.one.records.map(record => kept(record, asked.one.recordFormat));
		const edits = difference(older, other.records.map(record => kept(record, other.recordFormat)));
		if (edits.length === 0) {
			return answerWith(sbsMessages.SBS151I);
		}

		const lines = given.options.UPDATE ? updateLines(edits).map(record => text(record)) : listing(older, edits);
		return {...emptyContent, returnCode: different, lines};
	},
};
