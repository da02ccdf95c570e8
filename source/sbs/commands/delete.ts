import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {removeHistory} from '../data-base/history.js';
import {findMember, removeMember} from '../data-base/members.js';
import {refuse} from '../data-base/refused.js';
import {may} from '../data-base/rights.js';
import {forgetPart} from '../data-base/systems.js';
import {forgetUses} from '../data-base/uses.js';
import {answerWith, sbsMessages} from '../message.js';
import {memberOf, memberOperands} from './operands.js';

export const deleteMember: SbsCommand = {
	name: 'DELETE',
	minimum: 3,
	syntax: ['SBS DELete fn ft'],
	summary: 'take a member and all its versions out of the SBS data base',
	description: ['Only its owner and the administrator may.'],
	returnCodes: [
		'12  the member is somebody else\'s',
		'16  the data base cannot be read or written',
		'28  no such member',
	],
	origin: 'Yorktown',
	operands: memberOperands,
	* run(context: SbsContext): Step<Content> {
		const {name, type} = memberOf(context.given);
		return yield * changeLibrary(context, function * (transaction) {
			const member = yield * findMember(transaction, name, type);
			if (!member) {
				return refuse(sbsMessages.SBS106E, {name, type});
			}

			if (!(yield * may(transaction, context, member, 'OWN'))) {
				return refuse(sbsMessages.SBS108E, {name, type, owner: member.owner});
			}

			yield * removeHistory(transaction, member);
			yield * removeMember(transaction, member);
			yield * forgetUses(transaction, member);
			yield * forgetPart(transaction, member);
			return answerWith(sbsMessages.SBS123I, {name, type});
		});
	},
};
