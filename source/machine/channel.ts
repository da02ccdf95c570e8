/**
 * Channels of one machine: subchannels with their devices, the I/O instructions, and I/O interruptions (GA22-7000,
 * "Input/Output Operations").
 *
 * A channel program runs at once at START I/O as far as its device answers; its ending status becomes pending after the time
 * its commands took. Channel end and device end come together. Every device has a subchannel of its own. Not implemented:
 * channel logout, limited channel logout, burst-mode busy of a whole channel (TEST CHANNEL answers 0), CLEAR I/O's partial CSW.
 */
import {cswBytes, type Csw} from './ccw.js';
import {ChannelProgram, type ProgramEnd, type ProgramState} from './channel-program.js';
import {
	channelStatus, unitStatus, type CommandEnd, type Device, type Timeline,
} from './device.js';
import type {AddressSpace} from './storage.js';

const cawAddress = 72;
const cswAddress = 64;
const channelIdAddress = 168;
/** Commands executed in one go. A longer program (a loop) goes on later, so that the processor, and HALT I/O, have their turn. */
const burst = 4096;
/** Least time of a burst, 10 microseconds a command: a loop of commands that take no time must not stop the clock. */
const burstTime = burst * 10;
/** Commands of a synchronous program: longer ones are taken for loops. */
const synchronousLimit = 65_536;

type Subchannel = {
	readonly address: number;
	readonly device: Device;
	/** A program is being executed, or its ending status is on its way. */
	program?: ChannelProgram;
	/** The device ends the current command later. */
	waiting: boolean;
	/** Takes back the event on the timeline. */
	cancel?: () => void;
	/** Interruption condition in the subchannel. */
	pending?: Csw;
	/** Program-controlled interruption while the program goes on. */
	controlled?: Csw;
	/** Status at the device that no program asked for. */
	unsolicited: number;
};

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
	/** Addresses in order of interruption priority. */
	#order: readonly number[] = [];
	/** Subchannels with something for `highest`, so that its usual answer costs nothing. */
	#pendingCount = 0;

	/** `onPending` runs whenever an interruption condition appears. `prefix` as in `Cpu.prefix`, for the CAW and CSW. */
	constructor(
		readonly storage: AddressSpace,
		private readonly timeline: Timeline,
		private readonly onPending: () => void = () => {
},
		private readonly prefix: () => number = () => 0,
	) {
}

	/** Connects a device at `address` (X'cuu'). False where the address is taken. */
	attach(address: number, device: Device): boolean {
		if (this.#subchannels.has(address)) {
			return false;
		}

		const subchannel: Subchannel = {
			address, device, waiting: false, unsolicited: 0,
		};
		this.#subchannels.set(address, subchannel);
		this.#order = [...this.#subchannels.keys()].sort((a, b) => a - b);
		device.attach({
			end: end => {
				this.#deviceEnds(subchannel, end);
			},
			present: status => {
				this.#present(subchannel, status);
			},
		});
		return true;
	}

	/** Disconnects a device; what it was doing is lost. Answers it, or `undefined`. */
	detach(address: number): Device | undefined {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return undefined;
		}

		this.#subchannels.delete(address);
		this.#order = this.#order.filter(other => other !== address);
		this.#clear(subchannel);
		subchannel.device.reset();
		return subchannel.device;
	}

	get(address: number): Device | undefined {
		return this.#subchannels.get(address)?.device;
	}

	/** Devices in order of address. */
	list(): ReadonlyArray<{readonly address: number; readonly device: Device}> {
		return this.#order.map(address => ({address, device: this.#subchannels.get(address)!.device}));
	}

	/** Whether the device is executing a channel program (for QUERY, wait-state decisions). */
	isBusy(address: number): boolean {
		return this.#subchannels.get(address)?.program !== undefined;
	}

	/** Whether any device will interrupt by itself or has an interruption pending: a machine that waits with I/O enabled is not dead. */
	get isActive(): boolean {
		return this.#pendingCount > 0 || [...this.#subchannels.values()].some(subchannel => subchannel.program !== undefined);
	}

	/** START I/O. CAW at 72; condition code 1 stores status at 68. */
	startIo(address: number): number {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return 3;
		}

		if (subchannel.program ?? subchannel.pending) {
			return 2;
		}

		if (subchannel.unsolicited !== 0) {
			this.#storeStatus(subchannel.unsolicited | unitStatus.busy, 0);
			this.#setUnsolicited(subchannel, 0);
			return 1;
		}

		const caw = this.storage.word(this.prefix() + cawAddress);
		if ((caw & 0x0F00_0007) !== 0) {
			this.#storeStatus(0, channelStatus.programCheck);
			return 1;
		}

		const key = caw >>> 28;
		const program = new ChannelProgram(this.storage, subchannel.device, key, caw & 0xFF_FFFF, csw => {
			this.#setControlled(subchannel, csw);
		});
		subchannel.program = program;
		const state = program.run(burst);
		if (typeof state !== 'string' && state.early) {
			subchannel.program = undefined;
			this.#storeStatus(state.unit, state.channel | (subchannel.controlled?.channel ?? 0));
			this.#setControlled(subchannel, undefined);
			return 1;
		}

		this.#goOn(subchannel, state);
		return 0;
	}

	/** TEST I/O: takes a pending interruption of the device into the CSW (condition code 1). */
	testIo(address: number): number {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return 3;
		}

		if (subchannel.pending) {
			this.#storeCsw(subchannel.pending);
			this.#setPending(subchannel, undefined);
			return 1;
		}

		if (subchannel.controlled) {
			this.#storeCsw(subchannel.controlled);
			this.#setControlled(subchannel, undefined);
			return 1;
		}

		if (subchannel.program) {
			return 2;
		}

		if (subchannel.unsolicited !== 0) {
			this.#storeCsw({
				key: 0, ccwAddress: 0, unit: subchannel.unsolicited, channel: 0, residual: 0,
			});
			this.#setUnsolicited(subchannel, 0);
			return 1;
		}

		return 0;
	}

	/** HALT I/O: the program ends, its interruption follows (condition code 1, status stored as zeros). */
	haltIo(address: number): number {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return 3;
		}

		if (!subchannel.program) {
			return 0;
		}

		this.#storeStatus(0, 0);
		if (subchannel.waiting) {
			subchannel.device.halt();
		}

		if (subchannel.program) {
			this.#cancel(subchannel);
			this.#finish(subchannel, subchannel.program.halted(unitStatus.channelEnd | unitStatus.deviceEnd));
		}

		return 1;
	}

	/** HALT DEVICE: as HALT I/O, each device having its own subchannel. */
	haltDevice(address: number): number {
		return this.haltIo(address);
	}

	/** CLEAR I/O: the program and any pending condition vanish without interruption. */
	clearIo(address: number): number {
		const subchannel = this.#subchannels.get(address);
		if (!subchannel) {
			return 3;
		}

		if (!subchannel.program) {
			return this.testIo(address);
		}

		const csw = subchannel.program.halted(0);
		this.#clear(subchannel);
		subchannel.device.reset();
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

		this.storage.setWord(this.prefix() + channelIdAddress, address >>> 8 === 0 ? 0x1000_0000 : 0x2000_0000);
		return 0;
	}

	/**
	 * The interruption to take next, or `undefined`: lowest channel and device address first among those on channels that
	 * `enabled` allows. `store` puts the CSW at 64 and clears the condition.
	 */
	highest(enabled: (channel: number) => boolean): {readonly device: number; store(): void} | undefined {
		if (this.#pendingCount === 0) {
			return undefined;
		}

		for (const address of this.#order) {
			const subchannel = this.#subchannels.get(address)!;
			const due = subchannel.pending ?? subchannel.controlled ?? (subchannel.unsolicited !== 0 && !subchannel.program);
			if (due && enabled(address >>> 8)) {
				return {
					device: address,
					store: () => {
						this.testIo(address);
					},
				};
			}
		}

		return undefined;
	}

	/** System reset: programs and conditions vanish, devices are reset. */
	reset(): void {
		for (const subchannel of this.#subchannels.values()) {
			this.#clear(subchannel);
			subchannel.device.reset();
		}
	}

	/**
	 * Executes a channel program to its end, without interruption: for DIAGNOSE X'18' and X'20' and for IPL. A device that cannot end at
	 * once (a console read) is halted, condition code 2. A program of more than 65,536 commands ends with a program check.
	 */
	runSynchronously(address: number, ccwAddress: number, key: number): SynchronousEnd {
		const subchannel = this.#subchannels.get(address);
		const nothing = {
			unitStatus: 0, channelStatus: 0, residual: 0, ccwAddress: 0, sense: new Uint8Array(0), duration: 0,
		};
		if (!subchannel) {
			return {cc: 3, ...nothing};
		}

		if (subchannel.program) {
			return {cc: 2, ...nothing};
		}

		const program = new ChannelProgram(this.storage, subchannel.device, key, ccwAddress);
		subchannel.program = program;
		const state = program.run(synchronousLimit);
		subchannel.program = undefined;
		if (state === 'waiting') {
			subchannel.device.halt();
		}

		const duration = program.takeDuration();
		if (state === 'waiting') {
			return {cc: 2, ...nothing, duration};
		}

		const end = state === 'paused' ? {...program.halted(0), channel: channelStatus.programCheck} : state;
		const usual = end.channel === 0 && (end.unit & ~unitStatus.statusModifier) === (unitStatus.channelEnd | unitStatus.deviceEnd);
		return {
			cc: usual ? 0 : 1, unitStatus: end.unit, channelStatus: end.channel, residual: end.residual, ccwAddress: end.ccwAddress, duration,
			sense: (end.unit & unitStatus.unitCheck) === 0 ? new Uint8Array(0) : subchannel.device.sense(),
		};
	}

	#deviceEnds(subchannel: Subchannel, end: CommandEnd): void {
		const state = subchannel.program?.resume(end, burst);
		if (state !== undefined) {
			subchannel.waiting = false;
			this.#goOn(subchannel, state);
		}
	}

	/** Acts on where a program stands: waits for the device, or puts what follows on the timeline. */
	#goOn(subchannel: Subchannel, state: ProgramState): void {
		if (state === 'waiting') {
			subchannel.waiting = true;
			return;
		}

		const program = subchannel.program!;
		const duration = program.takeDuration();
		if (state === 'paused') {
			subchannel.cancel = this.timeline.after(Math.max(duration, burstTime), () => {
				subchannel.cancel = undefined;
				this.#goOn(subchannel, program.run(burst));
			});
			return;
		}

		subchannel.cancel = this.timeline.after(duration, () => {
			subchannel.cancel = undefined;
			this.#finish(subchannel, state);
		});
	}

	#finish(subchannel: Subchannel, end: ProgramEnd): void {
		const channel = end.channel | (subchannel.controlled?.channel ?? 0);
		subchannel.program = undefined;
		subchannel.waiting = false;
		this.#setControlled(subchannel, undefined);
		this.#setPending(subchannel, {...end, channel, unit: end.unit});
		this.onPending();
	}

	#present(subchannel: Subchannel, status: number): void {
		this.#setUnsolicited(subchannel, subchannel.unsolicited | status);
		this.onPending();
	}

	#setPending(subchannel: Subchannel, csw: Csw | undefined): void {
		this.#pendingCount += Number(csw !== undefined) - Number(subchannel.pending !== undefined);
		subchannel.pending = csw;
	}

	#setControlled(subchannel: Subchannel, csw: Csw | undefined): void {
		this.#pendingCount += Number(csw !== undefined) - Number(subchannel.controlled !== undefined);
		subchannel.controlled = csw;
		if (csw) {
			this.onPending();
		}
	}

	#setUnsolicited(subchannel: Subchannel, status: number): void {
		this.#pendingCount += Number(status !== 0) - Number(subchannel.unsolicited !== 0);
		subchannel.unsolicited = status;
	}

	#cancel(subchannel: Subchannel): void {
		subchannel.cancel?.();
		subchannel.cancel = undefined;
	}

	#clear(subchannel: Subchannel): void {
		this.#cancel(subchannel);
		subchannel.program = undefined;
		subchannel.waiting = false;
		this.#setPending(subchannel, undefined);
		this.#setControlled(subchannel, undefined);
		this.#setUnsolicited(subchannel, 0);
	}

	#storeCsw(csw: Csw): void {
		this.storage.store(this.prefix() + cswAddress, cswBytes(csw));
	}

	#storeStatus(unit: number, channel: number): void {
		this.storage.store(this.prefix() + cswAddress + 4, Uint8Array.of(unit, channel));
	}
}
