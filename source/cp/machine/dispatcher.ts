/**
 * Turns: who has been chosen (`scheduler.ts`) runs until its turn is over, it must wait, or something happens. All of
 * it is in processor time, one microsecond an instruction: host time decides only when `pump` goes back to its caller
 * (DMKDSP; SY20-0886, "Dispatching and Scheduling").
 */
import {pageSize} from '../../base/architecture.js';
import type {EventTimeline} from './timeline.js';
import {handleExit, prefixGone, type InterceptHost} from './intercepts.js';
import {scheduling} from './place.js';
import {Scheduler, type SchedulerHost, type Turn} from './scheduler.js';
import type {VirtualMachine} from './virtual-machine.js';
import type {Wall} from './wall.js';

/** What the dispatcher asks of the system: with what `handleExit` does for a machine that left the processor. */
export type DispatcherHost = InterceptHost & SchedulerHost & {
	readonly timeline: EventTimeline;
	readonly microsecondsPerInstruction: number;
	readonly wall: Pick<Wall, 'guard'>;
	/** Accounts for the instructions a machine executed. */
	settle(vm: VirtualMachine): void;
	/** There is something to do. */
	wakeOwner(): void;
};

export class Dispatcher {
	readonly scheduler: Scheduler;
	readonly #hostNow: () => number;
	/** Processor time so far, microseconds: the scheduler's own clock. */
	#time = 0;
	/** The last machine that ran; another one costs a dispatch. */
	#last: VirtualMachine | undefined;
	#pumping = false;

	constructor(private readonly host: DispatcherHost, hostNow: () => number = () => performance.now()) {
		this.#hostNow = hostNow;
		this.scheduler = new Scheduler(host);
	}

	/** Processor time used so far, CP's own included, microseconds. */
	get time(): number {
		return this.#time;
	}

	/** A machine may have become able or unable to run. */
	changed(vm: VirtualMachine): void {
		if (this.scheduler.changed(vm)) {
			this.host.wakeOwner();
		}
	}

	/** A machine is gone. */
	forget(vm: VirtualMachine): void {
		this.scheduler.forget(vm);
		if (this.#last === vm) {
			this.#last = undefined;
		}
	}

	/** Uses up processor time; for a machine, of its turn: its instructions, and what CP does for it. */
	spend(vm: VirtualMachine | undefined, microseconds: number): void {
		this.#time += microseconds;
		if (vm) {
			this.scheduler.spend(vm, microseconds);
		}
	}

	/**
	 * Runs the system for about `hostMilliseconds` of host time. `busy`: there is more to do now. `idle`: nothing will
	 * happen until input arrives. `wakeAt`: nothing until then (`Clock` microseconds); with a virtual clock that time
	 * is jumped over here, so it never comes back. `isEnough` ends it after any turn, `busy`.
	 */
	pump(hostMilliseconds: number, isEnough: () => boolean): 'busy' | 'idle' | {readonly wakeAt: number} {
		if (this.#pumping) {
			throw new Error('pump called from inside a turn');
		}

		this.#pumping = true;
		try {
			return this.#turns(this.#hostNow() + hostMilliseconds, isEnough);
		} finally {
			this.#pumping = false;
		}
	}

	#turns(until: number, isEnough: () => boolean): 'busy' | 'idle' | {readonly wakeAt: number} {
		const {timeline, clock, wall} = this.host;
		for (;;) {
			timeline.runDue();
			const turn = this.scheduler.choose();
			if (turn) {
				wall.guard(turn.vm, 'turn', () => {
					this.#run(turn);
				});
			} else {
				const {next} = timeline;
				if (next === undefined) {
					return 'idle';
				}

				if (clock.isVirtual) {
					clock.advance(Math.max(0, next - clock.now()));
				} else if (next > clock.now()) {
					return {wakeAt: next};
				}
			}

			if (isEnough() || this.#hostNow() >= until) {
				return 'busy';
			}
		}
	}

	/** Instructions until the next event, which a turn does not run over in simulated time. */
	get #untilEvent(): number {
		const {clock, timeline, microsecondsPerInstruction} = this.host;
		return clock.isVirtual && timeline.next !== undefined
			? (timeline.next - clock.now()) / microsecondsPerInstruction
			: Number.POSITIVE_INFINITY;
	}

	#run(turn: Turn): void {
		const {vm, place} = turn;
		const {host} = this;
		if (this.#last !== vm) {
			this.#last = vm;
			host.charge(vm, 'dispatch');
		}

		const {processor, cpu} = vm;
		if (vm.timeAccounting.isActive) {
			vm.timeAccounting.dispatched(vm.storage, vm.account.processorTime.totalCpu, processor.timers.tod());
		}

		processor.timers.interval = vm.settings.timer !== 'OFF';
		const rate = host.microsecondsPerInstruction;
		const chunk = this.scheduler.isOnlyOne ? scheduling.longChunk : scheduling.chunk;
		const most = Math.min(chunk, place.slice / rate, this.#untilEvent, vm.timeLimit.left / rate);
		let end = cpu.instructions + Math.max(1, Math.ceil(most));
		while (vm.runnable && cpu.instructions < end && place.slice > 0) {
			if (!vm.storage.contains(cpu.prefix, pageSize)) {
				prefixGone(vm);
				break;
			}

			const exit = vm.debugging.isActive
				? vm.debugging.run(end - cpu.instructions, () => {
					host.settle(vm);
				})
				: processor.run(end - cpu.instructions);
			host.settle(vm);
			// Each is CP's before it is the machine's.
			for (let count = processor.programInterruptions; count > 0; count--) {
				host.charge(vm, 'intercept');
			}

			handleExit(host, vm, exit, end);
			if (exit.reason === 'budget') {
				break;
			}

			if (exit.reason === 'io') {
				// What it started may be due before the turn was to end.
				end = Math.min(end, cpu.instructions + Math.max(1, Math.ceil(this.#untilEvent)));
			}
		}

		if (!vm.session.loggedOff) {
			this.scheduler.ended(turn);
		}
	}
}
