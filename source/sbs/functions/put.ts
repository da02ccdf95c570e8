import {fileCode} from '../../cms/file-system/disk/disk.js';
import type {Step} from '../../guest/action.js';
import {type Block} from '../../service/block.js';
import {versionsOf} from '../data-base.js';
import type {FunctionContext, SbsFunction} from '../function.js';
import {answerWith, sbsMessages} from '../message.js';

export const put: SbsFunction = {
	name: 'PUT',
	minimum: 1,
	syntax: ['SBS Put fn ft [fm]'],
	summary: 'store your file as the next version of a member',
	description: ['A member that is not there yet is added, with you as its owner.'],
	returnCodes: [
		'12  the member is somebody else\'s',
		'13  the SBS disk is full',
		'16  the data base cannot be read or written',
		'28  your file was not found',
	],
	origin: 'Yorktown',
	takesFile: 'required',
	* run({base, user, administrator, operands: [name, type], file, now}: FunctionContext): Step<Block> {
		let owner = user;
		const {code, version} = yield * base.add(versions => {
			const present = versionsOf(versions, name, type);
			owner = present[0]?.owner ?? user;
			return owner === user || administrator
				? {name, type, version: (present.at(-1)?.version ?? 0) + 1, owner, storedBy: user, ...now}
				: undefined;
		}, file);
		if (code !== 0) {
			return code === fileCode.diskFull
				? answerWith(sbsMessages.SBS110E)
				: answerWith(sbsMessages.SBS117E, {code});
		}

		return version
			? answerWith(sbsMessages.SBS104I, {name, type, version: version.version})
			: answerWith(sbsMessages.SBS108E, {name, type, owner});
	},
};
