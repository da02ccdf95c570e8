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

/** Up to so many bytes are copied one by one: the host's own copying costs more to begin. */
const shortPiece = 48;

export class AddressSpace extends PageTable {
	/** Where in the host's storage data of channels have come to since that was last forgotten: all that is between. */
	readonly arrivals = {from: Number.MAX_SAFE_INTEGER, to: 0};

	/** Data of a channel have come to a host offset. */
	arrive(from: number, to: number): void {
		const {arrivals} = this;
		arrivals.from = Math.min(arrivals.from, from);
		arrivals.to = Math.max(arrivals.to, to);
	}

	forgetArrivals(): void {
		this.arrivals.from = Number.MAX_SAFE_INTEGER;
		this.arrivals.to = 0;
	}

	/** Copy of `length` bytes from `address` on. Sets reference bits. */
	fetch(address: number, length: number): Uint8Array {
		const result = new Uint8Array(length);
		const {bytes} = this.host;
		for (let done = 0; done < length;) {
			const at = address + done;
			const piece = Math.min(length - done, pageSize - (at % pageSize));
			const host = this.#toFetch(at, piece);
			if (piece > shortPiece) {
				result.set(bytes.subarray(host, host + piece), done);
			} else {
				for (let index = 0; index < piece; index++) {
					result[done + index] = bytes[host + index];
				}
			}

			done += piece;
		}

		return result;
	}

	/** Stores `bytes` from `address` on; sets reference and change bits. */
	store(address: number, bytes: Uint8Array): void {
		const {bytes: frames} = this.host;
		for (let done = 0; done < bytes.length;) {
			const at = address + done;
			const piece = Math.min(bytes.length - done, pageSize - (at % pageSize));
			const host = this.#toStore(at, piece);
			if (piece > shortPiece) {
				frames.set(piece === bytes.length ? bytes : bytes.subarray(done, done + piece), host);
			} else {
				for (let index = 0; index < piece; index++) {
					frames[host + index] = bytes[done + index];
				}
			}

			done += piece;
		}
	}

	/** Copies `length` bytes from another space straight from frame to frame, page by page. */
	copyFrom(source: AddressSpace, from: number, address: number, length: number): void {
		const {bytes} = this.host;
		for (let done = 0; done < length;) {
			const there = from + done;
			const here = address + done;
			const piece = Math.min(length - done, pageSize - (there % pageSize), pageSize - (here % pageSize));
			// Giving one page a frame may take it from the other.
			let at = 0;
			let to = 0;
			for (let moves = -1; moves !== source.moves + this.moves;) {
				moves = source.moves + this.moves;
				at = source.#toFetch(there, piece);
				to = this.#toStore(here, piece);
			}

			bytes.copyWithin(to, at, at + piece);
			done += piece;
		}
	}

	/** Stores fullwords from `address` on, a multiple of 4. */
	storeWords(address: number, words: ArrayLike<number>): void {
		const {view} = this.host;
		for (let done = 0; done < words.length;) {
			const at = address + (done * 4);
			const count = Math.min(words.length - done, (pageSize - (at % pageSize)) / 4);
			const host = this.#toStore(at, count * 4);
			for (let index = 0; index < count; index++) {
				view.setInt32(host + (index * 4), words[done + index]);
			}

			done += count;
		}
	}

	/** Fetches fullwords, signed, from `address` on, a multiple of 4: as many as there are in `words`. */
	fetchWords(address: number, words: Int32Array): void {
		const {view} = this.host;
		for (let done = 0; done < words.length;) {
			const at = address + (done * 4);
			const count = Math.min(words.length - done, (pageSize - (at % pageSize)) / 4);
			const host = this.#toFetch(at, count * 4);
			for (let index = 0; index < count; index++) {
				words[done + index] = view.getInt32(host + (index * 4));
			}

			done += count;
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

	/** Where bytes of one page that are fetched stand in the host's storage. */
	#toFetch(address: number, length: number): number {
		const page = address >>> 12;
		const host = (this.frameOf(page) * pageSize) + (address % pageSize);
		this.noteUse(page);
		this.keys[address >>> 11] |= 4;
		this.keys[(address + length - 1) >>> 11] |= 4;
		return host;
	}

	/** The same of bytes that are stored. */
	#toStore(address: number, length: number): number {
		const host = (this.frameToStore(address >>> 12) * pageSize) + (address % pageSize);
		this.keys[address >>> 11] |= 6;
		this.keys[(address + length - 1) >>> 11] |= 6;
		return host;
	}
}
