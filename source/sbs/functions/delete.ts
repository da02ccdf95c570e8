import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {FunctionContext, SbsFunction} from '../function.js';
import {answerWith, sbsMessages} from '../message.js';

export const deleteMember: SbsFunction = {
	name: 'DELETE',
	minimum: 3,
	syntax: ['SBS DELete fn ft'],
	summary: 'take a member and all its versions out of the SBS data base',
	description: ['Only its owner and the administrator may.'],
	returnCodes: [
		'12  the member is somebody else\'s',
		'16  the data base cannot be read or written',
		'28  no such member',
	],
	origin: 'Yorktown',
	takesMember: true,
	* run({base, user, administrator, operands: [name, type]}: FunctionContext): Step<Content> {
		let owner: string | undefined;
		const {code, version} = yield * base.delete(name, type, ([first]) => {
			owner = first.owner;
			return owner === user || administrator;
		});
		if (code !== 0) {
			return answerWith(sbsMessages.SBS117E, {code});
		}

		if (version) {
			return answerWith(sbsMessages.SBS123I, {name, type});
		}

		return owner === undefined
			? answerWith(sbsMessages.SBS106E, {name, type})
			: answerWith(sbsMessages.SBS108E, {name, type, owner});
	},
};
