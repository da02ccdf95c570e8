import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import {versionsOf} from '../data-base.js';
import type {FunctionContext, SbsFunction} from '../function.js';
import {answerWith, sbsMessages} from '../message.js';

export const add: SbsFunction = {
	name: 'ADD',
	minimum: 1,
	syntax: ['SBS Add fn ft'],
	summary: 'define a member of the SBS data base; you become its owner',
	description: ['The member has no version yet; PUT stores the first. Only its owner and the administrator may PUT.'],
	returnCodes: ['8  the member is there already', '16  the data base cannot be read or written'],
	origin: 'Yorktown',
	takesMember: true,
	* run({base, user, operands: [name, type], now}: FunctionContext): Step<Content> {
		const {code, version} = yield * base.add(versions => versionsOf(versions, name, type).length > 0
			? undefined
			: {name, type, version: 0, owner: user, storedBy: user, ...now});
		if (code !== 0) {
			return answerWith(sbsMessages.SBS117E, {code});
		}

		return version
			? answerWith(sbsMessages.SBS103I, {name, type, owner: user})
			: answerWith(sbsMessages.SBS107E, {name, type});
	},
};
