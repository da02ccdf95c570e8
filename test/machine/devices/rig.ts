/** A machine of storage, channels and a timeline of its own, on which the tests run channel programs. */
import {ccwFlag} from '../../../source/base/channel-words.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import {Channels} from '../../../source/machine/channel/channel.js';
import {EventAlarm} from '../../../source/machine/channel/alarm.js';
import type {Alarm, Device, Timeline} from '../../../source/machine/channel/device.js';
import {HostStorage} from '../../../source/machine/storage/host-storage.js';
import {AddressSpace} from '../../../source/machine/storage/storage.js';

export const cc = ccwFlag.chainCommand;
export const sli = ccwFlag.suppressLength;
export const cd = ccwFlag.chainData;

/** Future events in order of time. */
export class TestTimeline implements Timeline {
	now = 0;
	isUntimed = false;
	readonly #events: Array<{readonly at: number; readonly action: () => void}> = [];

	after(microseconds: number, action: () => void): () => void {
		const event = {at: this.now + microseconds, action};
		this.#events.push(event);
		return () => {
			const index = this.#events.indexOf(event);
			if (index !== -1) {
				this.#events.splice(index, 1);
			}
		};
	}

	alarm(): Alarm {
		return new EventAlarm(this);
	}

	/** Runs everything due within `microseconds`, at most `limit` events. */
	run(microseconds = 10_000_000, limit = Number.POSITIVE_INFINITY): void {
		const end = this.now + microseconds;
		for (let count = 0; count < limit; count++) {
			this.#events.sort((a, b) => a.at - b.at);
			const next = this.#events[0];
			if (!next || next.at > end) {
				this.now = end;
				return;
			}

			this.#events.shift();
			this.now = next.at;
			next.action();
		}
	}

	get events(): number {
		return this.#events.length;
	}
}

/** A typewriter nobody reads and nobody types on. */
export const silent = {
	print(): void {
		// Nobody reads it.
	},
	requestLine(): void {
		// The test calls `line`.
	},
	cancelLine(): void {
		// Nothing was shown.
	},
};

export type CcwList = ReadonlyArray<readonly [command: number, address: number, flags: number, count: number]>;

export class Rig {
	readonly storage: AddressSpace;
	readonly timeline = new TestTimeline();
	readonly channels: Channels;
	interruptions = 0;

	constructor(size = 65_536) {
		this.storage = new AddressSpace(new HostStorage(size + 65_536), size);
		this.channels = new Channels(this.storage, this.timeline, () => {
			this.interruptions++;
		});
	}

	attach<T extends Device>(address: number, device: T): T {
		this.channels.attach(address, device);
		return device;
	}

	/** Puts a channel program at X'1000' and its address and `key` into the CAW. */
	program(list: CcwList, key = 0): void {
		for (const [index, [command, address, flags, count]] of list.entries()) {
			this.storage.store(0x1000 + (index * 8), ccwBytes(command, address, flags, count));
		}

		this.storage.setWord(72, ((key << 28) | 0x1000) >>> 0);
	}

	/** Runs a channel program to its interruption; the CSW in words, as a program would see it at 64. */
	run(address: number, list: CcwList, key = 0): {readonly cc: number; readonly csw: string} {
		this.program(list, key);
		const cc = this.channels.startIo(address);
		if (cc === 0) {
			this.timeline.run();
			this.channels.highest(() => true)?.store();
		}

		return {cc, csw: this.csw};
	}

	/** CSW as `KK AAAAAA UUCC RRRR` of its fields in hexadecimal. */
	get csw(): string {
		const text = this.hex(64, 8);
		return `${text.slice(0, 2)} ${text.slice(2, 8)} ${text.slice(8, 12)} ${text.slice(12)}`;
	}

	put(address: number, hexText: string): void {
		this.storage.store(address, Uint8Array.from(Buffer.from(hexText.replaceAll(' ', ''), 'hex')));
	}

	hex(address: number, length: number): string {
		return Buffer.from(this.storage.fetch(address, length)).toString('hex').toUpperCase();
	}
}
