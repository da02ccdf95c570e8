/** GENMOD (GC20-1818): writes the program in storage as a MODULE file. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {AccessedDisk, Cms, CmsCommand} from '../../cms.js';
import {
	encodeModule, isTransientSystem, type Environment, type Relocation,
} from '../../loader/module-file.js';
import {findEntry, readTable, type LoaderEntry} from '../../loader/loader-table.js';
import {isLoadedRelocatable} from '../../loader/run-module.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {area} from '../../nucleus/storage/layout.js';
import {nucon} from '../../nucleus/storage/nucon.js';
import {messages} from '../../messages/index.js';
import {checkFileId} from '../files/state.js';

/** The disk of the mode is not accessed. */
const notAccessed = 36;

/** FROM and TO as addresses, and whether there is a load map. Of contradictory options the last one counts. */
type Options = {
	readonly from: number | undefined;
	readonly to: number | undefined;
	readonly map: boolean;
	/** STR or NOSTR; undefined: as where it begins. */
	readonly initialize: boolean | undefined;
	readonly environment: Environment;
	readonly system: boolean;
};

/** The options, or a failure, with its message. */
function * parseOptions(cms: Cms, words: readonly string[]): Step<Options | Failure> {
	const bounds: {from?: number; to?: number} = {};
	let map = true;
	let initialize: boolean | undefined;
	let environment: Environment = 'OS';
	let system = false;
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		switch (word) {
			case 'FROM':
			case 'TO': {
				const name = words[++at];
				if (name === undefined) {
					return new Failure(yield * cms.message(messages.DMSMOD005E, {option: word}));
				}

				const address = findEntry(cms, name);
				if (address === undefined) {
					return new Failure(yield * cms.message(messages.DMSMOD021E, {entry: name}));
				}

				bounds[word === 'FROM' ? 'from' : 'to'] = address;
				break;
			}

			case 'MAP':
			case 'NOMAP': {
				map = word === 'MAP';
				break;
			}

			case 'STR':
			case 'NOSTR': {
				initialize = word === 'STR';
				break;
			}

			case 'OS':
			case 'DOS':
			case 'ALL': {
				environment = word;
				break;
			}

			case 'SYSTEM': {
				system = true;
				break;
			}

			default: {
				return new Failure(yield * cms.message(messages.DMSMOD003E, {option: word}));
			}
		}
	}

	return {
		from: bounds.from, to: bounds.to, map, initialize, environment, system,
	};
}

type Place = {readonly disk: AccessedDisk; readonly name: string; readonly mode: string};

/** Where the module goes, by the operands; without a name that of `first`. A failure, with its message. */
function * modulePlace(cms: Cms, operands: readonly string[], first: string): Step<Place | Failure> {
	const [name = first, type = 'MODULE', mode = 'A1', extra] = operands;
	if (type !== 'MODULE') {
		return new Failure(yield * cms.message(messages.DMSMOD032E, {type}));
	}

	if (extra !== undefined) {
		return new Failure(yield * cms.message(messages.DMSMOD070E, {parameter: extra}));
	}

	const wrong = yield * checkFileId(cms, [name, type, mode]);
	if (wrong !== 0) {
		return new Failure(wrong);
	}

	const disk = cms.disks.disk(mode[0]);
	if (!disk) {
		// This nucleus says nothing of it.
		return new Failure(notAccessed);
	}

	return disk.readOnly
		? new Failure(yield * cms.message(messages.DMSMOD037E, {disk: mode.padEnd(2, '1')}))
		: {disk, name, mode};
}

/** The constants of a module from `origin` to `end` that change with its place: they and what they mean lie in it. */
function relocationsOf(
	table: readonly LoaderEntry[],
	{origin, end}: {readonly origin: number; readonly end: number},
): readonly Relocation[] {
	const targets = new Map(table.flatMap(entry => entry.kind === 'defined' ? [[entry.name, entry.address]] : []));
	return table.flatMap(entry => {
		if (entry.kind !== 'relocated' || entry.address < origin || entry.address + entry.size > end) {
			return [];
		}

		const {name, address, size, negative} = entry;
		// A section without a name is of the program.
		const target = targets.get(name) ?? origin;
		return target >= origin && target <= end ? [{address, size, negative}] : [];
	});
}

export const genmod: CmsCommand = {
	name: 'GENMOD',
	minimum: 3,
	syntax: [
		'GENmod [fn [MODULE [fm]]] [([FROM entry] [TO entry] [MAP|NOMAP] [STR|NOSTR] [OS|DOS|ALL]',
		'             [SYSTEM][)]]',
	],
	summary: 'Writes the program in storage as a MODULE file, which then is a command.',
	description: [
		'Without a name, that of the program\'s first section is taken. The module reaches from the first byte '
		+ 'loaded, or FROM, to the last, or up to TO: names of control sections or entries. NOMAP leaves its load '
		+ 'map out, which MODMAP types and START looks names up in.',
		'STR, the default where the user area begins, has LOADMOD give free what a program before has left in storage; '
		+ 'NOSTR leaves it. OS, DOS and ALL say whose macros the program has; there is no CMS/DOS, and it runs alike.',
		'What LOAD with RLDSAVE has loaded becomes a relocatable module, which NUCXLOAD puts anywhere (VM/SP).',
		'SYSTEM: the program runs in storage protection key zero. One of the transient area is a single record of '
		+ 'fixed length then, without a load map.',
	],
	returnCodes: [
		'20  Invalid character in the name.',
		'24  Invalid operand or option, or TO is not behind FROM.',
		'36  The disk is not accessed, or read-only.',
		'40  Nothing is loaded, or no such entry point.',
		'100  The disk is full or failed.',
	],
	* run({cms, operands, options: words}) {
		const {storage} = cms.guest;
		const start = storage.word(nucon.startAddress);
		const table = readTable(cms);
		const symbols = table.filter(entry => entry.kind === 'defined');
		const isNamed = operands.length > 0 || symbols.length > 0;
		if (!isNamed || (start === 0 && symbols.length === 0)) {
			return yield * cms.message(messages.DMSMOD040E);
		}

		const options = yield * parseOptions(cms, words);
		if (options instanceof Failure) {
			return options.returnCode;
		}

		const origin = options.from ?? storage.word(nucon.firstLocation);
		const end = options.to ?? storage.word(nucon.lastLocation);
		const first = symbols.find(({address}) => address === origin) ?? symbols.at(0);
		const place = yield * modulePlace(cms, operands, first?.name ?? '');
		if (place instanceof Failure) {
			return place.returnCode;
		}

		if (end <= origin || !storage.contains(origin, end - origin)) {
			return yield * cms.message(messages.DMSMOD084E);
		}

		const {disk, name, mode} = place;
		const text = storage.fetch(origin, end - origin);
		const relocations = isLoadedRelocatable(storage) ? relocationsOf(table, {origin, end}) : undefined;
		const isBare = !relocations && options.system && origin === area.transient && isTransientSystem([text]);
		const code = yield * cms.disks.write(disk, {
			name,
			type: 'MODULE',
			modeNumber: mode[1] ?? '1',
			recordFormat: isBare ? 'F' : 'V',
			records: isBare
				? [text]
				: encodeModule({
					entry: start >= origin && start < end ? start : origin,
					origin,
					text,
					symbols: options.map ? symbols : [],
					initialize: options.initialize ?? origin === storage.word(nucon.mainStart),
					environment: options.environment,
					system: options.system,
					relocations,
				}),
		});
		return code === fileCode.ok
			? 0
			: yield * cms.message(messages.DMSMOD105S, {code, file: `${name} MODULE ${mode}`});
	},
};
