/**
 * The console stack: finished reads, chained from NUCON (SY20-0884, "Console management"). A block has the address of
 * the next one (4), the length of the line (4) and the line in EBCDIC; NUMFINRD counts them. Behind the lines of each
 * buffer of MAKEBUF (SC19-6209) stands a block that has the buffer's number and no line.
 */
import {toEbcdic} from '../../../base/ebcdic.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {FreeStorage} from '../storage/free-storage.js';
import {Abend} from '../abend.js';
import {nucon} from '../storage/nucon.js';

const header = 8;
/** NUMFINRD is a halfword. */
const mostLines = 0xFFFF;
/** Bit of the length field of a block that ends a buffer; the other bits are the buffer's number. */
const bufferEnd = 0x8000_0000;

export class ConsoleStack {
	readonly storage: GuestStorage;
	readonly free: FreeStorage;

	constructor(storage: GuestStorage, free: FreeStorage) {
		this.storage = storage;
		this.free = free;
	}

	get count(): number {
		return this.storage.half(nucon.finishedReads);
	}

	/** FIFO: behind the lines of the newest buffer; LIFO: before them. */
	push(line: string, order: 'FIFO' | 'LIFO'): void {
		const {storage} = this;
		if (this.count >= mostLines) {
			throw new Abend('0F8', 'DMSATN');
		}

		const block = this.free.allocate(header + line.length);
		storage.setWord(block + 4, line.length);
		storage.store(block + header, toEbcdic(line));
		this.#insert(block, order === 'LIFO' ? 0 : this.#endOfBuffer());
		storage.setHalf(nucon.finishedReads, this.count + 1);
	}

	/** The first line, taken off; a buffer it was the last of is gone. `undefined` where the stack is empty. */
	pop(): string | undefined {
		const {storage} = this;
		for (;;) {
			const block = storage.word(nucon.firstFinishedRead);
			if (block === 0) {
				return undefined;
			}

			const length = storage.word(block + 4);
			if (this.#isEnd(block)) {
				this.#endBuffer();
			} else {
				const line = storage.text(block + header, length);
				this.#removeFirst(header + length);
				storage.setHalf(nucon.finishedReads, this.count - 1);
				return line;
			}
		}
	}

	/** MAKEBUF: a new buffer before all others; answers its number. */
	makeBuffer(): number {
		const number = (this.#buffers()[0] ?? 0) + 1;
		const block = this.free.allocate(header);
		this.storage.setWord(block + 4, bufferEnd + number);
		this.#insert(block, 0);
		this.storage.setWord(nucon.stackBuffers, this.storage.word(nucon.stackBuffers) + 1);
		return number;
	}

	/**
	 * DROPBUF: drops the buffer and all newer ones with their lines; the newest by default. False where there is none
	 * of that number.
	 */
	dropBuffer(number?: number): boolean {
		const buffers = this.#buffers();
		const last = number ?? buffers[0];
		if (last === undefined || !buffers.includes(last)) {
			return false;
		}

		const {storage} = this;
		for (let done = false; !done;) {
			const block = storage.word(nucon.firstFinishedRead);
			const isEnd = this.#isEnd(block);
			done = isEnd && (storage.word(block + 4) & 0x7FFF_FFFF) === last;
			if (isEnd) {
				this.#endBuffer();
			} else {
				this.pop();
			}
		}

		return true;
	}

	#isEnd(block: number): boolean {
		return (this.storage.word(block + 4) >>> 0) >= bufferEnd;
	}

	/** Numbers of the buffers, newest first. */
	#buffers(): number[] {
		const {storage} = this;
		const numbers: number[] = [];
		for (let block = storage.word(nucon.firstFinishedRead); block !== 0; block = storage.word(block)) {
			if (this.#isEnd(block)) {
				numbers.push(storage.word(block + 4) & 0x7FFF_FFFF);
			}
		}

		return numbers;
	}

	/** The last line of the newest buffer, 0 where it has none. */
	#endOfBuffer(): number {
		const {storage} = this;
		if (storage.word(nucon.stackBuffers) === 0) {
			return storage.word(nucon.lastFinishedRead);
		}

		let before = 0;
		for (let block = storage.word(nucon.firstFinishedRead); !this.#isEnd(block); block = storage.word(block)) {
			before = block;
		}

		return before;
	}

	/** Chains a block behind `before`, or as the first where that is 0. */
	#insert(block: number, before: number): void {
		const {storage} = this;
		const next = storage.word(before === 0 ? nucon.firstFinishedRead : before);
		storage.setWord(block, next);
		storage.setWord(before === 0 ? nucon.firstFinishedRead : before, block);
		if (next === 0) {
			storage.setWord(nucon.lastFinishedRead, block);
		}
	}

	#endBuffer(): void {
		this.#removeFirst(header);
		this.storage.setWord(nucon.stackBuffers, this.storage.word(nucon.stackBuffers) - 1);
	}

	#removeFirst(size: number): void {
		const {storage} = this;
		const block = storage.word(nucon.firstFinishedRead);
		const next = storage.word(block);
		storage.setWord(nucon.firstFinishedRead, next);
		if (next === 0) {
			storage.setWord(nucon.lastFinishedRead, 0);
		}

		this.free.release(block, size);
	}
}
