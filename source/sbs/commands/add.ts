import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {findMember, newMember, putMember} from '../data-base/members.js';
import {refuse} from '../data-base/refused.js';
import {answerWith, sbsMessages} from '../message.js';
import {memberOf, memberOperands} from './operands.js';

export const add: SbsCommand = {
	name: 'ADD',
	minimum: 1,
	syntax: ['SBS Add fn ft'],
	summary: 'define a member of the SBS data base; you become its owner',
	description: [
		'The member has no version yet; PUT stores the first. Its owner, the administrator and who has the right '
		+ 'by GRANT may PUT.',
	],
	returnCodes: ['8  the member is there already', '16  the data base cannot be read or written'],
	origin: 'Yorktown',
	operands: memberOperands,
	* run(context: SbsContext): Step<Content> {
		const {user, given, now} = context;
		const {name, type} = memberOf(given);
		return yield * changeLibrary(context, function * (transaction) {
			if (yield * findMember(transaction, name, type)) {
				return refuse(sbsMessages.SBS107E, {name, type});
			}

			yield * putMember(transaction, newMember(name, type, user, now));
			return answerWith(sbsMessages.SBS103I, {name, type, owner: user});
		});
	},
};
