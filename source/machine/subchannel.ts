/**
 * A subchannel with its device: the channel program being executed, and the interruption conditions it leaves behind
 * (GA22-7000, "Input/Output System Operation", states of the I/O system).
 */
import type {Csw} from './ccw.js';
import {ChannelProgram, type ProgramEnd, type ProgramState} from './channel-program.js';
import {
	unitStatus, type CommandEnd, type Device, type Timeline,
} from './device.js';
import type {AddressSpace} from './storage.js';

/** Commands executed in one go. A longer program (a loop) goes on later, so that the processor, and HALT I/O, have their turn. */
const burst = 4096;
/** Least time of a burst, 10 microseconds a command: a loop of commands that take no time must not stop the clock. */
const burstTime = burst * 10;

/** What a subchannel needs of the channels it belongs to. */
export type SubchannelHost = {
	readonly storage: AddressSpace;
	readonly timeline: Timeline;
	/** Conditions for an interruption went up or down by `change`. */
	conditions(change: number): void;
	/** A condition appeared. */
	onPending(): void;
};

export class Subchannel {
	readonly #host: SubchannelHost;
	/** A program is being executed, or its ending status is on its way. */
	#program: ChannelProgram | undefined;
	/** The device ends the current command later. */
	#isWaiting = false;
	/** Takes back the event on the timeline. */
	#cancelEvent: (() => void) | undefined;
	/** Interruption condition in the subchannel. */
	#pending: Csw | undefined;
	/** Program-controlled interruption while the program goes on. */
	#controlled: Csw | undefined;
	/** Status at the device that no program asked for. */
	#unsolicited = 0;

	constructor(readonly address: number, readonly device: Device, host: SubchannelHost) {
		this.#host = host;
		device.attach({
			end: end => {
				this.#deviceEnds(end);
			},
			present: status => {
				this.#setUnsolicited(this.#unsolicited | status);
				this.#host.onPending();
			},
		});
	}

	get isWorking(): boolean {
		return this.#program !== undefined;
	}

	/** An ended program's condition has not been taken. */
	get isPending(): boolean {
		return this.#pending !== undefined;
	}

	/** Something to interrupt with now. */
	get isDue(): boolean {
		return this.#pending !== undefined || this.#controlled !== undefined || (this.#unsolicited !== 0 && !this.#program);
	}

	/** Clears and answers the status the device has unasked, 0 where none. */
	takeUnsolicited(): number {
		const status = this.#unsolicited;
		this.#setUnsolicited(0);
		return status;
	}

	/** Clears and answers the first condition that could interrupt, as a CSW. */
	take(): Csw | undefined {
		const csw = this.#pending ?? this.#controlled;
		if (this.#pending) {
			this.#setPending(undefined);
		} else if (this.#controlled) {
			this.#setControlled(undefined);
		} else if (this.#unsolicited !== 0 && !this.#program) {
			return {
				key: 0, ccwAddress: 0, unit: this.takeUnsolicited(), channel: 0, residual: 0,
			};
		}

		return csw;
	}

	/** Starts the program at `address`. Answers its end where it ended during initiation, else `undefined`. */
	start(key: number, address: number): ProgramEnd | undefined {
		const program = new ChannelProgram(this.#host.storage, this.device, key, address, csw => {
			this.#setControlled(csw);
			this.#host.onPending();
		});
		this.#program = program;
		const state = program.run(burst);
		if (typeof state !== 'string' && state.early) {
			const end = {...state, channel: state.channel | (this.#controlled?.channel ?? 0)};
			this.#program = undefined;
			this.#setControlled(undefined);
			return end;
		}

		this.#goOn(program, state);
		return undefined;
	}

	/** Executes a program at once, up to `limit` commands, outside of the interruption mechanism. */
	runSynchronously(key: number, address: number, limit: number): {readonly program: ChannelProgram; readonly state: ProgramState} {
		const program = new ChannelProgram(this.#host.storage, this.device, key, address);
		this.#program = program;
		const state = program.run(limit);
		this.#program = undefined;
		if (state === 'waiting') {
			this.device.halt();
		}

		return {program, state};
	}

	/** Ends the program now; its interruption follows. */
	halt(): void {
		if (this.#isWaiting) {
			this.device.halt();
		}

		if (this.#program) {
			this.#cancel();
			this.#finish(this.#program.halted(unitStatus.channelEnd | unitStatus.deviceEnd));
		}
	}

	/** Where the program stands, for CLEAR I/O. */
	get csw(): Csw | undefined {
		return this.#program?.halted(0);
	}

	/** Program and conditions vanish; the device is reset. */
	reset(): void {
		this.#cancel();
		this.#program = undefined;
		this.#isWaiting = false;
		this.#setPending(undefined);
		this.#setControlled(undefined);
		this.#setUnsolicited(0);
		this.device.reset();
	}

	#deviceEnds(end: CommandEnd): void {
		const program = this.#program;
		const state = program?.resume(end, burst);
		if (program && state !== undefined) {
			this.#isWaiting = false;
			this.#goOn(program, state);
		}
	}

	/** Acts on where a program stands: waits for the device, or puts what follows on the timeline. */
	#goOn(program: ChannelProgram, state: ProgramState): void {
		if (state === 'waiting') {
			this.#isWaiting = true;
			return;
		}

		const duration = program.takeDuration();
		this.#cancelEvent = state === 'paused'
			? this.#host.timeline.after(Math.max(duration, burstTime), () => {
				this.#cancelEvent = undefined;
				this.#goOn(program, program.run(burst));
			})
			: this.#host.timeline.after(duration, () => {
				this.#cancelEvent = undefined;
				this.#finish(state);
			});
	}

	#finish(end: ProgramEnd): void {
		const channel = end.channel | (this.#controlled?.channel ?? 0);
		this.#program = undefined;
		this.#isWaiting = false;
		this.#setControlled(undefined);
		this.#setPending({...end, channel});
		this.#host.onPending();
	}

	#setPending(csw: Csw | undefined): void {
		this.#host.conditions(Number(csw !== undefined) - Number(this.#pending !== undefined));
		this.#pending = csw;
	}

	#setControlled(csw: Csw | undefined): void {
		this.#host.conditions(Number(csw !== undefined) - Number(this.#controlled !== undefined));
		this.#controlled = csw;
	}

	#setUnsolicited(status: number): void {
		this.#host.conditions(Number(status !== 0) - Number(this.#unsolicited !== 0));
		this.#unsolicited = status;
	}

	#cancel(): void {
		this.#cancelEvent?.();
		this.#cancelEvent = undefined;
	}
}
