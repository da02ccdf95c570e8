/**
 * The file of times (`WAKEUP TIMES`): a record has a day in columns 1–8, a time in 10–17, the day when it was last done
 * in 19–26, and what is to be done from 28 on. A record that begins with `*` is a comment.
 */
import {Failure} from '../../../base/failure.js';
import {blank, ebcdicInto, fromEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {fileCode, type AccessedDisk, type FileStatus} from '../../file-system/disk/disk.js';
import {messages} from '../../messages/index.js';
import {fileId, writableDisk, writeError} from '../files/file-operands.js';
import {isDay, timeOfDay} from './moments.js';

const columns = {day: [0, 8], time: [9, 17], done: [18, 26]} as const;
const within = (line: string, [first, last]: readonly [number, number]): string => line.slice(first, last).trim();

export type TimesEntry = {
	/** Of the record, from 0. */
	readonly index: number;
	readonly day: string;
	/** Second of the day. */
	readonly time: number;
	/** `mm/dd/yy`, or nothing. */
	readonly done: string;
	/** The record, without blanks behind it. */
	readonly line: string;
};

/** The entries; `undefined` where a record is none. */
export function parseTimes(lines: readonly string[]): TimesEntry[] | undefined {
	const entries: TimesEntry[] = [];
	for (const [index, line] of lines.entries()) {
		if (line.startsWith('*') || line.trim() === '') {
			continue;
		}

		const day = within(line, columns.day);
		const time = timeOfDay(within(line, columns.time));
		if (time === undefined || isDay(day, '01/01/75') === undefined) {
			return undefined;
		}

		entries.push({
			index, day, time, done: within(line, columns.done), line: line.trimEnd(),
		});
	}

	return entries;
}

/** The entry that is to be done next today: the earliest of those that were not, also where its time is over. */
export function nextEntry(entries: readonly TimesEntry[], today: string): TimesEntry | undefined {
	return entries
		.filter(({day, done}) => done !== today && isDay(day, today))
		.toSorted((one, other) => one.time - other.time)[0];
}

/** A file of times that can be written, too. */
export class TimesFile {
	readonly entries: readonly TimesEntry[];
	readonly #records: readonly Uint8Array[];
	readonly #place: {readonly disk: AccessedDisk; readonly status: FileStatus};

	constructor(
		place: {readonly disk: AccessedDisk; readonly status: FileStatus},
		records: readonly Uint8Array[],
		entries: readonly TimesEntry[],
	) {
		this.entries = entries;
		this.#place = place;
		this.#records = records;
	}

	/** The file; a failure, with its message, where it is not there, holds something else, or cannot be written. */
	static * read(cms: Cms, [name, type, mode]: readonly [string, string, string]): Step<TimesFile | Failure> {
		const found = cms.disks.find(name, type, mode);
		if (!found) {
			return new Failure(yield * cms.message(messages.DMSWAK002E, {file: `${name} ${type} ${mode}`}));
		}

		const disk = yield * writableDisk(cms, 'DMSWAK', found.disk.letter);
		if (disk instanceof Failure) {
			return disk;
		}

		const records = yield * cms.disks.readAll(found.disk, found.status);
		yield * cms.charge('record', records.length);
		const entries = parseTimes(records.map(record => fromEbcdic(record)));
		return entries
			? new TimesFile(found, records, entries)
			: new Failure(yield * cms.message(messages.DMSWAK056E, {file: fileId(found.status)}));
	}

	/** Says in the file that an entry was done on a day. A return code. */
	* done(cms: Cms, {index}: TimesEntry, today: string): Step<number> {
		const {disk, status} = this.#place;
		const records = this.#records.map((record, each) => {
			if (each !== index) {
				return record;
			}

			const [start, end] = columns.done;
			const stamped = new Uint8Array(Math.max(record.length, end)).fill(blank);
			stamped.set(record);
			ebcdicInto(stamped, start, end - start, today);
			return stamped;
		});
		const {name, type, recordFormat, recordLength} = status;
		const code = yield * cms.disks.write(disk, {
			name,
			type,
			modeNumber: status.mode[1],
			recordFormat,
			recordLength: recordFormat === 'F' ? recordLength : undefined,
			records,
		});
		return code === fileCode.ok ? 0 : yield * writeError(cms, 'DMSWAK', fileId(status), code);
	}
}
