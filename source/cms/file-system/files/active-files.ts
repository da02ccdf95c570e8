/**
 * Files that programs have open, as RDBUF, WRBUF, POINT and FINIS see them (active file table; GC20-1819, "CMS macros",
 * FSREAD and FSWRITE). A file is written to the disk whole, when it is closed or another command might look at it:
 * until then the disk has it as it was.
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {
	fileCode, type AccessedDisk, type DiskTable, type OpenFile,
} from '../disk/disk.js';
import {activeCode} from './active-code.js';
import {isReplaced, type Active, type Reading} from './active-file.js';
import {beginWriting, diskToWrite, nameProblem} from './begin-writing.js';
import {longestRecord} from './records.js';
import {putRecords, type Writing} from './written-records.js';

export type FileName = {
	readonly name: string;
	readonly type: string;
	/** Letter and number, `*` or nothing. */ readonly mode: string;
};

export type Written = {
	/** Item number, 0: behind the last one written, or behind the end. */
	readonly item: number;
	readonly bytes: Uint8Array;
	readonly format: string;
	readonly count: number;
};

/** A file of mode number 3 is erased after it was read (GC20-1819, "File mode numbers"). */
function isReadOnce({readOnly, owner}: AccessedDisk, {status: {mode}}: OpenFile): boolean {
	return mode[1] === '3' && !readOnly && owner === undefined;
}

export class ActiveFiles {
	readonly #disks: DiskTable;
	#files: Active[] = [];

	constructor(disks: DiskTable) {
		this.#disks = disks;
	}

	/** Reads `count` items at `item` (0: the next ones), at most `room` bytes. */
	* read(
		file: FileName,
		item: number,
		count: number,
		room: number,
	): Step<{readonly code: number; readonly bytes: Uint8Array}> {
		const nothing = new Uint8Array(0);
		if (count === 0) {
			return {code: activeCode.noItems, bytes: nothing};
		}

		const active = yield * this.#opened(file);
		if (!active) {
			return {code: activeCode.notFound, bytes: nothing};
		}

		if (active.writing) {
			return {code: activeCode.inUse, bytes: nothing};
		}

		const reading = yield * this.#reading(active);
		const {recordFormat} = reading.file.status;
		if (recordFormat === 'V' && count > 1) {
			return {code: activeCode.severalItems, bytes: nothing};
		}

		reading.next = item === 0 ? reading.next : item;
		const records: Uint8Array[] = [];
		for (let index = 0; index < count; index++) {
			const record = yield * reading.file.read(reading.next);
			if (!(record instanceof Uint8Array)) {
				break;
			}

			records.push(record);
			reading.next++;
		}

		const bytes = Buffer.concat(records);
		return records.length === 0
			? {code: activeCode.endOfFile, bytes: nothing}
			: {code: bytes.length > room ? activeCode.length : activeCode.ok, bytes: bytes.subarray(0, room)};
	}

	/**
	 * What `read` would answer of one item without I/O, whose turn it then was; `undefined`: nothing was done, there
	 * may be more to it.
	 */
	readInHand(file: FileName, item: number): Uint8Array | undefined {
		const active = this.#find(file);
		const reading = active?.reading;
		if (!reading || active.writing) {
			return undefined;
		}

		const at = item === 0 ? reading.next : item;
		const bytes = reading.file.inHand?.(at);
		if (bytes) {
			reading.next = at + 1;
		}

		return bytes;
	}

	* write(file: FileName, written: Written): Step<number> {
		const {bytes, format, count} = written;
		if (bytes.length === 0) {
			return activeCode.length;
		}

		if (format !== 'F' && format !== 'V') {
			return activeCode.format;
		}

		if (format === 'V' && count > 1) {
			return activeCode.severalVariable;
		}

		if (count === 0 || bytes.length % count !== 0) {
			return activeCode.uneven;
		}

		const length = bytes.length / count;
		if (length > longestRecord) {
			return activeCode.tooLong;
		}

		const writing = yield * this.#forWriting(file, format, length);
		if (writing instanceof Failure) {
			return writing.returnCode;
		}

		const pieces = Array.from({length: count}, (_, index) => bytes.subarray(index * length, (index + 1) * length));
		return putRecords(writing, written.item, pieces);
	}

	/**
	 * Reads `item` (0: the next one) of a file that is being written, or begins to be: what is written next without an
	 * item number takes the place of what was read.
	 */
	* readForUpdate(file: FileName, item: number): Step<{readonly code: number; readonly bytes: Uint8Array}> {
		const failed = (code: number) => ({code, bytes: new Uint8Array(0)});
		const active = yield * this.#opened(file);
		const status = active?.disk.find(active.name, active.type);
		if (!active || (!status && !active.writing)) {
			return failed(activeCode.notFound);
		}

		const at = item === 0 ? active.updating ?? active.reading?.next ?? 1 : item;
		active.reading?.file.close();
		active.reading = undefined;
		const {name, type, disk} = active;
		const writing = active.writing ?? (yield * this.#forWriting(
			{name, type, mode: disk.letter}, status!.recordFormat, status!.recordLength,
		));
		if (writing instanceof Failure) {
			return failed(writing.returnCode);
		}

		const bytes = writing.records[at - 1];
		if (bytes === undefined) {
			return failed(activeCode.endOfFile);
		}

		active.updating = at + 1;
		writing.next = at;
		return {code: activeCode.ok, bytes};
	}

	/** The item that is read next without a number; 1 where nothing of the file was read. */
	position(file: FileName): number {
		const active = this.#find(file);
		return active?.updating ?? active?.reading?.next ?? 1;
	}

	/** Format and record length of a file as it is being written, or on its disk; `undefined`: it is new. */
	formOf(file: FileName): {readonly format: 'F' | 'V'; readonly length: number} | undefined {
		const writing = this.#find(file)?.writing;
		if (writing) {
			return {format: writing.format, length: writing.length};
		}

		const status = this.#disks.disk(file.mode[0])?.find(file.name, file.type);
		return status && {format: status.recordFormat, length: status.recordLength};
	}

	/** Sets the write and the read pointer; 0 leaves one as it is. */
	* point(file: FileName, writeItem: number, readItem: number): Step<number> {
		const active = yield * this.#opened(file);
		if (!active) {
			return activeCode.notFound;
		}

		if (writeItem !== 0) {
			active.pointed = writeItem;
			if (active.writing) {
				active.writing.next = writeItem;
			}
		}

		if (readItem !== 0 && !active.writing) {
			const reading = yield * this.#reading(active);
			reading.next = readItem;
		}

		return activeCode.ok;
	}

	/** FINIS: closes files; each part may be `*`. `notOpen` where none was open. */
	* close(name: string, type: string, mode: string): Step<number> {
		const closed = this.#files.filter(file =>
			(name === '*' || file.name === name)
			&& (type === '*' || file.type === type)
			&& (mode === '' || mode.startsWith('*') || file.disk.letter === mode[0]));
		let code: number = closed.length === 0 ? activeCode.notOpen : activeCode.ok;
		for (const active of closed) {
			const written = yield * this.#save(active);
			code = code === activeCode.ok ? written : code;
			active.reading?.file.close();
			if (active.writing) {
				yield * this.#disks.unclaim(active.disk, active.name, active.type);
			} else if (active.reading && isReadOnce(active.disk, active.reading.file)) {
				yield * this.#disks.erase(active.disk, active.name, active.type);
			}
		}

		this.#files = this.#files.filter(file => !closed.includes(file));
		return code;
	}

	/** Brings what was written so far to the disk; the files stay open. */
	* flush(): Step {
		for (const active of this.#files.filter(({writing}) => writing?.changed)) {
			yield * this.#save(active);
		}
	}

	/** Whether a program has a file of the disk open. */
	isOpen(disk: AccessedDisk, name: string, type: string): boolean {
		return this.#files.some(file => file.disk === disk
			&& file.name === name
			&& file.type === type
			&& (file.reading ?? file.writing) !== undefined);
	}

	/** Files of this machine's disk at an address that programs have open for writing. */
	written(device: number): Array<Pick<FileName, 'name' | 'type'>> {
		return this.#files.filter(({disk, writing}) => writing && disk.device === device && disk.owner === undefined);
	}

	/** Nothing is open any more; what was not written is lost. */
	forget(): void {
		this.#files = [];
	}

	/** The file was erased. */
	* drop(name: string, type: string, letter: string): Step {
		const dropped = this.#files.filter(
			file => file.name === name && file.type === type && (letter === '*' || file.disk.letter === letter),
		);
		this.#files = this.#files.filter(file => !dropped.includes(file));
		for (const {disk, writing} of dropped) {
			if (writing) {
				yield * this.#disks.unclaim(disk, name, type);
			}
		}
	}

	* #reading(active: Active): Step<Reading> {
		active.reading ??= {
			file: yield * this.#disks.open(active.disk, active.disk.find(active.name, active.type)!, 'program'),
			next: 1,
		};
		return active.reading;
	}

	* #save(active: Active): Step<number> {
		const {disk, name, type, writing} = active;
		if (!writing?.changed) {
			return activeCode.ok;
		}

		writing.changed = false;
		const {format, length, modeNumber, records, written} = writing;
		const code = yield * this.#disks.write(disk, {
			name, type, modeNumber, recordFormat: format, recordLength: format === 'F' ? length : undefined, records,
			written,
		});
		active.seen = disk.find(name, type);
		return code === fileCode.readOnly ? activeCode.readOnly : code;
	}

	#find({name, type, mode}: FileName): Active | undefined {
		const letter = mode === '' ? '*' : mode[0];
		return this.#files.find(file => file.name === name
			&& file.type === type
			&& (letter === '*' || file.disk.letter === letter)
			&& !isReplaced(this.#disks, file));
	}

	/** Entries of files that are no longer those that were opened. */
	* #dropReplaced(): Step {
		const replaced = this.#files.filter(file => isReplaced(this.#disks, file));
		this.#files = this.#files.filter(file => !replaced.includes(file));
		for (const {disk, name, type} of replaced) {
			if (this.#disks.disk(disk.letter) === disk) {
				yield * this.#disks.unclaim(disk, name, type);
			}
		}
	}

	/** The open file, or the one on the disk as a new entry of the table; an entry whose file has gone is dropped. */
	* #opened(file: FileName): Step<Active | undefined> {
		yield * this.#dropReplaced();
		const open = this.#find(file);
		if (open) {
			// Record 0 is never there, but a file that is gone says so first, without I/O.
			const gone = open.reading && (yield * open.reading.file.read(0)) === 'gone';
			if (!gone) {
				return open;
			}

			this.#files = this.#files.filter(each => each !== open);
		}

		const found = this.#disks.find(file.name, file.type, file.mode === '' ? '*' : file.mode);
		if (!found) {
			return undefined;
		}

		const active: Active = {disk: found.disk, name: found.status.name, type: found.status.type};
		this.#files.push(active);
		return active;
	}

	* #forWriting(file: FileName, format: 'F' | 'V', length: number): Step<Writing | Failure> {
		const {name, type, mode} = file;
		const disk = diskToWrite(this.#disks, mode);
		if (disk instanceof Failure) {
			return disk;
		}

		let active = this.#find(file);
		if (active?.reading) {
			return new Failure(activeCode.inUse);
		}

		if (!active) {
			const problem = nameProblem(file);
			if (problem) {
				return problem;
			}

			active = {disk, name, type};
			this.#files.push(active);
		}

		if (!active.writing) {
			const code = yield * this.#disks.claim(disk, name, type, mode[1] ?? '1');
			if (code !== fileCode.ok) {
				this.#files = this.#files.filter(each => each !== active);
				return new Failure(code === fileCode.readOnly ? activeCode.readOnly : code);
			}

			active.seen = disk.find(name, type);
			active.writing = yield * beginWriting(this.#disks, active, {format, length, modeNumber: mode[1]});
		}

		const {writing} = active;
		if (writing.format !== format) {
			return new Failure(activeCode.otherFormat);
		}

		return format === 'F' && writing.length !== length ? new Failure(activeCode.otherLength) : writing;
	}
}
