/**
 * The directory of an accessed disk: read once at ACCESS into storage, then searched there (R4: what another machine
 * changes later is not seen). Parsed entries are a cache of the hyperblocks, looked at again only where a page of them
 * changed.
 */
import {Failure} from '../../../base/failure.js';
import {pageSize} from '../../../base/architecture.js';
import {DamagedStructure} from '../../../guest/bounded/fault.js';
import type {Step} from '../../../guest/action.js';
import {
	ActiveDisk, adt, hyperblock, type Adt,
} from '../disk/active-disk.js';
import {isConsistent} from './consistency.js';
import {AllocationMap} from './allocation-map.js';
import {labelOf} from './disk-label.js';
import {readBlock, type BlockDevice} from '../disk/block-device.js';
import type {DirectoryStorage} from './directory-storage.js';
import {accessCode, DiskError, type AccessedDisk} from '../disk/disk.js';
import type {FileEntry} from './fst.js';
import {ParsedDirectory, parsedDirectory, type PlacedEntry} from './parsed-directory.js';
import {packEntries} from './seen-entries.js';
import {blockSize, geometries, type Geometry} from '../disk/geometry.js';
import {
	decodeMap, decodeMaster, labelBlock, masterBlock, type MasterDirectory,
} from './master-directory.js';

/** Which files of a disk are seen. */
export type DirectoryView = {
	readonly device: number;
	readonly letter: string;
	readonly extensionOf?: string;
	readonly readOnly: boolean;
	readonly pattern?: readonly string[];
	/** Files of mode number 0 are, whoever has the disk. */
	readonly showsPrivate?: boolean;
};

/** Numbers of blocks that nobody else may take. */
export type Reservations = Iterable<number> & {
	add(block: number): void;
	delete(block: number): void;
};

/** An ADT of zeros, of no other machine. */
export const noDisk: Adt = {
	...adt.decode(new Uint8Array(adt.length)),
	owner: '',
	segment: '',
	patternName: '',
	patternType: '',
	patternMode: '',
};

/** A piece of a directory in storage, and what was there. */
type Part = {readonly storage: DirectoryStorage; readonly address: number; readonly bytes: Uint8Array};
/** A page that such a piece lies in. */
type WatchedPage = {readonly storage: DirectoryStorage; readonly page: number; version: number};

/** A copy of a disk's directory in storage: what is seen of the disk without asking it. */
export class DirectoryCopy implements AccessedDisk {
	readonly active: ActiveDisk;
	/** Set when the disk was released: files open on it are gone. */
	released = false;
	#versions: readonly number[] = [];
	/** Where the directory lies, what was there when it was parsed, and the versions of those pages. */
	#parts: readonly Part[] = [];
	#watched: readonly WatchedPage[] = [];
	#parsed = parsedDirectory([], '');

	/** For a directory that already lies in storage. `geometry`: where its unit type is one that nobody knows. */
	constructor(active: ActiveDisk, readonly geometry: Geometry) {
		this.active = active;
	}

	get owner(): string | undefined {
		const owner = this.active.get('owner');
		return owner === '' ? undefined : owner;
	}

	get segmentName(): string | undefined {
		return undefined;
	}

	get letter(): string {
		return this.active.letter;
	}

	get extensionOf(): string | undefined {
		return this.active.extensionOf;
	}

	get device(): number {
		return this.active.get('device');
	}

	get label(): string {
		return this.active.get('label');
	}

	get readOnly(): boolean {
		return this.active.readOnly;
	}

	get blocks(): {readonly total: number; readonly used: number; readonly left: number} {
		return this.active.blocks;
	}

	get cylinders(): number {
		return this.active.get('cylinders');
	}

	get deviceType(): string {
		const unitType = this.active.get('unitType');
		return geometries.find(geometry => geometry.unitType === unitType)?.name ?? this.geometry.name;
	}

	get blocksPerCylinder(): number {
		return this.geometry.blocksPerCylinder;
	}

	list(): readonly FileEntry[] {
		this.#refresh();
		return this.#parsed.list;
	}

	find(name: string, type: string): FileEntry | undefined {
		return this.place(name, type)?.entry;
	}

	/** The entry with its place in the hyperblocks. */
	place(name: string, type: string): PlacedEntry | undefined {
		this.#refresh();
		return this.#parsed.place(name, type);
	}

	/** Throws `GuestFault` where something of the directory in storage cannot be what it should be. */
	check(): void {
		this.list();
		this.active.fstBlocks();
	}

	/** Gives the storage back. */
	release(): void {
		this.released = true;
		this.active.release();
	}

	/** Throws `DiskError` where the disk has gone from the search order. */
	requireAccessed(): void {
		if (this.released) {
			throw new DiskError(3, 0, 'the disk was released');
		}
	}

	/** Nothing was stored into the pages in which the directory and its blocks of the disk table are. */
	get #isUnchanged(): boolean {
		for (const {storage, page, version} of this.#watched) {
			if (storage.version(page) !== version) {
				return false;
			}
		}

		return this.#watched.length > 0;
	}

	/** Something was stored there, but nothing of the directory is another than it was. */
	get #isSame(): boolean {
		for (const {storage, address, bytes} of this.#parts) {
			if (Buffer.compare(storage.fetch(address, bytes.length), bytes) !== 0) {
				return false;
			}
		}

		return this.#parts.length > 0;
	}

	/** Notes where the directory lies, and what is there now. */
	#watch(addresses: readonly number[]): void {
		const {storage, places} = this.active;
		const blocks = addresses.map(address => ({storage, address, length: hyperblock.length}));
		this.#parts = [...places, ...blocks].map(({storage, address, length}) =>
			({storage, address, bytes: storage.fetch(address, length)}));
		this.#watched = this.#parts.flatMap(({storage, address, bytes}) =>
			[...new Set([address, address + bytes.length - 1].map(at => at - (at % pageSize)))]
				.map(page => ({storage, page, version: storage.version(page)})));
	}

	#refresh(): void {
		if (this.#isUnchanged) {
			return;
		}

		if (this.#isSame) {
			for (const watched of this.#watched) {
				watched.version = watched.storage.version(watched.page);
			}

			return;
		}

		const {storage} = this.active;
		const addresses = this.active.hyperblocks();
		const versions = [...addresses, ...addresses.map(address => address + blockSize - 1)]
			.map(address => storage.version(address - (address % pageSize)));
		versions.push(addresses.length, addresses[0] ?? 0);
		this.#watch(addresses);
		if (
			versions.length === this.#versions.length
			&& versions.every((version, index) => version === this.#versions[index])
		) {
			return;
		}

		this.#versions = versions;
		this.active.mirror();
		const {letter} = this;
		const blocks = addresses.map(address => storage.fetch(address, blockSize));
		if (!this.#parsed.isOf(blocks, letter)) {
			this.#parsed = this.readOnly
				? parsedDirectory(blocks, letter, this.#parsed)
				: new ParsedDirectory(blocks, letter, this.#parsed);
		}
	}
}

/** The directory of a disk whose blocks this machine reads and writes. */
export class Directory extends DirectoryCopy {
	/**
	 * Reads a disk's directory into what `make` makes; one that cannot be written on without harm becomes read-only.
	 * Answers an `accessCode` where it is no CMS disk.
	 */
	static * load<Made extends Directory>(
		blockDevice: BlockDevice,
		storage: DirectoryStorage,
		wanted: DirectoryView,
		make: (blockDevice: BlockDevice, active: ActiveDisk) => Made,
	): Step<Made | Failure> {
		const read = yield * readDirectory(blockDevice, !wanted.readOnly);
		if (read instanceof Failure) {
			return read;
		}

		const view = wanted.readOnly || isConsistent(blockDevice.geometry, read)
			? wanted
			: {...wanted, readOnly: true, showsPrivate: true};

		const active = new ActiveDisk(storage, storage.allocate(adt.length));
		try {
			enterDisk(active, view, read);
			active.setHyperblocks(view.readOnly
				? packEntries(read.fstBlocks, view.pattern, view.showsPrivate).map(entries => ({entries, number: 0}))
				: placedBlocks(read));
			const directory = make(blockDevice, active);
			if (!view.readOnly) {
				enterMap(directory, read);
			}

			active.set('files', directory.list().length);
			return directory;
		} catch (error) {
			// No storage for the whole directory: what there is of it goes back.
			active.release();
			throw error;
		}
	}

	readonly blockDevice: BlockDevice;
	/** Blocks of files that are being written and in no directory yet. */
	readonly reserved: Reservations;

	/** For a directory that already lies in storage. */
	constructor(blockDevice: BlockDevice, active: ActiveDisk, reserved: Reservations = new Set<number>()) {
		super(active, blockDevice.geometry);
		this.blockDevice = blockDevice;
		this.reserved = reserved;
	}

	/** The master file directory and the map of a read/write disk. */
	readMap(): {readonly master: Uint8Array; readonly map: AllocationMap} {
		if (this.readOnly) {
			throw new Error('a read-only disk has no map in storage');
		}

		const {active} = this;
		const {storage, master, map, mapLength} = active;
		if (master === 0 || map === 0) {
			throw new DamagedStructure('ADT', active.address);
		}

		return {
			master: storage.fetch(master, blockSize),
			map: new AllocationMap(active.blocks.total, storage.fetch(map, mapLength)),
		};
	}

	/** What the copy of the master file directory says. */
	readMaster(): MasterDirectory {
		const master = decodeMaster(this.readMap().master);
		if (master?.total !== this.active.blocks.total) {
			throw new DamagedStructure('MFD', this.active.master);
		}

		return master;
	}

	override check(): void {
		super.check();
		if (!this.readOnly) {
			this.readMaster();
		}
	}

	saveMap(master: Uint8Array, map: AllocationMap): void {
		const {active} = this;
		const {used} = map;
		active.storage.store(active.master, master);
		active.storage.store(active.map, map.bytes);
		active.set('used', used);
		active.set('left', map.total - used);
		active.set('last', map.last);
	}
}

/** A disk's directory as it is on the disk. */
export type ReadDirectory = {
	readonly label: string;
	readonly block4: Uint8Array;
	readonly master: MasterDirectory;
	readonly fstBlocks: readonly Uint8Array[];
	/** None where they were not wanted. */
	readonly mapBlocks: readonly Uint8Array[];
};

/** Reads a disk's directory. Answers an `accessCode` where it is no CMS disk. */
export function * readDirectory(blockDevice: BlockDevice, withMap: boolean): Step<ReadDirectory | Failure> {
	const label = labelOf(yield * readBlock(blockDevice, labelBlock));
	const block4 = yield * readBlock(blockDevice, masterBlock);
	const master = decodeMaster(block4);
	if (label === undefined || !master) {
		return new Failure(accessCode.deviceError);
	}

	const fstBlocks = yield * blockDevice.read(master.fstBlocks);
	const mapBlocks = withMap ? yield * blockDevice.read(master.mapBlocks) : [];
	return {
		label, block4, master, fstBlocks, mapBlocks,
	};
}

/** Makes the ADT that of a disk, without files yet. */
export function enterDisk(active: ActiveDisk, view: DirectoryView, {label, master}: ReadDirectory): void {
	const {unitType, total, used, left, cylinders} = master;
	active.enter({
		...noDisk, label: label.slice(0, 6), unitType, device: view.device, total, used, left, cylinders,
	});
	active.setMode(view.letter, view.extensionOf, view.readOnly);
}

/** Every directory block, and its number. */
export const placedBlocks = ({fstBlocks, master}: ReadDirectory): Array<{entries: Uint8Array; number: number}> =>
	fstBlocks.map((entries, index) => ({entries, number: master.fstBlocks[index]}));

/** Puts a disk's map into storage. */
export function enterMap(directory: Directory, {master, block4, mapBlocks}: ReadDirectory): void {
	const {active} = directory;
	const map = decodeMap(master.total, block4, mapBlocks);
	active.set('master', active.storage.allocate(blockSize));
	active.set('map', active.storage.allocate(map.bytes.length));
	directory.saveMap(block4, map);
}

/** What `Directory.load` makes for one short task of the host. */
export const plainDirectory = (blockDevice: BlockDevice, active: ActiveDisk): Directory =>
	new Directory(blockDevice, active);
