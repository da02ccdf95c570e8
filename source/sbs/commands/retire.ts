import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeMember} from '../data-base/change-member.js';
import {answerWith, sbsMessages} from '../message.js';
import {memberOf, memberOperands, whyOption} from './operands.js';

/** What it takes. */
const needed = {right: 'OWN', what: 'RETIRE'} as const;

export const retire: SbsCommand = {
	name: 'RETIRE',
	minimum: 3,
	syntax: ['SBS RETire fn ft [( [UNDO] [WHY text] [)]]'],
	summary: 'take a member out of use: no new versions, and not in LIST unless asked for',
	description: ['Its versions stay, and GET copies them. UNDO brings it back.'],
	returnCodes: ['12  the member is somebody else\'s', '28  no such member'],
	origin: 'Yorktown',
	operands: memberOperands,
	options: [{name: 'UNDO'}, whyOption],
	* run(context: SbsContext): Step<Content> {
		const {given} = context;
		const isRetired = given.options.UNDO !== true;
		return yield * changeMember(context, memberOf(given), needed, function * (_transaction, member) {
			const {name, type} = member;
			return {
				member: {...member, isRetired},
				answer: answerWith(isRetired ? sbsMessages.SBS142I : sbsMessages.SBS143I, {name, type}),
				event: {what: isRetired ? 'RETIRED' : 'BROUGHT BACK', version: 0},
				note: isRetired ? 'RETIRED' : 'BROUGHT BACK',
			};
		});
	},
};
