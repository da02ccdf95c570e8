/**
 * What one other machine has under way on disks of this one, and what it asks for. Everything is done with this
 * machine's own file system, under its rules; who asks is known from CP alone.
 */
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import {
	decodeFst, fstSize, isSameFile, type FileEntry,
} from '../file-system/directory/fst.js';
import {
	DiskError, failureCode, fileCode, type FileStatus, type NewForm,
} from '../file-system/disk/disk.js';
import type {LocalDisk} from '../file-system/disk/local-disk.js';
import {FileReader} from '../file-system/files/file-reader.js';
import {longestRecord} from '../file-system/files/records.js';
import {nameCode} from '../file-system/files/transaction.js';
import {rightOf, type Grant} from './grant.js';
import {isFor, type GrantedDisk} from './granted-disk.js';
import {IncomingFiles} from './incoming-files.js';
import type {LentFiles} from './lent-files.js';
import {answerLock, answerLocks, type LockAnswer} from './lock-answers.js';
import {packed} from './packed-records.js';
import {
	answerFlag,
	lentLetter,
	lockFlag,
	mostData,
	readSize,
	remoteCode,
	remoteFunction,
	writeFlag,
	type RemoteAnswer,
	type RemoteRequest,
} from './protocol.js';
import {UserLocks, type UserLocksHost} from './user-locks.js';

/** What serving asks of the machine it is done in. */
export type RequesterHost = UserLocksHost & {
	charge(charge: Charge, times?: number): Step;
	hasRoom(bytes: number): boolean;
	/** The disk at an address, as others see it; of this machine's own disks only. */
	diskAt(device: number): GrantedDisk | undefined;
	/** Whether a program of this machine has the file open. */
	isOpen(disk: LocalDisk, name: string, type: string): boolean;
	/** Seconds of the day. */
	now(): Step<number>;
	/** What is lent to that userid; `undefined`: nothing. */
	lentTo(userid: string): LentFiles | undefined;
};

/** An answer without its number, and its data. */
export type Answered = Partial<RemoteAnswer> & {readonly data?: Uint8Array};

/** `leave`: the answer comes later; how the requester gives up waiting for it. */
export type Performed = Answered | {readonly leave: () => Step};

type Reader = {readonly disk: LocalDisk; readonly entry: FileEntry; readonly file: FileReader};
type Work = {readonly request: RemoteRequest; readonly granted: GrantedDisk; readonly grants: readonly Grant[]};

/** Files a requester reads by turns without their chain links being read again each time. */
const mostReaders = 8;

export class Requester {
	readonly userid: string;
	readonly #host: RequesterHost;
	#readers: readonly Reader[] = [];
	readonly #seen = new Set<GrantedDisk>();
	readonly #locks: UserLocks;
	readonly #incoming: IncomingFiles;

	constructor(host: RequesterHost, userid: string) {
		this.#host = host;
		this.userid = userid;
		this.#locks = new UserLocks(host, userid);
		this.#incoming = new IncomingFiles(this.#locks, () => host.now());
	}

	/** `later`: told the answer where that is not known yet. */
	* perform(request: RemoteRequest, data: Uint8Array, later: (answer: Answered) => Step): Step<Performed> {
		const letter = lentLetter(request.device);
		if (letter !== undefined) {
			return yield * this.#lent(letter, request, data);
		}

		const granted = this.#host.diskAt(request.device);
		const grants = granted && (yield * granted.grants());
		if (!granted || !grants?.some(grant => isFor(grant, this.userid))) {
			return {code: remoteCode.noDisk};
		}

		this.#seen.add(granted);
		const work: Work = {request, granted, grants};
		try {
			yield * granted.disk.refresh();
			return yield * this.#perform(work, data, later);
		} catch (error) {
			return {code: codeOf(error)};
		}
	}

	* #lent(letter: string, request: RemoteRequest, data: Uint8Array): Step<Answered> {
		try {
			return yield * this.#host.lentTo(this.userid)?.perform(letter, request, data) ?? nothingLent();
		} catch (error) {
			return {code: codeOf(error)};
		}
	}

	/** HX: what was on its way or open for writing is so no longer. */
	* abandon(): Step {
		yield * this.#host.lentTo(this.userid)?.abandon() ?? nothing();
		yield * this.#incoming.end();
		yield * this.#locks.abandon();
	}

	/** Gives up what has not gone on for too long. */
	* expire(): Step {
		yield * this.#incoming.expire();
	}

	/** The machine is gone, or begins afresh: nothing of what it had under way stays. */
	* end(): Step {
		yield * this.#host.lentTo(this.userid)?.abandon() ?? nothing();
		yield * this.#incoming.end();
		yield * this.#locks.end();
		for (const granted of this.#seen) {
			granted.forget(this.userid);
		}

		this.#readers = [];
	}

	* #perform(work: Work, data: Uint8Array, later: (answer: Answered) => Step): Step<Performed> {
		const {request, granted} = work;
		const {name, type, flags} = request;
		switch (request.function) {
			case remoteFunction.directory: {
				return yield * this.#directory(work);
			}

			case remoteFunction.read: {
				return yield * this.#read(work);
			}

			case remoteFunction.write: {
				return {code: yield * this.#write(work, data)};
			}

			case remoteFunction.erase: {
				return {code: yield * this.#erase(work)};
			}

			case remoteFunction.rename: {
				return {code: yield * this.#rename(work)};
			}

			case remoteFunction.lock: {
				return yield * this.#lock(work, later);
			}

			case remoteFunction.unlock: {
				const lock = {name, type, implicit: (flags & lockFlag.implicit) !== 0};
				return {code: (yield * this.#locks.release(granted, lock)) ? fileCode.ok : remoteCode.noLock};
			}

			case remoteFunction.drop: {
				yield * this.#incoming.drop(request.handle);
				return {code: fileCode.ok};
			}

			case remoteFunction.locks: {
				return answerLocks(granted.disk.locks, request, lock => this.#mayRead(work, lock));
			}

			case remoteFunction.leave: {
				yield * this.#locks.leave(granted);
				return {code: fileCode.ok};
			}

			default: {
				return {code: remoteCode.invalid};
			}
		}
	}

	* #directory({request, granted}: Work): Step<Answered> {
		const {disk} = granted;
		const {entries, readOnly, tag} = yield * granted.seenBy(this.userid);
		const count = entries.length / fstSize;
		yield * this.#host.charge('directoryBlock');
		const same = Buffer.compare(tag, request.tag) === 0;
		const start = request.record * fstSize;
		const {blocks: {total, used, left}, cylinders, label} = disk;
		return {
			code: fileCode.ok,
			flags: (readOnly ? answerFlag.readOnly : 0) | (same ? answerFlag.same : 0),
			tag,
			label: label.slice(0, 6),
			unitType: disk.active.get('unitType'),
			total,
			used,
			left,
			cylinders,
			count,
			data: same ? new Uint8Array(0) : entries.subarray(start, start + mostData),
		};
	}

	* #read(work: Work): Step<Answered> {
		const {request: {entry: wanted, record, offset, most}, granted: {disk}} = work;
		const asked = decodeFst(wanted, 0);
		const entry = asked && disk.find(asked.name, asked.type);
		if (!asked || !entry || !rightOf(work.grants, this.userid, entry) || !isSameFile(entry, asked)) {
			return {code: remoteCode.gone};
		}

		if (disk.locks) {
			disk.requireReadable(entry, yield * this.#locks.member(work.granted));
		}

		try {
			const room = Math.min(Math.max(most, 1), readSize(bytes => this.#host.hasRoom(bytes)));
			yield * this.#host.charge('record');
			return yield * packed(this.#reader(disk, entry), {record, offset, room});
		} catch (error) {
			return {code: failureCode(error, fileCode.inputOutput)};
		}
	}

	#reader(disk: LocalDisk, entry: FileEntry): FileReader {
		const known = this.#readers.find(each => each.disk === disk && isSameFile(each.entry, entry));
		const reader = known ?? {disk, entry, file: new FileReader(disk, entry)};
		this.#readers = [reader, ...this.#readers.filter(each => each !== known)].slice(0, mostReaders);
		return reader.file;
	}

	* #write(work: Work, data: Uint8Array): Step<number> {
		const {request: {flags, handle}, granted} = work;
		if ((flags & writeFlag.first) !== 0) {
			const code = yield * this.#begin(work);
			if (code !== fileCode.ok) {
				return code;
			}
		}

		const form = this.#incoming.form(granted, handle);
		if (!form) {
			return remoteCode.invalid;
		}

		yield * this.#host.charge('record');
		let code = yield * this.#incoming.add(handle, data);
		const isLast = (flags & writeFlag.last) !== 0;
		if (code === fileCode.ok && isLast) {
			// What was granted when it began may be granted no longer.
			code = this.#permission(work, form);
			code = code === fileCode.ok ? yield * this.#incoming.commit(handle) : code;
		}

		if (isLast || code !== fileCode.ok) {
			yield * this.#incoming.drop(handle);
		}

		return code;
	}

	* #begin(work: Work): Step<number> {
		const {
			name, type, modeNumber, recordFormat, recordLength, date, time, handle,
		} = work.request;
		const code = nameCode({name, type});
		const refusal = code === fileCode.ok ? this.#permission(work, work.request) : code;
		if (refusal !== fileCode.ok) {
			return refusal;
		}

		const isLength = recordFormat === 'V' || (recordLength >= 1 && recordLength <= longestRecord);
		if (!/^[0-5]$/.test(modeNumber) || !isLength) {
			return remoteCode.invalid;
		}

		const form: NewForm = {
			name, type, modeNumber, recordFormat: recordFormat === 'F' ? 'F' : 'V', recordLength,
			...(date === '' ? {} : {date, time}),
		};
		return yield * this.#incoming.begin(work.granted, handle, form);
	}

	* #erase(work: Work): Step<number> {
		const {request: {name, type}, granted} = work;
		const found = granted.disk.find(name, type);
		if (!found || !rightOf(work.grants, this.userid, found)) {
			return fileCode.notFound;
		}

		const code = this.#permission(work, {name, type, modeNumber: found.mode[1]});
		const member = code === fileCode.ok ? yield * this.#locks.member(granted) : undefined;
		return member ? yield * granted.disk.erase(name, type, member) : code || fileCode.inUse;
	}

	* #rename(work: Work): Step<number> {
		const {request: {name, type, newName, newType, modeNumber}, granted} = work;
		const found = granted.disk.find(name, type);
		if (!found || !rightOf(work.grants, this.userid, found)) {
			return fileCode.notFound;
		}

		const from = this.#permission(work, {name, type, modeNumber: found.mode[1]});
		const to = {name: newName, type: newType, modeNumber};
		const code = from === fileCode.ok ? this.#permission(work, to) : from;
		const member = code === fileCode.ok ? yield * this.#locks.member(granted) : undefined;
		return member ? yield * granted.disk.rename({name, type}, to, member) : code || fileCode.inUse;
	}

	/** A lock is for who may do with the file what it keeps for him. */
	* #lock(work: Work, later: (answer: LockAnswer) => Step): Step<Performed> {
		const {request, granted} = work;
		const {name, type, flags, lockMode: mode} = request;
		const implicit = (flags & lockFlag.implicit) !== 0;
		const named = nameCode({name, type});
		if (named !== fileCode.ok || (mode !== 1 && mode !== 2 && mode !== 3)) {
			return {code: named === fileCode.ok ? remoteCode.invalid : named};
		}

		const code = mode === 1 && !implicit
			? (this.#mayRead(work, {name, type}) ? fileCode.ok : fileCode.notPermitted)
			: this.#writePermission(work, {name, type, modeNumber: implicit ? request.modeNumber : '1'});
		if (code !== fileCode.ok) {
			return {code};
		}

		if (implicit && this.#host.isOpen(granted.disk, name, type)) {
			return {code: fileCode.inUse};
		}

		return yield * answerLock(this.#locks, {granted, wait: (flags & lockFlag.wait) !== 0}, {
			name, type, mode, implicit,
		}, later);
	}

	/** Whether the requester may read the file, or might if it were there. */
	#mayRead({granted: {disk}, grants}: Work, {name, type}: {readonly name: string; readonly type: string}): boolean {
		const there: FileStatus | undefined = disk.find(name, type);
		return rightOf(grants, this.userid, {name, type, mode: there?.mode ?? `${disk.letter}1`}) !== undefined;
	}

	/** Whether the requester may now write a file of this name, as a `fileCode`: granted, and nobody has it open. */
	#permission(work: Work, file: Pick<RemoteRequest, 'name' | 'type' | 'modeNumber'>): number {
		const {disk} = work.granted;
		const code = this.#writePermission(work, file);
		return code === fileCode.ok && this.#host.isOpen(disk, file.name, file.type) ? fileCode.inUse : code;
	}

	#writePermission(
		{granted: {disk}, grants}: Work,
		file: Pick<RemoteRequest, 'name' | 'type' | 'modeNumber'>,
	): number {
		const {name, type, modeNumber} = file;
		const there: FileStatus | undefined = disk.find(name, type);
		const modes = [`${disk.letter}${modeNumber}`, ...(there ? [there.mode] : [])];
		return modes.every(mode => rightOf(grants, this.userid, {name, type, mode}) === 'WRITE')
			? disk.refusal()
			: fileCode.notPermitted;
	}
}

/** What a requester is told of an error of a disk. */
function codeOf(error: unknown): number {
	if (!(error instanceof DiskError)) {
		throw error;
	}

	return error.code === fileCode.inUse ? fileCode.inUse : fileCode.inputOutput;
}

function * nothing(): Step {
	// Nothing is lent.
}

function * nothingLent(): Step<Answered> {
	return {code: remoteCode.noDisk};
}
