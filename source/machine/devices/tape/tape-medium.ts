/**
 * A reel of tape as its drive sees it: blocks and tape marks, one behind the other. Kinds: `MemoryTape` here,
 * `aws-tape.ts`.
 */

/** Longest block an image can hold, bytes. A data chain may ask for more; it is cut off there. */
export const maximumBlock = 65_535;

/** A block or tape mark on the reel. */
export type TapeItem = {
	readonly isMark: boolean;
	/** Data bytes, 0 for a mark. */
	readonly length: number;
	/** Data bytes of everything before it, for the place on the reel. */
	readonly before: number;
};

/** The host failed a read or write of a tape (disk full, medium error). A drive reports it as data check. */
export class TapeError extends Error {
	override name = 'TapeError';
}

/** The reel, and where the head is on it. The head stands between items. */
export type TapeMedium = {
	/** No write ring. */
	readonly readOnly: boolean;
	/** Items before the head; 0 is the load point. */
	readonly position: number;
	/** Items on the reel. */
	readonly items: number;
	/** Data bytes before the head. */
	readonly bytes: number;
	/** The item behind the head (-1: before it), or `undefined` where the recording or the tape ends. Does not move. */
	peek(direction: 1 | -1): TapeItem | undefined;
	/** Data of that item. */
	read(direction: 1 | -1): Uint8Array;
	/** Moves by one item. */
	step(direction: 1 | -1): void;
	/** Writes a block or a mark at the head and steps over it; everything behind is gone. */
	write(block: Uint8Array | 'mark'): void;
	/** Everything behind the head is gone. */
	erase(): void;
	rewind(): void;
	/** Gives up the file behind it. No further use. */
	close(): void;
};

/** What all kinds share: the list of items and the head. Subclasses keep the data. */
export abstract class IndexedTape<Item extends TapeItem> implements TapeMedium {
	abstract readonly readOnly: boolean;
	protected readonly list: Item[];
	#position = 0;

	constructor(list: Item[] = []) {
		this.list = list;
	}

	get position(): number {
		return this.#position;
	}

	get items(): number {
		return this.list.length;
	}

	get bytes(): number {
		const last = this.list[this.#position - 1];
		return last ? last.before + last.length : 0;
	}

	peek(direction: 1 | -1): Item | undefined {
		return this.list[direction === 1 ? this.#position : this.#position - 1];
	}

	read(direction: 1 | -1): Uint8Array {
		const item = this.peek(direction);
		return item && !item.isMark ? this.load(item) : new Uint8Array(0);
	}

	step(direction: 1 | -1): void {
		this.#position = Math.min(Math.max(this.#position + direction, 0), this.list.length);
	}

	write(block: Uint8Array | 'mark'): void {
		if (this.readOnly) {
			throw new Error('write to a tape without ring');
		}

		const item = this.append(block, this.bytes);
		this.list.length = this.#position;
		this.list.push(item);
		this.#position++;
	}

	erase(): void {
		if (this.readOnly) {
			throw new Error('write to a tape without ring');
		}

		this.cut();
		this.list.length = this.#position;
	}

	rewind(): void {
		this.#position = 0;
	}

	abstract close(): void;

	protected abstract load(item: Item): Uint8Array;
	/** Stores a block at the head. */
	protected abstract append(block: Uint8Array | 'mark', before: number): Item;
	/** Removes what lies behind the head. */
	protected abstract cut(): void;
}

/** A reel in memory, for tests and CI. */
export class MemoryTape extends IndexedTape<TapeItem & {readonly data: Uint8Array}> {
	readonly readOnly: boolean;

	constructor(blocks: ReadonlyArray<Uint8Array | 'mark'> = [], options: {readonly readOnly?: boolean} = {}) {
		super();
		this.readOnly = false;
		for (const block of blocks) {
			this.write(block);
		}

		this.rewind();
		this.readOnly = options.readOnly ?? false;
	}

	close(): void {
		this.list.length = 0;
	}

	protected load(item: {readonly data: Uint8Array}): Uint8Array {
		return item.data;
	}

	protected append(block: Uint8Array | 'mark', before: number): TapeItem & {readonly data: Uint8Array} {
		const data = block === 'mark' ? new Uint8Array(0) : block.slice();
		return {
			isMark: block === 'mark', length: data.length, before, data,
		};
	}

	protected cut(): void {
		// Nothing is kept beside the list.
	}
}
