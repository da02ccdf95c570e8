/** LOADMOD (GC20-1818): brings a MODULE into storage. */
import {Failure} from '../../../base/failure.js';
import type {CmsCommand} from '../../cms.js';
import {loadModule} from '../../loader/run-module.js';
import {messages} from '../../messages/index.js';

export const loadmod: CmsCommand = {
	name: 'LOADMOD',
	minimum: 5,
	syntax: ['LOADMod fn [MODULE [fm]]'],
	summary: 'Loads a MODULE file into storage; START then runs it.',
	returnCodes: [
		'24  No name, or a filetype other than MODULE.',
		'28  File not found.',
		'100  Not a MODULE file, or the disk failed.',
		'104  Not enough storage.',
	],
	* run({cms, operands}) {
		const [name, type = 'MODULE', mode = '*'] = operands;
		if (name === undefined) {
			return yield * cms.message(messages.DMSMOD001E);
		}

		if (type !== 'MODULE') {
			return yield * cms.message(messages.DMSMOD032E, {type});
		}

		const found = cms.disks.find(name, type, mode);
		if (!found) {
			return yield * cms.message(messages.DMSMOD002E, {file: `${name} MODULE`});
		}

		const loaded = yield * loadModule(cms, found);
		return loaded instanceof Failure ? loaded.returnCode : 0;
	},
};
