/** A version becomes a file of the user: GET, and EXPORT for each of many. */
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsContext} from '../context.js';
import type {MemberId} from '../data-base/member-id.js';
import {noteTaken, versionTaken} from '../data-base/taken.js';
import {answerWith, sbsMessages} from '../message.js';
import {cannotWrite, writeUserFile} from '../user-file.js';
import {askedVersion} from './asked-version.js';

/** Copies the version that the options of the line ask for, and notes that the user has it. */
export function * copyVersion(
	context: SbsContext,
	{name, type, mode}: MemberId & {readonly mode: string},
): Step<Content> {
	const {user, given, store, files} = context;
	const cannot = yield * cannotWrite(files, name, type, mode, given.options.REPLACE === true);
	if (cannot) {
		return cannot;
	}

	const asked = yield * store.read(reader => askedVersion(reader, context, {name, type}));
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
}
