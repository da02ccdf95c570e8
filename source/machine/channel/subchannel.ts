/**
 * A subchannel with its device: the channel program being executed, and the interruption conditions it leaves behind
 * (GA22-7000, "Input/Output System Operation", states of the I/O system).
 */
import {unitStatus} from '../../base/channel-words.js';
import {limits} from '../../base/limits.js';
import type {Csw} from './ccw.js';
import {ChannelProgram} from './channel-program.js';
import type {
	Alarm, CommandEnd, Device, Timeline,
} from './device.js';
import type {Burst, ProgramEnd, ProgramState} from './program-state.js';
import {InterruptionConditions} from '../cpu/interruption-conditions.js';
import type {AddressSpace} from '../storage/storage.js';

/**
 * What is executed in one go. A longer program (a loop) goes on later, so that the processors, HALT I/O, attention and
 * the host have their turn: few milliseconds of the host's.
 */
const burst: Burst = {commands: limits.channelCommands.value, bytes: limits.channelBytes.value};
/** What is halted goes no further. */
const nothing: Burst = {commands: 0, bytes: 0};
/** Least time of a burst, 10 microseconds a command: a loop of commands that take no time must not stop the clock. */
const burstTime = burst.commands * 10;

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
	readonly #program: ChannelProgram;
	/** It is being executed, or its ending status is on its way. */
	#isWorking = false;
	/** The device ends the current command later. */
	#isWaiting = false;
	/** It is told to end it now. */
	#isHalting = false;
	/** What follows, for the program or a device end that is owed. */
	readonly #alarm: Alarm;
	readonly #conditions: InterruptionConditions;
	/** Channel end has been given for the last command, device end not yet: the device works on by itself. */
	#owesDeviceEnd = false;
	/** An end without device end, on its way to become pending. */
	#owed: ProgramEnd | undefined;
	/** When the program was last `moving`, and how long its burst has taken since it began. */
	#since = 0;
	#burstTime = 0;

	constructor(readonly address: number, readonly device: Device, host: SubchannelHost) {
		this.#host = host;
		this.#alarm = host.timeline.alarm();
		this.#conditions = new InterruptionConditions(change => {
			host.conditions(change);
		});
		this.#program = new ChannelProgram(host.storage, device, csw => {
			this.#conditions.controlled = csw;
			host.onPending();
		}, host.timeline);
		device.attach({
			end: end => {
				this.#deviceEnds(end);
			},
			present: status => {
				this.#present(status);
			},
		});
	}

	get isWorking(): boolean {
		return this.#isWorking;
	}

	/** Whether the program being executed has to do with a page, or may yet come to it. */
	uses(page: number): boolean {
		return this.#isWorking && this.#program.uses(page);
	}

	/** The subchannel is free but its device is still at work, between channel end and device end. */
	get isDeviceWorking(): boolean {
		return this.#owesDeviceEnd && this.#conditions.unsolicited === 0;
	}

	/** An ended program's condition has not been taken. */
	get isPending(): boolean {
		return this.#conditions.pending !== undefined;
	}

	/** Something to interrupt with now. */
	get isDue(): boolean {
		return this.#conditions.isDue(this.isWorking);
	}

	/** Clears and answers the status the device has unasked, 0 where none. */
	takeUnsolicited(): number {
		return this.#conditions.takeUnsolicited();
	}

	/** Clears and answers the first condition that could interrupt, as a CSW. */
	take(): Csw | undefined {
		return this.#conditions.take(this.isWorking);
	}

	/** Starts the program at `address`. Answers its end where it ended during initiation, else `undefined`. */
	start(key: number, address: number): ProgramEnd | undefined {
		const program = this.#program;
		program.start(key, address, this.#host.timeline.isUntimed ? 'untimed' : 'timed');
		this.#isWorking = true;
		this.#burstTime = 0;
		const state = program.run(burst);
		if (typeof state !== 'string' && state.early) {
			const end = {...state, channel: state.channel | this.#conditions.controlledStatus};
			this.#isWorking = false;
			this.#conditions.controlled = undefined;
			this.device.yields?.();
			this.#owe(end);
			return end;
		}

		this.#goOn(state);
		return undefined;
	}

	/**
	 * Starts the program after START I/O has been answered: what it would have said comes as an interruption with a
	 * deferred condition code.
	 */
	startDeferred(key: number, address: number): void {
		const end = this.start(key, address);
		if (end) {
			this.setDeferred(end);
		}
	}

	/** An interruption with deferred condition code 1. */
	setDeferred(csw: Csw): void {
		this.#conditions.pending = {...csw, deferred: 1};
		this.#host.onPending();
	}

	/**
	 * Executes a program at once, up to `burst`, outside of the interruption mechanism. Device ends still owed
	 * count as come.
	 */
	runSynchronously(
		key: number,
		address: number,
		burst: Burst,
	): {
		readonly program: ChannelProgram;
		readonly state: Exclude<ProgramState, 'moving'>;
		readonly duration: number;
	} {
		const program = this.#program;
		program.start(key, address);
		this.#isWorking = true;
		this.device.begin?.();
		const state = program.run(burst);
		this.#isWorking = false;
		const {isUntimed} = this.#host.timeline;
		const duration = isUntimed ? 0 : program.takeDuration();
		this.device.yields?.();
		if (state === 'waiting' || state === 'moving' || (typeof state !== 'string' && state.deviceEnd === 'later')) {
			this.device.halt();
			return {program, state: 'waiting', duration};
		}

		return typeof state === 'string' || typeof state.deviceEnd !== 'number'
			? {program, state, duration}
			: {
				program,
				state: {...state, unit: state.unit | unitStatus.deviceEnd | (state.deviceEndStatus ?? 0)},
				duration: isUntimed ? 0 : duration + state.deviceEnd,
			};
	}

	/**
	 * Ends the program now; its interruption follows, on a selector channel as a condition of the device, with nothing
	 * of the program in it.
	 */
	halt(isSelector = false): void {
		if (this.#isWaiting) {
			this.#isHalting = true;
			this.device.halt();
			this.#isHalting = false;
		}

		if (!this.#isWorking) {
			return;
		}

		this.#alarm.cancel();
		const unit = unitStatus.channelEnd | unitStatus.deviceEnd;
		if (isSelector) {
			this.#drop();
			this.#present(unit);
		} else {
			this.#finish(this.#program.halted(unit, this.#elapsed()));
		}
	}

	/**
	 * The program and its interruption vanish (CLEAR I/O); the device stays as it is, what it has to say unasked
	 * included.
	 */
	clear(): void {
		const isWaiting = this.#isWaiting;
		this.#alarm.cancel();
		this.#drop();
		if (isWaiting) {
			this.device.halt();
		}
	}

	/** Where the program stands, for CLEAR I/O. */
	get csw(): Csw | undefined {
		return this.#isWorking ? this.#program.halted(0, this.#elapsed()) : undefined;
	}

	/** Microseconds since the program was last `moving`. */
	#elapsed(): number {
		return this.#host.timeline.now - this.#since;
	}

	/** The device became ready: device end that no program asked for. */
	ready(): void {
		this.#present(unitStatus.deviceEnd);
	}

	/** Program and conditions vanish; the device is reset. */
	reset(): void {
		this.#alarm.cancel();
		this.#drop();
		this.#owesDeviceEnd = false;
		this.#conditions.unsolicited = 0;
		this.device.reset();
	}

	#drop(): void {
		if (this.#isWorking) {
			this.#isWorking = false;
			this.#program.discard();
			this.device.yields?.();
		}

		this.#owed = undefined;
		this.#isWaiting = false;
		this.#conditions.drop();
	}

	#present(status: number): void {
		if ((status & unitStatus.deviceEnd) !== 0) {
			this.#owesDeviceEnd = false;
		}

		this.#conditions.unsolicited |= status;
		this.#host.onPending();
	}

	/** Sets out to present the device end that `end` lacks. */
	#owe(end: ProgramEnd): void {
		if (end.deviceEnd === undefined) {
			return;
		}

		this.#owesDeviceEnd = true;
		if (typeof end.deviceEnd === 'number') {
			const {timeline} = this.#host;
			this.#alarm.set(timeline.isUntimed ? 0 : end.deviceEnd, () => {
				this.#present(unitStatus.deviceEnd | (end.deviceEndStatus ?? 0));
			});
		}
	}

	#deviceEnds(end: CommandEnd): void {
		if (!this.#isWorking) {
			if (this.#owesDeviceEnd) {
				this.#present(end.status);
			}

			return;
		}

		if (this.#owed) {
			// The end of an unchained command is on its way: device end joins it.
			this.#owed = {...this.#owed, unit: this.#owed.unit | end.status, deviceEnd: undefined};
			return;
		}

		const state = this.#program.resume(end, this.#isHalting ? nothing : burst);
		if (state !== undefined) {
			this.#isWaiting = false;
			this.#goOn(state);
		}
	}

	/**
	 * Acts on where a program stands: waits for the device, or puts what follows on the timeline. `isDue`: an event of
	 * the timeline has brought it so far; an end is then presented at once.
	 */
	#goOn(state: ProgramState, isDue = false): void {
		if (typeof state === 'string') {
			this.#goOnLater(state);
			return;
		}

		const duration = this.#takeDuration();
		if (isDue && duration === 0) {
			this.#finish(state);
		} else {
			this.#owed = state.deviceEnd === 'later' ? state : undefined;
			this.#alarm.set(duration, () => {
				this.#finish(this.#owed ?? state);
			});
		}
	}

	/** The same of a program that has not ended. */
	#goOnLater(state: Exclude<ProgramState, ProgramEnd>): void {
		if (state === 'waiting') {
			this.#isWaiting = true;
			return;
		}

		const duration = this.#takeDuration();
		if (state === 'moving') {
			this.#alarm.set(duration, this.#proceed);
			return;
		}

		const rest = duration + Math.max(0, burstTime - this.#burstTime);
		this.#burstTime = 0;
		this.device.yields?.();
		this.#alarm.set(rest, () => {
			this.#goOn(this.#program.run(burst), true);
		});
	}

	/** What the program has begun takes so long from now on. */
	#takeDuration(): number {
		const duration = this.#program.takeDuration();
		this.#since = this.#host.timeline.now;
		this.#burstTime += duration + this.#program.takeElapsed();
		return duration;
	}

	/** The time of what was `moving` is over. */
	readonly #proceed = (): void => {
		this.#goOn(this.#program.proceed(burst), true);
	};

	#finish(end: ProgramEnd): void {
		const channel = end.channel | this.#conditions.controlledStatus;
		this.#drop();
		this.#conditions.pending = channel === end.channel ? end : {...end, channel};
		this.#owe(end);
		this.#host.onPending();
	}
}
