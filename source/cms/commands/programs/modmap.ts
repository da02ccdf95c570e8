/** MODMAP (GC20-1818): types the load map of a MODULE file. */
import {hex} from '../../../base/hex.js';
import type {CmsCommand} from '../../cms.js';
import {decodeEntries} from '../../loader/loader-table.js';
import {parseModule} from '../../loader/module-file.js';
import {messages} from '../../messages/index.js';
import {guarded} from '../files/file-operands.js';

const addressDigits = 6;

export const modmap: CmsCommand = {
	name: 'MODMAP',
	minimum: 3,
	syntax: ['MODmap fn'],
	summary: 'Types the load map of a MODULE file: the names in it and where they lie.',
	returnCodes: [
		'24   No name, or more than one.',
		'28   File not found.',
		'40   The module has no load map (GENMOD with NOMAP).',
		'100  The disk failed.',
	],
	* run({cms, operands}) {
		const [name, extra] = operands;
		if (name === undefined) {
			return yield * cms.message(messages.DMSMDP001E);
		}

		if (extra !== undefined) {
			return yield * cms.message(messages.DMSMDP070E, {parameter: extra});
		}

		const found = cms.disks.find(name, 'MODULE', '*');
		if (!found) {
			return yield * cms.message(messages.DMSMDP002E, {file: `${name} MODULE`});
		}

		return yield * guarded(cms, 'DMSMDP', `${name} MODULE ${found.disk.letter}`, (function * () {
			const module = parseModule(yield * cms.disks.readAll(found.disk, found.status), found.status.recordFormat);
			const symbols = decodeEntries(module?.map ?? new Uint8Array(0)).filter(({kind}) => kind === 'defined');
			if (symbols.length === 0) {
				return yield * cms.message(messages.DMSMDP018E);
			}

			yield * cms.console.type('NAME      LOCATION');
			for (const symbol of symbols) {
				const address = symbol.kind === 'defined' ? symbol.address : 0;
				yield * cms.console.type(`${symbol.name.padEnd(8)}    ${hex(address, addressDigits)}`);
			}

			return 0;
		})());
	},
};
