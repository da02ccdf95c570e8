/** A file of the user becomes the next version of a member: PUT, and IMPORT for each of many. */
import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {tell} from '../data-base/change-member.js';
import {addVersion} from '../data-base/add-version.js';
import {readVersion} from '../data-base/history.js';
import type {MemberId} from '../data-base/member-id.js';
import {
	findMember, newMember, newestOf, putMember,
} from '../data-base/members.js';
import type {Refused} from '../data-base/refused.js';
import {refusalToStore} from '../data-base/storing.js';
import {noteTaken} from '../data-base/taken.js';
import {recordUses} from '../data-base/uses.js';
import type {Form} from '../data-base/versions.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader, Transaction} from '../store/store.js';
import {openUserFile, readRecords} from '../user-file.js';
import {valueOf} from './operands.js';

/** A file as it is to be stored. */
type Incoming = MemberId & {readonly form: Form; readonly records: readonly Uint8Array[]};

/** Stores the version and all that goes with it. */
function * storeVersion(
	transaction: Transaction,
	context: SbsContext,
	{name, type, form, records}: Incoming,
): Step<Content> {
	const {user, now, given} = context;
	const before = (yield * findMember(transaction, name, type)) ?? newMember(name, type, user, now);
	const stored = yield * addVersion(transaction, before, form, records, {
		user, ...now, why: valueOf(given, 'WHY') ?? '',
	});
	// Who had it reserved has not seen a version that FORCE stored over that: KEEP leaves no reservation but one's own.
	const member = given.options.KEEP && before.reservedBy === user
		? stored
		: {
			...stored, reservedBy: '', reservedOn: '', reservedAt: '',
		};
	const version = newestOf(member);
	yield * putMember(transaction, member);
	yield * noteTaken(transaction, user, member, version);
	yield * recordUses(transaction, member, records);
	yield * tell(transaction, context, member, `VERSION ${version} STORED`);
	return answerWith(sbsMessages.SBS104I, {name, type, version});
}

/** The answer where the newest version is what is to be stored. */
function * unchanged(reader: Reader, {name, type, form, records}: Incoming): Step<Content | undefined> {
	const member = yield * findMember(reader, name, type);
	const newest = member && (yield * readVersion(reader, member, newestOf(member)));
	const isSame = newest?.head.recordFormat === form.recordFormat
		&& newest.head.recordLength === form.recordLength
		&& newest.records.length === records.length
		&& newest.records.every((record, index) => Buffer.compare(record, records[index]) === 0);
	return newest && isSame
		? answerWith(sbsMessages.SBS156I, {name, type, version: newest.head.version})
		: undefined;
}

/** Stores a file of the user; `ifChanged`: not where it is what the newest version is. */
export function * storeFile(
	context: SbsContext,
	{name, type, mode}: MemberId & {readonly mode: string},
	ifChanged = false,
): Step<Content> {
	const {store, files} = context;
	const opened = yield * openUserFile(files, name, type, mode);
	if (!('file' in opened)) {
		return opened;
	}

	function * refusal(reader: Reader): Step<Refused | undefined> {
		const member = yield * findMember(reader, name, type);
		return member && (yield * refusalToStore(reader, context, member));
	}

	// Who may not need not send it. What was refused stays so: of a file that was not read nothing is stored.
	const refusedBefore = yield * store.read(refusal);
	if (refusedBefore && !ifChanged) {
		return yield * changeLibrary(context, function * () {
			return refusedBefore;
		});
	}

	// All of it is here before the library is changed: who is slow holds nobody up.
	const records = yield * readRecords(opened.file);
	if (!Array.isArray(records)) {
		return records as Content;
	}

	const incoming: Incoming = {
		name, type, form: opened.form, records,
	};
	const same = ifChanged ? yield * store.read(reader => unchanged(reader, incoming)) : undefined;
	return same ?? (yield * changeLibrary(context, function * (transaction) {
		return (yield * refusal(transaction)) ?? (yield * storeVersion(transaction, context, incoming));
	}));
}
