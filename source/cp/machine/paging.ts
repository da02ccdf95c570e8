/**
 * Paging (DMKPTR, DMKPAG; SY20-0886, "Real Storage Management"): frames for pages, taken from other pages when all are
 * in use. A page that was not used since the hand came by last goes (clock algorithm); used means that it stands in a
 * fast table, so the reference bits of the machine's own keys stay untouched. A page that several machines map goes for
 * all of them, and comes back for all. Not here: preferred areas; the area on volumes.
 */
import {pageSize} from '../../base/architecture.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import type {MappingSpace, Page, PageCopy} from '../../machine/storage/page.js';
import {pagedOut} from '../../machine/storage/storage.js';
import type {Overhead} from './accounting.js';
import {exchangePages} from './page-exchange.js';
import {StorageImage} from './storage-image.js';
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

	/** Pages there now. */
	get used(): number {
		return this.#slots.size;
	}

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

/** What paging asks of the system. */
export type PagerHost = {
	schedule(microseconds: number, action: () => void): () => void;
	charge(vm: VirtualMachine, what: Overhead): void;
};

export class Pager {
	/** Whose an address space is. */
	readonly #machines = new WeakMap<MappingSpace, VirtualMachine>();
	#hand = 0;
	/** Pages read and written by all machines. */
	reads = 0;
	writes = 0;

	constructor(
		private readonly host: PagerHost,
		readonly storage: HostStorage,
		private readonly area: PagingArea,
	) {}

	/** From now on the machine's pages get their frames here. */
	adopt(vm: VirtualMachine): void {
		const {storage} = vm;
		this.#machines.set(storage, vm);
		storage.onMissingPage = page => {
			this.#give(vm, page);
		};
	}

	/** The machine touched a page that is away: it waits until the page is back. */
	fault(vm: VirtualMachine, page: number): void {
		vm.holds.add('page');
		const {generation} = vm.loaded;
		this.host.schedule(pageReadTime, () => {
			if (vm.loaded.generation === generation && !vm.session.loggedOff) {
				// It may have come back for another machine meanwhile, or gone with its segment.
				if (vm.storage.pages[page] === pagedOut) {
					vm.storage.frameOf(page);
				}

				vm.holds.release('page');
			}
		});
	}

	/** Code in the page runs: as an instruction fetched there, it is a use of the page, or a page fault. */
	reference(vm: VirtualMachine, page: number): void {
		if (vm.storage.pages[page] === pagedOut) {
			this.fault(vm, page);
		} else if (vm.storage.contains(page * pageSize, pageSize)) {
			vm.storage.use(page);
		}
	}

	/** Pages of a machine that have a frame. */
	resident(vm: VirtualMachine): number {
		return vm.storage.pages.filter(frame => frame >= 0).length;
	}

	/**
	 * Estimate of the pages that a machine needs: those with a frame that were brought in, or used, since the hand came
	 * by last. Of a page that several map each has its part, so that what all share counts once.
	 */
	workingSet({storage}: VirtualMachine): number {
		let sum = 0;
		for (let page = 0; page < storage.pages.length; page++) {
			const content = storage.pages[page] >= 0 ? storage.contentOf(page) : undefined;
			if (content && (content.fresh || storage.isOpen(page))) {
				sum += 1 / content.mappers.length;
			}
		}

		return Math.ceil(sum);
	}

	/** The machines that map what is on a frame, and where. */
	mappers(frame: number): ReadonlyArray<{readonly vm: VirtualMachine; readonly page: number}> {
		return (this.storage.pageOn(frame)?.mappers ?? []).flatMap(({space, page}) => {
			const vm = this.#machines.get(space);
			return vm ? [{vm, page}] : [];
		});
	}

	/** Moves a whole page from one machine to another (`page-exchange.ts`); false where it has to be copied. */
	exchangePages(from: VirtualMachine, fromPage: number, to: VirtualMachine, toPage: number): boolean {
		return exchangePages(from, fromPage, to, toPage);
	}

	/** The machine's storage as it is now, named systems included, to come back to; to be released in the end. */
	capture(vm: VirtualMachine): StorageImage {
		return new StorageImage(vm);
	}

	/** The machine's storage, keys included, is that of an image again; its size must be the same. */
	restore(vm: VirtualMachine, image: StorageImage): void {
		image.restore(vm);
	}

	/** Brings a page in before anybody needs it, where there is room. */
	prefetch(content: Page): void {
		const frame = content.frame < 0 ? this.storage.allocate() : undefined;
		if (frame !== undefined) {
			this.#pageIn(content, frame);
		}
	}

	#give(vm: VirtualMachine, page: number): void {
		const content = vm.storage.contentOf(page);
		const frame = this.storage.allocate() ?? this.#steal();
		if (content) {
			this.#pageIn(content, frame);
			vm.account.count('pageReads');
			this.host.charge(vm, 'page');
		} else {
			this.storage.bytes.fill(0, frame * pageSize, (frame + 1) * pageSize);
			vm.storage.give(page, frame);
		}
	}

	/** Reads a page back; everybody who maps it has it. */
	#pageIn(content: Page, frame: number): void {
		this.storage.bytes.set(content.copy!.read(), frame * pageSize);
		content.fresh = true;
		content.stepped = false;
		this.storage.place(content, frame);
		// The next store is seen: as long as there is none, the copy is good.
		content.watch();
		this.reads++;
	}

	/** Takes a frame from the page that the hand finds unused. */
	#steal(): number {
		const {frames} = this.storage;
		// A page just given is spared once, so that its machine gets to use it; a used one is closed; the third time
		// round finds one.
		for (let looked = 0; looked < frames * 3; looked++) {
			const frame = this.#hand;
			this.#hand = (this.#hand + 1) % frames;
			const content = this.storage.pageOn(frame);
			if (!content) {
				continue;
			}

			if (content.fresh) {
				content.fresh = false;
			} else if (content.isOpen) {
				content.close();
			} else {
				this.#pageOut(content);
				return frame;
			}
		}

		throw new Error('no page frame can be taken');
	}

	/** Writes a page, unless its copy is still good; it is away for everybody who maps it. */
	#pageOut(content: Page): void {
		const {frame, copy} = content;
		const version = content.watch();
		if (copy === undefined || content.stepped || copy.version !== version) {
			copy?.release();
			content.copy = this.#write(frame, version);
			this.writes++;
			const [mapper] = content.mappers;
			const vm = content.isShared || !mapper ? undefined : this.#machines.get(mapper.space);
			if (vm) {
				vm.account.count('pageWrites');
			}
		}

		this.storage.displace(content);
	}

	#write(frame: number, version: number): PageCopy {
		const {area} = this;
		const slot = area.write(this.storage.bytes.subarray(frame * pageSize, (frame + 1) * pageSize));
		return {
			version,
			read: () => area.read(slot),
			release() {
				area.release(slot);
			},
		};
	}
}
