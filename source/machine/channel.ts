/**
 * Channels of one machine: the I/O instructions and I/O interruptions (GA22-7000, "Input/Output Operations").
 *
 * A channel program runs at once at START I/O as far as its device answers; its ending status becomes pending after the time
 * its commands took. Channel end and device end come together. Every device has a subchannel of its own. Not implemented:
 * channel logout, limited channel logout, burst-mode busy of a whole channel (TEST CHANNEL answers 0 or 3 only).
 */
import {cswBytes, type Csw} from './ccw.js';
import {
	channelStatus, unitStatus, type Device, type Timeline,
} from './device.js';
import type {AddressSpace} from './storage.js';
import {Subchannel, type SubchannelHost} from './subchannel.js';

const cswAddress = 64;
const cawAddress = 72;
const channelIdAddress = 168;
/** Commands of a synchronous program: longer ones are taken for loops. */
const synchronousLimit = 65_536;
const noBytes = new Uint8Array(0);

/** Result of a channel program run for the hypervisor. */
export type SynchronousEnd = {
	/** 0 normal end, 1 ended with unusual status, 2 busy or cannot end by itself, 3 not operational. */
	readonly cc: 0 | 1 | 2 | 3;
	readonly unitStatus: number;
	readonly channelStatus: number;
	readonly residual: number;
	/** Behind the last CCW used. */
	readonly ccwAddress: number;
	/** Sense bytes where the unit status has unit check, else empty. */
	readonly sense: Uint8Array;
	/** Microseconds it took. */
	readonly duration: number;
};

export class Channels {
	readonly #subchannels = new Map<number, Subchannel>();
	readonly #host: SubchannelHost;
	readonly #prefix: () => number;
	/** Addresses in order of interruption priority. */
	#order: readonly number[] = [];
	/** Conditions in all subchannels, so that the usual answer of `highest` costs nothing. */
	#conditions = 0;

	/** `onPending` runs whenever an interruption condition appears. `prefix` as in `Cpu.prefix`, for the CAW and CSW. */
	constructor(readonly storage: AddressSpace, timeline: Timeline, onPending?: () => void, prefix?: () => number) {
		this.#prefix = prefix ?? (() => 0);
		this.#host = {
			storage,
			timeline,
			conditions: change => {
				this.#conditions += change;
			},
			onPending() {
				onPending?.();
			},
		};
	}

	/** Whether any device will interrupt by itself or has an interruption pending: a machine that waits with I/O enabled is not dead. */
	get isActive(): boolean {
		return this.#conditions > 0 || this.#order.some(address => this.isBusy(address));
	}

	/** Connects a device at `address` (X'cuu'). False where the address is taken. */
	attach(address: number, device: Device): boolean {
		if (this.#subchannels.has(address)) {
			return false;
		}

		this.#subchannels.set(address, new Subchannel(address, device, this.#host));
		this.#order = [...this.#subchannels.keys()].toSorted((a, b) => a - b);
		return true;
	}

	/** Disconnects and resets a device; what it was doing is lost. Answers it, or `undefined`. */
	detach(address: number): Device | undefined {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return undefined;
		}

		this.#subchannels.delete(address);
		this.#order = this.#order.filter(other => other !== address);
		subchannel.reset();
		return subchannel.device;
	}

	get(address: number): Device | undefined {
		return this.#subchannels.get(address)?.device;
	}

	/** Devices in order of address. */
	list(): ReadonlyArray<{readonly address: number; readonly device: Device}> {
		return this.#order.map(address => ({address, device: this.#subchannels.get(address)!.device}));
	}

	/** Whether the device is executing a channel program. */
	isBusy(address: number): boolean {
		return this.#subchannels.get(address)?.isWorking === true;
	}

	/** START I/O. CAW at 72; condition code 1 stores status at 68. */
	startIo(address: number): number {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return 3;
		}

		if (subchannel.isWorking || subchannel.isPending) {
			return 2;
		}

		const unsolicited = subchannel.takeUnsolicited();
		if (unsolicited !== 0) {
			this.#storeStatus(unsolicited | unitStatus.busy, 0);
			return 1;
		}

		const caw = this.storage.word(this.#prefix() + cawAddress);
		if ((caw & 0x0F00_0007) !== 0) {
			this.#storeStatus(0, channelStatus.programCheck);
			return 1;
		}

		const end = subchannel.start(caw >>> 28, caw & 0xFF_FFFF);
		if (end) {
			this.#storeStatus(end.unit, end.channel);
			return 1;
		}

		return 0;
	}

	/** TEST I/O: takes a pending interruption of the device into the CSW (condition code 1). */
	testIo(address: number): number {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return 3;
		}

		const csw = subchannel.take();
		if (csw) {
			this.#storeCsw(csw);
			return 1;
		}

		return subchannel.isWorking ? 2 : 0;
	}

	/** HALT I/O: the program ends, its interruption follows (condition code 1, status stored as zeros). */
	haltIo(address: number): number {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return 3;
		}

		if (!subchannel.isWorking) {
			return 0;
		}

		this.#storeStatus(0, 0);
		subchannel.halt();
		return 1;
	}

	/** HALT DEVICE: as HALT I/O, each device having its own subchannel. */
	haltDevice(address: number): number {
		return this.haltIo(address);
	}

	/** CLEAR I/O: the program vanishes without interruption, the CSW says how far it was; without a program as TEST I/O. */
	clearIo(address: number): number {
		const subchannel = this.#subchannels.get(address);
		const csw = subchannel?.csw;
		if (!subchannel || !csw) {
			return this.testIo(address);
		}

		subchannel.reset();
		this.#storeCsw(csw);
		return 1;
	}

	/** TEST CHANNEL: 0 available, 3 no device on the channel. */
	testChannel(address: number): number {
		return this.#order.some(other => other >>> 8 === address >>> 8) ? 0 : 3;
	}

	/** STORE CHANNEL ID: channel 0 is a byte multiplexer, the others block multiplexers; model and logout length zero. */
	storeChannelId(address: number): number {
		if (this.testChannel(address) === 3) {
			return 3;
		}

		this.storage.setWord(this.#prefix() + channelIdAddress, address >>> 8 === 0 ? 0x1000_0000 : 0x2000_0000);
		return 0;
	}

	/**
	 * The interruption to take next, or `undefined`: lowest channel and device address first among those on channels that
	 * `enabled` allows. `store` puts the CSW at 64 and clears the condition.
	 */
	highest(enabled: (channel: number) => boolean): {readonly device: number; store(): void} | undefined {
		if (this.#conditions === 0) {
			return undefined;
		}

		const device = this.#order.find(address => this.#subchannels.get(address)!.isDue && enabled(address >>> 8));
		return device === undefined
			? undefined
			: {
				device,
				store: () => {
					this.testIo(device);
				},
			};
	}

	/** System reset: programs and conditions vanish, devices are reset. */
	reset(): void {
		for (const subchannel of this.#subchannels.values()) {
			subchannel.reset();
		}
	}

	/**
	 * Executes a channel program to its end, without interruption: for DIAGNOSE X'18' and X'20' and for IPL. A device that cannot end at
	 * once (a console read) is halted, condition code 2. A program of more than 65,536 commands ends with a program check.
	 */
	runSynchronously(address: number, ccwAddress: number, key: number): SynchronousEnd {
		const subchannel = this.#subchannels.get(address);
		const nothing = {
			unitStatus: 0, channelStatus: 0, residual: 0, ccwAddress: 0, sense: noBytes, duration: 0,
		};
		if (!subchannel || subchannel.isWorking) {
			return {cc: subchannel ? 2 : 3, ...nothing};
		}

		const {program, state} = subchannel.runSynchronously(key, ccwAddress, synchronousLimit);
		const duration = program.takeDuration();
		if (state === 'waiting') {
			return {cc: 2, ...nothing, duration};
		}

		const end = state === 'paused' ? {...program.halted(0), channel: channelStatus.programCheck} : state;
		const isUsual = end.channel === 0 && (end.unit & ~unitStatus.statusModifier) === (unitStatus.channelEnd | unitStatus.deviceEnd);
		return {
			cc: isUsual ? 0 : 1, unitStatus: end.unit, channelStatus: end.channel, residual: end.residual, ccwAddress: end.ccwAddress, duration,
			sense: (end.unit & unitStatus.unitCheck) === 0 ? noBytes : subchannel.device.sense(),
		};
	}

	#storeCsw(csw: Csw): void {
		this.storage.store(this.#prefix() + cswAddress, cswBytes(csw));
	}

	#storeStatus(unit: number, channel: number): void {
		this.storage.store(this.#prefix() + cswAddress + 4, Uint8Array.of(unit, channel));
	}
}
