/**
 * Storage where the machine has some, and nowhere else: every access of a resident program is checked, as the
 * processor checks those of S/370 code. A length that was read from storage can so never make the host allocate more
 * than the machine has.
 */
import type {GuestStorage} from '../guest.js';
import {AddressingException} from './fault.js';

/** Every method throws `AddressingException` for what does not lie in storage. */
export class BoundedStorage implements GuestStorage {
	readonly #storage: GuestStorage;

	constructor(storage: GuestStorage) {
		this.#storage = storage;
	}

	get size(): number {
		return this.#storage.size;
	}

	contains(address: number, length: number): boolean {
		return this.#storage.contains(address, length);
	}

	fetch(address: number, length: number): Uint8Array {
		return this.#storage.fetch(this.#within(address, length), length);
	}

	store(address: number, bytes: Uint8Array): void {
		this.#storage.store(this.#within(address, bytes.length), bytes);
	}

	byte(address: number): number {
		return this.#storage.byte(this.#within(address, 1));
	}

	setByte(address: number, value: number): void {
		this.#storage.setByte(this.#within(address, 1), value);
	}

	half(address: number): number {
		return this.#storage.half(this.#within(address, 2));
	}

	setHalf(address: number, value: number): void {
		this.#storage.setHalf(this.#within(address, 2), value);
	}

	word(address: number): number {
		return this.#storage.word(this.#within(address, 4));
	}

	setWord(address: number, value: number): void {
		this.#storage.setWord(this.#within(address, 4), value);
	}

	fetchWords(address: number, words: Int32Array): void {
		this.#storage.fetchWords(this.#within(address, words.length * 4), words);
	}

	storeWords(address: number, words: ArrayLike<number>): void {
		this.#storage.storeWords(this.#within(address, words.length * 4), words);
	}

	text(address: number, length: number): string {
		return this.#storage.text(this.#within(address, length), length);
	}

	setText(address: number, text: string, length: number): void {
		this.#storage.setText(this.#within(address, length), text, length);
	}

	version(address: number): number {
		return this.#storage.version(this.#within(address, 1));
	}

	setKey(address: number, key: number): void {
		this.#storage.setKey(this.#within(address, 1), key);
	}

	/** Written so that a number that is none fails too. */
	#within(address: number, length: number): number {
		if (!this.#storage.contains(address, length)) {
			throw new AddressingException(address);
		}

		return address;
	}
}
