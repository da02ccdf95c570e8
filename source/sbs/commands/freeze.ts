import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {noteEvent} from '../data-base/events.js';
import {groups, groupWords, type Group} from '../data-base/groups.js';
import type {MemberId} from '../data-base/member-id.js';
import {
	findMember, fittingMembers, newestOf, putMember, type Member,
} from '../data-base/members.js';
import {fits} from '../data-base/patterns.js';
import {refuse, Refused} from '../data-base/refused.js';
import {findRelease, freeze as freezeMembers} from '../data-base/releases.js';
import {composition, findSystem} from '../data-base/systems.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader, Transaction} from '../store/store.js';
import {wordOf} from '../syntax/kinds.js';
import {operandWrong, valueOf, whyOption} from './operands.js';

/** The group that an option names; `undefined` where it names none. */
export function groupOption(word: string | undefined): Group | undefined {
	const full = word && wordOf(word, groupWords);
	return groups.find(each => each === full);
}

/** Where an option names a group that there is not, or a version is asked for in two ways. */
export const checkGroup: NonNullable<SbsCommand['check']> = given => {
	const [, second] = ['VERSION', 'GROUP', 'RELEASE'].filter(each => given.options[each] !== undefined);
	if (second !== undefined) {
		return operandWrong(second);
	}

	const word = valueOf(given, 'GROUP');
	return word !== undefined && !groupOption(word) ? operandWrong(word) : undefined;
};

/** The version of a member that is frozen: a group's, or the newest. */
const versionOf = (member: Member, group: Group | undefined): number =>
	group ? member.groups[group] : newestOf(member);

/** Members of a system whose names fit, each once: all of them must have a version. */
function * membersOfSystem(
	reader: Reader,
	{system, fn, ft}: {readonly system: string; readonly fn: string; readonly ft: string},
	group: Group | undefined,
): Step<readonly Member[] | Refused> {
	const fitsName = fits(fn);
	const fitsType = fits(ft);
	const ids = new Map<string, MemberId>();
	for (const {members} of yield * composition(reader, system)) {
		for (const id of members) {
			if (fitsName(id.name) && fitsType(id.type)) {
				ids.set(`${id.name} ${id.type}`, id);
			}
		}
	}

	const found: Member[] = [];
	for (const {name, type} of ids.values()) {
		const member = yield * findMember(reader, name, type);
		if (!member || versionOf(member, group) === 0) {
			return member && group
				? refuse(sbsMessages.SBS136E, {name, type, group})
				: refuse(sbsMessages.SBS106E, {name, type});
		}

		found.push(member);
	}

	return found;
}

/** Librarians and the administrator, and for a system its owner. */
function * mayFreeze(reader: Reader, {user, role}: SbsContext, system: string | undefined): Step<boolean> {
	return role !== 'user' || (system !== undefined && (yield * findSystem(reader, system))?.owner === user);
}

function * freezeNow(transaction: Transaction, context: SbsContext): Step<Content | Refused> {
	const {user, now, given} = context;
	const {release = '', fn = '*', ft = '*'} = given.operands;
	const system = valueOf(given, 'SYSTEM');
	const group = groupOption(valueOf(given, 'GROUP'));
	if (!(yield * mayFreeze(transaction, context, system))) {
		return refuse(sbsMessages.SBS150E, {what: 'FREEZE'});
	}

	if (yield * findRelease(transaction, release)) {
		return refuse(sbsMessages.SBS146E, {release});
	}

	const found = system === undefined
		? (yield * fittingMembers(transaction, fn, ft)).filter(member => versionOf(member, group) > 0)
		: yield * membersOfSystem(transaction, {system, fn, ft}, group);
	if (found instanceof Refused) {
		return found;
	}

	if (found.length === 0) {
		return refuse(sbsMessages.SBS118I);
	}

	const why = valueOf(given, 'WHY') ?? '';
	const members = found.map(member => ({name: member.name, type: member.type, version: versionOf(member, group)}));
	yield * freezeMembers(transaction, {
		name: release, user, ...now, why,
	}, members);
	for (const member of found) {
		yield * putMember(transaction, {...member, isFrozen: true});
		yield * noteEvent(transaction, member, {
			user, ...now, version: versionOf(member, group), what: `FROZEN IN ${release}`, why,
		});
	}

	return answerWith(sbsMessages.SBS147I, {release, members: members.length});
}

export const freeze: SbsCommand = {
	name: 'FREEZE',
	minimum: 2,
	syntax: ['SBS FReeze release [fn|* [ft|*]] [( [GRoup group] [SYStem name] [WHY text] [)]]'],
	summary: 'freeze a release: a name for these versions of these members, for ever',
	description: [
		'The newest versions, or with GROUP those that the group has. With SYSTEM those members of the system and its '
		+ 'subsystems, none of which may be without a version.',
		'Librarians, the administrator, and the owner of the SYSTEM may. What is frozen is neither deleted nor '
		+ 'renamed.',
	],
	returnCodes: ['8   the release is there already', '12  you may not', '28  no such members or versions'],
	origin: 'Yorktown',
	operands: [
		{name: 'release', kind: 'fileName'},
		{name: 'fn', kind: 'namePattern', optional: true},
		{name: 'ft', kind: 'typePattern', optional: true},
	],
	options: [{name: 'GRoup', value: 'word'}, {name: 'SYStem', value: 'name'}, whyOption],
	check: checkGroup,
	* run(context: SbsContext): Step<Content> {
		return yield * changeLibrary(context, transaction => freezeNow(transaction, context));
	},
};
