/** Keeps what was built: a version, unless it is the same as before, and what went into it. */
import type {Step} from '../../guest/action.js';
import type {SbsContext} from '../context.js';
import {auditText} from '../data-base/change.js';
import {addVersion} from '../data-base/add-version.js';
import {versionRecords} from '../data-base/history.js';
import {idText, type MemberId} from '../data-base/member-id.js';
import {
	findMember, newestOf, newMember, putMember, type Member,
} from '../data-base/members.js';
import {refuse, type Refused} from '../data-base/refused.js';
import {may} from '../data-base/rights.js';
import {recordUses} from '../data-base/uses.js';
import {sbsMessages} from '../message.js';
import type {Reader, Transaction} from '../store/store.js';
import {noteInputs, type Input} from './configuration.js';
import {builtInputs} from './plan.js';

/** A file that was made. */
export type Made = MemberId & {
	readonly recordFormat: 'F' | 'V';
	readonly recordLength: number;
	readonly records: readonly Uint8Array[];
};

/** A version that is kept; `isNew`: it was not the newest before. */
export type Kept = {readonly version: number; readonly isNew: boolean};

/** Why a user may not build from a source: it is gone, or he may not store it. */
export function * refusalToBuild(reader: Reader, context: SbsContext, source: MemberId): Step<Refused | undefined> {
	const member = yield * findMember(reader, source.name, source.type);
	if (!member) {
		return refuse(sbsMessages.SBS106E, {name: source.name, type: source.type});
	}

	return (yield * may(reader, context, member, 'PUT'))
		? undefined
		: refuse(sbsMessages.SBS134E, {what: 'BUILD', ...source});
}

/** Whether a member is what was built of a source, so that who may build from that may replace it. */
function * wasBuiltOf(reader: Reader, id: MemberId, source: MemberId): Step<boolean> {
	const [first] = (yield * builtInputs(reader, id))?.inputs ?? [];
	return first !== undefined && idText(first) === idText(source);
}

function * isSame(reader: Reader, member: Member, made: Made): Step<boolean> {
	const {latest} = member;
	const hasForm = latest?.recordFormat === made.recordFormat
		&& latest.recordLength === made.recordLength
		&& latest.records === made.records.length;
	if (!hasForm) {
		return false;
	}

	const records = yield * versionRecords(reader, member, latest.version);
	return records?.every((record, index) => Buffer.compare(record, made.records[index]) === 0) ?? false;
}

/**
 * Keeps what was made of a source, in a change of the library. What others stored under the name stays theirs. With
 * `inputs` they are noted of the version, whether it is a new one or not: what it is made of now.
 */
export function * keepMade(
	transaction: Transaction,
	context: SbsContext,
	source: MemberId,
	made: Made,
	inputs: readonly Input[],
): Step<Kept | Refused> {
	const {name, type} = made;
	const {now, user} = context;
	const refused = yield * refusalToBuild(transaction, context, source);
	const sourceMember = yield * findMember(transaction, source.name, source.type);
	if (refused ?? !sourceMember) {
		return refused ?? refuse(sbsMessages.SBS106E, source);
	}

	const known = yield * findMember(transaction, name, type);
	const isOurs = !known
		|| (yield * may(transaction, context, known, 'PUT'))
		|| (yield * wasBuiltOf(transaction, made, source));
	if (!isOurs) {
		return refuse(sbsMessages.SBS108E, {name, type, owner: known.owner});
	}

	if (known && (yield * isSame(transaction, known, made))) {
		yield * noteInputs(transaction, made, newestOf(known), inputs);
		return {version: newestOf(known), isNew: false};
	}

	const {recordFormat, recordLength, records} = made;
	const before = known ?? newMember(name, type, sourceMember.owner, now);
	const member = yield * addVersion(transaction, before, {
		recordFormat, recordLength, modeNumber: '1', fileDate: '', fileTime: '',
	}, records, {user, ...now, why: `BUILT OF ${idText(source)} ${inputs.at(0)?.version ?? 0}`});
	const version = newestOf(member);
	yield * putMember(transaction, member);
	yield * recordUses(transaction, member, records);
	yield * noteInputs(transaction, made, version, inputs);
	transaction.audit(auditText({...context, line: `BUILT ${idText(made)} ${version}`}, 0));
	return {version, isNew: true};
}
