import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeMember} from '../data-base/change-member.js';
import {newestOf} from '../data-base/members.js';
import {refuse} from '../data-base/refused.js';
import {may} from '../data-base/rights.js';
import {answerWith, sbsMessages} from '../message.js';
import {memberOf, memberOperands} from './operands.js';

/** What it takes. */
const needed = {right: 'GET', what: 'RELEASE'} as const;

export const release: SbsCommand = {
	name: 'RELEASE',
	minimum: 3,
	syntax: ['SBS RELease fn ft [( [FORCE] [)]]'],
	summary: 'let others store versions of a member again that you had reserved',
	description: [
		'FORCE releases what somebody else has reserved: for the owner, librarians and the administrator.',
	],
	returnCodes: ['8  it is not reserved', '12  somebody else has it reserved', '28  no such member'],
	origin: 'Yorktown',
	operands: memberOperands,
	options: [{name: 'FORCE'}],
	* run(context: SbsContext): Step<Content> {
		const {user, role, given} = context;
		return yield * changeMember(context, memberOf(given), needed, function * (transaction, member) {
			const {name, type, reservedBy} = member;
			if (reservedBy === '') {
				return refuse(sbsMessages.SBS131E, {name, type});
			}

			const isForced = given.options.FORCE === true
				&& (role === 'librarian' || (yield * may(transaction, context, member, 'OWN')));
			if (reservedBy !== user && !isForced) {
				return refuse(sbsMessages.SBS128E, {name, type, user: reservedBy});
			}

			return {
				member: {
					...member, reservedBy: '', reservedOn: '', reservedAt: '',
				},
				answer: answerWith(sbsMessages.SBS130I, {name, type}),
				event: {what: 'RELEASED', version: newestOf(member)},
				note: 'RELEASED',
			};
		});
	},
};
