/**
 * The data areas of one command: data chaining, indirect data address words, skipping, protection (GA22-7000, "Data Chaining",
 * "Channel Indirect Data Addressing", "Skipping"). Not implemented: read backward (no device here has it).
 *
 * Chained CCWs are fetched when the command starts; an invalid one counts only if the data reaches it. A program that reads into the
 * CCWs its own data chain goes on with would see the old ones.
 */
import {
	ccwFlag, fetchCcw, isTransferInChannel, type Ccw,
} from './ccw.js';
import {channelStatus, type DataTransfer} from './device.js';
import type {AddressSpace} from './storage.js';

/** Data-chained CCWs of one command. A longer chain is a loop. */
const chainLimit = 1024;
const blockSize = 2048;

type Area = {readonly ccw: Ccw; left: number};

export class AreaTransfer implements DataTransfer {
	/** The device had more to give, or wanted more, than the areas hold. */
	exceeded = false;
	/** Channel status of the first error met, else 0. */
	error = 0;
	readonly #storage: AddressSpace;
	readonly #key: number;
	readonly #areas: Area[];
	/** What is wrong with the CCW behind the last area. */
	readonly #chainError: number;
	#index = 0;

	/** `ccw` is valid; those it chains to need not be. `onControlled` hears of every CCW with the PCI flag. */
	constructor(storage: AddressSpace, key: number, ccw: Ccw, onControlled: (ccw: Ccw) => void) {
		this.#storage = storage;
		this.#key = key;
		this.#areas = [{ccw, left: ccw.count}];
		let last = ccw;
		let error = 0;
		if ((ccw.flags & ccwFlag.programControlledInterruption) !== 0) {
			onControlled(ccw);
		}

		while ((last.flags & ccwFlag.chainData) !== 0 && this.#areas.length < chainLimit) {
			const next = this.#chained(last);
			if (typeof next === 'number') {
				error = next;
				break;
			}

			if ((next.flags & ccwFlag.programControlledInterruption) !== 0) {
				onControlled(next);
			}

			this.#areas.push({ccw: next, left: next.count});
			last = next;
		}

		this.#chainError = this.#areas.length === chainLimit ? channelStatus.programCheck : error;
	}

	get remaining(): number {
		let sum = 0;
		for (let index = this.#index; index < this.#areas.length; index++) {
			sum += this.#areas[index].left;
		}

		return this.error === 0 ? sum : 0;
	}

	/** The CCW in use: the last one the data has reached. */
	get current(): Ccw {
		return this.#areas[this.#index].ccw;
	}

	/** Bytes left of the CCW in use. */
	get residual(): number {
		return this.#areas[this.#index].left;
	}

	input(bytes: Uint8Array): number {
		return this.#move(bytes.length, true, (host, from, length) => {
			this.#storage.host.bytes.set(bytes.subarray(from, from + length), host);
		});
	}

	output(length: number): Uint8Array {
		const result = new Uint8Array(Math.min(length, this.remaining));
		const moved = this.#move(length, false, (host, to, piece) => {
			result.set(this.#storage.host.bytes.subarray(host, host + piece), to);
		});
		return moved === result.length ? result : result.subarray(0, moved);
	}

	/** The device has ended: a data-chaining CCW used up has by then fetched the next. */
	finish(): void {
		const area = this.#areas[this.#index];
		if (area.left === 0 && (area.ccw.flags & ccwFlag.chainData) !== 0) {
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

			const area = this.#areas[this.#index];
			if (store && (area.ccw.flags & ccwFlag.skip) !== 0) {
				const piece = Math.min(length - done, area.left);
				area.left -= piece;
				done += piece;
				continue;
			}

			const address = this.#address(area);
			if (address === undefined) {
				break;
			}

			const piece = Math.min(length - done, area.left, blockSize - (address % blockSize));
			if (address + piece > this.#storage.size) {
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

			area.left -= piece;
			done += piece;
		}

		return done;
	}

	/** Goes on to an area with bytes left. False at the end, or where the next CCW is invalid. */
	#advance(): boolean {
		if (this.error !== 0) {
			return false;
		}

		while (this.#areas[this.#index].left === 0) {
			if (this.#index + 1 >= this.#areas.length) {
				this.error = this.#chainError;
				return false;
			}

			this.#index++;
		}

		return true;
	}

	/** Guest-real address of an area's next byte; `undefined` after an error. */
	#address(area: Area): number | undefined {
		const {ccw} = area;
		const offset = ccw.count - area.left;
		if ((ccw.flags & ccwFlag.indirect) === 0) {
			// Addresses wrap at 16 MiB as the channel's counter does.
			return (ccw.address + offset) & 0xFF_FFFF;
		}

		const first = this.#indirectWord(ccw, 0);
		if (first === undefined || offset === 0) {
			return first;
		}

		const inFirst = blockSize - (first % blockSize);
		if (offset < inFirst) {
			return first + offset;
		}

		const rest = offset - inFirst;
		const word = this.#indirectWord(ccw, 1 + Math.trunc(rest / blockSize));
		if (word === undefined) {
			return undefined;
		}

		if (word % blockSize !== 0) {
			this.error = channelStatus.programCheck;
			return undefined;
		}

		return word + (rest % blockSize);
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
	#chained(from: Ccw): Ccw | number {
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
