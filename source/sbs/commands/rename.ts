import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import {forgetInputs} from '../building/configuration.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {permittedMember, tell} from '../data-base/change-member.js';
import {moveEvents, noteEvent} from '../data-base/events.js';
import {moveGrants} from '../data-base/grants.js';
import {moveHistory} from '../data-base/move-history.js';
import {findMember, putMember, removeMember} from '../data-base/members.js';
import {refuse, Refused} from '../data-base/refused.js';
import {releaseWith} from '../data-base/releases.js';
import {movePart} from '../data-base/systems.js';
import {moveUses} from '../data-base/uses.js';
import {answerWith, sbsMessages} from '../message.js';
import {
	memberOf, memberOperands, valueOf, whyOption,
} from './operands.js';

export const rename: SbsCommand = {
	name: 'RENAME',
	minimum: 3,
	syntax: ['SBS REName fn ft newfn newft [( [WHY text] [)]]'],
	summary: 'give a member another name',
	description: [
		'Versions, groups, history and its places in systems stay. What refers to the old name must be changed by '
		+ 'hand: SBS WHEREUSED shows it. A member with a version in a frozen release keeps its name.',
	],
	returnCodes: [
		'8   the new name is there already', '12  the member is somebody else\'s, or frozen', '28  no such member',
	],
	origin: 'Yorktown',
	operands: [...memberOperands, {name: 'newfn', kind: 'fileName'}, {name: 'newft', kind: 'fileType'}],
	options: [whyOption],
	* run(context: SbsContext): Step<Content> {
		const {user, now, given} = context;
		const {newfn = '', newft = ''} = given.operands;
		const from = memberOf(given);
		const to = {name: newfn, type: newft};
		return yield * changeLibrary(context, function * (transaction) {
			const found = yield * permittedMember(transaction, context, from, 'OWN', 'RENAME');
			if (found instanceof Refused) {
				return found;
			}

			if (yield * findMember(transaction, newfn, newft)) {
				return refuse(sbsMessages.SBS107E, to);
			}

			const release = found.isFrozen ? yield * releaseWith(transaction, from) : undefined;
			if (release !== undefined) {
				return refuse(sbsMessages.SBS145E, {...from, release});
			}

			const renamed = {...found, ...to};
			yield * moveHistory(transaction, found, renamed);
			yield * removeMember(transaction, found);
			yield * putMember(transaction, renamed);
			yield * moveUses(transaction, from, to);
			yield * movePart(transaction, from, to);
			yield * forgetInputs(transaction, from);
			yield * moveEvents(transaction, from, to);
			yield * moveGrants(transaction, from, to);
			yield * noteEvent(transaction, to, {
				user, ...now, version: 0, what: `WAS ${from.name} ${from.type}`, why: valueOf(given, 'WHY') ?? '',
			});
			yield * tell(transaction, context, from, `RENAMED ${newfn} ${newft}`);
			return answerWith(sbsMessages.SBS144I, {...from, newName: newfn, newType: newft});
		});
	},
};
