/**
 * Paging (DMKPTR, DMKPAG; SY20-0886, "Real Storage Management"): frames for pages, taken from other pages when all are
 * in use. A page that was not used since the hand came by last goes (clock algorithm); used means that it stands in a
 * fast table, so the reference bits of the machine's own keys stay untouched. Not here: working-set estimate, preferred
 * areas, shared pages.
 */
import {pageSize} from '../../base/architecture.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import {pagedOut} from '../../machine/storage/storage.js';
import type {Overhead} from './accounting.js';
import type {VirtualMachine} from './virtual-machine.js';

/** Where pages without a frame lie. */
export type PagingArea = {
	/** Writes a page; answers its slot. */
	write(content: Uint8Array): number;
	read(slot: number): Uint8Array;
	release(slot: number): void;
};

/** A paging area that lives as long as the system. */
export class MemoryPagingArea implements PagingArea {
	readonly #slots = new Map<number, Uint8Array>();
	readonly #free: number[] = [];
	#next = 0;

	write(content: Uint8Array): number {
		const slot = this.#free.pop() ?? this.#next++;
		this.#slots.set(slot, content.slice());
		return slot;
	}

	read(slot: number): Uint8Array {
		return this.#slots.get(slot)!;
	}

	release(slot: number): void {
		this.#slots.delete(slot);
		this.#free.push(slot);
	}
}

/** Reading a page from a 3350: average seek, half a turn, one record (GA26-1638), microseconds. */
const pageReadTime = 25_000 + 8400 + 3600;

/** Copy of a page on the paging area, and the page's version when they were equal. */
type Slot = {readonly slot: number; readonly version: number};

/** What paging asks of the system. */
export type PagerHost = {
	schedule(microseconds: number, action: () => void): () => void;
	charge(vm: VirtualMachine, what: Overhead): void;
};

export class Pager {
	readonly #owners: Array<{readonly vm: VirtualMachine; readonly page: number; fresh: boolean} | undefined>;
	readonly #slots = new Map<VirtualMachine, Map<number, Slot>>();
	#hand = 0;
	/** Pages read and written by all machines. */
	reads = 0;
	writes = 0;

	constructor(
		private readonly host: PagerHost,
		readonly storage: HostStorage,
		private readonly area: PagingArea,
	) {
		this.#owners = Array.from({length: storage.frames});
	}

	/** From now on the machine's pages get their frames here. */
	adopt(vm: VirtualMachine): void {
		this.#slots.set(vm, new Map());
		vm.storage.onMissingPage = page => {
			this.#give(vm, page);
		};
	}

	/** The machine is gone: its slots are free, and nothing here remembers it. */
	dismiss(vm: VirtualMachine): void {
		this.forget(vm);
		this.#slots.delete(vm);
		for (const [frame, owner] of this.#owners.entries()) {
			if (owner?.vm === vm) {
				this.#owners[frame] = undefined;
			}
		}
	}

	/** The machine's storage was cleared: its slots are free. */
	forget(vm: VirtualMachine): void {
		const slots = this.#slots.get(vm);
		for (const {slot} of slots?.values() ?? []) {
			this.area.release(slot);
		}

		slots?.clear();
	}

	/** The machine touched a page that is away: it waits until the page is back. */
	fault(vm: VirtualMachine, page: number): void {
		vm.holds.add('page');
		const {generation} = vm.loaded;
		this.host.schedule(pageReadTime, () => {
			if (vm.loaded.generation === generation && !vm.session.loggedOff) {
				vm.storage.frameOf(page);
				vm.holds.release('page');
			}
		});
	}

	/** Pages of a machine that have a frame. */
	resident(vm: VirtualMachine): number {
		return vm.storage.pages.filter(frame => frame >= 0).length;
	}

	#give(vm: VirtualMachine, page: number): void {
		const {storage} = vm;
		const away = storage.pages[page] === pagedOut;
		const frame = this.storage.allocate() ?? this.#steal();
		if (away) {
			const {slot} = this.#slots.get(vm)!.get(page)!;
			this.storage.bytes.set(this.area.read(slot), frame * pageSize);
			this.reads++;
			vm.account.usage.pageReads++;
			this.host.charge(vm, 'page');
			storage.pages[page] = frame;
			this.#slots.get(vm)!.set(page, {slot, version: storage.version(page)});
		} else {
			this.storage.bytes.fill(0, frame * pageSize, (frame + 1) * pageSize);
			storage.pages[page] = frame;
		}

		this.#owners[frame] = {vm, page, fresh: true};
	}

	/** Takes a frame from the page that the hand finds unused. */
	#steal(): number {
		const {frames} = this.storage;
		// A page just given is spared once, so that its machine gets to use it; a used one is closed; the third time
		// round finds one.
		for (let looked = 0; looked < frames * 3; looked++) {
			const frame = this.#hand;
			this.#hand = (this.#hand + 1) % frames;
			const owner = this.#owners[frame];
			if (owner?.vm.storage.pages[owner.page] !== frame) {
				continue;
			}

			if (owner.fresh) {
				owner.fresh = false;
			} else if (owner.vm.storage.isOpen(owner.page)) {
				owner.vm.storage.closePage(owner.page);
			} else {
				this.#pageOut(owner.vm, owner.page, frame);
				return frame;
			}
		}

		throw new Error('no page frame can be taken');
	}

	#pageOut(vm: VirtualMachine, page: number, frame: number): void {
		const {storage} = vm;
		const slots = this.#slots.get(vm)!;
		const kept = slots.get(page);
		// The interval timer steps in page 0 without counting as a change.
		if (!kept || page === 0 || kept.version !== storage.version(page)) {
			if (kept) {
				this.area.release(kept.slot);
			}

			const slot = this.area.write(this.storage.bytes.subarray(frame * pageSize, (frame + 1) * pageSize));
			slots.set(page, {slot, version: -1});
			this.writes++;
			vm.account.usage.pageWrites++;
		}

		storage.closePage(page);
		storage.pages[page] = pagedOut;
		this.#owners[frame] = undefined;
	}
}
