/** CREATE LOCK, as z/VM's file pools have it, for files on a disk that several machines use (R15). Ours. */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {CmsCommand} from '../../cms.js';
import {lockMode} from '../../locks/lock-layout.js';
import {messages} from '../../messages/index.js';
import {lockedFile} from './lock-operands.js';

const modes = [
	['SHARE', 3, lockMode.share], ['UPDATE', 3, lockMode.update], ['EXCLUSIVE', 3, lockMode.exclusive],
] as const;

export const create: CmsCommand = {
	name: 'CREATE',
	minimum: 3,
	syntax: ['CREate LOCK fn ft fm [SHAre|UPDate|EXClusive]'],
	summary: 'Locks a file on a disk that several machines use',
	description: [
		'SHARE: others may read the file, none may change it. UPDATE, as when nothing is said: only you may change it. '
		+ 'EXCLUSIVE: others cannot read it either. The file need not be there yet.',
		'The lock stays until DELETE LOCK, RELEASE of the disk, IPL or LOGOFF. Where another machine has the file '
		+ 'locked, SET FILEWAIT says how long it is waited for.',
		'A disk is shared by those who access it with the option SEGMENT, and by its owner and those who access it '
		+ 'with the option REMOTE: who may write a file may lock it, who may read it may lock it SHARE.',
	],
	returnCodes: [
		'24  An operand is missing or not valid.',
		'36  The disk is not accessed, or shared with nobody.',
		'70  Another machine has a lock on the file.',
		'71  Those who have the file locked wait for you: to wait for them would be for ever.',
		'72  There is no room for another lock.',
	],
	origin: 'Yorktown',
	* run(context) {
		const {cms} = context;
		const file = yield * lockedFile(context);
		if (file instanceof Failure) {
			return file.returnCode;
		}

		const {locks, name, type, rest: [word = 'UPDATE', extra]} = file;
		const mode = modes.find(([keyword, minimum]) => isAbbreviation(word, keyword, minimum))?.[2];
		if (mode === undefined || extra !== undefined) {
			return yield * cms.message(messages.DMSLCK070E, {parameter: extra ?? word});
		}

		const result = yield * locks.acquire({name, type, mode}, cms.settings.fileWait);
		const id = `${name} ${type}`;
		switch (result.kind) {
			case 'held': {
				return 0;
			}

			case 'circle': {
				return yield * cms.message(messages.DMSLCK702E, {file: id, owners: result.owners.join(' ')});
			}

			case 'conflict':
			case 'timedOut': {
				return yield * cms.message(messages.DMSLCK701E, {file: id, owners: result.owners.join(' ')});
			}

			case 'full':
			case 'busy': {
				return yield * cms.message(messages.DMSLCK703E);
			}
		}
	},
	complete: (_cms, words) => words.length === 2 ? ['LOCK'] : (words.length > 5 ? modes.map(([name]) => name) : []),
};
