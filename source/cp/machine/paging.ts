/**
 * Paging (DMKPTR, DMKPAG; SY20-0886, "Real Storage Management"): pages come and go. A machine that touches a page that
 * is away waits until it has come back; a page that several machines map comes back for all. Where frames come from is
 * `frame-supply.ts`, where pages lie meanwhile a `PagingArea`.
 *
 * On volumes each page read or written takes the time of its arm, and who needs it waits for that: for his page, and
 * for the one that had to be written to make room. What CP itself looks at in a machine's storage is there at once, and
 * the machine waits afterwards. Not here: preferred areas.
 */
import {pageSize} from '../../base/architecture.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import type {MappingSpace, Page} from '../../machine/storage/page.js';
import {pagedOut} from '../../machine/storage/storage.js';
import type {Overhead} from './accounting.js';
import {FrameSupply} from './frame-supply.js';
import {exchangePages, swapPages} from './page-exchange.js';
import {LockedPages} from './locked-pages.js';
import {PageWaits} from './page-waits.js';
import {pageReadTime, type PagingArea} from './paging-area.js';
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
	readonly #waits = new PageWaits();
	/** Pages on their way in. */
	readonly #reads = new Map<Page, Read>();
	/** What waits until a frame can be had. */
	readonly #starved: Array<() => void> = [];
	/** Where pages were written while a frame was looked for. */
	readonly #written: number[] = [];
	/** Pages that stay in real storage (LOCK). */
	readonly locks = new LockedPages<VirtualMachine>();
	/** Pages read by all machines. */
	reads = 0;
	readonly #host: PagerHost;

	constructor(host: PagerHost, readonly storage: HostStorage, readonly area: PagingArea) {
		this.#host = host;
		this.#supply = new FrameSupply(storage, area, {
			wrote: (space, place) => {
				this.#machines.get(space!)?.account.count('pageWrites');
				if (place !== undefined) {
					this.#written.push(place);
				}
			},
			isLocked: content => this.locks.isLocked(content),
			full() {
				host.pagingSpaceFull();
			},
		});
		storage.onFreed = () => {
			this.#feed();
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
		const end = this.#waits.begin(vm);
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
	resident(vm: VirtualMachine): number {
		let count = 0;
		vm.storage.eachContent(({frame}) => {
			count += frame >= 0 ? 1 : 0;
		});
		return count;
	}

	/** Pages of a machine that are away. */
	away(vm: VirtualMachine): number {
		return vm.storage.pages.filter(frame => frame === pagedOut).length;
	}

	/**
	 * Estimate of the pages that a machine needs: those with a frame that were brought in, or used, since the hand came
	 * by last. Of a page that several map each has its part, so that what all share counts once.
	 */
	workingSet({storage}: VirtualMachine): number {
		let sum = 0;
		storage.eachContent((content, page) => {
			if (content.frame >= 0 && (content.fresh || storage.isOpen(page))) {
				sum += 1 / content.mappers.length;
			}
		});
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
				this.#pass(vm, [content.copy?.place]);
			}
		}
	}

	/** Pages of a machine were written to their places on the device (SAVESYS), which it waits for. */
	wrotePages(vm: VirtualMachine, places: ReadonlyArray<number | undefined>): void {
		for (const place of places) {
			vm.account.count('pageWrites');
			this.#host.charge(vm, 'page');
			this.#pass(vm, [place]);
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
			this.#starve(vm, () => {
				this.#readIn(vm, content, end);
			});
			return;
		}

		const read: Read = {frame, ends: [end]};
		this.#reads.set(content, read);
		this.#afterTransfers([...this.#written.splice(0), content.copy?.place], () => {
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

			this.#feed();
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
			this.#starve(vm, () => {
				this.#whenRoom(vm, end);
			});
			return;
		}

		this.#afterTransfers(this.#written.splice(0), () => {
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

	/** There is no room: the machine tries again when something became free, unless it was reset or is gone. */
	#starve(vm: VirtualMachine, again: () => void): void {
		const {generation} = vm.loaded;
		vm.holds.add('room');
		this.#starved.push(() => {
			if (vm.loaded.generation === generation && !vm.session.loggedOff) {
				vm.holds.release('room');
				again();
			}
		});
	}

	/** Something became free: those who wait for it try again, when what goes on now is over. */
	#feed(): void {
		if (this.#starved.length > 0) {
			const starved = this.#starved.splice(0);
			this.#host.schedule(0, () => {
				for (const each of starved) {
					each();
				}
			});
		}
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
			this.#pass(vm, read ? [] : [place]);
		} else {
			this.storage.bytes.fill(0, frame * pageSize, (frame + 1) * pageSize);
			vm.storage.give(page, frame);
		}

		this.#passWritten(vm);
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

	/** What was written to make room is passed too. */
	#passWritten(vm: VirtualMachine): void {
		this.#pass(vm, this.#written.splice(0));
	}

	/** Pages pass to or from the device, which who is being worked for waits for; not where they take no time. */
	#pass(vm: VirtualMachine, places: ReadonlyArray<number | undefined>): void {
		const timed = places.filter(place => place !== undefined);
		if (timed.length > 0) {
			this.#afterTransfers(timed, this.#waits.begin(this.#host.wall.working ?? vm));
		}
	}

	/** Runs `action` when the device has passed the pages of all places; where they are on none, after a fixed time. */
	#afterTransfers(
		places: ReadonlyArray<number | undefined>,
		action: () => void,
		otherwise = this.area.transfer ? 0 : pageReadTime,
	): void {
		const timed = places.filter(place => place !== undefined);
		if (timed.length === 0) {
			this.#host.schedule(otherwise, action);
			return;
		}

		let left = timed.length;
		const passed = (): void => {
			if (--left === 0) {
				action();
			}
		};

		for (const place of timed) {
			this.area.transfer!(place, passed);
		}
	}
}

