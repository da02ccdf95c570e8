/**
 * Frames for pages (DMKPTR; SY20-0886, "Real Storage Management"): free ones, else those of other pages. A page that
 * was not used since the hand came by last goes (clock algorithm); used means that it stands in a fast table, so the
 * reference bits of the machine's own keys stay untouched. A page that several machines map goes for all of them. What
 * was not changed since it was read, or written, needs not be written again.
 */
import {pageSize} from '../../base/architecture.js';
import {limits} from '../../base/limits.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import type {MappingSpace, Page, PageCopy} from '../../machine/storage/page.js';
import {MemoryPagingArea, type PagingArea} from './paging-area.js';

/**
 * Slots that no new page gets: with them pages that are away change places with others, so that whoever needs no more
 * than he has can go on.
 */
const kept = 8;
/** Once it was said that all slots are in use, that part of them must be free before it is said again. */
const freeAgain = 0.1;

/** All slots are in use, and so is what CP keeps for itself: whoever needs a page now cannot go on. */
export class PagingSpaceFull extends Error {
	override name = 'PagingSpaceFull';
}

const nobody: ReadonlySet<MappingSpace> = new Set();

function isSpared(content: Page, spared: ReadonlySet<MappingSpace>): boolean {
	const [mapper] = content.mappers;
	return !content.isShared && mapper !== undefined && spared.has(mapper.space);
}

/** What frames are taken for asks of the rest. */
export type FrameSupplyHost = {
	/** A page was written to its place on the device; `space`: whose it was, where it was one's alone. */
	wrote(space: MappingSpace | undefined, place: number | undefined): void;
	/** A page that must stay on its frame (LOCK). */
	isLocked(content: Page): boolean;
	/** No slot is left. */
	full(): void;
};

/** A copy in a slot of an area. */
class SlotCopy implements PageCopy {
	readonly version: number;
	readonly slot: number;
	readonly #area: PagingArea;

	constructor(area: PagingArea, slot: number, version: number) {
		this.#area = area;
		this.slot = slot;
		this.version = version;
	}

	/** Where the device has it; nowhere, where it is in what CP keeps for itself. */
	get place(): number | undefined {
		return this.#area.transfer ? this.slot : undefined;
	}

	isIn(area: PagingArea): boolean {
		return this.#area === area;
	}

	read(): Uint8Array {
		return this.#area.read(this.slot);
	}

	release(): void {
		this.#area.release(this.slot);
	}
}

export class FrameSupply {
	/** Pages written. */
	writes = 0;
	#hand = 0;
	#isFull = false;
	readonly #storage: HostStorage;
	readonly #area: PagingArea;
	/** For pages that CP itself cannot do without. */
	readonly #reserve = new MemoryPagingArea(limits.pagingReserve.value);
	readonly #host: FrameSupplyHost;

	constructor(storage: HostStorage, area: PagingArea, host: FrameSupplyHost) {
		this.#storage = storage;
		this.#area = area;
		this.#host = host;
	}

	/** Whether there is no room for a page that was not there before. Then the operator is told. */
	isShort(): boolean {
		if (this.#storage.available > 0 || this.#free > kept) {
			return false;
		}

		this.#tell();
		return true;
	}

	/** A page has come in: where slots are scarce it gives up its own, and always what CP keeps for itself. */
	cameIn(content: Page): void {
		const {copy} = content;
		if (copy instanceof SlotCopy && (this.#free <= 2 * kept || !copy.isIn(this.#area))) {
			content.copy = undefined;
			copy.release();
		}
	}

	/**
	 * A frame, with whatever is on it; `undefined`: there is none, for all slots are in use. Pages of `spared` storages
	 * that nobody shares go last (SET RESERVE).
	 */
	take(spared: ReadonlySet<MappingSpace> = nobody): number | undefined {
		return this.#storage.allocate()
			?? (spared.size > 0 ? this.#steal(this.#area, spared) : undefined)
			?? this.#steal(this.#area);
	}

	/** A frame for what cannot wait, at the cost of what CP keeps for that. Throws `PagingSpaceFull`. */
	takeNow(): number {
		const frame = this.#steal(this.#reserve);
		if (frame === undefined) {
			throw new PagingSpaceFull('no slot is left for a page');
		}

		return frame;
	}

	/** Free slots. */
	get #free(): number {
		return this.#area.size - this.#area.used;
	}

	/** Takes a frame from the page that the hand finds unused. */
	#steal(area: PagingArea, spared: ReadonlySet<MappingSpace> = nobody): number | undefined {
		const {frames} = this.#storage;
		// A page just given is spared once, so that its machine gets to use it; a used one is closed; the third time
		// round finds one.
		for (let looked = 0; looked < frames * 3; looked++) {
			const frame = this.#hand;
			this.#hand = (this.#hand + 1) % frames;
			const content = this.#storage.pageOn(frame);
			if (!content || (spared.size > 0 && isSpared(content, spared)) || this.#host.isLocked(content)) {
				continue;
			}

			if (content.fresh) {
				content.fresh = false;
			} else if (content.isOpen) {
				content.close();
			} else if (this.#pageOut(content, area)) {
				this.#isFull &&= this.#free <= Math.max(2 * kept, this.#area.size * freeAgain);
				return frame;
			}
		}

		if (spared.size === 0) {
			this.#tell();
		}

		return undefined;
	}

	#tell(): void {
		if (!this.#isFull) {
			this.#isFull = true;
			this.#host.full();
		}
	}

	/** Writes a page, unless its copy is still good; it is away for everybody who maps it. False: no slot is left. */
	#pageOut(content: Page, area: PagingArea): boolean {
		const {frame, copy} = content;
		const version = content.watch();
		if (copy === undefined || content.stepped || copy.version !== version) {
			const bytes = this.#storage.bytes.subarray(frame * pageSize, (frame + 1) * pageSize);
			const old = copy instanceof SlotCopy && copy.isIn(area) ? copy.slot : undefined;
			const slot = area.write(bytes) ?? (old === undefined ? undefined : area.write(bytes, old));
			if (slot === undefined) {
				return false;
			}

			if (slot !== old) {
				copy?.release();
			}

			const written = new SlotCopy(area, slot, version);
			content.copy = written;
			this.writes++;
			const [mapper] = content.mappers;
			this.#host.wrote(content.isShared ? undefined : mapper?.space, written.place);
		}

		this.#storage.displace(content);
		return true;
	}
}
