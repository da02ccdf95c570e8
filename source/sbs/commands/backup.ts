import {type RecordSource} from '../../cms/file-system/disk/disk.js';
import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import {
	checksumOf, endRecord, fileType, headLayout, kind, mostFiles, sign, unitRecords,
} from '../backup/format.js';
import {checkedEnd} from '../backup/read.js';
import {nextUnit} from '../backup/units.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {answerWith, sbsMessages} from '../message.js';
import type {LibraryStore} from '../store/store.js';
import {backupFiles, modeOperand, operandWrong} from './operands.js';

/** A file of CMS has 65,533 records and 12,848,000 bytes at most: one of a backup ends well before, with a unit. */
const fullRecords = 40_000;
const fullBytes = 4_000_000;

/** Longest record, of any kind. */
const longestRecord = 4100;

/** The records of the files of a backup, one file after the other, read from the library as they are written. */
class BackupSource {
	members = 0;
	entries = 0;
	/** Where the next file begins; `undefined` where the library is at its end. */
	next: Uint8Array | undefined;
	readonly #store: LibraryStore;

	constructor(store: LibraryStore, from: Uint8Array) {
		this.#store = store;
		this.next = from;
	}

	/** The records of a file. */
	file(number: number, {date, time}: SbsContext['now']): RecordSource {
		let records = 0;
		let bytes = 0;
		let checksum = 0;
		let isEnded = false;
		const counted = (batch: readonly Uint8Array[]): readonly Uint8Array[] => {
			for (const record of batch) {
				records++;
				bytes += record.length;
				checksum = checksumOf(record, checksum);
			}

			return batch;
		};

		const unit = (): Step<readonly Uint8Array[] | undefined> => this.#unit();
		const behind = (): Uint8Array | undefined => this.next;
		return {
			* next() {
				if (records === 0) {
					return counted([headLayout.encode({
						kind: kind.head, sign, files: number, date, time,
					})]);
				}

				const isFull = records >= fullRecords || bytes >= fullBytes;
				const more = isFull || isEnded ? undefined : yield * unit();
				if (more) {
					return counted(more);
				}

				if (isEnded) {
					return [];
				}

				isEnded = true;
				return [endRecord(checksum, behind())];
			},
		};
	}

	* #unit(): Step<readonly Uint8Array[] | undefined> {
		while (this.next) {
			const from = this.next;
			const unit = yield * this.#store.read(reader => nextUnit(reader, from));
			this.next = unit?.next;
			if (unit && unit.entries.length > 0) {
				this.members += unit.isMember ? 1 : 0;
				this.entries += unit.isMember ? 0 : unit.entries.length;
				return unitRecords(unit.entries);
			}
		}

		return undefined;
	}
}

/** How many files of a set are whole and in order, and where the one behind them begins. */
function * filesBefore({files, given}: SbsContext): Step<{readonly number: number; readonly from: Uint8Array}> {
	const {fn = '', fm = 'A'} = given.operands;
	let from = new Uint8Array(0);
	for (let number = 0; number < mostFiles; number++) {
		const file = yield * files.open(fn, fileType(number), fm[0]);
		const end = file && (yield * checkedEnd(file, number));
		if (!end || end.isLast) {
			return {number, from};
		}

		from = Uint8Array.from(end.next);
	}

	return {number: mostFiles, from};
}

export const backup: SbsCommand = {
	name: 'BACKUP',
	minimum: 4,
	syntax: ['SBS BACKup fn [fm] [( [REPlace] [RESTART] [)]]'],
	summary: 'copy the whole library to files of your disk',
	description: [
		'The files fn SBSBACK, fn SBSB0001... hold every member with all its versions, systems, releases and '
		+ 'rights, in a form that does not depend on the disks of the library. Others go on working; each member is '
		+ 'copied as it is at one moment.',
		'RESTART goes on behind the files that are there and whole. RESTORE makes the library of them again.',
	],
	returnCodes: [
		'12  you may not',
		'24  such files exist and REPLACE was not given',
		'36  your disk is not accessed R/W, or full',
	],
	origin: 'Yorktown',
	operands: [{name: 'fn', kind: 'fileName'}, modeOperand],
	userFiles: backupFiles(true),
	options: [{name: 'REPlace'}, {name: 'RESTART'}],
	isReadOnly: true,
	* run(context: SbsContext): Step<Content> {
		const {store, files, role, given, now} = context;
		const {fn = '', fm = 'A'} = given.operands;
		if (role === 'user') {
			return answerWith(sbsMessages.SBS150E, {what: 'BACKUP'});
		}

		const {REPLACE, RESTART} = given.options;
		const isThere = (yield * files.find(fn, fileType(0), fm[0])) !== undefined;
		if (isThere && !REPLACE && !RESTART) {
			return answerWith(sbsMessages.SBS112E, {name: fn, type: fileType(0), mode: fm});
		}

		const before = RESTART ? yield * filesBefore(context) : {number: 0, from: new Uint8Array(0)};
		const source = new BackupSource(store, before.from);
		let {number} = before;
		do {
			const code = yield * files.write({
				name: fn,
				type: fileType(number),
				modeNumber: fm[1] ?? '1',
				recordFormat: 'V',
				recordLength: longestRecord,
			}, fm[0], source.file(number, now));
			if (code !== 0) {
				return answerWith(sbsMessages.SBS113E, {mode: fm});
			}

			number++;
		} while (source.next && number < mostFiles);

		const {members, entries} = source;
		return source.next
			? operandWrong(fn)
			: answerWith(sbsMessages.SBS161I, {members, entries, files: number});
	},
};
