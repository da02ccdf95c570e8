/**
 * A machine's storage by addresses, as channels, CP and resident programs use it: guest-real, 24 bits, protection aside
 * (they check for themselves). What stands where is the table's (`page-table.ts`).
 */
import {pageSize} from '../../base/architecture.js';
import {PageTable} from './page-table.js';

export {noAccess, type AccessTable} from './access-table.js';
export {
	absent, mapping, pagedOut, untouched, type Mapping,
} from './page-entries.js';

export class AddressSpace extends PageTable {
	/** Copy of `length` bytes from `address` on. Sets reference bits. */
	fetch(address: number, length: number): Uint8Array {
		const result = new Uint8Array(length);
		for (let done = 0; done < length;) {
			const at = address + done;
			const piece = Math.min(length - done, pageSize - (at % pageSize));
			const host = (this.frameOf(at >>> 12) * pageSize) + (at % pageSize);
			this.noteUse(at >>> 12);
			result.set(this.host.bytes.subarray(host, host + piece), done);
			this.keys[at >>> 11] |= 4;
			this.keys[(at + piece - 1) >>> 11] |= 4;
			done += piece;
		}

		return result;
	}

	/** Stores `bytes` from `address` on; sets reference and change bits. */
	store(address: number, bytes: Uint8Array): void {
		for (let done = 0; done < bytes.length;) {
			const at = address + done;
			const piece = Math.min(bytes.length - done, pageSize - (at % pageSize));
			const host = (this.frameToStore(at >>> 12) * pageSize) + (at % pageSize);
			this.host.bytes.set(bytes.subarray(done, done + piece), host);
			this.keys[at >>> 11] |= 6;
			this.keys[(at + piece - 1) >>> 11] |= 6;
			done += piece;
		}
	}

	/** Fullword at `address`, unsigned. */
	word(address: number): number {
		const at = (this.frameOf(address >>> 12) * pageSize) + (address % pageSize);
		return (address & 0xFFF) <= 0xFFC
			? this.host.view.getUint32(at)
			: new DataView(this.fetch(address, 4).buffer).getUint32(0);
	}

	setWord(address: number, value: number): void {
		if ((address & 0xFFF) > 0xFFC) {
			this.store(address, Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value));
			return;
		}

		const page = address >>> 12;
		this.host.view.setUint32((this.frameToStore(page) * pageSize) + (address & 0xFFF), value);
		this.keys[address >>> 11] |= 6;
		this.keys[(address + 3) >>> 11] |= 6;
	}
}
