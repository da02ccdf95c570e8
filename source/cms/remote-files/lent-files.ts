/**
 * Files that this machine lends another for one request of its user, which names them: the other may read or write
 * these, on whatever disk they are, as a program of this machine would, and no others. They are a right of that machine
 * alone and end with the request; what GRANT gives has nothing to do with them.
 */
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import {
	decodeFst, fstSize, isSameFile, type FileEntry,
} from '../file-system/directory/fst.js';
import {
	fileCode, type ArrivingFile, type DiskFiles, type FileStatus, type NewForm, type OpenFile,
} from '../file-system/disk/disk.js';
import {longestRecord} from '../file-system/files/records.js';
import {entriesOf, tagOf} from './granted-disk.js';
import {packed} from './packed-records.js';
import {
	answerFlag, mostData, mostUnderWay, readSize, remoteCode, remoteFunction, writeFlag, type RemoteAnswer,
	type RemoteRequest,
} from './protocol.js';

/** A file that is lent. */
export type LentFile = {
	readonly name: string;
	/** `SBSB*`: every type that begins so. */
	readonly type: string;
	/** Letter of the disk, which stands for those that extend it too; `*`: all. */
	readonly mode: string;
	/** It may be written on the disk of that letter, whether it is there or not. */
	readonly write: boolean;
};

export type LendingDisk = Pick<DiskFiles, 'open' | 'begin'> & {
	readonly readOnly: boolean;
	list(): readonly FileStatus[];
};

/** What lending asks of the machine. */
export type LentFilesHost = {
	readonly disks: {
		readonly disks: readonly LendingDisk[];
		disk(letter: string): LendingDisk | undefined;
		find(name: string, type: string, mode: string): {
			readonly disk: LendingDisk; readonly status: FileEntry;
		} | undefined;
	};
	charge(charge: Charge): Step;
	hasRoom(bytes: number): boolean;
};

/** What is lent of the disk of a letter. */
type Lending = {readonly letter: string; readonly lent: readonly LentFile[]};

type Answered = Partial<RemoteAnswer> & {readonly data?: Uint8Array};

/** Whether a file is one of those lent of its disk, and may be written where that is asked. */
const isLent = (lent: readonly LentFile[], {name, type, write}: Omit<LentFile, 'mode'>): boolean =>
	lent.some(each =>
		each.name === name
		&& isOfType(each, type)
		&& (each.write || !write));

const isOfType = ({type: lent}: LentFile, type: string): boolean =>
	lent.endsWith('*') ? type.startsWith(lent.slice(0, -1)) : type === lent;

export class LentFiles {
	/** The machine had no storage for what was sent to it or asked of it. */
	isLacking = false;
	readonly #host: LentFilesHost;
	readonly #lent: readonly LentFile[];
	readonly #arriving = new Map<number, ArrivingFile>();
	/** The file that was read last, open. */
	#reading: {readonly entry: FileEntry; readonly file: OpenFile} | undefined;

	constructor(host: LentFilesHost, lent: readonly LentFile[]) {
		this.#host = host;
		this.#lent = lent;
	}

	/** Throws `DiskError`. */
	* perform(letter: string, request: RemoteRequest, data: Uint8Array): Step<Answered> {
		const lent = this.#lent.filter(({mode}) => mode === letter);
		if (lent.length === 0) {
			return {code: remoteCode.noDisk};
		}

		switch (request.function) {
			case remoteFunction.directory: {
				yield * this.#host.charge('directoryBlock');
				return this.#directory(letter, lent, request);
			}

			case remoteFunction.read: {
				yield * this.#host.charge('record');
				return yield * this.#read(letter, lent, request);
			}

			case remoteFunction.write: {
				yield * this.#host.charge('record');
				return {code: yield * this.#write({letter, lent}, request, data)};
			}

			case remoteFunction.drop: {
				yield * this.#drop(request.handle);
				return {code: fileCode.ok};
			}

			default: {
				return {code: remoteCode.invalid};
			}
		}
	}

	/** A transfer was refused. */
	refused(hasRoom: boolean): void {
		this.isLacking ||= !hasRoom;
	}

	/** What was on its way is no longer. */
	* abandon(): Step {
		for (const handle of this.#arriving.keys()) {
			yield * this.#drop(handle);
		}
	}

	#directory(letter: string, lent: readonly LentFile[], {record, tag: known}: RemoteRequest): Answered {
		const disk = this.#host.disks.disk(letter);
		const entries = entriesOf(lent.flatMap(file => this.#matching(letter, file)));
		const readOnly = (disk?.readOnly ?? true) || !lent.some(({write}) => write);
		const tag = tagOf(entries, disk ? 1 : 0, readOnly);
		const isSame = Buffer.compare(tag, known) === 0;
		const start = record * fstSize;
		return {
			code: fileCode.ok,
			flags: (readOnly ? answerFlag.readOnly : 0) | (disk ? 0 : answerFlag.absent)
				| (isSame ? answerFlag.same : 0),
			tag,
			count: entries.length / fstSize,
			data: isSame ? new Uint8Array(0) : entries.subarray(start, start + mostData),
		};
	}

	/** The files that are there, each as it is found from the letter. */
	#matching(letter: string, file: LentFile): FileEntry[] {
		const {disks} = this.#host;
		const types = file.type.endsWith('*')
			? disks.disks.flatMap(disk => disk.list())
				.filter(({name, type}) => name === file.name && isOfType(file, type))
				.map(({type}) => type)
			: [file.type];
		return [...new Set(types)].flatMap(type => disks.find(file.name, type, letter)?.status ?? []);
	}

	* #read(
		letter: string,
		lent: readonly LentFile[],
		{entry: wanted, record, offset, most}: RemoteRequest,
	): Step<Answered> {
		const asked = decodeFst(wanted, 0);
		const mayRead = asked && isLent(lent, {name: asked.name, type: asked.type, write: false});
		const found = mayRead ? this.#host.disks.find(asked.name, asked.type, letter) : undefined;
		if (!asked || !found || !isSameFile(found.status, asked)) {
			return {code: remoteCode.gone};
		}

		const {status, disk} = found;
		if (!this.#reading || !isSameFile(this.#reading.entry, status)) {
			this.#reading = {entry: status, file: yield * disk.open(status)};
		}

		const room = Math.min(Math.max(most, 1), readSize(bytes => this.#host.hasRoom(bytes)));
		return yield * packed(this.#reading.file, {record, offset, room});
	}

	* #write(of: Lending, request: RemoteRequest, data: Uint8Array): Step<number> {
		const {flags, handle} = request;
		if ((flags & writeFlag.first) !== 0) {
			yield * this.#drop(handle);
			const begun = yield * this.#begin(of, request);
			if (typeof begun === 'number') {
				return begun;
			}

			this.#arriving.set(handle, begun);
		}

		const file = this.#arriving.get(handle);
		if (!file) {
			return remoteCode.invalid;
		}

		const isLast = (flags & writeFlag.last) !== 0;
		const added = yield * file.add(data);
		const code = added === fileCode.ok && isLast ? yield * file.end() : added;
		if (isLast || code !== fileCode.ok) {
			yield * this.#drop(handle);
		}

		return code;
	}

	* #begin({letter, lent}: Lending, request: RemoteRequest): Step<ArrivingFile | number> {
		const {name, type, modeNumber, recordFormat, recordLength, date, time} = request;
		if (!isLent(lent, {name, type, write: true})) {
			return fileCode.notPermitted;
		}

		const isForm = /^[0-6]$/.test(modeNumber)
			&& (recordFormat === 'V' || (recordLength >= 1 && recordLength <= longestRecord))
			&& (date === '' || (/^\d{4}-\d\d-\d\d$/.test(date) && /^\d\d:\d\d$/.test(time)));
		if (!isForm || this.#arriving.size >= mostUnderWay) {
			return remoteCode.invalid;
		}

		const form: NewForm = {
			name, type, modeNumber, recordFormat: recordFormat === 'F' ? 'F' : 'V', recordLength,
			...(date === '' ? {} : {date, time}),
		};
		const disk = this.#host.disks.disk(letter);
		return disk ? yield * disk.begin(form) : fileCode.diskNotAccessed;
	}

	* #drop(handle: number): Step {
		const file = this.#arriving.get(handle);
		this.#arriving.delete(handle);
		yield * file?.drop() ?? nothing();
	}
}

function * nothing(): Step {
	// Nothing is on its way.
}
