/** Where pages without a frame lie: what the pager asks of it, and the one in memory. */

export type PagingArea = {
	/**
	 * Writes a page of 4096 bytes; answers its slot: `slot`, or a new one where that is not given. `undefined`: there
	 * is none left, or the host could not write it.
	 */
	write(content: Uint8Array, slot?: number): number | undefined;
	/** A page; the bytes are good until the next call. */
	read(slot: number): Uint8Array;
	release(slot: number): void;
	/** Slots there are, and slots in use. */
	readonly size: number;
	readonly used: number;
	/**
	 * The device passes the page of a slot, after all that it was asked for before: `done` is called when it has, in
	 * simulated time. Absent: what is read takes `pageReadTime`, and what is written takes none.
	 */
	transfer?(slot: number, done: () => void): void;
	/**
	 * Slots for the pages of a named system, which are read and written there, but not kept: where `wanted` says, as
	 * far as there is such a volume.
	 */
	place?(pages: number, wanted?: SystemPlace): number;
};

/** Volume, cylinder and page (from 1) where pages of a named system are. */
export type SystemPlace = {
	readonly volume?: string;
	readonly start?: {readonly cylinder: number; readonly page: number};
};

/** A paging area in memory, for tests: it lives as long as the system. `size`: slots; no limit unless told. */
export class MemoryPagingArea implements PagingArea {
	readonly #slots = new Map<number, Uint8Array>();
	readonly #free: number[] = [];
	#next = 0;

	constructor(readonly size = Number.POSITIVE_INFINITY) {}

	get used(): number {
		return this.#slots.size;
	}

	write(content: Uint8Array, slot?: number): number | undefined {
		const at = slot ?? (this.used < this.size ? this.#free.pop() ?? this.#next++ : undefined);
		if (at !== undefined) {
			this.#slots.set(at, content.slice());
		}

		return at;
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
export const pageReadTime = 25_000 + 8400 + 3600;
