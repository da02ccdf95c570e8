/** LOADMOD (GC20-1818): brings a MODULE into storage. */
import type {CmsCommand} from '../../cms.js';
import {loadModule} from '../../loader/run-module.js';

export const loadmod: CmsCommand = {
	name: 'LOADMOD',
	minimum: 5,
	syntax: ['LOADMod fn [MODULE [fm]]'],
	summary: 'Loads a MODULE file into storage; START then runs it.',
	returnCodes: [
		'24  No name, or a filetype other than MODULE.',
		'28  File not found.',
		'32  Not a MODULE file.',
		'104  Not enough storage.',
	],
	* run({cms, operands}) {
		const [name, type = 'MODULE', mode = '*'] = operands;
		if (name === undefined) {
			return yield * cms.message('DMSMOD001E', 'NO FILENAME SPECIFIED.', 24);
		}

		if (type !== 'MODULE') {
			return yield * cms.message('DMSMOD032E', `INVALID FILETYPE ${type}.`, 24);
		}

		const found = cms.disks.find(name, type, mode);
		if (!found) {
			return yield * cms.message('DMSMOD002E', `FILE ${name} MODULE NOT FOUND.`, 28);
		}

		const loaded = yield * loadModule(cms, found);
		return typeof loaded === 'number' ? loaded : 0;
	},
};
