import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {fittingMembers, newestOf} from '../data-base/members.js';
import {answerWith, sbsMessages} from '../message.js';
import {patternOperands} from './operands.js';

export const list: SbsCommand = {
	name: 'LIST',
	minimum: 1,
	syntax: ['SBS List [fn|* [ft|*]]'],
	summary: 'list members: newest version, owner, date',
	returnCodes: ['16  the data base cannot be read or written', '28  no member fits'],
	origin: 'Yorktown',
	operands: patternOperands,
	isReadOnly: true,
	* run({store, given: {operands: {fn = '*', ft = '*'}}}: SbsContext): Step<Content> {
		const members = yield * store.read(reader => fittingMembers(reader, fn, ft));
		const lines = members.map(member => {
			const {name, type, owner, latest, addedOn, addedAt} = member;
			return `${name.padEnd(8)} ${type.padEnd(8)} ${String(newestOf(member)).padStart(5)} `
				+ `${owner.padEnd(8)} ${latest?.date ?? addedOn} ${latest?.time ?? addedAt}`;
		});
		return lines.length > 0
			? {...emptyContent, lines: ['NAME     TYPE       VER OWNER    DATE     TIME', ...lines]}
			: answerWith(sbsMessages.SBS118I);
	},
};
