/**
 * The inside of a virtual machine, for the resident programs in it: `Guest` over the machine's CPU and storage. Keys do
 * not stop it; a page that is away comes back at once. What it performs is for who runs the programs.
 */
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import type {Guest, GuestStorage} from '../../guest/guest.js';
import type {Cpu} from '../../machine/cpu/cpu.js';
import {pageSize} from '../../base/architecture.js';
import type {AddressSpace} from '../../machine/storage/storage.js';

class StorageView implements GuestStorage {
	readonly #space: AddressSpace;

	constructor(space: AddressSpace) {
		this.#space = space;
	}

	get size(): number {
		return this.#space.size;
	}

	contains(address: number, length: number): boolean {
		return this.#space.contains(address, length);
	}

	fetch(address: number, length: number): Uint8Array {
		return this.#space.fetch(address, length);
	}

	store(address: number, bytes: Uint8Array): void {
		this.#space.store(address, bytes);
	}

	byte(address: number): number {
		return this.#space.host.bytes[this.#host(address)];
	}

	setByte(address: number, value: number): void {
		const at = address & 0xFFF;
		this.#space.host.bytes[(this.#space.frameToStore(address >>> 12) * pageSize) + at] = value;
		this.#space.keys[address >>> 11] |= 6;
	}

	half(address: number): number {
		return (this.byte(address) << 8) | this.byte(address + 1);
	}

	setHalf(address: number, value: number): void {
		this.#space.store(address, Uint8Array.of(value >>> 8, value));
	}

	word(address: number): number {
		return this.#space.word(address);
	}

	setWord(address: number, value: number): void {
		this.#space.setWord(address, value);
	}

	fetchWords(address: number, words: Int32Array): void {
		this.#space.fetchWords(address, words);
	}

	storeWords(address: number, words: ArrayLike<number>): void {
		this.#space.storeWords(address, words);
	}

	text(address: number, length: number): string {
		return fromEbcdic(this.#space.fetch(address, length));
	}

	setText(address: number, text: string, length: number): void {
		this.#space.store(address, toEbcdic(text.slice(0, length).padEnd(length)));
	}

	version(address: number): number {
		return this.#space.version(address >>> 12);
	}

	setKey(address: number, key: number): void {
		this.#space.keys[address >>> 11] = key & 0xFE;
		this.#space.tables.close(address >>> 11);
	}

	#host(address: number): number {
		return (this.#space.frameOf(address >>> 12) * pageSize) + (address & 0xFFF);
	}
}

export function guestView({storage, gpr, fpr, cr, psw}: Cpu): Guest {
	return {
		storage: new StorageView(storage), gpr, fpr, cr, psw, perform: action => action, slack: () => 0,
	};
}
