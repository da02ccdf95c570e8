/** Containers on their disks: slots read, written where nothing refers to them, and more of them. */
import {DiskError, fileCode} from '../../cms/file-system/disk/disk.js';
import type {LocalDisk} from '../../cms/file-system/disk/local-disk.js';
import type {DirectFile} from '../../cms/file-system/files/direct-file.js';
import type {Step} from '../../guest/action.js';
import {containerFile, modeNumber, type LibraryDisks} from './library-files.js';
import {containerLinks, type PageCache} from './page-cache.js';
import {
	containerSlots, isSlot, mostContainers, placeOfSlot, slotSize,
} from './slots.js';
import {DamagedLibrary} from './store.js';

/** A container is made longer by at least so many slots, where there is room. */
const leastGrowth = 16;
const mostGrowth = 400;
/** The part of a disk's room that one growth takes. */
const growthPart = 8;
/** Blocks that a growth needs beside the slots: chain links, directory. */
const beside = 16;

/** Slots that a growth brought. */
export type Grown = {readonly container: number; readonly from: number; readonly to: number};

export class Containers {
	readonly #disks: LibraryDisks;
	readonly #cache: PageCache;
	/** Told before a disk is changed so that chain links are others. */
	readonly #changing: () => void;

	constructor(disks: LibraryDisks, cache: PageCache, changing: () => void) {
		this.#disks = disks;
		this.#cache = cache;
		this.#changing = changing;
	}

	/** Numbers of all containers. */
	numbers(): number[] {
		return this.#disks.containers();
	}

	/** Slots of a container on its disk; 0 where there is none. */
	size(container: number): number {
		const {name, type} = containerFile(container);
		return Math.min(this.#disks.holder(container)?.find(name, type)?.records ?? 0, containerSlots);
	}

	/** Contents of slots, in the order given. Throws `DamagedLibrary` where there is no such slot. */
	* read(slots: readonly number[]): Step<Uint8Array[]> {
		const contents = new Map<number, Uint8Array>();
		for (const [container, indexes] of byContainer(slots)) {
			const read = yield * this.#file(container, indexes).read(indexes.map(index => index + 1));
			for (const [place, slot] of slots.filter(each => placeOfSlot(each).container === container).entries()) {
				contents.set(slot, read[place]);
			}
		}

		return slots.map(slot => contents.get(slot)!);
	}

	/** Writes slots that nothing refers to. Throws `DiskError`. */
	* write(contents: ReadonlyMap<number, Uint8Array>): Step {
		for (const [container, indexes] of byContainer([...contents.keys()])) {
			const records = new Map([...contents]
				.filter(([slot]) => placeOfSlot(slot).container === container)
				.map(([slot, content]) => [placeOfSlot(slot).index + 1, content]));
			const code = yield * this.#file(container, indexes).overwrite(records);
			if (code !== fileCode.ok) {
				throw new DiskError(code, 0, `${containerFile(container).name} DATA cannot be written`);
			}
		}
	}

	/**
	 * At least `count` slots more, in a row, behind those of a container or in a new one, on the disk with most room,
	 * that of the index last; `undefined` where none has it. They are there whatever becomes of the change: nothing
	 * refers to them. They are not cleared: no entry leads to them, and one that is damaged fails the checksum of its
	 * text; who reads the disk itself reads all members anyway.
	 */
	* grow(count: number): Step<Grown | undefined> {
		const {first} = this.#disks;
		const byPurpose = (one: LocalDisk, other: LocalDisk): number => Number(one === first) - Number(other === first);
		const rooms = this.#disks.all
			.filter(disk => !disk.readOnly)
			.map(disk => ({disk, room: disk.blocks.left - beside - (disk === first ? kept(disk) : 0)}))
			.filter(({room}) => room >= count)
			.toSorted((one, other) => byPurpose(one.disk, other.disk) || other.room - one.room);
		for (const {disk, room} of rooms) {
			const grown = yield * this.#growOn(disk, room, count);
			if (grown) {
				return grown;
			}
		}

		return undefined;
	}

	/** Cuts a container off behind its first `slots`. */
	* cut(container: number, slots: number): Step {
		const disk = this.#disks.holder(container);
		if (disk && slots < this.size(container)) {
			yield * this.#resize(disk, container, Math.max(slots, 1));
		}
	}

	* #growOn(disk: LocalDisk, room: number, count: number): Step<Grown | undefined> {
		const chunk = Math.min(Math.max(Math.floor(room / growthPart), leastGrowth), mostGrowth);
		const wanted = Math.min(Math.max(count, chunk), room);
		const all = this.numbers();
		const last = all.findLast(number => this.#disks.holder(number) === disk);
		const from = last === undefined ? 0 : this.size(last);
		const goesOn = last !== undefined && from + count <= containerSlots;
		const container = goesOn ? last : (all.at(-1) ?? 0) + 1;
		if (container > mostContainers || count > containerSlots) {
			return undefined;
		}

		const start = goesOn ? from : 0;
		const to = Math.min(start + wanted, containerSlots);
		const code = yield * this.#resize(disk, container, to);
		return code === fileCode.ok ? {container, from: start, to} : undefined;
	}

	* #resize(disk: LocalDisk, container: number, slots: number): Step<number> {
		this.#changing();
		return yield * disk.updateRecords([{
			...containerFile(container),
			modeNumber,
			recordFormat: 'F',
			recordLength: slotSize,
			records: new Map(),
			count: slots,
			links: containerLinks(this.#cache, container),
		}]);
	}

	#file(container: number, indexes: readonly number[]): DirectFile {
		const file = containerFile(container);
		const disk = this.#disks.holder(container);
		const records = disk?.find(file.name, file.type)?.records ?? 0;
		if (!disk || indexes.some(index => index >= records)) {
			throw new DamagedLibrary(`${file.name} ${file.type} has not all of its slots`);
		}

		return disk.direct(file, containerLinks(this.#cache, container));
	}
}

/** Blocks that stay free on the disk of the index for the index itself. */
const kept = (disk: LocalDisk): number => Math.floor(disk.blocks.total / 16);

/** Containers of slots, and where in them. Throws `DamagedLibrary` where there can be no such slot. */
function byContainer(slots: readonly number[]): Map<number, number[]> {
	const found = new Map<number, number[]>();
	for (const slot of slots) {
		if (!isSlot(slot)) {
			throw new DamagedLibrary(`there is no slot ${slot}`);
		}

		const {container, index} = placeOfSlot(slot);
		const indexes = found.get(container) ?? [];
		indexes.push(index);
		found.set(container, indexes);
	}

	return found;
}
