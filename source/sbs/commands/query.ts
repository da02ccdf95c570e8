import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {historyOf} from '../data-base/history.js';
import {findMember} from '../data-base/members.js';
import {answerWith, sbsMessages} from '../message.js';
import {checkMember, memberOf, memberOperands} from './operands.js';
import {builtLines} from './query-built.js';
import {systemTree} from './system-tree.js';

export const query: SbsCommand = {
	name: 'QUERY',
	minimum: 1,
	syntax: ['SBS Query [MEMber] fn ft', 'SBS Query SYStem [system]', 'SBS Query BUILt fn ft'],
	summary: 'tell a member\'s owner and every version, what a system includes, or what something was built of',
	returnCodes: ['16  the data base cannot be read or written', '28  no such member or system'],
	origin: 'Yorktown',
	operands: [{
		name: 'what', kind: 'word', words: ['MEMber', 'SYStem', 'BUILt'], optional: true,
	}, ...memberOperands.map(operand => ({...operand, optional: true}))],
	check: given => given.operands.what === 'SYSTEM' ? undefined : checkMember(given),
	isReadOnly: true,
	* run({store, given}: SbsContext): Step<Content> {
		if (given.operands.what === 'SYSTEM') {
			return yield * store.read(reader => systemTree(reader, given.operands.fn));
		}

		const {name, type} = memberOf(given);
		if (given.operands.what === 'BUILT') {
			return yield * store.read(reader => builtLines(reader, {name, type}));
		}

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
