import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {findMember} from '../data-base/members.js';
import {whereUsed} from '../data-base/uses.js';
import {answerWith, sbsMessages} from '../message.js';
import {memberOf, memberOperands} from './operands.js';

export const whereUsedCommand: SbsCommand = {
	name: 'WHEREUSED',
	minimum: 5,
	syntax: ['SBS WHEREused fn ft'],
	summary: 'tell which members use a member, and how',
	description: [
		'Sources use macros and members for COPY, and external symbols that other sources or object decks define; '
		+ 'procedures use programs; build lists use object decks. It is what the newest versions say.',
	],
	returnCodes: ['28  no such member, or nothing uses it'],
	origin: 'Yorktown',
	operands: memberOperands,
	isReadOnly: true,
	* run({store, given}: SbsContext): Step<Content> {
		const id = memberOf(given);
		return yield * store.read(function * (reader): Step<Content> {
			const member = yield * findMember(reader, id.name, id.type);
			if (!member) {
				return answerWith(sbsMessages.SBS106E, id);
			}

			const uses = yield * whereUsed(reader, id);
			return uses.length === 0
				? answerWith(sbsMessages.SBS191I, id)
				: {
					...emptyContent,
					lines: [
						'NAME     TYPE     USES     AS',
						...uses.map(({
							name, type, used, kind,
						}) => `${name.padEnd(8)} ${type.padEnd(8)} ${used.padEnd(8)} ${kind.toUpperCase()}`),
					],
				};
		});
	},
};
