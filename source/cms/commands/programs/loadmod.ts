/** LOADMOD (GC20-1818): brings a MODULE into storage. */
import {Failure} from '../../../base/failure.js';
import type {CmsCommand} from '../../cms.js';
import {loadModule} from '../../loader/run-module.js';
import {messages} from '../../messages/index.js';
import {checkFileId} from '../files/state.js';

/** The disk of the mode is not accessed. */
const notAccessed = 36;

export const loadmod: CmsCommand = {
	name: 'LOADMOD',
	minimum: 5,
	syntax: ['LOADMod fn [MODULE [fm]]'],
	summary: 'Loads a MODULE file into storage; START then runs it.',
	returnCodes: [
		'20  Invalid character in the name.',
		'24  No name, a filetype other than MODULE, or an operand too many.',
		'28  File not found.',
		'36  Disk not accessed.',
		'100  Not a MODULE file, or the disk failed.',
		'104  Not enough storage.',
	],
	* run({cms, call}) {
		const [, name, type = 'MODULE', mode = '*', extra] = call.tokens;
		if (name === undefined) {
			return yield * cms.message(messages.DMSMOD001E);
		}

		if (type !== 'MODULE') {
			return yield * cms.message(messages.DMSMOD032E, {type});
		}

		if (extra !== undefined) {
			return yield * cms.message(messages.DMSMOD070E, {parameter: extra});
		}

		const wrong = yield * checkFileId(cms, [name, type, mode], true);
		if (wrong !== 0) {
			return wrong;
		}

		if (mode !== '*' && !cms.disks.disk(mode[0])) {
			// This nucleus says nothing of it.
			return notAccessed;
		}

		const found = name === '*' ? undefined : cms.disks.find(name, type, mode);
		if (!found) {
			return yield * cms.message(messages.DMSMOD002E, {file: `${name} MODULE`});
		}

		const loaded = yield * loadModule(cms, found);
		return loaded instanceof Failure ? loaded.returnCode : 0;
	},
};
