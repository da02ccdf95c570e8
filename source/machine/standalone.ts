/**
 * A machine without CP: the processor, channels and simulated time, and the outer loop that a real system's hardware
 * is. Waiting means moving the clock to the next event. DIAGNOSE does nothing: it has no meaning that programs may rely
 * on.
 */
import {addressMask} from '../base/architecture.js';
import {assigned} from '../base/assigned-storage.js';
import {VirtualClock} from '../base/clock.js';
import {hex} from '../base/hex.js';
import {Channels} from './channel/channel.js';
import {externalCode} from './cpu/cpu.js';
import type {Alarm, Timeline} from './channel/device.js';
import type {Exit, IoOperation} from './cpu/exit.js';
import {raiseExternal} from './cpu/interruption.js';
import {
	finishIpl, Machine, prepareIpl, type MachineOptions,
} from './machine.js';
import {restart, storeStatus} from './cpu/manual-operations.js';

/** Events in a row that end no wait, after which the host has its turn. */
const mostEvents = 4096;

/** Bytes of the interval timer. */
const timerLength = 4;

/** How a stand-alone machine came to rest. `stopped`: by its operator, or by SIGNAL PROCESSOR. */
export type Rest = 'disabled wait' | 'enabled wait' | 'limit' | 'program interruption loop' | 'stopped';

/** What an action comes by: in the list while it is to come. */
class Event implements Alarm {
	at = 0;
	action: (() => void) | undefined;
	readonly #list: EventList;

	constructor(list: EventList) {
		this.#list = list;
	}

	set(microseconds: number, action: () => void): void {
		this.cancel();
		this.at = this.#list.now + microseconds;
		this.action = action;
		this.#list.add(this);
	}

	cancel(): void {
		if (this.action) {
			this.action = undefined;
			this.#list.remove(this);
		}
	}
}

/** What a machine in the wait state lets happen. */
type MachineWait = {
	/** It waits, no timer will end that, and none has its place from `from` to `to`. */
	isApart(from: number, to: number): boolean;
	/** It waits so long. */
	pass(microseconds: number): void;
};

/** Future events of one clock, in order of time. */
class EventList implements Timeline {
	readonly isUntimed = false;
	readonly #events: Event[] = [];

	/** `wait`: of the machine whose time this is. */
	constructor(private readonly clock: VirtualClock, private readonly wait: MachineWait) {}

	get now(): number {
		return this.clock.now();
	}

	isAlone(from: number, to: number): boolean {
		return this.#events.length === 0 && this.wait.isApart(from, to);
	}

	elapse(microseconds: number): void {
		this.wait.pass(microseconds);
	}

	after(microseconds: number, action: () => void): () => void {
		const event = new Event(this);
		event.set(microseconds, action);
		return () => {
			event.cancel();
		};
	}

	alarm(): Alarm {
		return new Event(this);
	}

	/** For events alone, as `remove`. */
	add(event: Event): void {
		let index = this.#events.length;
		while (index > 0 && this.#events[index - 1].at > event.at) {
			index--;
		}

		if (index === this.#events.length) {
			this.#events.push(event);
		} else {
			this.#events.splice(index, 0, event);
		}
	}

	remove(event: Event): void {
		const found = this.#events.indexOf(event);
		if (found !== -1) {
			this.#events.splice(found, 1);
		}
	}

	/** Microseconds to the next event; 0 where it is due, `undefined` where there is none. */
	get untilNext(): number | undefined {
		return this.#events.length === 0 ? undefined : Math.max(0, this.#events[0].at - this.now);
	}

	/** Runs what is due. */
	runDue(): void {
		while (this.#events.length > 0 && this.#events[0].at <= this.now) {
			const event = this.#events.shift()!;
			const {action} = event;
			event.action = undefined;
			action?.();
		}
	}
}

export class Standalone {
	readonly machine: Machine;
	readonly channels: Channels;
	readonly clock = new VirtualClock();
	readonly events = new EventList(this.clock, {
		isApart: (from, to) => this.#isWaiting && this.#isApart(from, to),
		pass: microseconds => {
			this.#pass(microseconds);
		},
	});

	/** `cpu.instructions` up to which the clock has been moved, and where the run of now ends. */
	#clockedTo = 0;
	#end = 0;
	/** The last wait had so many events, and no end. */
	#isLong = false;
	/** The machine waits, nothing has come to interrupt it, and no timer will. */
	#isWaiting = false;
	/** Told that the machine waits and nothing is under way: its operator may do something. */
	onIdle: () => void = () => undefined;

	/**
	 * `storage` in bytes. `isClockSet` false: the TOD clock lost its time, as after power on without a battery.
	 * `translation` as the processor has it.
	 */
	constructor(storage: number, isClockSet = true, translation?: MachineOptions['translation']) {
		this.machine = new Machine({storage, timers: {clock: this.clock}, translation});
		const {cpu, processor} = this.machine;
		this.channels = new Channels(this.machine.storage, this.events, () => {
			cpu.attention = true;
			this.#isWaiting = false;
		}, () => cpu.prefix);
		processor.io = this.channels;
		processor.execution.operate = (operation, device) => this.#perform(operation, device);
		processor.idle = () => {
			this.#idle();
		};

		if (!isClockSet) {
			processor.timers.loseTime();
		}

		cpu.resetChannels = () => {
			this.channels.reset();
		};
	}

	/** The stop key: the machine does nothing until `start`. */
	stop(): void {
		this.machine.cpu.stopped = true;
	}

	/** The start key. */
	start(): void {
		this.machine.cpu.stopped = false;
	}

	/** The restart key: PSWs are exchanged at 0 and 8, and the machine runs. */
	restart(): void {
		restart(this.machine.processor.execution);
		this.start();
	}

	/** The store-status key; the machine should be stopped. */
	storeStatus(): void {
		storeStatus(this.machine.processor.execution);
	}

	/** The interrupt key. */
	interrupt(): void {
		const {cpu} = this.machine;
		if (!cpu.external.some(pending => pending.code === externalCode.interruptKey)) {
			raiseExternal(cpu, externalCode.interruptKey);
		}
	}

	/**
	 * Initial program loading from a device (the load key): reset of CPU and channels, storage as it is, then the
	 * channel program that begins with reading 24 bytes to 0. Answers what went wrong, or `undefined`; the PSW is
	 * loaded then.
	 */
	ipl(device: number): string | undefined {
		const {cpu} = this.machine;
		cpu.reset();
		this.channels.reset();
		this.start();
		prepareIpl(cpu);
		const end = this.channels.runSynchronously(device, 0, 0);
		this.clock.advance(end.duration);
		if (end.cc === 3) {
			return 'device not operational';
		}

		if (end.cc !== 0) {
			return `unit status X'${hex(end.unitStatus, 2)}', channel status X'${hex(end.channelStatus, 2)}'`;
		}

		return finishIpl(cpu, device) ? undefined : 'the PSW at location 0 is invalid';
	}

	/**
	 * Runs at most `limit` instructions, or until the machine rests. `undefined`: neither; a stop address was reached,
	 * or the machine waits for a channel program that may have no end, and the host has its turn.
	 */
	run(limit: number): Rest | undefined {
		const {machine, events} = this;
		const {cpu} = machine;
		if (cpu.stopped) {
			return 'stopped';
		}

		const end = cpu.instructions + limit;
		this.#end = end;
		this.#clockedTo = cpu.instructions;
		for (;;) {
			const exit = machine.run(Math.max(this.#nextEnd(cpu.instructions) - cpu.instructions, 0));
			this.#moveClock(cpu.instructions);
			events.runDue();
			if (exit.reason === 'budget') {
				if (cpu.instructions >= end) {
					return 'limit';
				}
			} else if (exit.reason === 'stop') {
				return cpu.stopped ? 'stopped' : undefined;
			} else {
				const rest = this.#act(exit);
				if (rest) {
					return rest;
				}

				if (this.#isLong) {
					this.#isLong = false;
					return undefined;
				}
			}
		}
	}

	/** Where the processor has to come back, which has executed `instructions`: the end of the run, or an event. */
	#nextEnd(instructions: number): number {
		const {untilNext} = this.events;
		return untilNext === undefined ? this.#end : Math.min(this.#end, instructions + untilNext);
	}

	/** Moves the clock for the instructions up to `instructions`. */
	#moveClock(instructions: number): void {
		this.clock.advance(instructions - this.#clockedTo);
		this.#clockedTo = instructions;
		this.machine.processor.timers.clockMoved(instructions);
	}

	/** An I/O instruction, in the midst of a run of the processor's. */
	#perform(operation: IoOperation, device: number): number {
		const {events, machine: {cpu, processor}} = this;
		const behind = cpu.instructions + 1;
		this.#moveClock(behind);
		// What is due then has happened before the instruction acts.
		events.runDue();
		const code = this.#operate(operation, device);
		// What takes no time has happened before the next instruction.
		events.runDue();
		// A condition code 1 comes with a CSW.
		processor.execution.changed ||= code === 1 || operation === 'STIDC' || cpu.attention;
		processor.endAt(this.#nextEnd(behind));
		return code;
	}

	/** The machine waits in the midst of a run of the processor's, unless that is to end for its operator. */
	#idle(): void {
		const {events, machine: {cpu: {instructions}, processor}} = this;
		this.#moveClock(instructions);
		events.runDue();
		if (events.untilNext !== undefined) {
			this.#wait();
		}

		processor.endAt(this.#nextEnd(instructions));
	}

	#act(exit: Exit): Rest | undefined {
		switch (exit.reason) {
			case 'loop': {
				return 'program interruption loop';
			}

			case 'wait': {
				return exit.enabled ? this.#wait() : 'disabled wait';
			}

			case 'page': {
				this.machine.storage.frameOf(exit.page);
				return undefined;
			}

			case 'io':
			case 'diagnose':
			case 'budget':
			case 'stop': {
				return undefined;
			}
		}
	}

	/** Moves time on from event to event, until there is something that may end the wait. */
	#wait(): Rest | undefined {
		const {events, machine: {cpu, processor: {timers}}} = this;
		if (events.untilNext === undefined) {
			this.onIdle();
		}

		let count = 0;
		do {
			const event = events.untilNext;
			const timer = timers.untilInterruption();
			if (event === undefined && timer === undefined) {
				return 'enabled wait';
			}

			const microseconds = Math.min(event ?? Number.POSITIVE_INFINITY, timer ?? Number.POSITIVE_INFINITY);
			this.#pass(microseconds);
			this.#isWaiting = timer === undefined;
			events.runDue();
			this.#isWaiting = false;
			if (microseconds === timer) {
				break;
			}
		} while (!cpu.attention && events.untilNext !== undefined && ++count < mostEvents);

		this.#isLong = count >= mostEvents;
		return undefined;
	}

	/** Whether the interval timer, which moves while the machine waits, is elsewhere. */
	#isApart(from: number, to: number): boolean {
		const timer = this.machine.cpu.prefix + assigned.timer;
		return (from >= timer + timerLength || to <= timer) && to <= addressMask;
	}

	/** The machine waits so long: its timers move too, of which a channel may see the one in storage. */
	#pass(microseconds: number): void {
		this.clock.advance(microseconds);
		this.machine.processor.timers.wait(microseconds);
	}

	#operate(operation: IoOperation, device: number): number {
		const {channels} = this;
		// Control register 0, bit 0: block-multiplexing control.
		const blockMultiplexing = this.machine.cpu.cr[0] < 0;
		switch (operation) {
			case 'SIO': return channels.startIo(device);
			case 'SIOF': return channels.startIoFast(device, blockMultiplexing);
			case 'TIO': return channels.testIo(device);
			case 'CLRIO': return channels.clearIo(device, blockMultiplexing);
			case 'HIO': return channels.haltIo(device);
			case 'HDV': return channels.haltDevice(device);
			case 'TCH': return channels.testChannel(device);
			case 'STIDC': return channels.storeChannelId(device);
		}
	}
}
