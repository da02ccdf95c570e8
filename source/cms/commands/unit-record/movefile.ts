/** MOVEFILE (GC20-1818). Not here: data sets on disks of OS, labels of tapes, spanned records. */
import {Failure} from '../../../base/failure.js';
import {printLineLength, cardLength} from '../../../base/unit-record.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms, CmsCommand} from '../../cms.js';
import {fileCode, type AccessedDisk, type RecordSource} from '../../file-system/disk/disk.js';
import {FileRecords, GivenRecords} from '../../file-system/files/record-source.js';
import {fitted} from '../../file-system/files/records.js';
import {plainDefinition, type FileDefinition} from '../../nucleus/storage/file-definitions.js';
import {carriage} from '../../unit-record/carriage.js';
import {Blocker, completeForm} from '../../unit-record/record-blocks.js';
import {unit, type UnitEnd} from '../../unit-record/unit-records.js';
import {guarded, writableDisk, writeError} from '../files/file-operands.js';
import {libraryEntries, memberRecords} from '../programs/library-member.js';
import {InputFailure, openDefinedTape, readInput, type Input} from './move-input.js';
import {checkUnit, closeReader, sendFile} from './unit-commands.js';
import {messages} from '../../messages/index.js';

const module = 'DMSMVE';

/** The definitions of a ddname, several where they are concatenated; where there is none, FILE ddname A1. */
function * definitionsOf(cms: Cms, ddname: string): Step<readonly FileDefinition[]> {
	const found = cms.fileDefinitions.all.filter(definition => definition.ddname === ddname);
	if (found.length > 0) {
		return found;
	}

	yield * cms.message(messages.DMSMVE708I, {ddname});
	return [{
		...plainDefinition, ddname, device: 'DISK', file: ['FILE', ddname, 'A1'],
	}];
}

/** Sources one behind the other, each record as `change` makes it. */
class ChainedRecords implements RecordSource {
	readonly #sources: RecordSource[];
	readonly #change: (record: Uint8Array) => Uint8Array;

	constructor(sources: readonly RecordSource[], change: (record: Uint8Array) => Uint8Array) {
		this.#sources = [...sources];
		this.#change = change;
	}

	* next(): Step<readonly Uint8Array[]> {
		while (this.#sources.length > 0) {
			const records = yield * this.#sources[0].next();
			if (records.length > 0) {
				return records.map(record => this.#change(record));
			}

			this.#sources.shift();
		}

		return [];
	}
}

type Target = {readonly disk: AccessedDisk; readonly modeNumber: string};

/** The disk of an output file; with mode `*` that of the file that is there, else A. */
function * outputDisk(cms: Cms, {file: [name, type, mode]}: FileDefinition): Step<Target | Failure> {
	const letter = mode === '*' ? cms.disks.find(name, type, '*')?.disk.letter ?? 'A' : mode[0];
	const disk = yield * writableDisk(cms, module, letter);
	return disk instanceof Failure ? disk : {disk, modeNumber: mode[1] ?? '1'};
}

function * writeDisk(
	cms: Cms,
	definition: FileDefinition,
	{disk, modeNumber}: Target,
	{records, form}: Input,
): Step<number> {
	const {file: [name, type], recordFormat, recordLength, modify} = definition;
	const existing = modify ? disk.find(name, type) : undefined;
	const wanted = recordFormat === '' ? form.recordFormat : recordFormat;
	const format = existing?.recordFormat ?? (wanted.startsWith('F') ? 'F' : 'V');
	const words = form.recordFormat.startsWith('V') ? 4 : 0;
	const ownWords = recordLength > 0 && wanted.startsWith('V') ? 4 : 0;
	const longest = recordLength > 0 ? Math.max(1, recordLength - ownWords) : form.recordLength - words;
	const length = existing && format === 'F' ? existing.recordLength : longest;
	const before = existing ? [new FileRecords(yield * cms.disks.open(disk, existing))] : [];
	const source = new ChainedRecords([...before, records], record =>
		format === 'F' ? fitted(record, length) : (recordLength > 0 ? record.subarray(0, length) : record));
	const code = yield * cms.disks.writeFrom(disk, {
		name, type, modeNumber: existing?.mode[1] ?? modeNumber, recordFormat: format,
		...(format === 'F' ? {recordLength: length} : {}),
	}, source);
	return code === fileCode.ok || code === fileCode.noData
		? 0
		: yield * writeError(cms, module, `${name} ${type} ${disk.letter}${modeNumber}`, code);
}

function * writeTape(cms: Cms, definition: FileDefinition, {records, form: from}: Input): Step<number> {
	const form = completeForm(definition, from);
	const tape = yield * openDefinedTape(cms, definition, form);
	if (tape instanceof Failure) {
		return tape.returnCode;
	}

	try {
		const blocker = new Blocker(form);
		let count = 0;
		for (;;) {
			const batch = yield * records.next();
			const blocks = batch.length === 0 ? [blocker.end()] : batch.map(record => blocker.add(record));
			for (const block of blocks) {
				const end = block === undefined ? 'ok' : yield * tape.write(block);
				count++;
				if (end !== 'ok') {
					return yield * cms.message(messages.DMSMVE129S, {record: count, code: end.toUpperCase()});
				}
			}

			if (batch.length === 0) {
				const end = yield * tape.control('WTM');
				return end === 'ok'
					? 0
					: yield * cms.message(messages.DMSMVE129S, {record: count, code: end.toUpperCase()});
			}
		}
	} finally {
		tape.close();
	}
}

/** Every record of a source, sent one by one. */
function * sendRecords(
	cms: Cms,
	{device, ddname}: FileDefinition & {readonly device: 'PUNCH' | 'PRINTER'},
	{records}: Input,
): Step<number> {
	const address = device === 'PUNCH' ? unit.punch : unit.printer;
	const rc = yield * checkUnit(cms, module, address, 'output');
	if (rc !== 0) {
		return rc;
	}

	const sendRecord = (record: Uint8Array): Step<UnitEnd> => address === unit.punch
		? cms.unitRecords.punch(fitted(record, cardLength))
		: cms.unitRecords.print(record.subarray(0, printLineLength), carriage.writeAndSpace);
	const end = yield * sendFile(cms, address, {name: 'FILE', type: ddname}, [records], function * (source) {
		for (;;) {
			const batch = yield * source.next();
			for (const record of batch) {
				const sent = yield * sendRecord(record);
				if (sent !== 'ok') {
					return sent;
				}
			}

			if (batch.length === 0) {
				return 'ok';
			}
		}
	});
	return end === 'ok' ? 0 : yield * cms.message(messages.DMSMVE127S, {device});
}

function * typeRecords(cms: Cms, {records}: Input): Step<number> {
	for (;;) {
		const batch = yield * records.next();
		for (const record of batch) {
			yield * cms.console.type(fromEbcdic(record).trimEnd());
		}

		if (batch.length === 0) {
			return 0;
		}
	}
}

/** Writes on what is no disk. */
function * writeOutput(cms: Cms, definition: FileDefinition, input: Input): Step<number> {
	const {device} = definition;
	switch (device) {
		case 'DISK': {
			const to = yield * outputDisk(cms, definition);
			return to instanceof Failure ? to.returnCode : yield * writeDisk(cms, definition, to, input);
		}

		case 'TERMINAL': {
			return yield * typeRecords(cms, input);
		}

		case 'DUMMY': {
			return 0;
		}

		case 'PUNCH':
		case 'PRINTER': {
			return yield * sendRecords(cms, {...definition, device}, input);
		}

		case 'READER': {
			return yield * cms.message(messages.DMSMVE075E, {device, use: 'OUTPUT'});
		}

		case 'TAP1':
		case 'TAP2':
		case 'TAP3':
		case 'TAP4': {
			return yield * writeTape(cms, definition, input);
		}
	}
}

/** Whether two definitions stand for one file or one device that cannot be both read and written. */
function isSame(cms: Cms, one: FileDefinition, other: FileDefinition): boolean {
	const resolved = ({file: [name, type, mode]}: FileDefinition): string =>
		`${name} ${type} ${mode === '*' ? cms.disks.find(name, type, mode)?.disk.letter ?? '*' : mode[0]}`;
	return one.device === other.device
		&& (one.device.startsWith('TAP') || (one.device === 'DISK' && resolved(one) === resolved(other)));
}

function * move(cms: Cms, from: string, to: string): Step<number> {
	const sources = yield * definitionsOf(cms, from);
	const [target] = yield * definitionsOf(cms, to);
	if (sources.some(source => isSame(cms, source, target))) {
		return yield * cms.message(messages.DMSMVE041E);
	}

	const inputs: Input[] = [];
	try {
		for (const source of sources) {
			const input = yield * readInput(cms, source);
			if (input instanceof Failure) {
				return source.device === 'READER' ? yield * closeReader(cms, input.returnCode) : input.returnCode;
			}

			inputs.push(input);
		}

		const rc = yield * writeOutput(cms, target, {
			records: new ChainedRecords(inputs.map(({records}) => records), record => record), form: inputs[0].form,
		});
		return sources.some(({device}) => device === 'READER') ? yield * closeReader(cms, rc) : rc;
	} catch (error) {
		if (error instanceof InputFailure) {
			return error.returnCode;
		}

		throw error;
	} finally {
		for (const input of inputs) {
			input.close?.();
		}
	}
}

/** Option PDS: a file of each member of a library. */
function * moveMembers(cms: Cms, from: string, to: string): Step<number> {
	const [source] = yield * definitionsOf(cms, from);
	const [target] = yield * definitionsOf(cms, to);
	const {device, file: [name, type, mode]} = source;
	for (const [definition, use] of [[source, 'INPUT'], [target, 'OUTPUT']] as const) {
		if (definition.device !== 'DISK') {
			return yield * cms.message(messages.DMSMVE075E, {device: definition.device, use});
		}
	}

	const found = device === 'DISK' ? cms.disks.find(name, type, mode) : undefined;
	if (!found) {
		return yield * cms.message(messages.DMSMVE002E, {file: from});
	}

	const {disk, status} = found;
	const records = yield * cms.disks.readAll(disk, status);
	const entries = libraryEntries(records);
	if (!entries) {
		return yield * cms.message(messages.DMSMVE073E, {ddname: from});
	}

	const {recordLength} = status;
	const form = {recordFormat: status.recordFormat, recordLength, blockSize: recordLength};
	for (const {name: member, first} of entries) {
		const {file: [, outputType, outputMode]} = target;
		const definition = {...target, file: [member, outputType, outputMode]} as const;
		const input = {records: new GivenRecords(memberRecords(records, first)), form};
		const rc = yield * writeOutput(cms, definition, input);
		if (rc !== 0) {
			return rc;
		}

		yield * cms.message(messages.DMSMVE225I, {member});
	}

	yield * cms.message(messages.DMSMVE226I);
	return 0;
}

export const movefile: CmsCommand = {
	name: 'MOVEFILE',
	minimum: 4,
	syntax: ['MOVEfile [inddname [outddname]] [(PDS[)]]'],
	summary: 'Moves data from one device or file to another, as FILEDEF defined them',
	description: [
		'Without operands the ddnames are INMOVE and OUTMOVE. A ddname without definition stands for FILE ddname A1. '
		+ 'PDS makes a file of each member of the MACLIB or TXTLIB that inddname stands for.',
		'Where FILEDEF says nothing else a tape is read in blocks of up to 3600 bytes, each a record (RECFM U), up to '
		+ 'its next tape mark, and written as its input is; a tape mark ends what is written.',
	],
	returnCodes: [
		'8    Nothing to be read.',
		'24   Invalid operand.',
		'28   File not found, or it cannot be opened.',
		'36   Disk not accessed or read-only, or no such device.',
		'40   A device that cannot be read or written, or the same file twice.',
		'88   A block that is too short for records of variable length.',
		'100  Error of a device.',
		'104  Not enough storage for the blocks of a tape.',
	],
	* run({cms, operands, options}) {
		const [from = 'INMOVE', to = 'OUTMOVE', extra] = operands;
		if (extra !== undefined) {
			return yield * cms.message(messages.DMSMVE070E, {parameter: extra});
		}

		const unknown = options.find(option => option !== 'PDS');
		return unknown === undefined
			? yield * guarded(cms, module, from, (options.length > 0 ? moveMembers : move)(cms, from, to))
			: yield * cms.message(messages.DMSMVE003E, {option: unknown});
	},
};
