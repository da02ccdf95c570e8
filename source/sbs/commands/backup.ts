import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import {fileType, mostFiles} from '../backup/format.js';
import {checkedEnd} from '../backup/read.js';
import {BackupSource, longestRecord} from '../backup/write.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {answerWith, sbsMessages} from '../message.js';
import {backupFiles, modeOperand, operandWrong} from './operands.js';

/** A member is copied whole: what `RESTART` goes on behind is the last file that ends with one. */
function * filesBefore({files, given}: SbsContext): Step<{readonly number: number; readonly from: Uint8Array}> {
	const {fn = '', fm = 'A'} = given.operands;
	let whole = {number: 0, from: new Uint8Array(0)};
	for (let number = 0; number < mostFiles; number++) {
		const file = yield * files.open(fn, fileType(number), fm[0]);
		const end = file && (yield * checkedEnd(file, number));
		if (!end || end.isLast) {
			return whole;
		}

		whole = end.isWithin ? whole : {number: number + 1, from: Uint8Array.from(end.next)};
	}

	return whole;
}

export const backup: SbsCommand = {
	name: 'BACKUP',
	minimum: 4,
	syntax: ['SBS BACKup fn [fm] [( [REPlace] [RESTART] [)]]'],
	summary: 'copy the whole library to files of your disk',
	description: [
		'The files fn SBSBACK, fn SBSB0001... hold every member with all its versions, systems, releases and '
		+ 'rights, in a form that does not depend on the disks of the library. Others go on working; each member is '
		+ 'copied as it is at one moment.',
		'RESTART goes on behind the files that are there and whole, where a member begins. RESTORE makes the '
		+ 'library of them again.',
	],
	returnCodes: [
		'12  you may not',
		'24  such files exist and REPLACE was not given',
		'36  your disk is not accessed R/W, or full',
	],
	origin: 'Yorktown',
	operands: [{name: 'fn', kind: 'fileName'}, modeOperand],
	userFiles: backupFiles(true),
	options: [{name: 'REPlace'}, {name: 'RESTART'}],
	isReadOnly: true,
	* run(context: SbsContext): Step<Content> {
		const {store, files, role, given, now} = context;
		const {fn = '', fm = 'A'} = given.operands;
		if (role === 'user') {
			return answerWith(sbsMessages.SBS150E, {what: 'BACKUP'});
		}

		const {REPLACE, RESTART} = given.options;
		const isThere = (yield * files.find(fn, fileType(0), fm[0])) !== undefined;
		if (isThere && !REPLACE && !RESTART) {
			return answerWith(sbsMessages.SBS112E, {name: fn, type: fileType(0), mode: fm});
		}

		const before = RESTART ? yield * filesBefore(context) : {number: 0, from: new Uint8Array(0)};
		const source = new BackupSource(store, before.from);
		let {number} = before;
		do {
			const code = yield * files.write({
				name: fn,
				type: fileType(number),
				modeNumber: fm[1] ?? '1',
				recordFormat: 'V',
				recordLength: longestRecord,
			}, fm[0], source.file(number, now));
			if (code !== 0) {
				return answerWith(sbsMessages.SBS113E, {mode: fm});
			}

			number++;
		} while (!source.isAtEnd && number < mostFiles);

		const {members, entries} = source;
		return source.isAtEnd
			? answerWith(sbsMessages.SBS161I, {members, entries, files: number})
			: operandWrong(fn);
	},
};
