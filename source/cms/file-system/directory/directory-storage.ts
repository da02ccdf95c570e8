/**
 * Where directories lie: a virtual machine's free storage, or a plain buffer for work from the host. Addresses are
 * doubleword-aligned; 0 is no address.
 */
export type DirectoryStorage = {
	/** Whether `length` bytes at `address` are storage. */
	contains(address: number, length: number): boolean;
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
	fetch(address: number, length: number): Uint8Array;
	store(address: number, bytes: Uint8Array): void;
	word(address: number): number;
	setWord(address: number, value: number): void;
	/** Changes when anything stored into the 4 KiB page at `address`. */
	version(address: number): number;
};

/** A buffer that grows, for one short task of the host: what is released is not used again. */
export class BufferStorage implements DirectoryStorage {
	#bytes = new Uint8Array(65_536);
	#view = new DataView(this.#bytes.buffer);
	#next = 8;
	#version = 0;

	contains(address: number, length: number): boolean {
		return address + length <= this.#bytes.length;
	}

	allocate(bytes: number): number {
		const address = this.#next;
		this.#next += Math.ceil(bytes / 8) * 8;
		if (this.#next > this.#bytes.length) {
			const larger = new Uint8Array(this.#next * 2);
			larger.set(this.#bytes);
			this.#bytes = larger;
			this.#view = new DataView(larger.buffer);
		}

		return address;
	}

	release(_address: number, _bytes: number): void {
		// The buffer goes as a whole.
	}

	fetch(address: number, length: number): Uint8Array {
		return this.#bytes.slice(address, address + length);
	}

	store(address: number, bytes: Uint8Array): void {
		this.#bytes.set(bytes, address);
		this.#version++;
	}

	word(address: number): number {
		return this.#view.getUint32(address);
	}

	setWord(address: number, value: number): void {
		this.#view.setUint32(address, value);
		this.#version++;
	}

	version(_address: number): number {
		return this.#version;
	}
}
