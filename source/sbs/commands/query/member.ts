/** QUERY MEMBER and QUERY VERSION: one member, all its versions, or all of one version. */
import type {Step} from '../../../guest/action.js';
import type {Content} from '../../../service/parts.js';
import type {Given} from '../../context.js';
import {groups} from '../../data-base/groups.js';
import {historyOf} from '../../data-base/history.js';
import {findMember, newestOf} from '../../data-base/members.js';
import {answerWith, sbsMessages} from '../../message.js';
import type {Reader} from '../../store/store.js';
import {wrapped} from '../../syntax/columns.js';
import {textList} from '../../syntax/json.js';
import {memberOf} from '../operands.js';
import type {Answer} from './answers.js';

export function * queryMember(reader: Reader, given: Given): Step<Answer | Content> {
	const {name, type} = memberOf(given);
	const member = yield * findMember(reader, name, type);
	if (!member) {
		return answerWith(sbsMessages.SBS106E, {name, type});
	}

	const versions = yield * historyOf(reader, member);
	const {
		owner, reservedBy, isRetired: retired, groups: inGroups,
	} = member;
	return {
		lines: [
			`${name} ${type} OWNER ${owner}`,
			...versions.map(each =>
				`VERSION ${String(each.version).padStart(5)} BY ${each.user.padEnd(8)} ${each.date} `
				+ `${each.time} RECORDS ${each.records}`),
		],
		value: {
			name,
			type,
			owner,
			reservedBy,
			retired,
			groups: inGroups,
			versions: versions.map(({why, ...version}) => ({...version, why: textList(why)})),
		},
	};
}

/** Columns of a reason. */
const whyColumns = 70;

export function * queryVersion(reader: Reader, given: Given): Step<Answer | Content> {
	const {name, type} = memberOf(given);
	const member = yield * findMember(reader, name, type);
	if (!member || newestOf(member) === 0) {
		return answerWith(sbsMessages.SBS106E, {name, type});
	}

	const number = Number(given.operands.n ?? newestOf(member));
	const [version] = yield * historyOf(reader, member, number);
	if (version?.version !== number) {
		return answerWith(sbsMessages.SBS109E, {name, type, version: String(number)});
	}

	const inGroups = groups.filter(group => member.groups[group] === number);
	const {
		user, date, time, recordFormat, recordLength, records, modeNumber, fileDate, fileTime, why,
	} = version;
	return {
		lines: [
			`${name} ${type} VERSION ${number} BY ${user} ${date} ${time}`,
			`FORMAT ${recordFormat} ${recordLength} RECORDS ${records} MODE NUMBER ${modeNumber}`,
			...(fileDate === '' ? [] : [`FILE OF ${fileDate} ${fileTime}`]),
			...(inGroups.length > 0 ? [`IN ${inGroups.join(' ')}`] : []),
			...wrapped(why, whyColumns).filter(line => line !== '').map(line => `WHY ${line}`),
		],
		value: {
			name, type, ...version, why: textList(why), groups: inGroups,
		},
	};
}
