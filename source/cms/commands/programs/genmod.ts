/** GENMOD (GC20-1818): writes the program in storage as a MODULE file. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {encodeModule} from '../../loader/module-file.js';
import {findEntry, readTable} from '../../loader/loader-table.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {nucon} from '../../nucleus/storage/nucon.js';
import {messages} from '../../messages/index.js';

/** FROM and TO as addresses, and whether there is a load map. Of contradictory options the last one counts. */
type Options = {readonly from: number | undefined; readonly to: number | undefined; readonly map: boolean};

/** OS and ALL tell of CMS/DOS, which is not here: a program runs alike with both. */
const accepted: ReadonlySet<string> = new Set(['MAP', 'NOMAP', 'OS', 'ALL']);

/** The options, or a failure, with its message. */
function * parseOptions(cms: Cms, words: readonly string[]): Step<Options | Failure> {
	const bounds: {from?: number; to?: number} = {};
	let map = true;
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		if (word === 'FROM' || word === 'TO') {
			const name = words[++at];
			if (name === undefined) {
				return new Failure(yield * cms.message(messages.DMSMOD029E, {parameter: '', option: word}));
			}

			const address = findEntry(cms, name);
			if (address === undefined) {
				return new Failure(yield * cms.message(messages.DMSMOD021E, {entry: name}));
			}

			bounds[word === 'FROM' ? 'from' : 'to'] = address;
		} else if (accepted.has(word)) {
			map = word === 'MAP' || (word !== 'NOMAP' && map);
		} else {
			return new Failure(yield * cms.message(messages.DMSMOD003E, {option: word}));
		}
	}

	return {from: bounds.from, to: bounds.to, map};
}

export const genmod: CmsCommand = {
	name: 'GENMOD',
	minimum: 3,
	syntax: ['GENmod [fn [MODULE [fm]]] [([FROM entry] [TO entry] [MAP|NOMAP] [OS|ALL][)]]'],
	summary: 'Writes the program in storage as a MODULE file, which then is a command.',
	description: [
		'Without a name, that of the program\'s first section is taken. The module reaches from the first byte '
		+ 'loaded, or FROM, to the last, or up to TO: names of control sections or entries. NOMAP leaves its load '
		+ 'map out, which MODMAP types and START looks names up in.',
		'Not here: STR, NOSTR, SYSTEM, DOS.',
	],
	returnCodes: [
		'24  Invalid operand or option, or TO is not behind FROM.',
		'36  The disk is not accessed, or read-only.',
		'40  Nothing is loaded, or no such entry point.',
		'100  The disk is full or failed.',
	],
	* run({cms, operands, options: words}) {
		const options = yield * parseOptions(cms, words);
		if (options instanceof Failure) {
			return options.returnCode;
		}

		const {storage} = cms.guest;
		const origin = options.from ?? storage.word(nucon.firstLocation);
		const end = options.to ?? storage.word(nucon.lastLocation);
		const symbols = readTable(cms).filter(entry => entry.kind === 'defined');
		const first = symbols.find(({address}) => address === origin) ?? symbols[0];
		const [name = first?.name, type = 'MODULE', mode = 'A1'] = operands;
		if (type !== 'MODULE' || !/^[A-Z]\d?$/.test(mode)) {
			return yield * cms.message(messages.DMSMOD032E, {type});
		}

		const start = storage.word(nucon.startAddress);
		if (start === 0 || name === undefined) {
			return yield * cms.message(messages.DMSMOD005E);
		}

		if (end <= origin || !storage.contains(origin, end - origin)) {
			return yield * cms.message(messages.DMSMOD070E, {parameter: words[words.indexOf('TO') + 1] ?? ''});
		}

		const disk = cms.disks.disk(mode[0]);
		if (!disk || disk.readOnly) {
			return yield * cms.message(messages.DMSMOD037E, {disk: mode[0]});
		}

		const text = storage.fetch(origin, end - origin);
		const code = yield * cms.disks.write(disk, {
			name, type, modeNumber: mode[1] ?? '1', recordFormat: 'V', records: encodeModule({
				entry: start >= origin && start < end ? start : origin,
				origin,
				text,
				symbols: options.map ? symbols : [],
			}),
		});
		return code === fileCode.ok
			? 0
			: yield * cms.message(messages.DMSMOD105S, {code, file: `${name} MODULE ${mode}`});
	},
};
