import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {historyOf} from '../data-base/history.js';
import {findMember} from '../data-base/members.js';
import {answerWith, sbsMessages} from '../message.js';
import {memberOf, memberOperands} from './operands.js';

export const query: SbsCommand = {
	name: 'QUERY',
	minimum: 1,
	syntax: ['SBS Query [MEMber] fn ft'],
	summary: 'tell a member\'s owner and every version',
	returnCodes: ['16  the data base cannot be read or written', '28  no such member'],
	origin: 'Yorktown',
	operands: [{
		name: 'what', kind: 'word', words: ['MEMber'], optional: true,
	}, ...memberOperands],
	isReadOnly: true,
	* run({store, given}: SbsContext): Step<Content> {
		const {name, type} = memberOf(given);
		return yield * store.read(function * (reader): Step<Content> {
			const member = yield * findMember(reader, name, type);
			if (!member) {
				return answerWith(sbsMessages.SBS106E, {name, type});
			}

			const versions = yield * historyOf(reader, member);
			return {
				...emptyContent,
				lines: [
					`${name} ${type} OWNER ${member.owner}`,
					...versions.map(each =>
						`VERSION ${String(each.version).padStart(5)} BY ${each.user.padEnd(8)} ${each.date} `
						+ `${each.time} RECORDS ${each.records}`),
				],
			};
		});
	},
};
