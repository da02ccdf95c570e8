/** The work of UPDATE: a source, the updates applied to it one after the other, and what is written at the end. */
import {Failure} from '../../../base/failure.js';
import {fromEbcdic, toEbcdic} from '../../../base/ebcdic.js';
import {cardLength, printLineLength} from '../../../base/unit-record.js';
import {messageLine} from '../../../base/message.js';
import type {Step} from '../../../guest/action.js';
import type {AccessedDisk, Cms} from '../../cms.js';
import {fileCode} from '../../file-system/disk/disk.js';
import {applyUpdate} from '../../update/apply-update.js';
import {readAuxiliaryFile, type Level} from '../../update/control-file.js';
import {UpdateLog} from '../../update/update-log.js';
import {controlled} from '../../unit-record/carriage.js';
import {unit} from '../../unit-record/unit-records.js';
import {fileId, writeError, type FoundFile} from '../files/file-operands.js';
import {sendFile} from '../unit-record/unit-commands.js';
import {messages} from '../../messages/index.js';
import {remarkMessage, typeRemark} from './update-remarks.js';
import type {UpdateRequest} from './update-options.js';

/** What a file between two updates is called, on the disk of the result. */
export const workFile = {name: 'UPDATE', type: 'CMSUT1'} as const;
const logType = 'UPDLOG';
const updatesType = 'UPDATES';
const missingUpdate = 12;

/** Name of the result where the source stays: a dollar sign in front, cut to eight. */
const newName = (name: string): string => `$${name}`.slice(0, 8);

/** The records of a file of cards, as text; a failure, with its message, where it is none. */
export function * cardsOf(cms: Cms, {disk, status}: FoundFile): Step<string[] | Failure> {
	if (status.recordFormat !== 'F' || status.recordLength !== cardLength) {
		return new Failure(yield * cms.message(messages.DMSUPD007E, {file: fileId(status)}));
	}

	yield * cms.charge('record', status.records);
	return (yield * cms.disks.readAll(disk, status)).map(record => fromEbcdic(record));
}

/** One UPDATE command at work. */
export class UpdateWork {
	/** Greatest code of a warning. */
	severity = 0;
	/** The level of the update applied last. */
	level = '';
	readonly #cms: Cms;
	readonly #request: UpdateRequest;
	readonly #source: FoundFile;
	readonly #output: AccessedDisk;
	readonly #log = new UpdateLog();
	readonly #applied: FoundFile[] = [];
	#lines: readonly string[];
	#inStorage: boolean;

	constructor(
		cms: Cms,
		request: UpdateRequest,
		{source, output, lines}: {
			readonly source: FoundFile; readonly output: AccessedDisk; readonly lines: readonly string[];
		},
	) {
		this.#cms = cms;
		this.#request = request;
		this.#source = source;
		this.#output = output;
		this.#lines = lines;
		this.#inStorage = request.inStorage;
	}

	/** Applies one update; what ends the command, otherwise 0. */
	* apply(update: FoundFile): Step<number> {
		const cms = this.#cms;
		const {digits, hasNumbers, types} = this.#request;
		const cards = yield * cardsOf(cms, update);
		if (cards instanceof Failure) {
			return cards.returnCode;
		}

		const [source, id] = [fileId(this.#source.status), fileId(update.status)];
		const label = digits === 5 ? this.#source.status.name.slice(0, 3) : '';
		yield * cms.charge('record', this.#lines.length + cards.length);
		const updated = applyUpdate(this.#lines, cards, {digits, label, hasNumbers});
		if (updated.statements === 0) {
			return yield * cms.message(messages.DMSUPD173E, {file: id});
		}

		const lineOf = ({id: message, text}: {readonly id: string; readonly text: string}): string =>
			`${message} ${text}`;
		this.#log.begin(source, id);
		this.#log.add(updated.log, ({remark}) => lineOf(remarkMessage(remark, source)));
		for (const remark of updated.remarks) {
			this.warn(remarkMessage(remark, source).returnCode);
			if (types) {
				yield * typeRemark(cms, remark, {source, update: id, cards});
			}
		}

		this.#lines = updated.records;
		this.#applied.push(update);
		return 0;
	}

	/** A warning was given. */
	warn(code: number): void {
		this.severity = Math.max(this.severity, code);
	}

	/** Applies what a control file says, from its last record up. */
	* applyAll(levels: readonly Level[]): Step<number> {
		const cms = this.#cms;
		const {types} = this.#request;
		const {name} = this.#source.status;
		yield * this.#checkStorage();
		if (types) {
			yield * cms.message(messages.DMSUPD178I, {how: 'UPDATING', file: fileId(this.#source.status)});
		}

		for (const level of levels) {
			const updates = yield * this.#updatesOf(level);
			if (updates instanceof Failure) {
				return updates.returnCode;
			}

			for (const type of updates) {
				const found = cms.disks.find(name, type, '*');
				const rc = found ? yield * this.#applyNext(found) : yield * this.#missing(`${name} ${type}`);
				if (rc !== 0) {
					return rc;
				}

				this.level = found ? level.level : this.level;
			}
		}

		return this.#applied.length > 0 ? 0 : yield * cms.message(messages.DMSUPD181E);
	}

	/** Writes the result, and what was done to it. */
	* end(): Step<number> {
		const cms = this.#cms;
		const {replaces, types} = this.#request;
		const {name, type, mode} = this.#source.status;
		const isReplaced = replaces && this.severity === 0;
		const rc = yield * this.#write(isReplaced ? name : newName(name), type, mode[1], this.#lines, cardLength);
		if (rc !== 0) {
			return rc;
		}

		const described = yield * this.#describe();
		if (described !== 0) {
			return described;
		}

		if (this.severity > 0 && (replaces || !types)) {
			const how = replaces ? " 'REP' OPTION IGNORED." : '';
			yield * cms.message(messages.DMSUPD177I, {severity: this.severity, how});
		}

		return this.severity;
	}

	/** The log, and of several updates the list of them. */
	* #describe(): Step<number> {
		const {isControlled, prints} = this.#request;
		const {status} = this.#source;
		if (isControlled) {
			const files = [this.#source, ...this.#applied];
			const lines = files.map(({disk, status: {name, type, mode, date, time}}) =>
				`*        ${name.padEnd(8)} ${type.padEnd(8)} ${mode} ${disk.label.padEnd(6)} ${date} ${time}`);
			const rc = yield * this.#write(status.name, updatesType, '1', lines, cardLength);
			if (rc !== 0) {
				return rc;
			}
		}

		const {lines} = this.#log;
		return prints ? yield * this.#print(lines) : yield * this.#write(status.name, logType, '1', lines);
	}

	* #print(lines: readonly string[]): Step<number> {
		const records = lines.map(line => toEbcdic(line.slice(0, printLineLength + 1)));
		const operations = records.flatMap((record, index) =>
			controlled(lines[index][0], record[0], record.subarray(1)));
		const file = {name: this.#source.status.name, type: logType};
		const end = yield * sendFile(this.#cms, unit.printer, file, operations, ({code, data}) =>
			this.#cms.unitRecords.print(data, code));
		return end === 'ok' ? 0 : yield * this.#cms.message(messages.DMSUPD123S);
	}

	* #write(
		name: string,
		type: string,
		modeNumber: string,
		lines: readonly string[],
		recordLength?: number,
	): Step<number> {
		yield * this.#cms.charge('record', lines.length);
		const code = yield * this.#cms.disks.write(this.#output, {
			name,
			type,
			modeNumber,
			recordFormat: recordLength === undefined ? 'V' : 'F',
			recordLength,
			records: lines.map(line => toEbcdic(recordLength === undefined ? line : line.padEnd(recordLength))),
		});
		const file = `${name} ${type} ${this.#output.letter}${modeNumber}`;
		return code === fileCode.ok ? 0 : yield * writeError(this.#cms, 'DMSUPD', file, code);
	}

	/** Without room for the source and its updates the disk has what is between them. */
	* #checkStorage(): Step {
		if (this.#inStorage && !this.#cms.hasRoom(this.#lines.length * cardLength)) {
			this.#inStorage = false;
			yield * this.#cms.message(messages.DMSUPD304I);
		}
	}

	* #applyNext(update: FoundFile): Step<number> {
		const cms = this.#cms;
		if (this.#request.types) {
			yield * cms.message(messages.DMSUPD178I, {how: 'APPLYING', file: fileId(update.status)});
		}

		const rc = yield * this.apply(update);
		return rc === 0 && !this.#inStorage ? yield * this.#keep() : rc;
	}

	/** Writes what there is by now, and reads it again: as the next update finds it. */
	* #keep(): Step<number> {
		const {name, type} = workFile;
		const rc = yield * this.#write(name, type, '1', this.#lines, cardLength);
		const written = rc === 0 ? this.#cms.disks.find(name, type, this.#output.letter) : undefined;
		if (written) {
			const lines = yield * cardsOf(this.#cms, written);
			this.#lines = lines instanceof Failure ? this.#lines : lines;
			yield * this.#cms.disks.erase(this.#output, name, type);
		}

		return rc;
	}

	* #missing(file: string): Step<number> {
		const text = messageLine(messages.DMSUPD180W, {file});
		this.#log.lines.push(` ${text}`);
		this.warn(missingUpdate);
		if (this.#request.types) {
			yield * this.#cms.message(messages.DMSUPD180W, {file});
		}

		return 0;
	}

	/** Types of the updates of a level; those that a list names must be there. */
	* #updatesOf({kind, types}: Level): Step<readonly string[] | Failure> {
		const cms = this.#cms;
		const {name} = this.#source.status;
		const there = types.map(type => cms.disks.find(name, type, '*'));
		if (kind === 'single') {
			return types.filter((_, index) => there[index] !== undefined).slice(0, 1);
		}

		const [list, ...preferred] = there;
		if (!list || preferred.some(file => file !== undefined)) {
			return [];
		}

		const cards = yield * cardsOf(cms, list);
		if (cards instanceof Failure) {
			return cards;
		}

		return readAuxiliaryFile(cards)
			?? new Failure(yield * cms.message(messages.DMSUPD183E, {which: 'AUX'}));
	}
}
