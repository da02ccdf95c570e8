/** Where TEXT, LISTING and PUNCH of an assembly go: as FILEDEF says, else as the options do (GC20-1818, "ASSEMBLE"). */
import {Failure} from '../../../base/failure.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {fileCode, type AccessedDisk} from '../../file-system/disk/disk.js';
import {messages} from '../../messages/index.js';
import type {DefinitionDevice, FileDefinition} from '../../nucleus/storage/file-definitions.js';
import {controlled} from '../../unit-record/carriage.js';
import {unit} from '../../unit-record/unit-records.js';
import {writableDisk, writeError} from '../files/file-operands.js';
import {checkUnit, sendFile} from '../unit-record/unit-commands.js';

const module = 'DMSASM';

export type OutputName = 'TEXT' | 'LISTING' | 'PUNCH';

type FileName = {readonly name: string; readonly type: string};

/** A place for an output. DUMMY: nowhere. */
export type Place =
	| (FileName & {readonly device: 'DISK'; readonly disk: AccessedDisk; readonly modeNumber: string})
	| (FileName & {readonly device: 'PUNCH' | 'PRINTER' | 'TERMINAL' | 'DUMMY'});

export type Output = {
	readonly records: readonly Uint8Array[];
	readonly recordLength: number;
};

/** Devices that take an output. */
const takers: Readonly<Record<OutputName, readonly DefinitionDevice[]>> = {
	TEXT: ['DISK', 'PUNCH', 'DUMMY'],
	PUNCH: ['DISK', 'PUNCH', 'DUMMY'],
	LISTING: ['DISK', 'PRINTER', 'TERMINAL', 'DUMMY'],
};

/** The definition of a ddname, the first where several are concatenated. */
export const definitionOf = (cms: Cms, ddname: string): FileDefinition | undefined =>
	cms.fileDefinitions.all.find(definition => definition.ddname === ddname);

/** The place of an output; a failure, with its message, where it cannot be. `usual`: without a definition. */
export function * placeOf(cms: Cms, ddname: OutputName, usual: Place): Step<Place | Failure> {
	const definition = definitionOf(cms, ddname);
	const device = definition?.device ?? usual.device;
	if (!takers[ddname].includes(device)) {
		return new Failure(yield * cms.message(messages.DMSASM075E, {device, use: 'OUTPUT'}));
	}

	if (device === 'PUNCH' || device === 'PRINTER') {
		const address = device === 'PUNCH' ? unit.punch : unit.printer;
		const refused = yield * checkUnit(cms, module, address, 'output');
		if (refused !== 0) {
			return new Failure(refused);
		}
	}

	if (!definition) {
		return usual;
	}

	if (device !== 'DISK') {
		return {device: device as 'PUNCH' | 'PRINTER' | 'TERMINAL' | 'DUMMY', name: usual.name, type: usual.type};
	}

	const [name, type, mode] = definition.file;
	const letter = mode === '*' ? (usual.device === 'DISK' ? usual.disk.letter : 'A') : mode[0];
	const disk = yield * writableDisk(cms, module, letter);
	return disk instanceof Failure
		? disk
		: {
			device, disk, name, type, modeNumber: mode[1] ?? '1',
		};
}

/** Brings an output to its place. A return code. */
export function * put(cms: Cms, place: Place, {records, recordLength}: Output): Step<number> {
	switch (place.device) {
		case 'DUMMY': {
			return 0;
		}

		case 'DISK': {
			const {disk, name, type, modeNumber} = place;
			const code = records.length === 0
				? fileCode.ok
				: yield * cms.disks.write(disk, {
					name, type, modeNumber, recordFormat: 'F', recordLength, records,
				});
			return code === fileCode.ok
				? 0
				: yield * writeError(cms, module, `${name} ${type} ${disk.letter}${modeNumber}`, code);
		}

		case 'TERMINAL': {
			for (const record of records) {
				yield * cms.console.type(fromEbcdic(record).slice(1));
			}

			return 0;
		}

		case 'PUNCH': {
			const end = yield * sendFile(cms, unit.punch, place, records, record => cms.unitRecords.punch(record));
			return end === 'ok' ? 0 : yield * cms.message(messages.DMSASM118S, {file: `${place.name} ${place.type}`});
		}

		case 'PRINTER': {
			const lines = records.flatMap(record =>
				controlled(fromEbcdic(record.subarray(0, 1)), record[0], record.subarray(1)));
			const end = yield * sendFile(cms, unit.printer, place, lines, ({code, data}) =>
				cms.unitRecords.print(data, code));
			return end === 'ok' ? 0 : yield * cms.message(messages.DMSASM123S, {file: `${place.name} ${place.type}`});
		}
	}
}
