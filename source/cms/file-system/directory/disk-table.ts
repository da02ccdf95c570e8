/**
 * The disks a virtual machine has accessed: the chain of active disk table blocks in search order, and every function
 * on files.
 */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {GuestFault} from '../../../guest/bounded/fault.js';
import {chain} from '../../../guest/bounded/readers.js';
import type {DiskLocks} from '../../locks/disk-locks.js';
import {ActiveDisk, adt} from '../disk/active-disk.js';
import {DirectoryCopy} from './directory.js';
import {
	accessCode,
	failureCode,
	fileCode,
	type AccessedDisk,
	type AccessOptions,
	type DiskTable,
	type FileStatus,
	type NewFile,
	type NewForm,
	type OpenFile,
	type RecordSource,
} from '../disk/disk.js';
import {DiskPreparation} from '../disk/disk-preparation.js';
import {LocalDisk} from '../disk/local-disk.js';
import {encodeFst, isSameFile, type FileEntry} from './fst.js';
import {
	accessShared, closeSegment, resumeDisk, type DiskTableHost, type MountedDisk,
} from './disk-mount.js';

/** Letters of disks: A to Z. */
const mostDisks = 26;
/** The disk that most commands are on stays, whoever has it otherwise too. */
const systemLetter = 'S';

const isMounted = (disk: AccessedDisk): disk is MountedDisk => disk instanceof DirectoryCopy && 'writeFrom' in disk;

/** Extension rules: a letter stands for its disk and the disks that extend it; `*` for all. */
function serves(disk: AccessedDisk, mode: string): boolean {
	return mode === '*' || disk.letter === mode || disk.extensionOf === mode;
}

export class CmsDiskTable implements DiskTable {
	readonly #host: DiskTableHost;
	readonly #anchor: number;
	readonly #devices: DiskPreparation;
	#disks: readonly MountedDisk[] = [];
	/** Files of mode number 3 that were read. */
	readonly #readOnce: Array<{readonly disk: MountedDisk; readonly file: FileEntry}> = [];

	constructor(host: DiskTableHost) {
		this.#host = host;
		this.#devices = new DiskPreparation(device => host.openDevice(device));
		if (host.anchor === undefined) {
			this.#anchor = host.storage.allocate(8);
			host.storage.setWord(this.#anchor, 0);
		} else {
			this.#anchor = host.anchor;
		}
	}

	/**
	 * The disks whose tables lie in storage, where another object accessed them. One whose device has gone is accessed
	 * no longer, nor one of a segment that this machine has no more.
	 */
	* resume(): Step {
		const {storage} = this.#host;
		const shape = {structure: 'ADT', length: adt.length, next: adt.offset.next, most: mostDisks};
		const actives = chain(storage, this.#anchor, shape).map(address => new ActiveDisk(storage, address));
		const segments = actives.map(active => active.get('segment'));
		const disks: MountedDisk[] = [];
		for (const active of actives) {
			const disk = yield * resumeDisk(this.#host, active);
			if (disk) {
				disks.push(disk);
			}
		}

		this.#disks = disks;
		this.#chain();
		yield * this.#closeUnused(segments);
	}

	get disks(): readonly MountedDisk[] {
		return this.#disks;
	}

	disk(letter: string): MountedDisk | undefined {
		return this.#disks.find(disk => disk.letter === letter);
	}

	find(
		name: string,
		type: string,
		mode: string,
	): {readonly disk: MountedDisk; readonly status: FileEntry} | undefined {
		const letter = mode[0] ?? '*';
		const parent = this.disk(letter);
		const searched = this.#disks.filter(disk => disk !== parent && serves(disk, letter));
		for (const disk of parent ? [parent, ...searched] : searched) {
			const status = firstMatch(disk, name, type);
			if (status) {
				return {disk, status};
			}
		}

		return undefined;
	}

	* open(disk: AccessedDisk, status: FileStatus, by?: 'program'): Step<OpenFile> {
		this.#noteRead(disk, status, by);
		return yield * this.#files(disk).open(status);
	}

	* readAll(disk: AccessedDisk, status: FileStatus, by?: 'program'): Step<Uint8Array[]> {
		this.#noteRead(disk, status, by);
		return yield * this.#files(disk).readAll(status);
	}

	get readOnce(): number {
		return this.#readOnce.length;
	}

	* eraseRead(from: number): Step {
		for (const {disk, file} of this.#readOnce.splice(from)) {
			const now = disk.released ? undefined : disk.find(file.name, file.type);
			if (now && isSameFile(now, file)) {
				yield * disk.erase(file.name, file.type);
			}
		}
	}

	#noteRead(disk: AccessedDisk, {name, type, mode}: FileStatus, by: 'program' | undefined): void {
		if (mode[1] !== '3' || disk.readOnly || disk.owner !== undefined || by === 'program') {
			return;
		}

		const mounted = this.#files(disk);
		const file = mounted.find(name, type);
		if (file) {
			this.#readOnce.push({disk: mounted, file});
		}
	}

	* write(disk: AccessedDisk, file: NewFile): Step<number> {
		return yield * this.#files(disk).write(file);
	}

	* writeFrom(disk: AccessedDisk, form: NewForm, records: RecordSource): Step<number> {
		return yield * this.#files(disk).writeFrom(form, records);
	}

	* erase(disk: AccessedDisk, name: string, type: string): Step<number> {
		return yield * this.#files(disk).erase(name, type);
	}

	* rename(
		disk: AccessedDisk,
		from: {readonly name: string; readonly type: string},
		to: {readonly name: string; readonly type: string; readonly modeNumber: string},
	): Step<number> {
		return yield * this.#files(disk).rename(from, to);
	}

	* claim(disk: AccessedDisk, name: string, type: string, modeNumber: string): Step<number> {
		return yield * this.#files(disk).claim(name, type, modeNumber);
	}

	* unclaim(disk: AccessedDisk, name: string, type: string): Step {
		yield * this.#files(disk).unclaim(name, type);
	}

	* fileLocks(disk: AccessedDisk): Step<DiskLocks | undefined> {
		return yield * this.#files(disk).fileLocks();
	}

	* refresh(): Step {
		for (const disk of this.#disks) {
			try {
				yield * disk.refresh();
			} catch (error) {
				// It is as it was: who works on it is told then.
				failureCode(error, accessCode.deviceError);
			}
		}
	}

	entryOf(name: string, type: string, mode: string): Uint8Array | undefined {
		const found = this.find(name, type, mode);
		return found && found.disk.owner === undefined ? encodeFst(found.status) : undefined;
	}

	addAuxiliary(letter: string, blocks: readonly Uint8Array[]): number | 'notThere' | 'full' {
		const disk = this.disk(letter);
		return disk?.readOnly && disk.owner === undefined && disk.segmentName === undefined
			? disk.active.addAuxiliary(blocks) ?? 'full'
			: 'notThere';
	}

	dropAuxiliary(): void {
		this.#disks.find(({active}) => active.isAugmented)?.active.dropAuxiliary();
	}

	* access(device: number, letter: string, options: AccessOptions = {}): Step<number> {
		if (options.owner !== undefined) {
			return yield * this.#accessRemote(device, letter, {...options, owner: options.owner});
		}

		const blockDevice = yield * this.#host.openDevice(device);
		if (blockDevice instanceof Failure) {
			return blockDevice.returnCode;
		}

		if (options.extensionOf !== undefined && options.extensionOf !== letter && !this.disk(options.extensionOf)) {
			return accessCode.parentNotAccessed;
		}

		const {extensionOf, pattern, showsPrivate} = options;
		const readOnly =
			blockDevice.readOnly || options.readOnly === true || extensionOf !== undefined || pattern !== undefined;
		try {
			const view = {
				device, letter, extensionOf, readOnly, pattern, showsPrivate,
			};
			const loaded = options.segment === undefined
				? yield * LocalDisk.access(this.#host, blockDevice, this.#host.storage, view)
				: yield * accessShared(this.#host, blockDevice, view, options.segment);
			if (loaded instanceof Failure) {
				yield * this.#closeUnused(options.segment === undefined ? [] : [options.segment]);
				return loaded.returnCode;
			}

			if (options.erase && !loaded.readOnly) {
				const erased = loaded.eraseAll();
				if (erased !== fileCode.ok) {
					loaded.release();
					return erased === fileCode.inUse ? accessCode.inUse : accessCode.deviceError;
				}
			}

			const segments = this.#segmentNames();
			const isSame = (disk: AccessedDisk): boolean => disk.device === device && disk.owner === undefined;
			const isLeft = (disk: AccessedDisk): boolean =>
				isSame(disk) && !loaded.readOnly && disk.letter !== systemLetter;
			this.#remove(disk => disk.letter === letter || isLeft(disk));
			this.#add(loaded);
			yield * this.#closeUnused(segments);
			return accessCode.ok;
		} catch (error) {
			return failureCode(error, accessCode.deviceError);
		}
	}

	* #accessRemote(device: number, letter: string, options: AccessOptions & {readonly owner: string}): Step<number> {
		const {
			extensionOf, pattern, owner, readOnly,
		} = options;
		if (extensionOf !== undefined && extensionOf !== letter && !this.disk(extensionOf)) {
			return accessCode.parentNotAccessed;
		}

		const {accessRemote} = this.#host;
		if (!accessRemote) {
			return accessCode.notAttached;
		}

		const isPart = extensionOf !== undefined || pattern !== undefined;
		const disk = yield * accessRemote(owner, {
			device, letter, extensionOf, pattern, readOnly: readOnly === true || isPart,
		});
		if (disk instanceof Failure) {
			return disk.returnCode;
		}

		const isSame = (each: AccessedDisk): boolean => each.device === device && each.owner === owner;
		this.#remove(each => each.letter === letter || (isSame(each) && !each.readOnly && !disk.readOnly));
		this.#add(disk);
		return accessCode.ok;
	}

	* probe(device: number): Step<number> {
		return yield * this.#devices.probe(device);
	}

	* release(letterOrDevice: string | number): Step<number> {
		const before = this.#disks.length;
		const segments = this.#segmentNames();
		this.#remove(disk =>
			disk.letter === letterOrDevice || (disk.device === letterOrDevice && disk.owner === undefined));
		yield * this.#closeUnused(segments);
		return this.#disks.length < before ? fileCode.ok : fileCode.diskNotAccessed;
	}

	* format(device: number, label: string, cylinders?: number): Step<number | Failure> {
		return yield * this.#devices.format(device, label, cylinders);
	}

	* recompute(device: number, cylinders?: number): Step<number> {
		return yield * this.#devices.recompute(device, cylinders);
	}

	* relabel(device: number, label: string): Step<number> {
		const code = yield * this.#devices.relabel(device, label);
		if (code === accessCode.ok) {
			for (const disk of this.#disks.filter(disk => disk.device === device && disk.owner === undefined)) {
				disk.active.set('label', label);
			}
		}

		return code;
	}

	/** Throws `GuestFault` where a disk's tables in storage cannot be what they should be. */
	check(): void {
		for (const disk of this.#disks) {
			disk.check();
		}
	}

	/** Disks whose tables are damaged are accessed no longer; their storage is not given back. */
	forget(): void {
		const whole: MountedDisk[] = [];
		for (const disk of this.#disks) {
			try {
				disk.check();
				whole.push(disk);
			} catch (error) {
				if (!(error instanceof GuestFault)) {
					throw error;
				}

				disk.released = true;
			}
		}

		this.#disks = whole;
		this.#chain();
	}

	/** Leaves the groups of segments that no accessed disk is in. */
	* #closeUnused(names: readonly string[]): Step {
		const used = new Set(this.#disks.map(disk => disk.segmentName));
		for (const name of new Set(names)) {
			if (!used.has(name)) {
				yield * closeSegment(this.#host, name);
			}
		}
	}

	#segmentNames(): string[] {
		return this.#disks.map(disk => disk.segmentName).filter(name => name !== undefined);
	}

	#files(disk: AccessedDisk): MountedDisk {
		if (!isMounted(disk)) {
			throw new TypeError('a disk of another file system');
		}

		return disk;
	}

	#add(disk: MountedDisk): void {
		this.#disks = [...this.#disks, disk].toSorted((one, other) => one.letter < other.letter ? -1 : 1);
		this.#chain();
	}

	#remove(which: (disk: MountedDisk) => boolean): void {
		const removed = this.#disks.filter(disk => which(disk));
		this.#disks = this.#disks.filter(disk => !removed.includes(disk));
		this.#chain();
		for (const disk of removed) {
			disk.release();
		}
	}

	#chain(): void {
		const {storage} = this.#host;
		storage.setWord(this.#anchor, this.#disks[0]?.active.address ?? 0);
		for (const [index, disk] of this.#disks.entries()) {
			disk.active.set('next', this.#disks[index + 1]?.active.address ?? 0);
		}
	}
}

function firstMatch(disk: DirectoryCopy, name: string, type: string): FileEntry | undefined {
	return name === '*' || type === '*'
		? disk.list().find(status => (name === '*' || status.name === name) && (type === '*' || status.type === type))
		: disk.find(name, type);
}
