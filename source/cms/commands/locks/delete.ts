/** DELETE LOCK (see CREATE LOCK). Ours. */
import {Failure} from '../../../base/failure.js';
import type {CmsCommand} from '../../cms.js';
import {messages} from '../../messages/index.js';
import {lockedFile} from './lock-operands.js';

export const deleteLock: CmsCommand = {
	name: 'DELETE',
	minimum: 3,
	syntax: ['DELete LOCK fn ft fm'],
	summary: 'Gives up your lock on a file',
	description: ['Who waits for the file has it then. Locks of other machines are theirs.'],
	returnCodes: [
		'24  An operand is missing or not valid.',
		'28  You have no lock on the file.',
		'36  The disk is not accessed, or shared with nobody.',
	],
	origin: 'Yorktown',
	* run(context) {
		const {cms} = context;
		const file = yield * lockedFile(context);
		if (file instanceof Failure) {
			return file.returnCode;
		}

		const {locks, name, type, rest: [extra]} = file;
		if (extra !== undefined) {
			return yield * cms.message(messages.DMSLCK070E, {parameter: extra});
		}

		return (yield * locks.release({name, type}))
			? 0
			: yield * cms.message(messages.DMSLCK704E, {file: `${name} ${type}`});
	},
	complete: (_cms, words) => words.length === 2 ? ['LOCK'] : [],
};
