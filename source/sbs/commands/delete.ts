import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import {forgetInputs} from '../building/configuration.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {permittedMember, tell} from '../data-base/change-member.js';
import {moveEvents} from '../data-base/events.js';
import {moveGrants} from '../data-base/grants.js';
import {removeHistory} from '../data-base/move-history.js';
import {removeMember} from '../data-base/members.js';
import {refuse, Refused} from '../data-base/refused.js';
import {releaseWith} from '../data-base/releases.js';
import {forgetPart} from '../data-base/systems.js';
import {forgetUses} from '../data-base/uses.js';
import {answerWith, sbsMessages} from '../message.js';
import {memberOf, memberOperands} from './operands.js';

export const deleteMember: SbsCommand = {
	name: 'DELETE',
	minimum: 3,
	syntax: ['SBS DELete fn ft'],
	summary: 'take a member and all its versions out of the SBS data base',
	description: [
		'Only its owner and the administrator may. A member with a version in a frozen release stays; RETIRE takes '
		+ 'it out of use.',
	],
	returnCodes: [
		'12  the member is somebody else\'s, or frozen',
		'16  the data base cannot be read or written',
		'28  no such member',
	],
	origin: 'Yorktown',
	operands: memberOperands,
	* run(context: SbsContext): Step<Content> {
		const {name, type} = memberOf(context.given);
		return yield * changeLibrary(context, function * (transaction) {
			const member = yield * permittedMember(transaction, context, {name, type}, 'OWN', 'DELETE');
			if (member instanceof Refused) {
				return member;
			}

			const release = member.isFrozen ? yield * releaseWith(transaction, member) : undefined;
			if (release !== undefined) {
				return refuse(sbsMessages.SBS145E, {name, type, release});
			}

			yield * removeHistory(transaction, member);
			yield * removeMember(transaction, member);
			yield * forgetUses(transaction, member);
			yield * forgetPart(transaction, member);
			yield * forgetInputs(transaction, member);
			yield * moveEvents(transaction, member);
			yield * moveGrants(transaction, member);
			yield * tell(transaction, context, member, 'DELETED');
			return answerWith(sbsMessages.SBS123I, {name, type});
		});
	},
};
