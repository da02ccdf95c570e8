import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {Given, SbsCommand, SbsContext} from '../context.js';
import {fittingMembers, newestOf, type Member} from '../data-base/members.js';
import {answerWith, sbsMessages} from '../message.js';
import {jsonContent} from '../syntax/json.js';
import {checkGroup, groupOption} from './freeze.js';
import {patternOperands, valueOf} from './operands.js';

/** The version that is told of a member: a group's, or the newest. */
type Listed = {readonly member: Member; readonly version: number};

/** Those that options ask for. */
function chosen(members: readonly Member[], given: Given): readonly Listed[] {
	const {RETIRED, RESERVED} = given.options;
	const group = groupOption(valueOf(given, 'GROUP'));
	const owner = valueOf(given, 'OWNER');
	return members
		.filter(member => RETIRED ?? !member.isRetired)
		.filter(member => !RESERVED || member.reservedBy !== '')
		.filter(member => owner === undefined || member.owner === owner)
		.map(member => ({member, version: group ? member.groups[group] : newestOf(member)}))
		.filter(({version}) => !group || version > 0);
}

function line({member, version}: Listed): string {
	const {
		name, type, owner, latest, addedOn, addedAt,
	} = member;
	return `${name.padEnd(8)} ${type.padEnd(8)} ${String(version).padStart(5)} ${owner.padEnd(8)} `
		+ `${latest?.date ?? addedOn} ${latest?.time ?? addedAt}`;
}

function entry({member, version}: Listed): unknown {
	const {
		name, type, owner, latest, addedOn, addedAt, groups, reservedBy, isRetired,
	} = member;
	return {
		name,
		type,
		version,
		owner,
		date: latest?.date ?? addedOn,
		time: latest?.time ?? addedAt,
		storedBy: latest?.user ?? '',
		records: latest?.records ?? 0,
		groups,
		reservedBy,
		retired: isRetired,
	};
}

export const list: SbsCommand = {
	name: 'LIST',
	minimum: 1,
	syntax: ['SBS List [fn|* [ft|*]] [( [OWner userid] [GRoup group] [RESERVED] [RETired] [JSON] [)]]'],
	summary: 'list members: newest version, owner, date',
	description: [
		'OWNER: those of one owner. GROUP: those that have a version in a group, with that version. RESERVED: those '
		+ 'that somebody has reserved. RETIRED: those that are retired, too. JSON: for programs.',
	],
	returnCodes: ['16  the data base cannot be read or written', '28  no member fits'],
	origin: 'Yorktown',
	operands: patternOperands,
	options: [
		{name: 'OWner', value: 'word'},
		{name: 'GRoup', value: 'word'},
		{name: 'RESERVED'},
		{name: 'RETired'},
		{name: 'JSON'},
	],
	check: checkGroup,
	isReadOnly: true,
	* run({store, given}: SbsContext): Step<Content> {
		const {fn = '*', ft = '*'} = given.operands;
		const members = chosen(yield * store.read(reader => fittingMembers(reader, fn, ft)), given);
		if (members.length === 0) {
			return given.options.JSON
				? jsonContent([], sbsMessages.SBS118I.returnCode)
				: answerWith(sbsMessages.SBS118I);
		}

		return given.options.JSON
			? jsonContent(members.map(each => entry(each)))
			: {
				...emptyContent,
				lines: ['NAME     TYPE       VER OWNER    DATE     TIME', ...members.map(each => line(each))],
			};
	},
};
