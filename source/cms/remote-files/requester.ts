/**
 * What one other machine has under way on disks of this one, and what it asks for. Everything is done with this
 * machine's own file system, under its rules; who asks is known from CP alone.
 */
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import {
	decodeFst, fstSize, isSameFile, type FileEntry,
} from '../file-system/directory/fst.js';
import {failureCode, fileCode, type FileStatus, type NewForm} from '../file-system/disk/disk.js';
import type {LocalDisk} from '../file-system/disk/local-disk.js';
import {FileReader} from '../file-system/files/file-reader.js';
import {longestRecord, recordHead} from '../file-system/files/records.js';
import {StagedFile} from '../file-system/files/staged-file.js';
import {nameCode} from '../file-system/files/transaction.js';
import {rightOf, type Grant} from './grant.js';
import {isFor, type GrantedDisk} from './granted-disk.js';
import {
	answerFlag,
	mostData,
	mostUnderWay,
	readSize,
	remoteCode,
	remoteFunction,
	writeFlag,
	type RemoteAnswer,
	type RemoteRequest,
} from './protocol.js';

/** What serving asks of the machine it is done in. */
export type RequesterHost = {
	charge(charge: Charge, times?: number): Step;
	hasRoom(bytes: number): boolean;
	/** The disk at an address, as others see it; of this machine's own disks only. */
	diskAt(device: number): GrantedDisk | undefined;
	/** Whether a program of this machine has the file open. */
	isOpen(disk: LocalDisk, name: string, type: string): boolean;
};

/** An answer without its number, and its data. */
export type Answered = Partial<RemoteAnswer> & {readonly data?: Uint8Array};

type Reader = {readonly disk: LocalDisk; readonly entry: FileEntry; readonly file: FileReader};
type Incoming = {readonly disk: LocalDisk; readonly file: StagedFile; readonly claimed: boolean};
type Work = {readonly request: RemoteRequest; readonly granted: GrantedDisk; readonly grants: readonly Grant[]};

/** Files a requester reads by turns without their chain links being read again each time. */
const mostReaders = 8;

export class Requester {
	readonly userid: string;
	readonly #host: RequesterHost;
	readonly #disks = new Set<GrantedDisk>();
	#readers: readonly Reader[] = [];
	/** Files on their way, by handle. */
	readonly #incoming = new Map<number, Incoming>();

	constructor(host: RequesterHost, userid: string) {
		this.#host = host;
		this.userid = userid;
	}

	* perform(request: RemoteRequest, data: Uint8Array): Step<Answered> {
		const granted = this.#host.diskAt(request.device);
		const grants = granted && (yield * granted.grants());
		if (!granted || !grants?.some(grant => isFor(grant, this.userid))) {
			return {code: remoteCode.noDisk};
		}

		this.#disks.add(granted);
		const work: Work = {request, granted, grants};
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

			case remoteFunction.claim: {
				return {code: this.#claim(work)};
			}

			case remoteFunction.unclaim: {
				granted.disk.claims.giveBack(request.name, request.type, this.userid);
				return {code: fileCode.ok};
			}

			case remoteFunction.drop: {
				this.#drop(request.handle);
				return {code: fileCode.ok};
			}

			default: {
				return {code: remoteCode.invalid};
			}
		}
	}

	/** The machine is gone, or begins afresh: nothing of what it had under way stays. */
	end(): void {
		for (const handle of this.#incoming.keys()) {
			this.#drop(handle);
		}

		for (const granted of this.#disks) {
			granted.disk.claims.end(this.userid);
			granted.forget(this.userid);
		}

		this.#disks.clear();
		this.#readers = [];
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

		try {
			const room = Math.min(Math.max(most, 1), readSize(bytes => this.#host.hasRoom(bytes)));
			const {recordFormat, recordLength: length} = entry;
			const own = recordFormat === 'F' ? Math.floor(room / (length + recordHead.length)) * length : room;
			const records = yield * this.#reader(disk, entry).readMany(record, Math.max(own, 1));
			return records === 'gone' ? {code: remoteCode.gone} : yield * this.#packed(records, room, offset);
		} catch (error) {
			return {code: failureCode(error, fileCode.inputOutput)};
		}
	}

	/** As many records as fit, each with its length in front; of one that is longer than an answer, a part. */
	* #packed(records: readonly Uint8Array[], room: number, offset: number): Step<Answered> {
		const data = new Uint8Array(room);
		let at = 0;
		let count = 0;
		for (const record of records) {
			if (at + recordHead.length + record.length > room) {
				break;
			}

			recordHead.change(data, at, {length: record.length});
			data.set(record, at + recordHead.length);
			at += recordHead.length + record.length;
			count++;
		}

		yield * this.#host.charge('record');
		if (count === 0 && records.length > 0) {
			const [{length}] = records;
			return {flags: answerFlag.part, count: length, data: records[0].slice(offset, offset + room)};
		}

		return {count, data: data.subarray(0, at)};
	}

	#reader(disk: LocalDisk, entry: FileEntry): FileReader {
		const known = this.#readers.find(each => each.disk === disk && isSameFile(each.entry, entry));
		const reader = known ?? {disk, entry, file: new FileReader(disk, entry)};
		this.#readers = [reader, ...this.#readers.filter(each => each !== known)].slice(0, mostReaders);
		return reader.file;
	}

	* #write(work: Work, data: Uint8Array): Step<number> {
		const {flags, handle} = work.request;
		if ((flags & writeFlag.first) !== 0) {
			const code = this.#begin(work);
			if (code !== fileCode.ok) {
				return code;
			}
		}

		const incoming = this.#incoming.get(handle);
		if (incoming?.disk !== work.granted.disk) {
			return remoteCode.invalid;
		}

		yield * this.#host.charge('record');
		let code = yield * incoming.file.addPacked(data);
		if (code === fileCode.ok && (flags & writeFlag.last) !== 0) {
			// What was granted when it began may be granted no longer.
			code = this.#permission(work, incoming.file.form);
			code = code === fileCode.ok ? yield * incoming.disk.commit(incoming.file, this.userid) : code;
			this.#drop(handle);
		}

		if (code !== fileCode.ok) {
			this.#drop(handle);
		}

		return code;
	}

	#begin(work: Work): number {
		const {
			name, type, modeNumber, recordFormat, recordLength, date, time, handle,
		} = work.request;
		this.#drop(handle);
		const {disk} = work.granted;
		const code = nameCode({name, type});
		const refusal = code === fileCode.ok ? this.#permission(work, work.request) : code;
		if (refusal !== fileCode.ok) {
			return refusal;
		}

		const isLength = recordFormat === 'V' || (recordLength >= 1 && recordLength <= longestRecord);
		if (!/^[0-5]$/.test(modeNumber) || !isLength || this.#incoming.size >= mostUnderWay) {
			return remoteCode.invalid;
		}

		const form: NewForm = {
			name, type, modeNumber, recordFormat: recordFormat === 'F' ? 'F' : 'V', recordLength,
			...(date === '' ? {} : {date, time}),
		};
		const claimed = !disk.claims.has(name, type, this.userid);
		disk.claims.take(name, type, this.userid);
		this.#incoming.set(handle, {disk, file: new StagedFile(disk, form), claimed});
		return fileCode.ok;
	}

	* #erase(work: Work): Step<number> {
		const {request: {name, type}, granted: {disk}} = work;
		const found = disk.find(name, type);
		if (!found || !rightOf(work.grants, this.userid, found)) {
			return fileCode.notFound;
		}

		const code = this.#permission(work, {name, type, modeNumber: found.mode[1]});
		return code === fileCode.ok ? yield * disk.erase(name, type, this.userid) : code;
	}

	* #rename(work: Work): Step<number> {
		const {request: {name, type, newName, newType, modeNumber}, granted: {disk}} = work;
		const found = disk.find(name, type);
		if (!found || !rightOf(work.grants, this.userid, found)) {
			return fileCode.notFound;
		}

		const from = this.#permission(work, {name, type, modeNumber: found.mode[1]});
		const to = {name: newName, type: newType, modeNumber};
		const code = from === fileCode.ok ? this.#permission(work, to) : from;
		return code === fileCode.ok ? yield * disk.rename({name, type}, to, this.userid) : code;
	}

	#claim(work: Work): number {
		const {request: {name, type}, granted: {disk}} = work;
		const code = this.#permission(work, work.request);
		if (code !== fileCode.ok) {
			return code;
		}

		const named = nameCode({name, type});
		if (named !== fileCode.ok) {
			return named;
		}

		return disk.claims.take(name, type, this.userid) ? fileCode.ok : fileCode.inUse;
	}

	/** Whether the requester may now write a file of this name, as a `fileCode`: granted, and nobody else has it. */
	#permission({granted: {disk}, grants}: Work, file: Pick<RemoteRequest, 'name' | 'type' | 'modeNumber'>): number {
		const {name, type, modeNumber} = file;
		const there: FileStatus | undefined = disk.find(name, type);
		const modes = [`${disk.letter}${modeNumber}`, ...(there ? [there.mode] : [])];
		if (!modes.every(mode => rightOf(grants, this.userid, {name, type, mode}) === 'WRITE')) {
			return fileCode.notPermitted;
		}

		return disk.claims.areOthers(name, type, this.userid) || this.#host.isOpen(disk, name, type)
			? fileCode.inUse
			: disk.refusal();
	}

	#drop(handle: number): void {
		const incoming = this.#incoming.get(handle);
		this.#incoming.delete(handle);
		if (incoming) {
			incoming.file.drop();
			if (incoming.claimed) {
				const {name, type} = incoming.file.form;
				incoming.disk.claims.giveBack(name, type, this.userid);
			}
		}
	}
}
