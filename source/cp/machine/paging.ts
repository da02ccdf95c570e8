/**
 * Paging (DMKPTR, DMKPAG; SY20-0886, "Real Storage Management"): pages come and go. A machine that touches a page that
 * is away waits until it has come back; a page that several machines map comes back for all. Where frames come from is
 * `frame-supply.ts`, where pages lie meanwhile a `PagingArea`; the time that they take to it and back is that of
 * `page-transfers.ts`. What CP itself looks at in a machine's storage is there at once, and the machine waits
 * afterwards. Not here: preferred areas.
 */
import {pageSize} from '../../base/architecture.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import type {MappingSpace, Page} from '../../machine/storage/page.js';
import {pagedOut} from '../../machine/storage/storage.js';
import type {Overhead} from './accounting.js';
import {FrameQueue} from './frame-queue.js';
import {FrameSupply} from './frame-supply.js';
import {exchangePages, swapPages} from './page-exchange.js';
import {LockedPages} from './locked-pages.js';
import {pagesAway, residentPages, workingSet} from './page-counts.js';
import {PageTransfers} from './page-transfers.js';
import type {PagingArea} from './paging-area.js';
import {StorageImage} from './storage-image.js';
import type {VirtualMachine} from './virtual-machine.js';

/** What paging asks of the system. */
export type PagerHost = {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	schedule(microseconds: number, action: () => void): () => void;
	charge(vm: VirtualMachine | undefined, what: Overhead, times?: number): void;
	/** For whom something is being done now. */
	readonly wall: {readonly working: VirtualMachine | undefined};
	/** The operator is to know that all slots are in use. */
	pagingSpaceFull(): void;
};

/** A page on its way in: its frame, `undefined` once somebody could not wait for it, and who waits. */
type Read = {frame: number | undefined; readonly ends: Array<() => void>};

export class Pager {
	/** Whose an address space is. */
	readonly #machines = new WeakMap<MappingSpace, VirtualMachine>();
	readonly #supply: FrameSupply;
	readonly #transfers: PageTransfers;
	/** Pages on their way in. */
	readonly #reads = new Map<Page, Read>();
	readonly #queue: FrameQueue;
	/** Pages that stay in real storage (LOCK). */
	readonly locks = new LockedPages<VirtualMachine>();
	/** Pages read by all machines. */
	reads = 0;
	readonly #host: PagerHost;

	constructor(host: PagerHost, readonly storage: HostStorage, readonly area: PagingArea) {
		this.#host = host;
		this.#transfers = new PageTransfers(host, area);
		this.#queue = new FrameQueue(action => {
			host.schedule(0, action);
		});
		this.#supply = new FrameSupply(storage, area, {
			wrote: (space, place) => {
				this.#machines.get(space!)?.account.count('pageWrites');
				this.#transfers.wrote(place);
			},
			isLocked: content => this.locks.isLocked(content),
			full() {
				host.pagingSpaceFull();
			},
		});
		storage.onFreed = () => {
			this.#queue.feed();
		};
	}

	/** Pages written by all machines. */
	get writes(): number {
		return this.#supply.writes;
	}

	/** From now on the machine's pages get their frames here. */
	adopt(vm: VirtualMachine): void {
		const {storage} = vm;
		this.#machines.set(storage, vm);
		storage.onMissingPage = page => {
			this.#give(vm, page);
		};

		storage.mustWait = () => storage.host.available === 0 && this.#mustWait(vm);
	}

	/** The machine touched a page that is away: it waits until the page is back. */
	fault(vm: VirtualMachine, page: number): void {
		const content = vm.storage.contentOf(page);
		const end = this.#transfers.waits.begin(vm);
		if (content && content.frame < 0) {
			this.#readIn(vm, content, end);
		} else {
			this.#whenRoom(vm, end);
		}
	}

	/** Code in the page runs: as an instruction fetched there, it is a use of the page, or a page fault. */
	reference(vm: VirtualMachine, page: number): void {
		if (vm.storage.pages[page] === pagedOut) {
			this.fault(vm, page);
		} else if (vm.storage.contains(page * pageSize, pageSize)) {
			vm.storage.use(page);
		}
	}

	/** Page frames that the pager can give to whom it likes. */
	get pageable(): number {
		return this.storage.frames - this.locks.size;
	}

	/** Gives a page a frame at once, for LOCK. False: there is none to be had. */
	bringIn(vm: VirtualMachine, page: number): boolean {
		const isThere = vm.storage.contentOf(page)?.frame ?? -1;
		if (isThere < 0 && this.#supply.isShort()) {
			return false;
		}

		vm.storage.frameOf(page);
		return true;
	}

	/** Pages of a machine that have a frame. */
	resident({storage}: VirtualMachine): number {
		return residentPages(storage);
	}

	/** Pages of a machine that are away. */
	away({storage}: VirtualMachine): number {
		return pagesAway(storage);
	}

	/** Estimate of the pages that a machine needs. */
	workingSet({storage}: VirtualMachine): number {
		return workingSet(storage);
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

	/** Gives each of two machines the other's page; false where they have to be copied. */
	swapPages(one: VirtualMachine, onePage: number, other: VirtualMachine, otherPage: number): boolean {
		return swapPages(one, onePage, other, otherPage);
	}

	/** The machine's storage as it is now, named systems included, to come back to; to be released in the end. */
	capture(vm: VirtualMachine): StorageImage {
		return new StorageImage(vm);
	}

	/** The machine's storage, keys included, is that of an image again; its size must be the same. */
	restore(vm: VirtualMachine, image: StorageImage): void {
		image.restore(vm);
	}

	/** Brings pages in before the machine needs them, where there is room: it waits for all of them. */
	prefetch(vm: VirtualMachine, pages: Iterable<Page>): void {
		for (const content of pages) {
			const frame = content.frame < 0 && !this.#reads.has(content) ? this.storage.allocate() : undefined;
			if (frame !== undefined) {
				this.#pageIn(content, frame, vm);
				this.#transfers.pass(vm, [content.copy?.place]);
			}
		}
	}

	/** Pages of a machine were written to their places on the device (SAVESYS), which it waits for. */
	wrotePages(vm: VirtualMachine, places: ReadonlyArray<number | undefined>): void {
		for (const place of places) {
			vm.account.count('pageWrites');
			this.#host.charge(vm, 'page');
			this.#transfers.pass(vm, [place]);
		}
	}

	/** A page that is away comes in, once there is a frame for it. */
	#readIn(vm: VirtualMachine, content: Page, end: () => void): void {
		const under = this.#reads.get(content);
		if (under) {
			under.ends.push(end);
			return;
		}

		if (content.isGone || content.frame >= 0) {
			end();
			return;
		}

		const frame = this.#takeFrame(vm);
		if (frame === undefined) {
			this.#queue.wait(vm, () => {
				this.#readIn(vm, content, end);
			});
			return;
		}

		const read: Read = {frame, ends: [end]};
		this.#reads.set(content, read);
		this.#transfers.after([...this.#transfers.takeWritten(), content.copy?.place], () => {
			this.#arrived(vm, content, read);
		});
	}

	/** The page has come, unless nobody has it any more, or somebody could not wait for it or took its frame. */
	#arrived(vm: VirtualMachine, content: Page, read: Read): void {
		this.#reads.delete(content);
		const {frame} = read;
		try {
			if (frame !== undefined && content.frame < 0 && !content.isGone) {
				this.#pageIn(content, frame, vm);
			} else if (frame !== undefined) {
				this.storage.release(frame);
			}
		} finally {
			// Where the host cannot read it each of them tries for himself: the fault is his.
			for (const end of read.ends) {
				end();
			}

			this.#queue.feed();
		}
	}

	/** The machine goes on once there is a free frame. */
	#whenRoom(vm: VirtualMachine, end: () => void): void {
		if (this.storage.available > 0) {
			this.#host.schedule(0, end);
			return;
		}

		const frame = this.#supply.isShort() ? undefined : this.#takeFrame(vm);
		if (frame === undefined) {
			this.#queue.wait(vm, () => {
				this.#whenRoom(vm, end);
			});
			return;
		}

		this.#transfers.after(this.#transfers.takeWritten(), () => {
			this.storage.release(frame);
			end();
		}, 0);
	}

	/** No frame is free: whether a program has to wait until one is. In memory it has not, unless there is none. */
	#mustWait(vm: VirtualMachine): boolean {
		if (this.area.transfer) {
			return true;
		}

		const frame = this.#supply.isShort() ? undefined : this.#takeFrame(vm);
		if (frame !== undefined) {
			this.storage.release(frame);
		}

		return frame === undefined;
	}

	/** A frame, for whom it is charged where a page had to be written. */
	#takeFrame(vm: VirtualMachine): number | undefined {
		const {writes} = this.#supply;
		const frame = this.#supply.take(this.#reservedFrom(vm));
		if (this.#supply.writes > writes) {
			this.#host.charge(vm, 'page', this.#supply.writes - writes);
		}

		return frame;
	}

	/** Storages of which nothing is taken for this machine unless nothing else is there (SET RESERVE). */
	#reservedFrom(taker: VirtualMachine): ReadonlySet<MappingSpace> | undefined {
		const spared = [...this.#host.machines.values()].filter(vm =>
			vm !== taker && vm.settings.reserve > 0 && this.resident(vm) <= vm.settings.reserve);
		return spared.length === 0 ? undefined : new Set(spared.map(({storage}) => storage));
	}

	/** A page is needed at once. */
	#give(vm: VirtualMachine, page: number): void {
		const content = vm.storage.contentOf(page);
		const read = content && this.#reads.get(content);
		const frame = read?.frame ?? this.#frameNow(vm, content === undefined);
		if (read) {
			read.frame = undefined;
		}

		if (content) {
			const place = content.copy?.place;
			this.#pageIn(content, frame, vm);
			this.#transfers.pass(vm, read ? [] : [place]);
		} else {
			this.storage.bytes.fill(0, frame * pageSize, (frame + 1) * pageSize);
			vm.storage.give(page, frame);
		}

		this.#transfers.passWritten(vm);
	}

	/** A frame without waiting, taken from a page on its way in where there is no other. `isNew`: for a new page. */
	#frameNow(vm: VirtualMachine, isNew: boolean): number {
		const frame = isNew && this.#supply.isShort() ? undefined : this.#takeFrame(vm);
		if (frame !== undefined) {
			return frame;
		}

		for (const read of this.#reads.values()) {
			if (read.frame !== undefined) {
				const {frame: taken} = read;
				read.frame = undefined;
				return taken;
			}
		}

		return this.#supply.takeNow();
	}

	/** Reads a page back; everybody who maps it has it. Where the host cannot, the frame is free. */
	#pageIn(content: Page, frame: number, vm: VirtualMachine): void {
		try {
			this.storage.bytes.set(content.copy!.read(), frame * pageSize);
		} catch (error) {
			this.storage.release(frame);
			throw error;
		}

		content.fresh = true;
		content.stepped = false;
		this.#supply.cameIn(content);
		this.storage.place(content, frame);
		// The next store is seen: as long as there is none, the copy is good.
		content.watch();
		this.reads++;
		vm.account.count('pageReads');
		this.#host.charge(vm, 'page');
	}
}
