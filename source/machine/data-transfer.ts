/**
 * The data areas of one command: data chaining, indirect data address words, skipping, protection, read backward (GA22-7000, "Data
 * Chaining", "Channel Indirect Data Addressing", "Skipping", "Read Backward").
 *
 * A chained CCW is fetched when the data reaches it, so a program may read into the CCWs its own data chain goes on with, and an
 * invalid one counts only if it is reached. Whether data go upward or downward in storage is the command's matter for the whole chain.
 */
import {
	ccwFlag, fetchCcw, isReadBackward, isTransferInChannel, type Ccw,
} from './ccw.js';
import {channelStatus, type DataTransfer} from './device.js';
import type {AddressSpace} from './storage.js';

/** Data-chained CCWs of one command. A longer chain is a loop. */
const chainLimit = 1024;
const blockSize = 2048;

export class AreaTransfer implements DataTransfer {
	/** The device had more to give, or wanted more, than the areas hold. */
	exceeded = false;
	/** Channel status of the first error met, else 0. */
	error = 0;
	readonly #storage: AddressSpace;
	readonly #key: number;
	readonly #isBackward: boolean;
	readonly #onControlled: (ccw: Ccw) => void;
	#ccw: Ccw;
	/** Bytes left of the CCW in use. */
	#left: number;
	/** CCWs chained so far. */
	#chained = 0;

	/** `ccw` is valid; those it chains to need not be. `onControlled` hears of every CCW with the PCI flag as it takes control. */
	constructor(storage: AddressSpace, key: number, ccw: Ccw, onControlled: (ccw: Ccw) => void) {
		this.#storage = storage;
		this.#key = key;
		this.#isBackward = isReadBackward(ccw);
		this.#onControlled = onControlled;
		this.#ccw = ccw;
		this.#left = ccw.count;
		if ((ccw.flags & ccwFlag.programControlledInterruption) !== 0) {
			onControlled(ccw);
		}
	}

	get remaining(): number {
		if (this.error !== 0) {
			return 0;
		}

		let sum = this.#left;
		let ccw = this.#ccw;
		for (let count = this.#chained; (ccw.flags & ccwFlag.chainData) !== 0 && count < chainLimit; count++) {
			const next = this.#following(ccw);
			if (typeof next === 'number') {
				break;
			}

			sum += next.count;
			ccw = next;
		}

		return sum;
	}

	/** The CCW in use: the last one the data has reached. */
	get current(): Ccw {
		return this.#ccw;
	}

	/** Bytes left of the CCW in use. */
	get residual(): number {
		return this.#left;
	}

	input(bytes: Uint8Array): number {
		const target = this.#storage.host.bytes;
		return this.#move(bytes.length, true, (host, from, length) => {
			const piece = bytes.subarray(from, from + length);
			if (this.#isBackward) {
				target.set(piece.toReversed(), host - length + 1);
			} else {
				target.set(piece, host);
			}
		});
	}

	output(length: number): Uint8Array {
		const result = new Uint8Array(Math.min(length, this.remaining));
		const source = this.#storage.host.bytes;
		const moved = this.#move(length, false, (host, to, piece) => {
			result.set(source.subarray(host, host + piece), to);
		});
		return moved === result.length ? result : result.subarray(0, moved);
	}

	/** The device has ended: a data-chaining CCW used up has by then fetched the next. */
	finish(): void {
		if (this.#left === 0 && (this.#ccw.flags & ccwFlag.chainData) !== 0) {
			this.#advance();
		}
	}

	/** Moves up to `length` bytes, a protection block at a time. Returns how many. */
	#move(length: number, store: boolean, copy: (host: number, offset: number, length: number) => void): number {
		let done = 0;
		while (done < length) {
			if (!this.#advance()) {
				this.exceeded = true;
				break;
			}

			if (store && (this.#ccw.flags & ccwFlag.skip) !== 0) {
				const piece = Math.min(length - done, this.#left);
				this.#left -= piece;
				done += piece;
				continue;
			}

			const address = this.#address();
			if (address === undefined) {
				break;
			}

			const inBlock = store && this.#isBackward ? (address % blockSize) + 1 : blockSize - (address % blockSize);
			const piece = Math.min(length - done, this.#left, inBlock);
			if (address >= this.#storage.size) {
				this.error = channelStatus.programCheck;
				break;
			}

			const block = address >>> 11;
			if (!this.#storage.permits(this.#key, block, store)) {
				this.error = channelStatus.protectionCheck;
				break;
			}

			const page = address >>> 12;
			copy((this.#storage.frameOf(page) * 4096) + (address & 0xFFF), done, piece);
			this.#storage.keys[block] |= store ? 6 : 4;
			if (store) {
				this.#storage.touch(page);
			}

			this.#left -= piece;
			done += piece;
		}

		return done;
	}

	/** Goes on to a CCW with bytes left. False at the end, or where the next CCW is invalid. */
	#advance(): boolean {
		if (this.error !== 0) {
			return false;
		}

		if (this.#left > 0) {
			return true;
		}

		if ((this.#ccw.flags & ccwFlag.chainData) === 0) {
			return false;
		}

		const next = this.#chained < chainLimit ? this.#following(this.#ccw) : channelStatus.programCheck;
		if (typeof next === 'number') {
			this.error = next;
			return false;
		}

		this.#chained++;
		this.#ccw = next;
		this.#left = next.count;
		if ((next.flags & ccwFlag.programControlledInterruption) !== 0) {
			this.#onControlled(next);
		}

		return true;
	}

	/** Guest-real address of the next byte; `undefined` after an error. */
	#address(): number | undefined {
		const ccw = this.#ccw;
		const offset = ccw.count - this.#left;
		if ((ccw.flags & ccwFlag.indirect) === 0) {
			// Addresses wrap at 16 MiB as the channel's counter does.
			return (this.#isBackward ? ccw.address - offset : ccw.address + offset) & 0xFF_FFFF;
		}

		const first = this.#indirectWord(ccw, 0);
		if (first === undefined || offset === 0) {
			return first;
		}

		const inFirst = this.#isBackward ? (first % blockSize) + 1 : blockSize - (first % blockSize);
		if (offset < inFirst) {
			return this.#isBackward ? first - offset : first + offset;
		}

		const rest = offset - inFirst;
		const word = this.#indirectWord(ccw, 1 + Math.trunc(rest / blockSize));
		if (word === undefined) {
			return undefined;
		}

		// Further words begin at the end of a block from which the data go on.
		if (word % blockSize !== (this.#isBackward ? blockSize - 1 : 0)) {
			this.error = channelStatus.programCheck;
			return undefined;
		}

		return this.#isBackward ? word - (rest % blockSize) : word + (rest % blockSize);
	}

	#indirectWord(ccw: Ccw, index: number): number | undefined {
		const address = ccw.address + (index * 4);
		if ((ccw.address & 3) !== 0 || address > this.#storage.size - 4) {
			this.error = channelStatus.programCheck;
			return undefined;
		}

		if (!this.#storage.permits(this.#key, address >>> 11, false)) {
			this.error = channelStatus.protectionCheck;
			return undefined;
		}

		const word = this.#storage.word(address);
		if ((word >>> 24) !== 0) {
			this.error = channelStatus.programCheck;
			return undefined;
		}

		return word;
	}

	/** The CCW a data-chaining one goes on with, or channel status. */
	#following(from: Ccw): Ccw | number {
		let next = fetchCcw(this.#storage, (from.at + 8) & 0xFF_FFFF, this.#key);
		if (typeof next !== 'number' && isTransferInChannel(next)) {
			next = fetchCcw(this.#storage, next.address, this.#key);
			if (typeof next !== 'number' && isTransferInChannel(next)) {
				return channelStatus.programCheck;
			}
		}

		return typeof next === 'number' || (next.count > 0 && (next.flags & ccwFlag.invalid) === 0) ? next : channelStatus.programCheck;
	}
}
