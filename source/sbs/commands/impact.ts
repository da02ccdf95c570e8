import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {idText} from '../data-base/member-id.js';
import {findMember} from '../data-base/members.js';
import {impactOf, type Impact} from '../data-base/uses.js';
import {answerWith, sbsMessages} from '../message.js';
import {jsonContent} from '../syntax/json.js';
import {memberOf, memberOperands} from './operands.js';

const {returnCode: nothingUses} = sbsMessages.SBS191I;
const {returnCode: moreThanShown} = sbsMessages.SBS192W;

const impactLine = ({
	level, name, type, kind, because,
}: Impact): string =>
	`${String(level).padStart(5)} ${name.padEnd(8)} ${type.padEnd(8)} ${kind.toUpperCase().padEnd(8)} `
	+ idText(because);

export const impact: SbsCommand = {
	name: 'IMPACT',
	minimum: 3,
	syntax: ['SBS IMPact fn ft [( [JSON] [)]]'],
	summary: 'tell which members a change of a member reaches, over any number of uses',
	description: [
		'Level 1 are those that use it (WHEREUSED), level 2 those that use these, and so on; each comes once. A build '
		+ 'list reaches the module that BUILD made of it, and so the procedures that use that. No more than '
		+ `${limits.impact.value} are shown. JSON: for programs.`,
	],
	returnCodes: ['4   there are more than are shown', '28  no such member, or nothing uses it'],
	origin: 'Yorktown',
	operands: memberOperands,
	options: [{name: 'JSON'}],
	isReadOnly: true,
	* run({store, given}: SbsContext): Step<Content> {
		const id = memberOf(given);
		return yield * store.read(function * (reader): Step<Content> {
			const member = yield * findMember(reader, id.name, id.type);
			if (!member) {
				return answerWith(sbsMessages.SBS106E, id);
			}

			const {impacts, isComplete} = yield * impactOf(reader, id, limits.impact.value);
			if (given.options.JSON) {
				const returnCode = isComplete ? (impacts.length === 0 ? nothingUses : 0) : moreThanShown;
				return jsonContent({...id, isComplete, impact: impacts}, returnCode);
			}

			if (impacts.length === 0) {
				return answerWith(sbsMessages.SBS191I, id);
			}

			const more = isComplete ? emptyContent : answerWith(sbsMessages.SBS192W, {count: impacts.length});
			return {
				...more,
				lines: [
					'LEVEL NAME     TYPE     AS       BECAUSE OF',
					...impacts.map(reached => impactLine(reached)),
					...more.lines,
				],
			};
		});
	},
};
