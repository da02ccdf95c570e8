/**
 * Channels of one machine: the I/O instructions and I/O interruptions (GA22-7000, "Input/Output Operations").
 *
 * A channel program runs at once at START I/O as far as its device answers; its ending status becomes pending after the time
 * its commands took. Channel 0 is a byte multiplexer, the others are block multiplexers unless told: on both every device has a
 * subchannel of its own and the channel itself is never busy, for a burst takes no time that a program could see. A selector channel
 * has one subchannel, busy until the channel end of its program has been taken. One path leads to a device.
 *
 * Channel data, control and interface control checks, chaining checks and with them the limited channel logout (location 176) and the
 * I/O extended logout do not occur: they report failing hardware, of which there is none.
 */
import {storeCsw, type Csw} from './ccw.js';
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

/** What a channel is, and what STORE CHANNEL ID answers for it: type, model zero, logout length zero. */
const channelIds = {selector: 0x0000_0000, byteMultiplexer: 0x1000_0000, blockMultiplexer: 0x2000_0000} as const;

export type ChannelKind = keyof typeof channelIds;

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
	readonly #kinds = new Map<number, ChannelKind>();
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
		return this.#conditions > 0 || this.#order.some(address => this.isBusy(address) || this.#subchannels.get(address)!.isDeviceWorking);
	}

	/** Makes channel 0–15 one of a kind. */
	setKind(channel: number, kind: ChannelKind): void {
		this.#kinds.set(channel, kind);
	}

	kindOf(channel: number): ChannelKind {
		return this.#kinds.get(channel) ?? (channel === 0 ? 'byteMultiplexer' : 'blockMultiplexer');
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
		const unready = this.#unready(address, subchannel);
		if (!subchannel || unready !== undefined) {
			return unready ?? 3;
		}

		const unsolicited = subchannel.takeUnsolicited();
		if (unsolicited !== 0 || subchannel.isDeviceWorking) {
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

	/**
	 * START I/O FAST RELEASE: on a block multiplexer with the block-multiplexing control (control register 0 bit 0) on, condition code 0
	 * before the device is asked; what START I/O would have answered with 1 comes as an interruption whose CSW has that as deferred
	 * condition code. Otherwise START I/O.
	 */
	startIoFast(address: number, blockMultiplexing = true): number {
		const subchannel = this.#subchannels.get(address);
		const unready = this.#unready(address, subchannel);
		if (!blockMultiplexing || !subchannel || unready !== undefined || this.kindOf(address >>> 8) !== 'blockMultiplexer') {
			return this.startIo(address);
		}

		const caw = this.storage.word(this.#prefix() + cawAddress);
		const key = caw >>> 28;
		const nothing = {
			key, ccwAddress: caw & 0xFF_FFFF, unit: 0, channel: 0, residual: 0,
		};
		const unsolicited = subchannel.takeUnsolicited();
		if (unsolicited !== 0 || subchannel.isDeviceWorking) {
			subchannel.setDeferred({...nothing, unit: unsolicited | unitStatus.busy});
		} else if ((caw & 0x0F00_0007) === 0) {
			subchannel.startDeferred(key, caw & 0xFF_FFFF);
		} else {
			subchannel.setDeferred({...nothing, channel: channelStatus.programCheck});
		}

		return 0;
	}

	/** TEST I/O: takes a pending interruption of the device into the CSW (condition code 1); a device between channel end and device end is busy (1). */
	testIo(address: number): number {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return 3;
		}

		if (this.#occupant(address)) {
			return 2;
		}

		const csw = subchannel.take();
		if (csw) {
			this.#storeCsw(csw);
			return 1;
		}

		if (subchannel.isDeviceWorking) {
			this.#storeStatus(unitStatus.busy, 0);
			return 1;
		}

		return subchannel.isWorking ? 2 : 0;
	}

	/**
	 * HALT I/O: a program ends, its interruption follows. Condition code 1 with status stored as zeros; 0 where an interruption is pending;
	 * 2 on a selector channel that works, with whichever device.
	 */
	haltIo(address: number): number {
		const other = this.#occupant(address);
		if (other?.isWorking) {
			other.halt(true);
			return 2;
		}

		return this.haltDevice(address);
	}

	/** HALT DEVICE: as HALT I/O, but only the addressed device is halted. */
	haltDevice(address: number): number {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return 3;
		}

		const other = this.#occupant(address);
		if (other) {
			return other.isWorking ? 2 : 0;
		}

		if (subchannel.isPending) {
			return 0;
		}

		if (subchannel.isWorking && this.kindOf(address >>> 8) === 'selector') {
			subchannel.halt(true);
			return 2;
		}

		this.#storeStatus(0, 0);
		subchannel.halt();
		return 1;
	}

	/**
	 * CLEAR I/O: the program vanishes without interruption, the CSW says how far it was (condition code 1); so does a pending interruption.
	 * Without either, 0: the device is not asked. With the block-multiplexing control off, TEST I/O.
	 */
	clearIo(address: number, blockMultiplexing = true): number {
		const subchannel = this.#subchannels.get(address);
		if (!blockMultiplexing || !subchannel || this.#occupant(address)) {
			return this.testIo(address);
		}

		const csw = subchannel.isPending ? subchannel.take() : subchannel.csw;
		if (!csw) {
			return 0;
		}

		subchannel.clear();
		this.#storeCsw(csw);
		return 1;
	}

	/** TEST CHANNEL: 0 available, 1 an interruption is pending in the channel (not on a byte multiplexer), 2 a selector works, 3 no device on the channel. */
	testChannel(address: number): number {
		const channel = address >>> 8;
		const subchannels = this.#on(channel);
		if (subchannels.length === 0) {
			return 3;
		}

		const kind = this.kindOf(channel);
		if (kind === 'selector' && subchannels.some(subchannel => subchannel.isWorking)) {
			return 2;
		}

		return kind !== 'byteMultiplexer' && subchannels.some(subchannel => subchannel.isDue) ? 1 : 0;
	}

	/** STORE CHANNEL ID at 168: type, model and logout length. 2 where a selector channel works. */
	storeChannelId(address: number): number {
		const state = this.testChannel(address);
		if (state >= 2) {
			return state;
		}

		this.storage.setWord(this.#prefix() + channelIdAddress, channelIds[this.kindOf(address >>> 8)]);
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

		for (const device of this.#order) {
			const subchannel = this.#subchannels.get(device)!;
			if (subchannel.isDue && enabled(device >>> 8)) {
				return {
					device,
					store: () => {
						const csw = subchannel.take();
						if (csw) {
							this.#storeCsw(csw);
						}
					},
				};
			}
		}

		return undefined;
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

		const {program, state, duration} = subchannel.runSynchronously(key, ccwAddress, synchronousLimit);
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

	#on(channel: number): Subchannel[] {
		return this.#order.filter(address => address >>> 8 === channel).map(address => this.#subchannels.get(address)!);
	}

	/** Who else holds the one subchannel of a selector channel. */
	#occupant(address: number): Subchannel | undefined {
		return this.#kinds.get(address >>> 8) === 'selector'
			? this.#on(address >>> 8).find(other => other.address !== address && (other.isWorking || other.isPending))
			: undefined;
	}

	/** Why START I/O cannot get as far as the device. */
	#unready(address: number, subchannel: Subchannel | undefined): 2 | 3 | undefined {
		if (!subchannel) {
			return 3;
		}

		return subchannel.isWorking || subchannel.isPending || this.#occupant(address) ? 2 : undefined;
	}

	#storeCsw(csw: Csw): void {
		storeCsw(this.storage, this.#prefix() + cswAddress, csw);
	}

	#storeStatus(unit: number, channel: number): void {
		const at = this.#prefix() + cswAddress + 4;
		// The count stays as it is.
		this.storage.setWord(at, ((unit << 24) | (channel << 16) | (this.storage.word(at) & 0xFFFF)) >>> 0);
	}
}
