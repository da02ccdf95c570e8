import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {noteTaken, versionTaken} from '../data-base/taken.js';
import {answerWith, sbsMessages} from '../message.js';
import {cannotWrite, writeUserFile} from '../user-file.js';
import {askedVersion, versionOptions} from './asked-version.js';
import {checkGroup} from './freeze.js';
import {memberOf, memberOperands, modeOperand} from './operands.js';

export const get: SbsCommand = {
	name: 'GET',
	minimum: 1,
	syntax: ['SBS Get fn ft [fm] [( [VERsion n|GRoup group|RELease release] [REPlace] [)]]'],
	summary: 'copy a member to one of your disks (A unless told)',
	description: [
		'The newest version, version n, that of a group (TEST, INTEGRATION, PRODUCTION) or of a frozen release. The '
		+ 'file has the date, format and mode number that it was stored with.',
		'The library remembers which version you have: PUT stores your changes where it is still the newest.',
	],
	returnCodes: [
		'12  you may not',
		'16  the data base cannot be read or written',
		'24  your file exists and REPLACE was not given',
		'28  no such member or version',
		'36  your disk is not accessed R/W, or full',
	],
	origin: 'Yorktown',
	operands: [...memberOperands, modeOperand],
	userFiles: 'write',
	options: [...versionOptions, {name: 'REPlace'}],
	check: checkGroup,
	isReadOnly: true,
	* run(context: SbsContext): Step<Content> {
		const {user, given, store, files} = context;
		const {name, type} = memberOf(given);
		const mode = given.operands.fm ?? 'A';
		const cannot = yield * cannotWrite(files, name, type, mode, given.options.REPLACE === true);
		if (cannot) {
			return cannot;
		}

		const asked = yield * store.read(reader => askedVersion(reader, context));
		if (!('head' in asked)) {
			return asked;
		}

		const {member, head: form, records} = asked;
		const failed = yield * writeUserFile(files, name, type, mode, {form, records});
		if (failed) {
			return failed;
		}

		const {version} = form;
		const taken = yield * store.read(reader => versionTaken(reader, user, member));
		if (taken !== version) {
			yield * store.change(transaction => noteTaken(transaction, user, member, version));
		}

		return {
			...emptyContent,
			lines: answerWith(sbsMessages.SBS105I, {
				name, type, version, mode: `${mode[0]}${mode[1] ?? form.modeNumber}`,
			}).lines,
		};
	},
};
