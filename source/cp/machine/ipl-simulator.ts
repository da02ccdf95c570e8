/**
 * The channel program that IPL needs where the first record is not on cylinder 0 (GC20-1820, "IPL"): SEEK, SEARCH for
 * record 1, READ DATA to 0, and on with the CCW at 8. VM/370's simulator is a page of the machine's storage; here it is
 * some words of the first one. What is loaded over it stays.
 */
import {ccwFlag} from '../../base/channel-words.js';
import {ccwBytes} from '../../machine/channel/ccw.js';
import {ckdCommand} from '../../machine/devices/disk/ckd-commands.js';
import type {AddressSpace} from '../../machine/storage/storage.js';

const transferInChannel = 0x08;

export class IplSimulator {
	readonly at = 0xFC0;
	readonly #storage: AddressSpace;
	readonly #before: Uint8Array;
	readonly #program: Uint8Array;

	constructor(storage: AddressSpace, cylinder: number) {
		const {at} = this;
		const place = at + 40;
		this.#storage = storage;
		this.#program = new Uint8Array(64);
		this.#program.set(ccwBytes(ckdCommand.seek, place, ccwFlag.chainCommand, 6));
		this.#program.set(ccwBytes(ckdCommand.searchIdEqual, place + 2, ccwFlag.chainCommand, 5), 8);
		this.#program.set(ccwBytes(transferInChannel, at + 8, 0, 1), 16);
		this.#program.set(ccwBytes(ckdCommand.readData, 0, ccwFlag.chainCommand | ccwFlag.suppressLength, 24), 24);
		this.#program.set(ccwBytes(transferInChannel, 8, 0, 1), 32);
		// BBCCHHR.
		this.#program.set([0, 0, cylinder >>> 8, cylinder, 0, 0, 1], 40);
		this.#before = storage.fetch(at, this.#program.length);
		storage.store(at, this.#program);
	}

	/** Puts back what stood there, unless the program that was loaded stands there now. */
	remove(): void {
		const storage = this.#storage;
		const now = storage.fetch(this.at, this.#program.length);
		if (now.every((value, index) => value === this.#program[index])) {
			storage.store(this.at, this.#before);
		}
	}
}
