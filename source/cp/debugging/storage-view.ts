/** Storage that commands look into: a machine's own, or the real one. */
import {keyBlockSize, pageSize} from '../../base/architecture.js';
import type {HostStorage} from '../../machine/storage/host-storage.js';
import {untouched, type AddressSpace} from '../../machine/storage/storage.js';

export type StorageView = {
	/** Bytes from 0 on; a machine may have segments behind them. */
	readonly size: number;
	/** First of `length` bytes from `address` on that is not there; `undefined`: they all are. */
	missing(address: number, length: number): number | undefined;
	/** Bytes, all of which are there. */
	bytes(address: number, length: number): Uint8Array;
	/** Key of the block that begins at an address; `undefined`: none begins there, or it has none. */
	key(address: number): number | undefined;
};

/** The storage of a virtual machine. What it never used is not given frames by being looked at. */
export class MachineStorage implements StorageView {
	constructor(private readonly storage: AddressSpace) {}

	get size(): number {
		return this.storage.size;
	}

	missing(address: number, length: number): number | undefined {
		if (this.storage.contains(address, length)) {
			return undefined;
		}

		const first = this.storage.contains(address, 1) ? this.storage.reach(address, length) : 0;
		return address + first;
	}

	bytes(address: number, length: number): Uint8Array {
		const {storage} = this;
		const bytes = new Uint8Array(length);
		for (let done = 0; done < length;) {
			const at = address + done;
			const piece = Math.min(length - done, pageSize - (at % pageSize));
			if (storage.contains(at, piece) && storage.pages[at >>> 12] !== untouched) {
				bytes.set(storage.fetch(at, piece), done);
			}

			done += piece;
		}

		return bytes;
	}

	key(address: number): number | undefined {
		return address % keyBlockSize === 0 ? this.storage.keys[address / keyBlockSize] : undefined;
	}
}

/** The frames that machines have, and those that are free. */
export class RealStorage implements StorageView {
	constructor(private readonly host: Pick<HostStorage, 'bytes' | 'frames'>) {}

	get size(): number {
		return this.host.frames * pageSize;
	}

	missing(address: number, length: number): number | undefined {
		return address + length <= this.size ? undefined : Math.max(address, this.size);
	}

	bytes(address: number, length: number): Uint8Array {
		return this.host.bytes.slice(address, address + length);
	}

	key(): undefined {
		// Keys belong to the place where a machine has a page (`machine/storage/page.ts`).
	}
}
