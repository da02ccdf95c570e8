import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeMember} from '../data-base/change-member.js';
import type {Right} from '../data-base/grants.js';
import {groupBefore, groups, groupWords, type Group} from '../data-base/groups.js';
import {newestOf, type Member} from '../data-base/members.js';
import {refuse, type Refused} from '../data-base/refused.js';
import {answerWith, sbsMessages} from '../message.js';
import {
	memberOf, memberOperands, valueOf, whyOption,
} from './operands.js';

/** What it takes to say which version a group has. */
const rightFor: Readonly<Record<Group, Right>> = {TEST: 'PUT', INTEGRATION: 'PROMOTE', PRODUCTION: 'PRODUCTION'};

/** The version that a group is to have: that of the group before, unless told; never one that was not there. */
function versionFor(member: Member, group: Group, wanted: string | undefined): number | Refused {
	const {name, type} = member;
	const before = groupBefore(group);
	const reached = before ? member.groups[before] : newestOf(member);
	const version = wanted === undefined ? reached : Number(wanted);
	if (version < 1 || version > newestOf(member)) {
		return wanted === undefined
			? refuse(sbsMessages.SBS136E, {name, type, group: before ?? 'SBS'})
			: refuse(sbsMessages.SBS109E, {name, type, version: wanted});
	}

	return before && version > reached
		? refuse(sbsMessages.SBS137E, {
			name, type, version, group: before,
		})
		: version;
}

export const promote: SbsCommand = {
	name: 'PROMOTE',
	minimum: 4,
	syntax: ['SBS PROMote fn ft [Test|INTegration|PRODuction] [( [VERsion n] [WHY text] [)]]'],
	summary: 'move a version up to the next group',
	description: [
		'PUT puts each version into TEST. INTEGRATION (unless told) takes the version that is in TEST, PRODUCTION '
		+ 'the one in INTEGRATION; VERSION takes an earlier one, to go back.',
		'Owners and who was granted PROMOTE may promote to INTEGRATION; to PRODUCTION librarians, the administrator '
		+ 'and who was granted PRODUCTION.',
	],
	returnCodes: ['12  you may not, or the version has not been in the group before', '28  no such member or version'],
	origin: 'Yorktown',
	operands: [...memberOperands, {
		name: 'group', kind: 'word', words: groupWords, optional: true,
	}],
	options: [{name: 'VERsion', value: 'number'}, whyOption],
	* run(context: SbsContext): Step<Content> {
		const {given} = context;
		const group = groups.find(each => each === given.operands.group) ?? 'INTEGRATION';
		const right = {right: rightFor[group], what: `PROMOTE TO ${group}`};
		return yield * changeMember(context, memberOf(given), right, function * (_transaction, member) {
			const version = versionFor(member, group, valueOf(given, 'VERSION'));
			if (typeof version !== 'number') {
				return version;
			}

			const {name, type} = member;
			return {
				member: {...member, groups: {...member.groups, [group]: version}},
				answer: answerWith(sbsMessages.SBS138I, {
					name, type, version, group,
				}),
				event: {what: `PROMOTED TO ${group}`, version},
				note: `VERSION ${version} PROMOTED TO ${group}`,
			};
		});
	},
};
