/**
 * The console stack: finished reads, chained from NUCON (SY20-0884, "Console management"). A block has the address of the next one (4), the
 * length of the line (4) and the line in EBCDIC; NUMFINRD counts them.
 */
import {toEbcdic} from '../../base/ebcdic.js';
import type {GuestStorage} from '../../guest/guest.js';
import type {FreeStorage} from './free-storage.js';
import {nucon} from './nucon.js';

const header = 8;

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

	push(line: string, order: 'FIFO' | 'LIFO'): void {
		const {storage} = this;
		const block = this.free.allocate(header + line.length);
		storage.setWord(block, 0);
		storage.setWord(block + 4, line.length);
		storage.store(block + header, toEbcdic(line));
		const first = storage.word(nucon.firstFinishedRead);
		if (first === 0) {
			storage.setWord(nucon.firstFinishedRead, block);
			storage.setWord(nucon.lastFinishedRead, block);
		} else if (order === 'LIFO') {
			storage.setWord(block, first);
			storage.setWord(nucon.firstFinishedRead, block);
		} else {
			storage.setWord(storage.word(nucon.lastFinishedRead), block);
			storage.setWord(nucon.lastFinishedRead, block);
		}

		storage.setHalf(nucon.finishedReads, this.count + 1);
	}

	/** The first line, taken off; `undefined` where the stack is empty. */
	pop(): string | undefined {
		const {storage} = this;
		const block = storage.word(nucon.firstFinishedRead);
		if (block === 0) {
			return undefined;
		}

		const length = storage.word(block + 4);
		const line = storage.text(block + header, length);
		const next = storage.word(block);
		storage.setWord(nucon.firstFinishedRead, next);
		if (next === 0) {
			storage.setWord(nucon.lastFinishedRead, 0);
		}

		storage.setHalf(nucon.finishedReads, this.count - 1);
		this.free.release(block, header + length);
		return line;
	}
}
