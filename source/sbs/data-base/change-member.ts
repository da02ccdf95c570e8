/** A change of one member that is there: found, permitted, made, noted, told to who watches it. */
import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsContext} from '../context.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader, Transaction} from '../store/store.js';
import {changeLibrary} from './change.js';
import {noteEvent} from './events.js';
import type {Right} from './grants.js';
import type {MemberId} from './member-id.js';
import {findMember, putMember, type Member} from './members.js';
import {refuse, Refused} from './refused.js';
import {may} from './rights.js';
import {tellWatchers} from './watchers.js';

/** The member, or why there is none for who asks. What only the owner may is refused with the owner's name. */
export function * permittedMember(
	reader: Reader,
	context: SbsContext,
	{name, type}: MemberId,
	right: Right,
	what: string,
): Step<Member | Refused> {
	const member = yield * findMember(reader, name, type);
	if (!member) {
		return refuse(sbsMessages.SBS106E, {name, type});
	}

	if (yield * may(reader, context, member, right)) {
		return member;
	}

	return right === 'OWN' || right === 'PUT'
		? refuse(sbsMessages.SBS108E, {name, type, owner: member.owner})
		: refuse(sbsMessages.SBS134E, {what, name, type});
}

/** What comes of a member, and what is told of it. */
export type Changed = {
	readonly member: Member;
	readonly answer: Content;
	/** What HISTORY tells. */
	readonly event?: {readonly what: string; readonly version: number};
	/** What those who watch it are told: name and type go before it, who did it behind. */
	readonly note?: string;
};

/** Changes a member; `right` is what it takes, `what` how a refusal calls that. */
export function * changeMember(
	context: SbsContext,
	id: MemberId,
	{right, what}: {readonly right: Right; readonly what: string},
	work: (transaction: Transaction, member: Member) => Step<Changed | Refused>,
): Step<Content> {
	const {user, now, given} = context;
	const why = typeof given.options.WHY === 'string' ? given.options.WHY : '';
	return yield * changeLibrary(context, function * (transaction) {
		const found = yield * permittedMember(transaction, context, id, right, what);
		if (found instanceof Refused) {
			return found;
		}

		const changed = yield * work(transaction, found);
		if (changed instanceof Refused) {
			return changed;
		}

		const {member, answer, event, note} = changed;
		yield * putMember(transaction, member);
		if (event) {
			yield * noteEvent(transaction, member, {
				user, ...now, ...event, why,
			});
		}

		if (note !== undefined) {
			yield * tell(transaction, context, id, note);
		}

		return answer;
	});
}

/** Tells those who watch a member what somebody did. */
export function * tell(transaction: Transaction, context: SbsContext, {name, type}: MemberId, note: string): Step {
	const {user, now, left} = context;
	const [line] = answerWith(sbsMessages.SBS135I, {
		name, type, what: note, user, date: now.date, time: now.time,
	}).lines;
	const notes = yield * tellWatchers(transaction, {name, type}, {user, now}, line);
	if (left) {
		append(left, notes);
	}
}
