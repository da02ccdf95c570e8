/**
 * The host's frames in one WebAssembly memory, with the machines' registers and fast tables beside them, and the
 * functions of WebAssembly that work there.
 */
import {pageSize} from '../../base/architecture.js';
import {ControlArea} from './control-area.js';
import {newPageArrays, type PageArrays} from './page-arrays.js';
import {Page} from './page.js';
import {pagedOut} from './page-entries.js';
import {decimalArea, decimalKernels, type DecimalKernels} from '../kernels/decimal.js';
import {floatArea, floatKernels, type FloatKernels, type WordKernels} from '../kernels/float.js';

/**
 * Bytes of the control area a machine may need: registers, and the tables of sixteen keys, of a prefix and of eight
 * address spaces. What is not used costs no memory.
 */
const controlSize = 28 * 65_536;
/** Bytes of it for the regions of translated code, whatever the number of machines. */
const regionsSize = 2 * 65_536;
/** Arrays of tables of pages that are kept for the next machines; more is memory that nobody may need for long. */
const keptArrays = 64;
/** Scratch storage: first that for instructions and operands put together, then those of the kernels. */
const floatScratch = 1024;
const decimalScratch = floatScratch + floatArea;
export const scratchSize = decimalScratch + decimalArea;

/**
 * All frames of the host. Allocated once at full size: growing would detach every view. Host pages untouched cost no
 * memory.
 */
export class HostStorage {
	readonly bytes: Uint8Array;
	readonly view: DataView;
	readonly frames: number;
	/**
	 * Offset of `scratchSize` bytes that belong to no frame: an instruction across two blocks or the subject of EXECUTE
	 * is put together here.
	 */
	readonly scratch: number;
	readonly memory: WebAssembly.Memory;
	/** Registers and fast tables of the machines. */
	readonly control: ControlArea;
	readonly #free: number[] = [];
	/** Told when a frame has become free, or what a page had on the paging device. */
	onFreed: (() => void) | undefined;
	/** What stands on each frame in use, as far as it was given to a page. */
	readonly #pages: Array<Page | undefined> = [];
	/** Of machines that are gone. */
	readonly #pageArrays: PageArrays[] = [];
	#next = 0;
	#version = 0;
	#decimals: DecimalKernels | undefined;
	#floats: ReturnType<typeof floatKernels> | undefined;

	/**
	 * `size` in bytes, a multiple of 64 KiB, for frames; how many machines the control area is made for (more have
	 * their tables elsewhere). Together less than 2 GiB.
	 */
	constructor(size: number, machines = 1) {
		const pages = Math.ceil(size / 65_536);
		const whole = pages + 1 + Math.ceil(((machines * controlSize) + regionsSize) / 65_536);
		this.memory = new WebAssembly.Memory({initial: whole, maximum: whole});
		this.scratch = pages * 65_536;
		this.control = new ControlArea(this.memory, this.scratch + 65_536, whole * 65_536);
		this.bytes = new Uint8Array(this.memory.buffer);
		this.view = new DataView(this.memory.buffer);
		this.frames = pages * 16;
	}

	/** Decimal arithmetic on this storage; made when first needed, for that takes a millisecond. */
	get decimals(): DecimalKernels {
		return this.#decimals ??= decimalKernels(this.memory, this.scratch + decimalScratch);
	}

	/** The same for floating point. */
	get floats(): FloatKernels {
		return this.#floatKernels.numbers;
	}

	/** Of numbers in two words. */
	get floatWords(): WordKernels {
		return this.#floatKernels.words;
	}

	get #floatKernels(): ReturnType<typeof floatKernels> {
		return this.#floats ??= floatKernels(this.memory, this.floatResult);
	}

	/** Where those of words put the second word of their results. */
	get floatResult(): number {
		return this.scratch + floatScratch;
	}

	/** A zeroed frame, or `undefined` when all are in use. */
	allocate(): number | undefined {
		const frame = this.#free.pop();
		if (frame !== undefined) {
			this.bytes.fill(0, frame * pageSize, (frame + 1) * pageSize);
			return frame;
		}

		return this.#next < this.frames ? this.#next++ : undefined;
	}

	release(frame: number): void {
		this.#pages[frame] = undefined;
		this.#free.push(frame);
		this.onFreed?.();
	}

	/** Arrays for a table of pages: mappings zero, the rest whatever. */
	takePageArrays(): PageArrays {
		return this.#pageArrays.pop() ?? newPageArrays();
	}

	/** Those of a machine that is gone, with no page mapped. Nobody may look at them any more. */
	givePageArrays(arrays: PageArrays): void {
		if (this.#pageArrays.length < keptArrays) {
			this.#pageArrays.push(arrays);
		}
	}

	/** The page on a frame, where one was put there. */
	pageOn(frame: number): Page | undefined {
		return this.#pages[frame];
	}

	/** A new page on a frame, whose content is what it holds. */
	newPage(frame: number): Page {
		const page = new Page(this, frame);
		this.#pages[frame] = page;
		return page;
	}

	/**
	 * A page that is away from its beginning, with a copy that is somebody else's to keep: `read` answers its 4096
	 * bytes each time it is brought in, `place` says where on the paging device it comes from.
	 */
	awayPage(read: () => Uint8Array, place?: number): Page {
		const page = new Page(this, pagedOut);
		page.copy = {
			version: page.watch(),
			place,
			read,
			release() {
				// Not ours.
			},
		};
		return page;
	}

	/** A page comes to a frame: everybody who maps it finds it there. */
	place(page: Page, frame: number): void {
		this.#pages[frame] = page;
		page.move(frame);
	}

	/** A page leaves its frame, which belongs to nobody then; `pagedOut` stands where it is mapped. */
	displace(page: Page): void {
		this.#pages[page.frame] = undefined;
		page.move(pagedOut);
	}

	/** Nobody sees the page any more. */
	discard({frame}: Page): void {
		if (frame >= 0) {
			this.release(frame);
		} else {
			this.onFreed?.();
		}
	}

	/** A number that no content had yet; 0 is that of a page never touched. */
	nextVersion(): number {
		return ++this.#version;
	}

	get available(): number {
		return this.frames - this.#next + this.#free.length;
	}
}
