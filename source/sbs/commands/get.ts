import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {readVersion, type VersionText} from '../data-base/history.js';
import {findMember, newestOf, type Member} from '../data-base/members.js';
import {may} from '../data-base/rights.js';
import {noteTaken, versionTaken} from '../data-base/taken.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import {cannotWrite, writeUserFile} from '../user-file.js';
import {
	memberOf, memberOperands, modeOperand, valueOf,
} from './operands.js';

type Asked = VersionText & {readonly member: Member};

/** The version that a line asks for, or the answer where there is none or the user may not have it. */
export function * askedVersion(reader: Reader, context: SbsContext): Step<Asked | Content> {
	const {given} = context;
	const {name, type} = memberOf(given);
	const member = yield * findMember(reader, name, type);
	if (!member || newestOf(member) === 0) {
		return answerWith(sbsMessages.SBS106E, {name, type});
	}

	if (!(yield * may(reader, context, member, 'GET'))) {
		return answerWith(sbsMessages.SBS134E, {what: 'GET', name, type});
	}

	const version = valueOf(given, 'VERSION') ?? String(newestOf(member));
	const text = yield * readVersion(reader, member, Number(version));
	return text ? {...text, member} : answerWith(sbsMessages.SBS109E, {name, type, version});
}

export const get: SbsCommand = {
	name: 'GET',
	minimum: 1,
	syntax: ['SBS Get fn ft [fm] [( [VERsion n] [REPlace] [)]]'],
	summary: 'copy a member to one of your disks (A unless told)',
	description: [
		'The newest version, or version n. The file has the date, format and mode number that it was stored with.',
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
	options: [{name: 'VERsion', value: 'number'}, {name: 'REPlace'}],
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
