/** GENMOD (GC20-1818): writes the program in storage as a MODULE file. */
import type {CmsCommand} from '../../cms.js';
import {encodeModule} from '../../loader/module-file.js';
import {readTable} from '../../loader/loader-table.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {nucon} from '../../nucleus/storage/nucon.js';
import {messages} from '../../messages/index.js';

export const genmod: CmsCommand = {
	name: 'GENMOD',
	minimum: 3,
	syntax: ['GENmod [fn [MODULE [fm]]]'],
	summary: 'Writes the program in storage as a MODULE file, which then is a command.',
	description: ['Without a name, that of the program\'s first section is taken.'],
	returnCodes: [
		'24  Invalid operand.',
		'36  The disk is not accessed, or read-only.',
		'40  Nothing is loaded.',
		'100  The disk is full or failed.',
	],
	* run({cms, operands}) {
		const {storage} = cms.guest;
		const origin = storage.word(nucon.firstLocation);
		const symbols = readTable(cms).filter(entry => entry.kind === 'defined');
		const first = symbols.find(({address}) => address === origin) ?? symbols[0];
		const [name = first?.name, type = 'MODULE', mode = 'A1'] = operands;
		if (type !== 'MODULE' || !/^[A-Z]\d?$/.test(mode)) {
			return yield * cms.message(messages.DMSMOD032E, {type});
		}

		const entry = storage.word(nucon.startAddress);
		if (entry === 0 || name === undefined) {
			return yield * cms.message(messages.DMSMOD005E);
		}

		const disk = cms.disks.disk(mode[0]);
		if (!disk || disk.readOnly) {
			return yield * cms.message(messages.DMSMOD037E, {disk: mode[0]});
		}

		const text = storage.fetch(origin, storage.word(nucon.lastLocation) - origin);
		const code = yield * cms.disks.write(disk, {
			name, type, modeNumber: mode[1] ?? '1', recordFormat: 'V', records: encodeModule({
				entry, origin, text, symbols,
			}),
		});
		return code === fileCode.ok
			? 0
			: yield * cms.message(messages.DMSMOD105S, {code, file: `${name} MODULE ${mode}`});
	},
};
