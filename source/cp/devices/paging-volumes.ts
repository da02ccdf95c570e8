/**
 * Paging on CP-owned volumes (DMKPGT, DMKPAG; SY20-0886, "Allocation Management", "Paging I/O"): slots on the TEMP
 * cylinders of all of them in turn, each volume with its arm. What a slot holds is kept by a `PageStore`, for it
 * outlives nothing: neither the system nor, with it, the machine whose page it is.
 *
 * Not here: preferred paging devices and the 2305; spool files, which are the host's (`system/host/spool-folder.ts`),
 * so that paging cannot run over into their space.
 */
import type {ArmHost, DiskArm} from '../../machine/devices/disk/disk-arm.js';
import {MemoryPagingArea, type PagingArea, type SystemPlace} from '../machine/paging-area.js';
import {cpFormat, type CpFormat} from './cp-formats.js';
import type {OwnedVolume} from './owned-volumes.js';
import {PagingSlots} from './paging-slots.js';
import {PagingVolume} from './paging-volume.js';

/** Where the contents of slots are kept: 4096 bytes each. */
export type PageStore = {
	/** False where the host could not. */
	write(page: number, content: Uint8Array): boolean;
	read(page: number): Uint8Array;
};

export type PagingVolumesHost = {
	readonly arms: ArmHost;
	/** The arm of a volume; it is asked for when the volume is first used. */
	armOf(serial: string): DiskArm;
};

/** A volume with the number of its first slot among all. */
type Member = {
	readonly serial: string;
	readonly format: CpFormat;
	readonly first: number;
	readonly slots: PagingSlots;
	/** Where pages of named systems lie: from this cylinder on. */
	readonly behind: number;
	volume: PagingVolume | undefined;
};

export class PagingVolumes implements PagingArea {
	readonly size: number;
	readonly #members: readonly Member[];
	readonly #store: PageStore;
	readonly #host: PagingVolumesHost;
	#next = 0;
	/** Pages of named systems placed so far. */
	#placed = 0;

	/** `volumes`: those with TEMP cylinders. */
	constructor(volumes: readonly OwnedVolume[], store: PageStore, host: PagingVolumesHost) {
		const members: Member[] = [];
		let first = 0;
		for (const {serial, type, temporary} of volumes) {
			const format = cpFormat(type)!;
			const {model, pages} = format;
			const slots = new PagingSlots(pages, model.cylinders, temporary);
			const behind = Math.min(temporary.at(-1)!.last + 1, model.cylinders - 1);
			members.push({
				serial, format, first, slots, behind, volume: undefined,
			});
			first += model.cylinders * pages;
		}

		this.#members = members;
		this.#store = store;
		this.#host = host;
		this.size = members.reduce((sum, {slots}) => sum + slots.size, 0);
	}

	get used(): number {
		return this.#members.reduce((sum, {slots}) => sum + slots.used, 0);
	}

	write(content: Uint8Array, slot?: number): number | undefined {
		const at = slot ?? this.#allocate();
		if (at === undefined || this.#store.write(at, content)) {
			return at;
		}

		if (slot === undefined) {
			this.release(at);
		}

		return undefined;
	}

	read(slot: number): Uint8Array {
		return this.#store.read(slot);
	}

	release(slot: number): void {
		const {slots, first} = this.#memberOf(slot);
		slots.release(slot - first);
	}

	transfer(slot: number, done: () => void): void {
		const member = this.#memberOf(slot);
		this.#volumeOf(member).transfer(slot - member.first, done);
	}

	/** Where it is wanted, else behind the TEMP cylinders of the first volume, one system behind the other. */
	place(pages: number, {volume, start}: SystemPlace = {}): number {
		const member = this.#members.find(({serial}) => serial === volume);
		const {first, format, behind} = member ?? this.#members[0];
		if (member && start) {
			const place = (start.cylinder * format.pages) + start.page - 1;
			return first + Math.min(place, (format.model.cylinders * format.pages) - pages);
		}

		const begin = (behind * format.pages) + this.#placed;
		const end = (format.model.cylinders * format.pages) - pages;
		this.#placed += pages;
		return first + Math.max(0, Math.min(begin, end));
	}

	/** On the next volume that has room. */
	#allocate(): number | undefined {
		const begin = this.#next;
		this.#next = (begin + 1) % this.#members.length;
		for (const member of [...this.#members.slice(begin), ...this.#members.slice(0, begin)]) {
			const slot = member.slots.allocate(this.#volumeOf(member).near());
			if (slot !== undefined) {
				return member.first + slot;
			}
		}

		return undefined;
	}

	#memberOf(slot: number): Member {
		return this.#members.findLast(({first}) => slot >= first)!;
	}

	#volumeOf(member: Member): PagingVolume {
		const {arms} = this.#host;
		return member.volume ??= new PagingVolume(member.format, this.#host.armOf(member.serial), arms);
	}
}

/** Where pages without a frame lie: on the volumes that CP has for that, in memory where it has none. */
export function pagingArea(
	paging: {readonly volumes: readonly OwnedVolume[]; readonly store: PageStore} | undefined,
	host: PagingVolumesHost,
): PagingArea {
	return paging === undefined || paging.volumes.length === 0
		? new MemoryPagingArea()
		: new PagingVolumes(paging.volumes, paging.store, host);
}
