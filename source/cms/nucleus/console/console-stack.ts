/**
 * The console stack: finished reads, chained from NUCON (SY20-0884, "Console management"). A block has the address of
 * the next one (4), the length of the line (4) and the line in EBCDIC; NUMFINRD counts them. Behind the lines of each
 * buffer of MAKEBUF (SC19-6209) stands a block that has the buffer's number and no line; it knows the last of these
 * lines and the block of the next older buffer, so that nothing of the stack is looked through to add a line.
 */
import {toEbcdic} from '../../../base/ebcdic.js';
import {Layout, fullword} from '../../../base/layout.js';
import {DamagedStructure} from '../../../guest/bounded/fault.js';
import {chain, counted, placed, pointer} from '../../../guest/bounded/readers.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {FreeStorage} from '../storage/free-storage.js';
import {Abend, abendCode} from '../abend.js';
import {nucon} from '../storage/nucon.js';

/** A block's beginning: next block, length of the line behind it or `bufferEnd` and a number. */
export const header = new Layout(8, {next: fullword(0), length: fullword(4)});
const {offset} = header;
/** A block that ends a buffer: the last line of it, and the end of the next older buffer; 0 where there is none. */
export const bufferBlock = new Layout(16, {
	next: fullword(0), length: fullword(4), lastLine: fullword(8), older: fullword(12),
});
const ofBuffer = bufferBlock.offset;
/** NUMFINRD is a halfword. */
export const mostStackLines = 0xFFFF;
/** Characters of a line. */
export const longestStackLine = 255;
/** Bit of the length field of a block that ends a buffer; the other bits are the buffer's number. */
const bufferEnd = 0x8000_0000;
const structure = 'console stack';

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
		if (this.count >= mostStackLines) {
			throw new Abend(abendCode.freeStorage, 'DMSATN');
		}

		const block = this.free.allocate(header.length + line.length);
		storage.setWord(block + offset.length, line.length);
		storage.store(block + header.length, toEbcdic(line));
		const buffer = this.#newest();
		const last = buffer === 0
			? pointer(storage, nucon.lastFinishedRead, {structure, length: header.length})
			: pointer(storage, buffer + ofBuffer.lastLine, {structure, length: header.length});
		this.#insert(block, order === 'LIFO' ? 0 : last);
		if (buffer !== 0 && (order === 'FIFO' || last === 0)) {
			storage.setWord(buffer + ofBuffer.lastLine, block);
		}

		storage.setHalf(nucon.finishedReads, this.count + 1);
	}

	/** The first line, taken off; a buffer it was the last of is gone. `undefined` where the stack is empty. */
	pop(): string | undefined {
		const {storage} = this;
		for (;;) {
			const block = this.#first();
			if (block === 0) {
				return undefined;
			}

			if (this.#isEnd(block)) {
				this.#endBuffer();
			} else {
				const length = this.#lineLength(block);
				const line = storage.text(block + header.length, length);
				this.#removeFirst(header.length + length);
				const buffer = this.#newest();
				if (buffer !== 0 && storage.word(buffer + ofBuffer.lastLine) === block) {
					storage.setWord(buffer + ofBuffer.lastLine, 0);
				}

				storage.setHalf(nucon.finishedReads, Math.max(0, this.count - 1));
				return line;
			}
		}
	}

	/** MAKEBUF: a new buffer before all others; answers its number. */
	makeBuffer(): number {
		const {storage} = this;
		const older = this.#newest();
		const number = (older === 0 ? 0 : this.#bufferNumber(older)) + 1;
		const block = this.free.allocate(bufferBlock.length);
		storage.store(block, bufferBlock.encode({
			next: 0, length: bufferEnd + number, lastLine: 0, older,
		}));
		this.#insert(block, 0);
		storage.setWord(nucon.stackBuffers, block);
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

		for (let done = false; !done;) {
			const block = this.#first();
			const isEnd = this.#isEnd(block);
			done = isEnd && this.#bufferNumber(block) === last;
			if (isEnd) {
				this.#endBuffer();
			} else {
				this.pop();
			}
		}

		return true;
	}

	/** Throws `GuestFault` where the chain cannot be one. */
	check(): void {
		for (const block of this.#blocks()) {
			if (!this.#isEnd(block)) {
				this.#lineLength(block);
			}
		}

		const last = this.storage.word(nucon.lastFinishedRead);
		if (last !== (this.#blocks().at(-1) ?? 0)) {
			throw new DamagedStructure(structure, last);
		}

		this.#checkBuffers();
	}

	/** The ends of buffers are those that stand in the chain, in their order, and know their last lines. */
	#checkBuffers(): void {
		const {storage} = this;
		let buffer = this.#newest();
		let before = 0;
		for (const block of this.#blocks()) {
			if (!this.#isEnd(block)) {
				before = block;
				continue;
			}

			if (block !== buffer || storage.word(block + ofBuffer.lastLine) !== before) {
				throw new DamagedStructure(structure, block);
			}

			before = 0;
			buffer = pointer(storage, block + ofBuffer.older, {structure, length: bufferBlock.length});
		}

		if (buffer !== 0) {
			throw new DamagedStructure(structure, buffer);
		}
	}

	/** An empty stack; what the blocks were is not given back. */
	forget(): void {
		const {storage} = this;
		for (const word of [nucon.firstFinishedRead, nucon.lastFinishedRead, nucon.stackBuffers]) {
			storage.setWord(word, 0);
		}

		storage.setHalf(nucon.finishedReads, 0);
	}

	#blocks(): number[] {
		return chain(this.storage, nucon.firstFinishedRead, {
			structure, length: header.length, next: offset.next, most: this.storage.size / header.length,
		});
	}

	#first(): number {
		return pointer(this.storage, nucon.firstFinishedRead, {structure, length: header.length});
	}

	#isEnd(block: number): boolean {
		return (this.storage.word(block + offset.length) >>> 0) >= bufferEnd;
	}

	#bufferNumber(block: number): number {
		return this.storage.word(block + offset.length) & ~bufferEnd;
	}

	#lineLength(block: number): number {
		const length = counted(this.storage.word(block + offset.length), this.storage.size, structure, block);
		placed(this.storage, block, {structure, length: header.length + length});
		return length;
	}

	/** Numbers of the buffers, newest first. */
	#buffers(): number[] {
		const {storage} = this;
		return chain(storage, nucon.stackBuffers, {
			structure, length: bufferBlock.length, next: ofBuffer.older, most: storage.size / bufferBlock.length,
		}).map(block => this.#bufferNumber(block));
	}

	/** The block that ends the newest buffer; 0: there is none. */
	#newest(): number {
		const block = pointer(this.storage, nucon.stackBuffers, {structure, length: bufferBlock.length});
		if (block !== 0 && !this.#isEnd(block)) {
			throw new DamagedStructure(structure, block);
		}

		return block;
	}

	/** Chains a block behind `before`, or as the first where that is 0. */
	#insert(block: number, before: number): void {
		const {storage} = this;
		const anchor = before === 0 ? nucon.firstFinishedRead : before + offset.next;
		const next = storage.word(anchor);
		storage.setWord(block + offset.next, next);
		storage.setWord(anchor, block);
		if (next === 0) {
			storage.setWord(nucon.lastFinishedRead, block);
		}
	}

	/** The first block ends a buffer: it goes. */
	#endBuffer(): void {
		const {storage} = this;
		const older = storage.word(this.#newest() + ofBuffer.older);
		this.#removeFirst(bufferBlock.length);
		storage.setWord(nucon.stackBuffers, older);
	}

	#removeFirst(size: number): void {
		const {storage} = this;
		const block = this.#first();
		const next = storage.word(block + offset.next);
		storage.setWord(nucon.firstFinishedRead, next);
		if (next === 0) {
			storage.setWord(nucon.lastFinishedRead, 0);
		}

		this.free.release(block, size);
	}
}
