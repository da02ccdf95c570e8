/**
 * The data areas of one command: data chaining, indirect data address words, skipping, protection, read backward
 * (GA22-7000, "Data Chaining", "Channel Indirect Data Addressing", "Skipping", "Read Backward").
 *
 * A chained CCW is fetched when the data reaches it, so a program may read into the CCWs its own data chain goes on
 * with, and an invalid one counts only if it is reached. Whether data go upward or downward in storage is the command's
 * matter for the whole chain.
 */
import {channelStatus, ccwFlag} from '../../base/channel-words.js';
import {keyBlockSize, addressMask} from '../../base/architecture.js';
import {
	isReadBackward, programCheck, type Ccw,
} from './ccw.js';
import {
	chainedBytes, chainedCcw, chainLimit, leadsBack,
} from './data-chain.js';
import type {DataTransfer} from './device.js';
import {type HeldData} from './held-data.js';
import {indirectAddress} from './indirect-address.js';
import type {AddressSpace} from '../storage/storage.js';

/** Pieces up to this many bytes are copied byte by byte: a view of them would cost more. */
const shortPiece = 16;

export class AreaTransfer implements DataTransfer {
	/** The device had more to give, or wanted more, than the areas hold. */
	exceeded = false;
	/** Bytes moved, or skipped, by all commands of the program. */
	moved = 0;
	/** Channel status of the first error met, else 0. */
	error = 0;
	readonly #storage: AddressSpace;
	#key = 0;
	readonly #onControlled: (ccw: Ccw) => void;
	#isBackward = false;
	#ccw: Ccw = programCheck;
	#mayRepeat = false;
	/** Bytes left of the CCW in use. */
	#left = 0;
	/** CCWs chained so far. */
	#chained = 0;
	/** `moved` when the command began. */
	#movedBefore = 0;
	/** Offset in the host's storage of the bytes claimed last. */
	#place = 0;
	/** What the device gave and storage does not have yet; none: it goes there at once. */
	#held: HeldData | undefined;
	#isDirect = false;
	/** CCWs of the command that data have passed already, before the one in use. */
	readonly #passed: Ccw[] = [];

	/** `onControlled` hears of every CCW with the PCI flag as it takes control. */
	constructor(storage: AddressSpace, onControlled: (ccw: Ccw) => void) {
		this.#storage = storage;
		this.#onControlled = onControlled;
	}

	/** A program with this key begins. `held`: where what a device gives waits until `release`. */
	start(key: number, held?: HeldData): void {
		this.#key = key;
		this.#held = held;
		this.moved = 0;
	}

	/**
	 * A command begins. `ccw` is valid; those it chains to need not be. One object serves all programs: this is the
	 * channel's hot path. `mayRepeat`: no time passes before the next command, if this one takes none. `isDirect`: what
	 * the device gives goes to storage at once.
	 */
	begin(ccw: Ccw, mayRepeat = false, isDirect = false): void {
		this.#mayRepeat = mayRepeat;
		this.#isDirect = isDirect;
		this.exceeded = false;
		this.error = 0;
		this.#chained = 0;
		if (this.#passed.length > 0) {
			this.#passed.length = 0;
		}

		this.#movedBefore = this.moved;
		this.#isBackward = isReadBackward(ccw);
		this.#ccw = ccw;
		this.#left = ccw.count;
		if ((ccw.flags & ccwFlag.programControlledInterruption) !== 0) {
			this.#onControlled(ccw);
		}
	}

	/** What the device still gives goes to storage when it has passed. */
	hold(): void {
		this.#isDirect = false;
	}

	get repeats(): boolean {
		const isRightLength =
			!this.exceeded && (this.#left === 0 || (this.#ccw.flags & ccwFlag.suppressLength) !== 0);
		return this.#mayRepeat && this.error === 0 && isRightLength && leadsBack(this.#storage, this.#key, this.#ccw);
	}

	again(): void {
		this.begin(this.#ccw, this.#mayRepeat, this.#isDirect);
	}

	get remaining(): number {
		if (this.error !== 0) {
			return 0;
		}

		return this.#left + chainedBytes(this.#storage, this.#key, this.#ccw, this.#chained);
	}

	/** The CCW in use: the last one the data has reached. */
	get current(): Ccw {
		return this.#ccw;
	}

	/** Bytes left of the CCW in use. */
	get residual(): number {
		return this.#left;
	}

	/** Bytes moved, or skipped, by the command of now. */
	get movedByCommand(): number {
		return this.moved - this.#movedBefore;
	}

	/** Bytes the device gave that are not in storage yet. */
	get held(): number {
		return this.#held === undefined ? 0 : this.#held.length;
	}

	/** Of these, how many the CCW in use takes: behind them the next one is fetched. */
	get heldForCurrent(): number {
		return (this.#ccw.flags & ccwFlag.chainData) === 0 ? this.held : Math.min(this.held, this.#left);
	}

	/** Stores the first `length` of the bytes held. The CCW that takes control behind them does so now. */
	release(length: number): void {
		if (length > 0 && this.#held) {
			this.#store(this.#held.take(length));
			this.finish();
		}
	}

	/** What is held never comes: the areas hold no more, or the program is over. */
	discard(): void {
		this.#held?.clear();
	}

	input(bytes: Uint8Array): number {
		const held = this.#held;
		if (!held || this.#isDirect) {
			return this.#store(bytes);
		}

		const room = this.remaining - held.length;
		// One byte too many shows that there were more; what of a chain can be reached is known only later.
		const isLast = (this.#ccw.flags & ccwFlag.chainData) === 0;
		held.add(bytes, isLast ? Math.min(bytes.length, room + 1) : bytes.length);
		return Math.min(bytes.length, Math.max(room, 0));
	}

	#store(bytes: Uint8Array): number {
		const target = this.#storage.host.bytes;
		let done = 0;
		while (done < bytes.length) {
			if (!this.#advance()) {
				this.exceeded = true;
				break;
			}

			if ((this.#ccw.flags & ccwFlag.skip) !== 0) {
				const skipped = Math.min(bytes.length - done, this.#left);
				this.#left -= skipped;
				this.moved += skipped;
				done += skipped;
				continue;
			}

			const length = this.#claim(bytes.length - done, true);
			if (length === 0) {
				break;
			}

			const to = this.#place;
			this.#storage.arrive(this.#isBackward ? to + 1 - length : to, this.#isBackward ? to + 1 : to + length);
			if (this.#isBackward) {
				for (let index = 0; index < length; index++) {
					target[to - index] = bytes[done + index];
				}
			} else if (length <= shortPiece) {
				for (let index = 0; index < length; index++) {
					target[to + index] = bytes[done + index];
				}
			} else {
				target.set(length === bytes.length ? bytes : bytes.subarray(done, done + length), to);
			}

			done += length;
		}

		return done;
	}

	output(length: number): Uint8Array {
		const result = new Uint8Array(Math.min(length, this.remaining));
		const done = this.outputInto(result, length);
		return done === result.length ? result : result.subarray(0, done);
	}

	view(length: number): Uint8Array {
		if (length === 0 || !this.#advance()) {
			return this.output(length);
		}

		const piece = this.#claim(length, false);
		const {bytes} = this.#storage.host;
		const first = bytes.subarray(this.#place, this.#place + piece);
		if (piece === length || piece === 0) {
			return first;
		}

		const result = new Uint8Array(piece + Math.min(length - piece, this.remaining));
		result.set(first);
		return result.subarray(0, this.#outputInto(result, piece, length));
	}

	outputInto(result: Uint8Array, length: number): number {
		return this.#outputInto(result, 0, length);
	}

	/** Goes on filling `result`, which has so many bytes, until it has `length`; answers how many it has then. */
	#outputInto(result: Uint8Array, already: number, length: number): number {
		const source = this.#storage.host.bytes;
		let done = already;
		while (done < length) {
			if (!this.#advance()) {
				this.exceeded = true;
				break;
			}

			const piece = this.#claim(length - done, false);
			if (piece === 0) {
				break;
			}

			const from = this.#place;
			if (piece <= shortPiece) {
				for (let index = 0; index < piece; index++) {
					result[done + index] = source[from + index];
				}
			} else {
				result.set(source.subarray(from, from + piece), done);
			}

			done += piece;
		}

		return done;
	}

	/** The device has ended: a data-chaining CCW used up has by then fetched the next. */
	finish(): void {
		if (this.#left === 0 && (this.#ccw.flags & ccwFlag.chainData) !== 0) {
			this.#advance();
		}
	}

	/**
	 * Where the data would stand had the last `bytes` of them not passed: the CCW in use then, and what is left of it.
	 */
	before(bytes: number): {readonly ccw: Ccw; readonly residual: number} {
		let ccw = this.#ccw;
		let residual = this.#left + bytes;
		for (let index = this.#passed.length - 1; residual > ccw.count && index >= 0; index--) {
			residual -= ccw.count;
			ccw = this.#passed[index];
		}

		return {ccw, residual: Math.min(residual, ccw.count)};
	}

	/**
	 * The next bytes to move, at most `wanted` and all in one protection block, from `#place` on. Returns how many; 0
	 * after an error.
	 */
	#claim(wanted: number, store: boolean): number {
		const address = this.#address();
		if (address === undefined) {
			return 0;
		}

		const storage = this.#storage;
		if (!storage.contains(address, 1)) {
			this.error = channelStatus.programCheck;
			return 0;
		}

		const block = address >>> 11;
		if (!storage.permits(this.#key, block, store)) {
			this.error = channelStatus.protectionCheck;
			return 0;
		}

		const page = address >>> 12;
		this.#place = ((store ? storage.frameToStore(page) : storage.frameOf(page)) * 4096) + (address & 0xFFF);
		storage.keys[block] |= store ? 6 : 4;

		const offset = address % keyBlockSize;
		const inBlock = store && this.#isBackward ? offset + 1 : keyBlockSize - offset;
		const length = Math.min(wanted, this.#left, inBlock);
		this.#left -= length;
		this.moved += length;
		return length;
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

		const next = this.#chained < chainLimit
			? chainedCcw(this.#storage, this.#key, this.#ccw)
			: programCheck;
		if (next.check !== 0) {
			this.error = next.check;
			return false;
		}

		this.#chained++;
		this.#passed.push(this.#ccw);
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
			return (this.#isBackward ? ccw.address - offset : ccw.address + offset) & addressMask;
		}

		const address = indirectAddress(this.#storage, this.#key, ccw, offset, this.#isBackward);
		if (typeof address !== 'number') {
			this.error = address.check;
			return undefined;
		}

		return address;
	}
}
