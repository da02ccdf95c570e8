/**
 * A disk that another machine has accessed, in this one's search order. Its directory is a copy in storage, as that of
 * any disk, brought up to date before each command; functions on files are requests to the owner.
 */
import {Failure} from '../../base/failure.js';
import {limits} from '../../base/limits.js';
import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import {
	DirectoryCopy, noDisk, type DirectoryView,
} from '../file-system/directory/directory.js';
import {packEntries} from '../file-system/directory/seen-entries.js';
import type {DirectoryStorage} from '../file-system/directory/directory-storage.js';
import {ActiveDisk, adt} from '../file-system/disk/active-disk.js';
import {
	accessCode, DiskError, failureCode, fileCode, type ArrivingFile, type DiskFiles, type FileStatus, type NewFile,
	type NewForm, type OpenFile, type RecordSource,
} from '../file-system/disk/disk.js';
import {geometries, geometry3350, type Geometry} from '../file-system/disk/geometry.js';
import {FileRecords, GivenRecords} from '../file-system/files/record-source.js';
import {longestOf} from '../file-system/files/records.js';
import {nameCode} from '../file-system/files/transaction.js';
import type {Answer, RemoteLink} from './link.js';
import {LinkLost, type LostReason} from './link-lost.js';
import {meaningOf, OutgoingFile} from './outgoing-file.js';
import {
	answerFlag, noTag, remoteFunction, type RemoteRequest,
} from './protocol.js';
import {RemoteFile} from './remote-file.js';
import {RemoteLocks} from './remote-locks.js';
import {blocksOfEntries, fetchDirectory, type ToldDirectory} from './told-directory.js';

/** What a remote disk asks of its machine. */
export type RemoteDiskHost = {
	readonly storage: DirectoryStorage;
	/** Tells the user that the owner of a disk does not answer. */
	lost(disk: RemoteDisk, why: LostReason): Step;
	/** Seconds that a lock is waited for (SET FILEWAIT); 0: not at all. */
	patience(): number;
};

type Named = {readonly name: string; readonly type: string};

const fileKey = ({name, type}: Named): string => `${name} ${type}`;

export class RemoteDisk extends DirectoryCopy implements DiskFiles {
	/** Answers an `accessCode` where the owner has no such disk, or grants nothing of it. Throws `LinkLost`. */
	static * access(host: RemoteDiskHost, link: RemoteLink, view: DirectoryView): Step<RemoteDisk | Failure> {
		const told = yield * fetchDirectory(link, view.device, noTag);
		if (!told) {
			return new Failure(accessCode.notAttached);
		}

		const {storage} = host;
		const active = new ActiveDisk(storage, storage.allocate(adt.length));
		const [patternName = '', patternType = '', patternMode = ''] = view.pattern ?? [];
		storage.store(active.address, adt.encode({
			...noDisk, device: view.device, owner: link.userid, patternName, patternType, patternMode,
		}));
		const geometry = geometries.find(({unitType}) => unitType === told.answer.unitType) ?? geometry3350;
		const disk = new RemoteDisk({host, link, view}, active, geometry);
		try {
			disk.#take(told);
		} catch (error) {
			// No storage for the whole directory: what there is of it goes back.
			active.release();
			throw error;
		}

		return disk;
	}

	/** After a restart of CMS: the disk whose table lies in storage. */
	static resume(host: RemoteDiskHost, link: RemoteLink, active: ActiveDisk): RemoteDisk {
		const {extensionOf, readOnly} = active;
		const pattern = [active.get('patternName'), active.get('patternType'), active.get('patternMode')];
		const view = {
			device: active.get('device'),
			letter: active.get('mode'),
			extensionOf,
			readOnly,
			pattern: pattern[0] === '' ? undefined : pattern,
		};
		const unitType = active.get('unitType');
		const geometry = geometries.find(each => each.unitType === unitType) ?? geometry3350;
		return new RemoteDisk({host, link, view}, active, geometry);
	}

	readonly #host: RemoteDiskHost;
	readonly #link: RemoteLink;
	readonly #view: DirectoryView;
	#tag: Uint8Array = noTag;
	/** The user was told that the owner does not answer. */
	#isLost = false;
	readonly #locks: RemoteLocks;
	/** Files that are open for writing. */
	readonly #claimed = new Set<string>();

	constructor(
		{host, link, view}: {
			readonly host: RemoteDiskHost; readonly link: RemoteLink; readonly view: DirectoryView;
		},
		active: ActiveDisk,
		geometry: Geometry,
	) {
		super(active, geometry);
		this.#host = host;
		this.#link = link;
		this.#view = view;
		this.#locks = new RemoteLocks({
			ask: request => this.#ask(request),
			wait: (request, limit) => this.#answered(link.wait({...request, device: this.device}, limit)),
		});
	}

	* fileLocks(): Step<RemoteLocks> {
		return this.#locks;
	}

	* open({name, type}: FileStatus): Step<OpenFile> {
		const entry = this.find(name, type);
		if (!entry) {
			throw new DiskError(fileCode.inputOutput, 0, `${name} ${type} is not on the disk`);
		}

		const link = this.#link;
		return new RemoteFile(this, entry, {
			ask: request => this.#ask(request),
			next: number => this.#answered(link.next(number)),
			get readSize() {
				return link.readSize;
			},
		});
	}

	* readAll(status: FileStatus): Step<Uint8Array[]> {
		const source = new FileRecords(yield * this.open(status));
		const records: Uint8Array[] = [];
		for (let batch = yield * source.next(); batch.length > 0; batch = yield * source.next()) {
			append(records, batch);
		}

		if (records.length < status.records) {
			throw new DiskError(fileCode.inputOutput, 0, `${status.name} ${status.type} has not the records it says`);
		}

		return records;
	}

	* write(file: NewFile): Step<number> {
		const {records, ...form} = file;
		const recordLength = form.recordLength ?? longestOf(records);
		return yield * this.writeFrom({...form, recordLength}, new GivenRecords(records));
	}

	* writeFrom(form: NewForm, records: RecordSource): Step<number> {
		const code = this.#refusal() ?? nameCode(form);
		return code === fileCode.ok ? yield * this.#alone([form], this.#send(form, records)) : code;
	}

	* #send(form: NewForm, records: RecordSource): Step<number> {
		const file = new OutgoingFile(form, this.#link.handle(), (request, data) => this.#ask(request, data));
		try {
			const written = yield * file.addAll(records);
			yield * (written === fileCode.ok ? this.refresh() : file.drop());

			return written;
		} catch (error) {
			// Where it is the owner that does not answer, he drops the file himself.
			const failed = failureCode(error, fileCode.inputOutput);
			if (!this.#isLost) {
				yield * file.drop();
			}

			return failed;
		}
	}

	* begin(form: NewForm): Step<ArrivingFile | number> {
		const {name, type, modeNumber} = form;
		const refusal = this.#refusal() ?? nameCode(form);
		const waits = this.#host.patience() > 0 && !this.#claimed.has(fileKey(form));
		const code = refusal === fileCode.ok && waits ? yield * this.claim(name, type, modeNumber) : refusal;
		if (code !== fileCode.ok) {
			return code;
		}

		const file = new OutgoingFile(form, this.#link.handle(), (request, data) => this.#ask(request, data));
		return {
			add: packed => this.#sent(file.addPacked(packed)),
			end: () => this.#ended(file),
			drop: () => this.#dropped(file, waits ? form : undefined),
		};
	}

	* #sent(work: Step<number>): Step<number> {
		try {
			return yield * work;
		} catch (error) {
			return failureCode(error, fileCode.inputOutput);
		}
	}

	* #ended(file: OutgoingFile): Step<number> {
		const code = yield * this.#sent(file.end());
		yield * this.refresh();
		return code;
	}

	/** `claimed`: what was waited for is given up again. */
	* #dropped(file: OutgoingFile, claimed?: Named): Step {
		try {
			yield * file.drop();
		} catch (error) {
			// Where the owner does not answer, he drops the file himself.
			failureCode(error, fileCode.inputOutput);
		}

		if (claimed) {
			yield * this.unclaim(claimed.name, claimed.type);
		}
	}

	* erase(name: string, type: string): Step<number> {
		return yield * this.#alone([{name, type}], this.#change({function: remoteFunction.erase, name, type}));
	}

	* rename(from: Named, to: Named & {readonly modeNumber: string}): Step<number> {
		const code = nameCode(to);
		const {name: newName, type: newType, modeNumber} = to;
		return code === fileCode.ok
			? yield * this.#alone([from, to], this.#change({
				function: remoteFunction.rename, name: from.name, type: from.type, newName, newType, modeNumber,
			}))
			: code;
	}

	* claim(name: string, type: string, modeNumber: string): Step<number> {
		const refusal = this.#refusal();
		if (refusal !== undefined || nameCode({name, type}) !== fileCode.ok) {
			return refusal ?? fileCode.ok;
		}

		try {
			const code = yield * this.#locks.claim({name, type, modeNumber}, this.#host.patience());
			yield * this.refresh();
			if (code === fileCode.ok) {
				this.#claimed.add(fileKey({name, type}));
			}

			return code;
		} catch (error) {
			return error instanceof DiskError && error.code === fileCode.notPermitted
				? error.code
				: failureCode(error, fileCode.inputOutput);
		}
	}

	* unclaim(name: string, type: string): Step {
		this.#claimed.delete(fileKey({name, type}));
		try {
			yield * this.#locks.unclaim({name, type});
		} catch (error) {
			// Where the owner does not answer he has given it up.
			failureCode(error, fileCode.inputOutput);
		}
	}

	/** After HX: the owner has taken all files for closed. */
	forgetClaims(): void {
		this.#claimed.clear();
	}

	/** A change of files that others may have locked: with FILEWAIT they are waited for first. */
	* #alone(files: readonly Named[], work: Step<number>): Step<number> {
		const wanted = this.#host.patience() === 0 || this.#refusal() !== undefined
			? []
			: files.filter(file => !this.#claimed.has(fileKey(file)) && nameCode(file) === fileCode.ok);
		const had: Named[] = [];
		const giveBack = function * (disk: RemoteDisk): Step {
			for (const {name, type} of had.splice(0)) {
				yield * disk.unclaim(name, type);
			}
		};

		// After HX the owner is told that all are closed (`RemoteLink.recover`).
		try {
			let code: number = fileCode.ok;
			for (const file of wanted) {
				code = yield * this.claim(file.name, file.type, this.find(file.name, file.type)?.mode[1] ?? '1');
				if (code !== fileCode.ok) {
					break;
				}

				had.push(file);
			}

			code = code === fileCode.ok ? yield * work : code;
			yield * giveBack(this);
			return code;
		} catch (error) {
			yield * giveBack(this);
			throw error;
		}
	}

	* refresh(): Step {
		const link = this.#link;
		try {
			const told = yield * link.within(
				limits.remoteRefresh.value, fetchDirectory(link, this.device, this.#tag),
			);
			this.#isLost = false;
			if (told) {
				this.#take(told);
			}
		} catch (error) {
			yield * this.#lost(error);
		}
	}

	/** Why nothing can be changed here, as a `fileCode`. */
	#refusal(): number | undefined {
		return this.released || this.readOnly ? fileCode.readOnly : undefined;
	}

	* #change(request: Partial<RemoteRequest>): Step<number> {
		const refusal = this.#refusal();
		if (refusal !== undefined) {
			return refusal;
		}

		try {
			const {code} = yield * this.#ask(request);
			yield * this.refresh();
			return meaningOf(code);
		} catch (error) {
			return failureCode(error, fileCode.inputOutput);
		}
	}

	* #ask(request: Partial<RemoteRequest>, data?: Uint8Array): Step<Answer> {
		return yield * this.#answered(this.#link.ask({...request, device: this.device}, data));
	}

	* #answered<T>(work: Step<T>): Step<T> {
		try {
			return yield * work;
		} catch (error) {
			yield * this.#lost(error);
			throw new DiskError(fileCode.inputOutput, 0, `${this.owner} does not answer`);
		}
	}

	/** Tells once that the owner does not answer; the directory stays as it was. What else was thrown is thrown on. */
	* #lost(error: unknown): Step {
		if (!(error instanceof LinkLost)) {
			throw error;
		}

		if (!this.#isLost) {
			this.#isLost = true;
			yield * this.#host.lost(this, error.why);
		}
	}

	/** Puts what the owner told in place of what is in storage. */
	#take({answer, entries}: ToldDirectory): void {
		const {active} = this;
		const {
			flags, label, unitType, total, used, left, cylinders, tag,
		} = answer;
		const {letter, extensionOf, readOnly, pattern} = this.#view;
		const readOnlyHere = readOnly || (flags & answerFlag.readOnly) !== 0;
		if ((flags & answerFlag.same) === 0) {
			const blocks = blocksOfEntries(entries);
			const seen = readOnly ? packEntries(blocks, pattern) : blocks;
			active.setHyperblocks(seen.map(content => ({entries: content, number: 0})));
			this.#tag = tag;
		}

		for (const [field, value] of Object.entries({total, used, left, cylinders, unitType} as const)) {
			active.set(field as 'total', value);
		}

		active.set('label', label);
		active.setMode(letter, extensionOf, readOnlyHere);
		active.set('files', this.list().length);
	}
}
