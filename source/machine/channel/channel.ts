/**
 * Channels of one machine: their devices and I/O interruptions, and through `IoInstructions` what the processor asks of
 * them (GA22-7000, "Input/Output Operations").
 *
 * START I/O sees of a channel program what the initial status of its first command says; data move, and further
 * commands are executed, when their time has come on the timeline (`channel-program.ts`). Channel 0 is a byte
 * multiplexer, the others are block multiplexers unless told: on both every device has a subchannel of its own and the
 * channel itself is never busy, for a burst takes no time that a program could see. A selector channel has one
 * subchannel, busy until the channel end of its program has been taken. One path leads to a device.
 *
 * Channel data, control and interface control checks, chaining checks and with them the limited channel logout
 * (location 176) and the I/O extended logout do not occur: they report failing hardware, of which there is none.
 */
import {ChannelConfiguration, type ChannelKind} from './channel-configuration.js';
import type {Device, Timeline} from './device.js';
import {IoInstructions} from './io-instructions.js';
import type {AddressSpace} from '../storage/storage.js';
import type {Subchannel} from './subchannel.js';
import {runSynchronously, type SynchronousEnd} from './synchronous-program.js';

export type {SynchronousEnd} from './synchronous-program.js';

export class Channels extends IoInstructions {
	/** What `highest` answers, until it does again, and of which subchannel. */
	readonly #highest = {
		device: 0,
		store: (): void => {
			const csw = this.#found?.take();
			if (csw) {
				this.storeCsw(csw);
			}
		},
	};

	#found: Subchannel | undefined;

	/** Conditions in all subchannels, so that the usual answer of `highest` costs nothing. */
	#conditions = 0;

	/**
	 * `onPending` runs whenever an interruption condition appears. `prefix` as in `Cpu.prefix`, for the CAW and CSW.
	 */
	constructor(storage: AddressSpace, timeline: Timeline, onPending?: () => void, prefix?: () => number) {
		super(storage, new ChannelConfiguration({
			storage,
			timeline,
			conditions: change => {
				this.#conditions += change;
			},
			onPending() {
				onPending?.();
			},
		}), prefix);
	}

	/**
	 * Whether any device will interrupt by itself or has an interruption pending: a machine that waits with I/O enabled
	 * is not dead.
	 */
	get isActive(): boolean {
		return (
			this.#conditions > 0
			|| this.configuration.all.some(subchannel => subchannel.isWorking || subchannel.isDeviceWorking)
		);
	}

	/** Makes channel 0–15 one of a kind. */
	setKind(channel: number, kind: ChannelKind): void {
		this.configuration.setKind(channel, kind);
	}

	/** Connects a device at `address` (X'cuu'). False where the address is taken. */
	attach(address: number, device: Device): boolean {
		return this.configuration.attach(address, device);
	}

	/** Disconnects and resets a device; what it was doing is lost. Answers it, or `undefined`. */
	detach(address: number): Device | undefined {
		return this.configuration.detach(address);
	}

	get(address: number): Device | undefined {
		return this.configuration.get(address)?.device;
	}

	/** Devices in order of address. */
	list(): ReadonlyArray<{readonly address: number; readonly device: Device}> {
		return this.configuration.all.map(({address, device}) => ({address, device}));
	}

	/** Whether the device is executing a channel program. */
	isBusy(address: number): boolean {
		return this.configuration.get(address)?.isWorking === true;
	}

	/** Whether the device executes a channel program, or the interruption at the end of one is still to be taken. */
	isOccupied(address: number): boolean {
		const subchannel = this.configuration.get(address);
		return subchannel !== undefined
			&& (subchannel.isWorking || subchannel.isDeviceWorking || subchannel.isPending);
	}

	/** Whether a channel program that is being executed has, or may yet have, to do with the page. */
	uses(page: number): boolean {
		return this.configuration.all.some(subchannel => subchannel.uses(page));
	}

	/**
	 * The interruption to take next, or `undefined`: lowest channel and device address first among those on channels
	 * that `enabled` allows. `store` puts the CSW at 64 and clears the condition; it is good until the next answer.
	 */
	highest(enabled: (channel: number) => boolean): {readonly device: number; store(): void} | undefined {
		if (this.#conditions === 0) {
			return undefined;
		}

		for (const subchannel of this.configuration.all) {
			if (subchannel.isDue && enabled(subchannel.address >>> 8)) {
				this.#found = subchannel;
				this.#highest.device = subchannel.address;
				return this.#highest;
			}
		}

		return undefined;
	}

	/** A device goes from not ready to ready: device end becomes pending. False where there is none. */
	ready(address: number): boolean {
		const subchannel = this.configuration.get(address);
		subchannel?.ready();
		return subchannel !== undefined;
	}

	/** Selective reset: program and conditions of one device vanish. False where there is none. */
	resetDevice(address: number): boolean {
		const subchannel = this.configuration.get(address);
		subchannel?.reset();
		return subchannel !== undefined;
	}

	/** The operator ends the channel program of one device: as HALT DEVICE, but no status is stored. */
	halt(address: number): void {
		this.configuration.get(address)?.halt();
	}

	/** System reset: programs and conditions vanish, devices are reset. */
	reset(): void {
		for (const subchannel of this.configuration.all) {
			subchannel.reset();
		}
	}

	/**
	 * Calls `start` when a channel program that `runSynchronously` executes may begin on a device that others use too.
	 * False: it may now. A reset takes it back.
	 */
	queue(address: number, start: () => void): boolean {
		const subchannel = this.configuration.get(address);
		return subchannel?.isWorking === false && (subchannel.device.queue?.(start) ?? false);
	}

	/** Executes a channel program of the device to its end, without interruption (`synchronous-program.ts`). */
	runSynchronously(address: number, ccwAddress: number, key: number): SynchronousEnd {
		return runSynchronously(this.configuration.get(address), ccwAddress, key);
	}
}
