/**
 * SET INPUT and SET OUTPUT (GC20-1818): 256-byte tables in free storage through which lines from and to the terminal
 * pass. There is none until a character is given another code.
 */
import {pointer} from '../../../guest/bounded/readers.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {FreeStorage} from '../storage/free-storage.js';
import {nucon} from '../storage/nucon.js';

const tableSize = 256;
const anchors = {input: nucon.inputTable, output: nucon.outputTable} as const;

export type Direction = keyof typeof anchors;

export class TerminalTranslation {
	constructor(readonly storage: GuestStorage, readonly free: FreeStorage) {}

	/** Codes that become others, in order. */
	entries(direction: Direction): ReadonlyArray<readonly [from: number, to: number]> {
		const table = this.#table(direction);
		return table ? [...table.entries()].filter(([from, to]) => from !== to) : [];
	}

	set(direction: Direction, from: number, to: number): void {
		const {storage} = this;
		if (this.#address(direction) === 0) {
			const address = this.free.allocate(tableSize);
			storage.store(address, Uint8Array.from({length: tableSize}, (_, code) => code));
			storage.setWord(anchors[direction], address);
		}

		storage.setByte(this.#address(direction) + from, to);
	}

	/** Every character is itself again. */
	clear(direction: Direction): void {
		const address = this.#address(direction);
		if (address !== 0) {
			this.free.release(address, tableSize);
			this.storage.setWord(anchors[direction], 0);
		}
	}

	/** Translates `length` bytes at `address`. */
	translate(direction: Direction, address: number, length: number): void {
		const table = this.#table(direction);
		if (table) {
			this.storage.store(address, this.storage.fetch(address, length).map(code => table[code]));
		}
	}

	/** Throws `GuestFault` where a table cannot lie where it should. */
	check(): void {
		this.#address('input');
		this.#address('output');
	}

	/** Every character is itself again; the tables are not given back. */
	forget(): void {
		this.storage.setWord(anchors.input, 0);
		this.storage.setWord(anchors.output, 0);
	}

	#address(direction: Direction): number {
		const structure = `SET ${direction.toUpperCase()}`;
		return pointer(this.storage, anchors[direction], {structure, length: tableSize});
	}

	#table(direction: Direction): Uint8Array | undefined {
		const address = this.#address(direction);
		return address === 0 ? undefined : this.storage.fetch(address, tableSize);
	}
}
