/** The version of a member that a line asks for: by number, of a group, of a release, or the newest. */
import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {OptionDefinition, SbsContext} from '../context.js';
import {permittedMember} from '../data-base/change-member.js';
import {readVersion, type VersionText} from '../data-base/history.js';
import type {MemberId} from '../data-base/member-id.js';
import {newestOf, type Member} from '../data-base/members.js';
import {Refused} from '../data-base/refused.js';
import {findRelease, frozenVersion} from '../data-base/releases.js';
import {answerWith, sbsMessages} from '../message.js';
import type {Reader} from '../store/store.js';
import {groupOption} from './freeze.js';
import {memberOf, valueOf} from './operands.js';

export const versionOptions: readonly OptionDefinition[] = [
	{name: 'VERsion', value: 'number'}, {name: 'GRoup', value: 'word'}, {name: 'RELease', value: 'name'},
];

export type Asked = VersionText & {readonly member: Member};

/** The number, or the answer where there is none. */
function * askedNumber(reader: Reader, {given}: SbsContext, member: Member): Step<number | Content> {
	const {name, type} = member;
	const release = valueOf(given, 'RELEASE');
	if (release !== undefined) {
		const version = yield * frozenVersion(reader, release, member);
		if (version > 0) {
			return version;
		}

		return (yield * findRelease(reader, release))
			? answerWith(sbsMessages.SBS149E, {name, type, release})
			: answerWith(sbsMessages.SBS148E, {release});
	}

	const group = groupOption(valueOf(given, 'GROUP'));
	if (group) {
		return member.groups[group] || answerWith(sbsMessages.SBS136E, {name, type, group});
	}

	return Number(valueOf(given, 'VERSION') ?? newestOf(member));
}

/** The member, where there is a version of it and the user may have it. */
export function * readableMember(
	reader: Reader,
	context: SbsContext,
	{name, type}: MemberId,
): Step<Member | Content> {
	const member = yield * permittedMember(reader, context, {name, type}, 'GET', 'GET');
	if (member instanceof Refused) {
		return member.content;
	}

	return newestOf(member) === 0 ? answerWith(sbsMessages.SBS106E, {name, type}) : member;
}

/** The version with its records, or the answer where there is none or the user may not have it. */
export function * askedVersion(
	reader: Reader,
	context: SbsContext,
	id: MemberId = memberOf(context.given),
): Step<Asked | Content> {
	const member = yield * readableMember(reader, context, id);
	if (!('owner' in member)) {
		return member;
	}

	const number = yield * askedNumber(reader, context, member);
	if (typeof number !== 'number') {
		return number;
	}

	const {name, type} = member;
	const text = yield * readVersion(reader, member, number);
	return text ? {...text, member} : answerWith(sbsMessages.SBS109E, {name, type, version: String(number)});
}
