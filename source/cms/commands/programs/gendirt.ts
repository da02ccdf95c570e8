/**
 * GENDIRT (GC20-1818; GC20-1807, "Auxiliary Directories"): fills in the auxiliary directory of the program in storage,
 * which DMSFST macros made, with what the disk says of its files.
 */
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {fst} from '../../file-system/directory/fst.js';
import {findEntry} from '../../loader/loader-table.js';
import {messages} from '../../messages/index.js';
import {auxiliaryEntries, requestedFile} from '../../nucleus/svc/auxiliary-directory.js';

/** The disk of the files, and those that extend it: no other is searched. */
const sourceMode = 'A';
const systemMode = 'S';

export const gendirt: CmsCommand = {
	name: 'GENDIRT',
	minimum: 7,
	syntax: ['GENDIRT directoryname [targetmode]'],
	summary: 'Fills in the auxiliary directory of the program in storage.',
	description: [
		'directoryname is its entry point, in a program that LOAD or LOADMOD has brought into storage; GENMOD then '
		+ 'makes a MODULE with it. Its files, most often MODULEs, are looked for on the A-disk and its extensions. '
		+ 'targetmode is the letter that their disk has when the program runs, S unless it is given.',
		'The program has the files added to the disk by SVC 202: R1 points to CL8\'DMSLADAD\', the address of '
		+ 'the directory, and a word of zeros. The same list takes them away again. Return code 1: no disk has that '
		+ 'letter that is this machine\'s own and read-only. The disk should be accessed so that its own directory '
		+ 'does not have them: ACCESS 194 Y/S * * Y2.',
		'The directory is made of the macro DMSFST, one for each file, behind F\'40\' and the length in bytes of all '
		+ 'entries and of two words of zeros behind them.',
	],
	returnCodes: [
		'4   A file was not found; its entry stays as it is.',
		'24  No directory, a targetmode that is no letter, or an operand too many.',
		'40  No such entry point in the program.',
	],
	* run({cms, operands}) {
		const [name, mode = systemMode, extra] = operands;
		if (name === undefined) {
			return yield * cms.message(messages.DMSGND022E);
		}

		if (!/^[A-Z]$/.test(mode) || extra !== undefined) {
			return yield * cms.message(messages.DMSGND070E, {parameter: extra ?? mode});
		}

		const address = findEntry(cms, name);
		return address === undefined
			? yield * cms.message(messages.DMSGND021E, {entry: name})
			: yield * fillIn(cms, address, mode);
	},
};

/** The directory at `address`, for a disk of this mode. */
function * fillIn(cms: Cms, address: number, mode: string): Step<number> {
	const {storage} = cms.guest;
	const {at, count} = auxiliaryEntries(storage, address);
	let returnCode = 0;
	for (let place = at; place < at + (count * fst.length); place += fst.length) {
		yield * cms.charge('record', fst.length);
		const {name, type, alias} = requestedFile(storage.fetch(place, fst.length));
		const bytes = cms.disks.entryOf(name, type, sourceMode);
		if (bytes) {
			const entry = fst.decode(bytes);
			storage.store(place, fst.encode({...entry, name: alias, mode: `${mode}${entry.mode.slice(1)}`}));
		} else {
			returnCode = yield * cms.message(messages.DMSGND002W, {file: `${name} ${type} ${sourceMode}`});
		}
	}

	return returnCode;
}
