/**
 * Segment and page tables for tests of dynamic address translation: built in storage as an operating system builds
 * them.
 */
import type {Machine} from '../../source/machine/machine.js';

export type Sizes = {readonly page: 2048 | 4096; readonly segment: 0x1_0000 | 0x10_0000};

export const segmentTable = 0x8000;
const pageTables = 0x9000;

/** Bits of control register 0 for sizes of pages and segments. */
export function formatOf({page, segment}: Sizes): number {
	return (page === 2048 ? 0x40_0000 : 0x80_0000) | (segment === 0x1_0000 ? 0 : 0x10_0000);
}

export class Tables {
	readonly #storage: Machine['storage'];
	#next = pageTables;

	constructor(
		readonly machine: Machine,
		readonly sizes: Sizes = {page: 4096, segment: 0x1_0000},
		readonly origin = segmentTable,
	) {
		this.#storage = machine.storage;
		if (origin !== segmentTable) {
			this.#next = origin + 0x400;
		}

		for (let index = 0; index < 0x100_0000 / sizes.segment; index++) {
			this.#storage.setWord(origin + index * 4, 1);
		}

		const {cr} = machine.cpu;
		cr[0] = (cr[0] & ~0xF8_0000) | formatOf(sizes);
		cr[1] = 0x0F00_0000 | origin;
	}

	/** Address of the segment-table entry of a virtual address. */
	segmentEntry(virtual: number): number {
		return this.origin + (Math.floor(virtual / this.sizes.segment) * 4);
	}

	/** Address of its page-table entry; the segment gets a page table of full length where it has none. */
	pageEntry(virtual: number): number {
		const {page, segment} = this.sizes;
		const at = this.segmentEntry(virtual);
		if ((this.#storage.word(at) & 1) !== 0) {
			const length = segment / page;
			for (let index = 0; index < length; index++) {
				this.#setHalf(this.#next + (index * 2), page === 4096 ? 8 : 4);
			}

			this.#storage.setWord(at, 0xF000_0000 | this.#next);
			this.#next += length * 2;
		}

		return (this.#storage.word(at) & 0xFF_FFF8) + ((virtual % segment) >>> (page === 4096 ? 12 : 11)) * 2;
	}

	/** Maps the page of `virtual` to the real page at `real`. */
	map(virtual: number, real: number): this {
		this.#setHalf(this.pageEntry(virtual), real >>> 8);
		return this;
	}

	/** Makes the page of `virtual` invalid, without purging anything. */
	invalidate(virtual: number): this {
		this.#setHalf(this.pageEntry(virtual), this.sizes.page === 4096 ? 8 : 4);
		return this;
	}

	/** Turns translation on, at `address`. */
	start(address: number, high = 0x0408_0000): this {
		this.machine.cpu.psw.load(high, address);
		this.machine.cpu.attention = true;
		return this;
	}

	#setHalf(address: number, value: number): void {
		this.#storage.store(address, Uint8Array.of(value >>> 8, value));
	}
}
