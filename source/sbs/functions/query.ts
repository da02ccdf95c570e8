import {Failure} from '../../base/failure.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import {versionsOf} from '../data-base.js';
import type {FunctionContext, SbsFunction} from '../function.js';
import {answerWith, sbsMessages} from '../message.js';

export const query: SbsFunction = {
	name: 'QUERY',
	minimum: 1,
	syntax: ['SBS Query fn ft'],
	summary: 'tell a member\'s owner and every version',
	returnCodes: ['16  the data base cannot be read or written', '28  no such member'],
	origin: 'Yorktown',
	takesMember: true,
	* run({base, operands: [name, type]}: FunctionContext): Step<Content> {
		const all = yield * base.versions();
		if (all instanceof Failure) {
			return answerWith(sbsMessages.SBS117E, {code: all.returnCode});
		}

		const versions = versionsOf(all, name, type);
		if (versions.length === 0) {
			return answerWith(sbsMessages.SBS106E, {name, type});
		}

		return {
			...emptyContent,
			lines: [
				`${name} ${type} OWNER ${versions[0].owner}`,
				...versions
					.filter(each => each.version > 0)
					.map(each =>
						`VERSION ${String(each.version).padStart(5)} BY ${each.storedBy.padEnd(8)} ${each.date} `
						+ `${each.time} RECORDS ${each.records}`),
			],
		};
	},
};
