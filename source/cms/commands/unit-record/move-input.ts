/** What MOVEFILE reads (GC20-1818): the records of each device, and the form they have there. */
import {Failure} from '../../../base/failure.js';
import {cardLength} from '../../../base/unit-record.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import {greatest} from '../../../base/sequences.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import type {RecordSource} from '../../file-system/disk/disk.js';
import {FileRecords, GivenRecords} from '../../file-system/files/record-source.js';
import type {FileDefinition} from '../../nucleus/storage/file-definitions.js';
import {completeForm, deblock, shortestVariable, type BlockForm} from '../../unit-record/record-blocks.js';
import {unit} from '../../unit-record/unit-records.js';
import {openTape, tapeAddress, type TapeUnit} from '../../tape/tape-unit.js';
import {messages} from '../../messages/index.js';
import {libraryMember} from '../programs/library-member.js';
import {checkUnit, readError} from './unit-commands.js';

const module = 'DMSMVE';

/** Of a tape whose definition does not say it. */
const usualTape = {recordFormat: 'U', blockSize: 3600} as const;
const terminalLine = 130;

/** Records, as they come; `form`: of the device that they come from. */
export type Input = {
	readonly records: RecordSource;
	readonly form: BlockForm;
	/** Gives up what reading holds. */
	close?(): void;
};

/** A source that could not go on, after its message; the command ends with its return code. */
export class InputFailure extends Error {
	constructor(readonly returnCode: number) {
		super('input failed');
	}
}

const fixed = (length: number): BlockForm => ({recordFormat: 'F', recordLength: length, blockSize: length});
const undefinedForm = (length: number): BlockForm => ({recordFormat: 'U', recordLength: length, blockSize: length});

function * readTerminal(cms: Cms, lowerCase: boolean): Step<Input> {
	yield * cms.message(messages.DMSMVE706I);
	const records: Uint8Array[] = [];
	for (;;) {
		const line = yield * cms.console.read({asTyped: lowerCase});
		if (line === '') {
			return {records: new GivenRecords(records), form: undefinedForm(terminalLine)};
		}

		records.push(toEbcdic(line.slice(0, terminalLine)));
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
			const longest = greatest(records.map(record => record.length), cardLength);
			return {records: new GivenRecords(records), form: fixed(longest)};
		}

		if (end !== 'ok') {
			return new Failure(yield * readError(cms, module, end, records.length));
		}

		records.push(card);
	}
}

/** The records of one file of a tape, block by block, up to its tape mark. */
class TapeRecords implements RecordSource {
	readonly #cms: Cms;
	readonly #tape: TapeUnit;
	readonly #form: BlockForm;
	#count = 0;
	#isAtEnd = false;

	constructor(cms: Cms, tape: TapeUnit, form: BlockForm) {
		this.#cms = cms;
		this.#tape = tape;
		this.#form = form;
	}

	* next(): Step<readonly Uint8Array[]> {
		while (!this.#isAtEnd) {
			const {end, block} = yield * this.#tape.read();
			if (end === 'mark') {
				this.#isAtEnd = true;
				break;
			}

			const records = end === 'ok' ? deblock(block, this.#form) : undefined;
			if (!records) {
				const code = end === 'ok' ? 'FORMAT' : end.toUpperCase();
				throw new InputFailure(yield * this.#cms.message(messages.DMSMVE128S, {records: this.#count, code}));
			}

			if (records.length > 0) {
				this.#count += records.length;
				return records;
			}
		}

		return [];
	}
}

/** The tape of a definition, or a failure, after message 073E. */
export function * openDefinedTape(
	cms: Cms,
	{ddname, device}: FileDefinition,
	{recordFormat, blockSize}: BlockForm,
): Step<TapeUnit | Failure> {
	if (recordFormat.startsWith('V') && blockSize < shortestVariable) {
		return new Failure(yield * cms.message(messages.DMSMVE130S, {ddname}));
	}

	if (/^[FV]B?S/.test(recordFormat) && recordFormat.startsWith('V')) {
		yield * cms.message(messages.DMSSOP036E, {code: 7, ddname});
		return new Failure(yield * cms.message(messages.DMSMVE073E, {ddname}));
	}

	const tape = yield * openTape(cms, tapeAddress(device[3]), blockSize);
	if (tape === 'noRoom') {
		return new Failure(yield * cms.message(messages.DMSMVE109S));
	}

	return tape === 'absent' ? new Failure(yield * cms.message(messages.DMSMVE073E, {ddname})) : tape;
}

function * readDisk(cms: Cms, {ddname, file: [name, type, mode], member}: FileDefinition): Step<Input | Failure> {
	const found = cms.disks.find(name, type, mode);
	if (!found) {
		return new Failure(yield * cms.message(messages.DMSMVE002E, {file: ddname}));
	}

	const {disk, status} = found;
	const words = status.recordFormat === 'V' ? 4 : 0;
	const form = {
		recordFormat: status.recordFormat,
		recordLength: status.recordLength + words,
		blockSize: status.recordLength + (2 * words),
	};
	if (member === '') {
		return {records: new FileRecords(yield * cms.disks.open(disk, status)), form};
	}

	const records = libraryMember(yield * cms.disks.readAll(disk, status), member);
	return records === undefined || records === 'missing'
		? new Failure(yield * cms.message(messages.DMSMVE073E, {ddname}))
		: {records: new GivenRecords(records), form};
}

/** What a definition has to be read, or a failure, after its message. */
export function * readInput(cms: Cms, definition: FileDefinition): Step<Input | Failure> {
	const {device, lowerCase} = definition;
	switch (device) {
		case 'TERMINAL': {
			return yield * readTerminal(cms, lowerCase);
		}

		case 'READER': {
			return yield * readReader(cms);
		}

		case 'DUMMY': {
			return {records: new GivenRecords([]), form: fixed(cardLength)};
		}

		case 'DISK': {
			return yield * readDisk(cms, definition);
		}

		case 'PRINTER':
		case 'PUNCH': {
			return new Failure(yield * cms.message(messages.DMSMVE075E, {device, use: 'INPUT'}));
		}

		case 'TAP1':
		case 'TAP2':
		case 'TAP3':
		case 'TAP4': {
			const form = completeForm(definition, usualTape);
			const tape = yield * openDefinedTape(cms, definition, form);
			return tape instanceof Failure
				? tape
				: {records: new TapeRecords(cms, tape, form), form, close() {
					tape.close();
				}};
		}
	}
}
