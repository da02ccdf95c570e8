import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {Given, SbsCommand, SbsContext} from '../context.js';
import {eventsOf, type MemberEvent} from '../data-base/events.js';
import {groups} from '../data-base/groups.js';
import {historyOf} from '../data-base/history.js';
import {findMember, type Member} from '../data-base/members.js';
import {answerWith, sbsMessages} from '../message.js';
import {wrapped} from '../syntax/columns.js';
import {jsonContent, textList} from '../syntax/json.js';
import {memberOf, memberOperands, valueOf} from './operands.js';

/** Columns of a reason, and of what stands before it. */
const whyColumns = 45;
const before = 68;

type Line = MemberEvent & {readonly records?: number};

/** Sorts as time goes: `mm/dd/yy hh:mm:ss` by year, month and day. */
const moment = ({date, time}: MemberEvent): string => `${date.slice(6)}/${date.slice(0, 5)} ${time}`;

/** Versions and what else happened, in the order of time; the versions of a second before the rest. */
function * linesOf(reader: Parameters<typeof historyOf>[0], member: Member, from: number): Step<readonly Line[]> {
	const versions = yield * historyOf(reader, member, from);
	const events = yield * eventsOf(reader, member);
	return [
		...versions.map(({version, user, date, time, why, records}) => ({
			version, user, date, time, why, records, what: 'STORED',
		})),
		...events.filter(({version}) => version >= from || from === 1),
	].toSorted((one, other) => (moment(one) < moment(other) ? -1 : (moment(one) > moment(other) ? 1 : 0)));
}

function textLines(member: Member, lines: readonly Line[]): readonly string[] {
	const {name, type, owner, reservedBy} = member;
	const inGroups = groups.filter(group => member.groups[group] > 0).map(group => ` ${group} ${member.groups[group]}`);
	return [
		`${name} ${type} OWNER ${owner}${inGroups.join('')}${reservedBy === '' ? '' : ` RESERVED BY ${reservedBy}`}`
		+ (member.isRetired ? ' RETIRED' : ''),
		'DATE     TIME     USER     VERSION WHAT                     RECORDS WHY',
		...lines.flatMap(({date, time, user, version, what, records, why}) => {
			const number = version === 0 ? '' : String(version);
			const head = `${date} ${time} ${user.padEnd(8)} ${number.padStart(7)} ${what.padEnd(24)} `
				+ String(records ?? '').padStart(7);
			const [first, ...more] = wrapped(why, whyColumns);
			return [`${head} ${first}`.trimEnd(), ...more.map(line => ' '.repeat(before) + line)];
		}),
	];
}

/** How many of the last versions are told; all unless said. */
const firstVersion = (given: Given, member: Member): number => {
	const last = valueOf(given, 'LAST');
	return last === undefined ? 1 : Math.max(1, (member.latest?.version ?? 0) - Number(last) + 1);
};

export const history: SbsCommand = {
	name: 'HISTORY',
	minimum: 1,
	syntax: ['SBS History fn ft [( [LAst n] [JSON] [)]]'],
	summary: 'tell who did what with a member, when and why',
	description: ['LAST n: the last n versions only. JSON: for programs.'],
	returnCodes: ['28  no such member'],
	origin: 'Yorktown',
	operands: memberOperands,
	options: [{name: 'LAst', value: 'number'}, {name: 'JSON'}],
	isReadOnly: true,
	* run({store, given}: SbsContext): Step<Content> {
		const {name, type} = memberOf(given);
		return yield * store.read(function * (reader): Step<Content> {
			const member = yield * findMember(reader, name, type);
			if (!member) {
				return answerWith(sbsMessages.SBS106E, {name, type});
			}

			const lines = yield * linesOf(reader, member, firstVersion(given, member));
			return given.options.JSON
				? jsonContent({
					name,
					type,
					owner: member.owner,
					groups: member.groups,
					history: lines.map(({why, ...line}) => ({...line, why: textList(why)})),
				})
				: {...emptyContent, lines: textLines(member, lines)};
		});
	},
};
