import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeMember} from '../data-base/change-member.js';
import {newestOf} from '../data-base/members.js';
import {refuse} from '../data-base/refused.js';
import {may} from '../data-base/rights.js';
import {versionTaken} from '../data-base/taken.js';
import {answerWith, sbsMessages} from '../message.js';
import {memberOf, memberOperands, whyOption} from './operands.js';

/** What it takes. */
const needed = {right: 'PUT', what: 'PUT'} as const;

export const reserve: SbsCommand = {
	name: 'RESERVE',
	minimum: 3,
	syntax: ['SBS REServe fn ft [( [FORCE] [WHY text] [)]]'],
	summary: 'let nobody else store versions of a member until you PUT or RELEASE it',
	description: [
		'The answer tells the newest version and the one you have: where they differ, GET the member before you '
		+ 'change it.',
		'FORCE, for the owner and the administrator, takes it from who has it reserved.',
	],
	returnCodes: ['12  you may not PUT it, it is retired, or somebody else has it', '28  no such member'],
	origin: 'Yorktown',
	operands: memberOperands,
	options: [{name: 'FORCE'}, whyOption],
	* run(context: SbsContext): Step<Content> {
		const {user, now, given} = context;
		return yield * changeMember(context, memberOf(given), needed, function * (transaction, member) {
			const {name, type, reservedBy} = member;
			if (member.isRetired) {
				return refuse(sbsMessages.SBS133E, {name, type});
			}

			const isForced = given.options.FORCE === true && (yield * may(transaction, context, member, 'OWN'));
			if (reservedBy !== '' && reservedBy !== user && !isForced) {
				return refuse(sbsMessages.SBS128E, {name, type, user: reservedBy});
			}

			const taken = yield * versionTaken(transaction, user, member);
			return {
				member: {
					...member, reservedBy: user, reservedOn: now.date, reservedAt: now.time,
				},
				answer: answerWith(sbsMessages.SBS129I, {
					name, type, version: newestOf(member), taken,
				}),
				event: {what: 'RESERVED', version: newestOf(member)},
				note: 'RESERVED',
			};
		});
	},
};
