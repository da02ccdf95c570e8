import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeMember} from '../data-base/change-member.js';
import type {Right} from '../data-base/grants.js';
import {groupBefore, groups, groupWords, type Group} from '../data-base/groups.js';
import {newestOf, type Member} from '../data-base/members.js';
import {hasBeenIn, promotedTo} from '../data-base/promotion.js';
import {refuse, Refused} from '../data-base/refused.js';
import {may} from '../data-base/rights.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import {
	memberOf, memberOperands, valueOf, whyOption,
} from './operands.js';

/** What it takes to say which version a group has. */
const rightFor: Readonly<Record<Group, Right>> = {TEST: 'PUT', INTEGRATION: 'PROMOTE', PRODUCTION: 'PRODUCTION'};

/** The version that a group is to have: that of the group before, unless told. */
function versionFor(member: Member, group: Group, wanted: string | undefined): number | Refused {
	const {name, type} = member;
	const before = groupBefore(group);
	const version = wanted === undefined ? (before ? member.groups[before] : newestOf(member)) : Number(wanted);
	if (version < 1 || version > newestOf(member)) {
		return wanted === undefined
			? refuse(sbsMessages.SBS136E, {name, type, group: before ?? 'SBS'})
			: refuse(sbsMessages.SBS109E, {name, type, version: wanted});
	}

	return version;
}

/**
 * Why a group is not to have a version, if so; whether FORCE was needed else. An administrator may force a version past
 * a group; who looks after groups, and the owner, may force an earlier one back.
 */
function * outcomeOf(
	reader: Reader,
	context: SbsContext,
	member: Member,
	group: Group,
	version: number,
): Step<{readonly forced: boolean} | Refused> {
	const {role, given} = context;
	const {name, type, groups: {[group]: there}} = member;
	const before = groupBefore(group);
	if (member.isRetired) {
		return refuse(sbsMessages.SBS133E, {name, type});
	}

	if (there === version) {
		return refuse(sbsMessages.SBS171I, {
			name, type, version, group,
		});
	}

	const skips = before !== undefined && !(yield * hasBeenIn(reader, member, before, version));
	if (skips && !(given.options.FORCE && role === 'administrator')) {
		return refuse(sbsMessages.SBS137E, {
			name, type, version, group: before,
		});
	}

	const isBack = version < there;
	const mayForce = role !== 'user' || (yield * may(reader, context, member, 'OWN'));
	return isBack && !(given.options.FORCE && mayForce)
		? refuse(sbsMessages.SBS170E, {
			name, type, version, group, there,
		})
		: {forced: skips || isBack};
}

export const promote: SbsCommand = {
	name: 'PROMOTE',
	minimum: 4,
	syntax: ['SBS PROMote fn ft [Test|INTegration|PRODuction] [( [VERsion n] [FORCE] [WHY text] [)]]'],
	summary: 'move a version up to the next group',
	description: [
		'PUT puts each version into TEST. INTEGRATION (unless told) takes the version that is in TEST, PRODUCTION '
		+ 'the one in INTEGRATION; VERSION takes another one that has been in the group before.',
		'Owners and who was granted PROMOTE may promote to INTEGRATION; to PRODUCTION librarians, the administrator '
		+ 'and who was granted PRODUCTION.',
		'A version older than the one that the group has goes there with FORCE only, which the owner, librarians and '
		+ 'the administrator may. Past a group, with FORCE, the administrator alone may. HISTORY shows what was '
		+ 'forced.',
	],
	returnCodes: [
		'4   the group has that version already',
		'12  you may not, the member is retired, or the version has not been in the group before or is an older one',
		'28  no such member or version',
	],
	origin: 'Yorktown',
	operands: [...memberOperands, {
		name: 'group', kind: 'word', words: groupWords, optional: true,
	}],
	options: [{name: 'VERsion', value: 'number'}, {name: 'FORCE'}, whyOption],
	* run(context: SbsContext): Step<Content> {
		const {given} = context;
		const group = groups.find(each => each === given.operands.group) ?? 'INTEGRATION';
		const right = {right: rightFor[group], what: `PROMOTE TO ${group}`};
		return yield * changeMember(context, memberOf(given), right, function * (transaction, member) {
			const version = versionFor(member, group, valueOf(given, 'VERSION'));
			if (typeof version !== 'number') {
				return version;
			}

			const outcome = yield * outcomeOf(transaction, context, member, group, version);
			if (outcome instanceof Refused) {
				return outcome;
			}

			const {name, type} = member;
			return {
				member: {...member, groups: {...member.groups, [group]: version}},
				answer: answerWith(sbsMessages.SBS138I, {
					name, type, version, group,
				}),
				event: {what: promotedTo(group, outcome.forced), version},
				note: `VERSION ${version} ${promotedTo(group, outcome.forced)}`,
			};
		});
	},
};
