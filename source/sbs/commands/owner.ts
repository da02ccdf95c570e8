import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeMember} from '../data-base/change-member.js';
import {forgetGrantsTo} from '../data-base/grants.js';
import {refuse} from '../data-base/refused.js';
import {answerWith, sbsMessages} from '../message.js';
import {memberOf, memberOperands, whyOption} from './operands.js';

/** What it takes. */
const needed = {right: 'OWN', what: 'OWN'} as const;

export const owner: SbsCommand = {
	name: 'OWNER',
	minimum: 1,
	syntax: ['SBS Owner fn ft userid [( [WHY text] [)]]'],
	summary: 'give a member to another owner',
	description: [
		'Its owner, who was granted OWN, and the administrator may.',
		'What others were granted on the member stays, as do RESERVE and grants by pattern or on a system: the new '
		+ 'owner sees them by QUERY USERS, and revokes what was granted on its name. What the owner so far was granted '
		+ 'on its name ends.',
	],
	returnCodes: ['8  it is his already', '12  the member is somebody else\'s', '28  no such member'],
	origin: 'Yorktown',
	operands: [...memberOperands, {name: 'userid', kind: 'userid'}],
	options: [whyOption],
	* run(context: SbsContext): Step<Content> {
		const {given} = context;
		const {userid = ''} = given.operands;
		return yield * changeMember(context, memberOf(given), needed, function * (transaction, member) {
			const {name, type} = member;
			if (member.owner === userid) {
				return refuse(sbsMessages.SBS154E, {name, type, owner: userid});
			}

			// What he granted himself would leave him as he was.
			yield * forgetGrantsTo(transaction, member.owner, member);
			return {
				member: {...member, owner: userid},
				answer: answerWith(sbsMessages.SBS139I, {name, type, owner: userid}),
				event: {what: `OWNER ${userid}`, version: 0},
				note: `GIVEN TO ${userid}`,
			};
		});
	},
};
