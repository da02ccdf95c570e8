/** MOVEFILE (GC20-1818). Not here: partitioned data sets and tapes. */
import {Failure} from '../../../base/failure.js';
import {printLineLength, cardLength} from '../../../base/unit-record.js';
import {fromEbcdic, toEbcdic} from '../../../base/ebcdic.js';
import {greatest} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {fitted, isTooLarge} from '../../file-system/files/records.js';
import type {FileDefinition} from '../../nucleus/storage/file-definitions.js';
import {carriage} from '../../unit-record/carriage.js';
import {unit} from '../../unit-record/unit-records.js';
import {guarded, writableDisk, writeError} from '../files/file-operands.js';
import {
	checkUnit, closeReader, readError, sendFile,
} from './unit-commands.js';
import {messages} from '../../messages/index.js';

const module = 'DMSMVE';

type Form = {readonly recordFormat: 'F' | 'V'; readonly recordLength: number | undefined};
type Input = {readonly records: readonly Uint8Array[]; readonly form: Form};

/** The definition of a ddname; where there is none, FILE ddname A1. */
function * definitionOf(cms: Cms, ddname: string): Step<FileDefinition> {
	const found = cms.fileDefinitions.find(ddname);
	if (found) {
		return found;
	}

	yield * cms.message(messages.DMSMVE708I, {ddname});
	return {
		ddname,
		device: 'DISK',
		file: ['FILE', ddname, 'A1'],
		recordFormat: '',
		recordLength: 0,
		blockSize: 0,
		permanent: false,
		lowerCase: false,
	};
}

function * readTerminal(cms: Cms, lowerCase: boolean): Step<Input> {
	yield * cms.message(messages.DMSMVE706I);
	const records: Uint8Array[] = [];
	for (;;) {
		const line = yield * cms.console.read({asTyped: lowerCase});
		if (line === '') {
			return {records, form: {recordFormat: 'V', recordLength: undefined}};
		}

		records.push(toEbcdic(line));
	}
}

function * readReader(cms: Cms): Step<Input | Failure> {
	const rc = yield * checkUnit(cms, module, unit.reader, 'input');
	if (rc !== 0) {
		return new Failure(rc);
	}

	const records: Uint8Array[] = [];
	for (;;) {
		const {end, card} = yield * cms.unitRecords.read();
		if (end === 'endOfFile') {
			return {
				records,
				form: {recordFormat: 'F', recordLength: greatest(records.map(record => record.length), cardLength)},
			};
		}

		if (end !== 'ok') {
			return new Failure(yield * readError(cms, module, end, records.length));
		}

		records.push(card);
	}
}

function * readInput(
	cms: Cms,
	{ddname, device, file: [name, type, mode], lowerCase}: FileDefinition,
): Step<Input | Failure> {
	switch (device) {
		case 'TERMINAL': {
			return yield * readTerminal(cms, lowerCase);
		}

		case 'READER': {
			return yield * readReader(cms);
		}

		case 'DUMMY': {
			return {records: [], form: {recordFormat: 'F', recordLength: cardLength}};
		}

		case 'DISK': {
			const found = cms.disks.find(name, type, mode);
			return found
				? {records: yield * cms.disks.readAll(found.disk, found.status), form: found.status}
				: new Failure(yield * cms.message(messages.DMSMVE002E, {file: ddname}));
		}

		case 'PRINTER':
		case 'PUNCH': {
			return new Failure(yield * cms.message(messages.DMSMVE075E, {device, use: 'INPUT'}));
		}
	}
}

/** The form asked for by the definition, else that of the input. */
function formOf({recordFormat, recordLength}: FileDefinition, input: Form): Form {
	const format = recordFormat === '' ? input.recordFormat : (recordFormat.startsWith('F') ? 'F' : 'V');
	return {
		recordFormat: format,
		recordLength: recordLength > 0 ? recordLength : (format === 'F' ? input.recordLength : undefined),
	};
}

function * writeDisk(cms: Cms, definition: FileDefinition, {records, form}: Input): Step<number> {
	const {file: [name, type, mode]} = definition;
	const disk = yield * writableDisk(cms, module, mode[0]);
	if (disk instanceof Failure) {
		return disk.returnCode;
	}

	const {recordFormat, recordLength} = formOf(definition, form);
	if (records.length === 0) {
		return 0;
	}

	if (recordFormat === 'F' && isTooLarge(records.length, recordLength ?? 1)) {
		return yield * writeError(cms, module, `${name} ${type} ${mode}`, fileCode.tooLarge);
	}

	const code = yield * cms.disks.write(disk, {
		name, type, modeNumber: mode[1], recordFormat, recordLength: recordFormat === 'F' ? recordLength : undefined,
		records: records.map(record =>
			recordFormat === 'F' ? fitted(record, recordLength ?? record.length) : record.subarray(0, recordLength)),
	});
	return code === fileCode.ok ? 0 : yield * writeError(cms, module, `${name} ${type} ${mode}`, code);
}

function * writeOutput(cms: Cms, definition: FileDefinition, input: Input): Step<number> {
	const {device, ddname} = definition;
	const {records} = input;
	switch (device) {
		case 'DISK': {
			return yield * writeDisk(cms, definition, input);
		}

		case 'TERMINAL': {
			for (const record of records) {
				yield * cms.console.type(fromEbcdic(record).trimEnd());
			}

			return 0;
		}

		case 'DUMMY': {
			return 0;
		}

		case 'PUNCH':
		case 'PRINTER': {
			const address = device === 'PUNCH' ? unit.punch : unit.printer;
			const rc = yield * checkUnit(cms, module, address, 'output');
			if (rc !== 0) {
				return rc;
			}

			const end = yield * sendFile(cms, address, {name: 'FILE', type: ddname}, records, record =>
				address === unit.punch
					? cms.unitRecords.punch(fitted(record, cardLength))
					: cms.unitRecords.print(record.subarray(0, printLineLength), carriage.writeAndSpace));
			return end === 'ok' ? 0 : yield * cms.message(messages.DMSMVE127S, {device});
		}

		case 'READER': {
			return yield * cms.message(messages.DMSMVE075E, {device, use: 'OUTPUT'});
		}
	}
}

function * move(cms: Cms, from: string, to: string): Step<number> {
	const source = yield * definitionOf(cms, from);
	const target = yield * definitionOf(cms, to);
	if (
		source.device === target.device
		&& source.device === 'DISK'
		&& source.file.join(' ') === target.file.join(' ')
	) {
		return yield * cms.message(messages.DMSMVE041E);
	}

	const input = yield * readInput(cms, source);
	const rc = input instanceof Failure ? input.returnCode : yield * writeOutput(cms, target, input);
	return source.device === 'READER' ? yield * closeReader(cms, rc) : rc;
}

export const movefile: CmsCommand = {
	name: 'MOVEFILE',
	minimum: 4,
	syntax: ['MOVEfile [inddname [outddname]]'],
	summary: 'Moves data from one device or file to another, as FILEDEF defined them',
	description: [
		'Without operands the ddnames are INMOVE and OUTMOVE. A ddname without definition stands for FILE ddname A1.',
	],
	returnCodes: [
		'8    Nothing to be read.',
		'24   Invalid operand.',
		'28   File not found.',
		'36   Disk not accessed or read-only, or no such device.',
		'40   A device that cannot be read or written, or the same file twice.',
		'100  Error of a device.',
	],
	* run({cms, operands, options}) {
		const [from = 'INMOVE', to = 'OUTMOVE', extra = options.length > 0 ? '(' : undefined] = operands;
		return extra === undefined
			? yield * guarded(cms, module, from, move(cms, from, to))
			: yield * cms.message(messages.DMSMVE070E, {parameter: extra});
	},
};
