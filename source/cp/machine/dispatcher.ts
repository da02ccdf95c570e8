/**
 * Who runs next, and for how long (DMKDSP, DMKSCH; SY20-0886, "Dispatching and Scheduling"). Machines are in queue 1
 * (they just talked to their terminal) or queue 2 (they compute); each has a deadline, a little after now in queue 1
 * and later in queue 2, and the earliest deadline runs. All of it is in processor time, one microsecond an instruction:
 * host time decides only when `pump` goes back to its caller. A user's priority stretches or shortens the way to the
 * deadline. All who work for one user (`share.ts`) have one place between them, so that his share is the same however
 * many they are. Not here: queue 3, eligible list, favoured share, working-set admission.
 */
import type {EventTimeline} from './timeline.js';
import {handleExit, type InterceptHost} from './intercepts.js';
import {payerOf} from './share.js';
import type {VirtualMachine} from './virtual-machine.js';
import type {Wall} from './wall.js';

export const scheduling = {
	/** One turn, microseconds of processor time. */
	slice: 50_000,
	/** Processor time a machine may stay in a queue before it is judged anew. */
	stay: [400_000, 2_000_000],
	/** Deadline of a turn after its begin, by queue, for a user of standard priority. */
	delay: [60_000, 400_000],
	/** Most instructions between two looks at the list of events; also what a keystroke may have to wait for. */
	chunk: 10_000,
	standardPriority: 64,
} as const;

/** A machine's place with the scheduler. */
type Place = {
	queue: 0 | 1;
	deadline: number;
	/** Microseconds left of this turn, and of this stay in the queue. */
	slice: number;
	stay: number;
};

/** What the dispatcher asks of the system: with what `handleExit` does for a machine that left the processor. */
export type DispatcherHost = InterceptHost & {
	readonly timeline: EventTimeline;
	readonly microsecondsPerInstruction: number;
	readonly wall: Pick<Wall, 'guard'>;
	/** Accounts for the instructions a machine executed. */
	settle(vm: VirtualMachine): void;
	/** There is something to do. */
	wakeOwner(): void;
};

export class Dispatcher {
	readonly #places = new Map<VirtualMachine, Place>();
	readonly #ready = new Set<VirtualMachine>();
	readonly #hostNow: () => number;
	/** Processor time so far, microseconds: the scheduler's own clock. */
	#time = 0;
	/** The last machine that ran; another one costs a dispatch. */
	#last: VirtualMachine | undefined;
	#pumping = false;

	constructor(private readonly host: DispatcherHost, hostNow: () => number = () => performance.now()) {
		this.#hostNow = hostNow;
	}

	/** Processor time used so far, CP's own included, microseconds. */
	get time(): number {
		return this.#time;
	}

	/** A machine may have become able or unable to run. */
	changed(vm: VirtualMachine): void {
		if (!vm.runnable) {
			this.#ready.delete(vm);
		} else if (!this.#ready.has(vm)) {
			this.#ready.add(vm);
			this.#enqueue(vm);
			this.host.wakeOwner();
		}
	}

	/** The machine had a line from its terminal: it is interactive, its next turns come soon. */
	interaction(vm: VirtualMachine): void {
		const payer = payerOf(vm);
		this.#places.set(payer, this.#place(payer, 0));
	}

	/** A machine is gone. */
	forget(vm: VirtualMachine): void {
		this.#ready.delete(vm);
		this.#places.delete(vm);
		if (this.#last === vm) {
			this.#last = undefined;
		}
	}

	/** Queue of a machine that can run (INDICATE): 1 or 2; 0 = idle. */
	queueOf(vm: VirtualMachine): number {
		return this.#ready.has(vm) ? this.#placeOf(vm).queue + 1 : 0;
	}

	/**
	 * Uses up processor time, of a machine's turn where it is for one: its instructions, and what CP does for it.
	 */
	spend(vm: VirtualMachine | undefined, microseconds: number): void {
		this.#time += microseconds;
		const place = vm && this.#places.get(payerOf(vm));
		if (place) {
			place.slice -= microseconds;
			place.stay -= microseconds;
		}
	}

	/**
	 * Runs the system for about `hostMilliseconds` of host time. `busy`: there is more to do now. `idle`: nothing will
	 * happen until input arrives. `wakeAt`: nothing until then (`Clock` microseconds); with a virtual clock that time
	 * is jumped over here, so it never comes back.
	 */
	pump(hostMilliseconds: number): 'busy' | 'idle' | {readonly wakeAt: number} {
		if (this.#pumping) {
			throw new Error('pump called from inside a turn');
		}

		this.#pumping = true;
		try {
			return this.#turns(this.#hostNow() + hostMilliseconds);
		} finally {
			this.#pumping = false;
		}
	}

	#turns(until: number): 'busy' | 'idle' | {readonly wakeAt: number} {
		const {timeline, clock, wall} = this.host;
		for (;;) {
			timeline.runDue();
			const vm = this.#choose();
			if (vm) {
				wall.guard(vm, 'turn', () => {
					this.#run(vm);
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

			if (this.#hostNow() >= until) {
				return 'busy';
			}
		}
	}

	/** The runnable machine with the earliest deadline; the first to become ready among equals. */
	#choose(): VirtualMachine | undefined {
		let best: VirtualMachine | undefined;
		let earliest = Number.POSITIVE_INFINITY;
		for (const vm of this.#ready) {
			const {deadline} = this.#placeOf(vm);
			if (deadline < earliest) {
				best = vm;
				earliest = deadline;
			}
		}

		return best;
	}

	#run(vm: VirtualMachine): void {
		const {host} = this;
		if (this.#last !== vm) {
			this.#last = vm;
			host.charge(vm, 'dispatch');
		}

		const {processor, cpu} = vm;
		processor.timers.interval = vm.settings.timer !== 'OFF';
		const rate = host.microsecondsPerInstruction;
		const place = this.#placeOf(vm);
		const untilEvent =
			host.clock.isVirtual && host.timeline.next !== undefined
				? (host.timeline.next - host.clock.now()) / rate
				: scheduling.chunk;
		const budget = Math.max(1, Math.ceil(Math.min(scheduling.chunk, place.slice / rate, untilEvent, vm.timeLimit.left / rate)));
		const end = cpu.instructions + budget;
		while (vm.runnable && cpu.instructions < end && place.slice > 0) {
			const exit = processor.run(end - cpu.instructions);
			host.settle(vm);
			// Each is CP's before it is the machine's.
			for (let count = processor.programInterruptions; count > 0; count--) {
				host.charge(vm, 'intercept');
			}

			handleExit(host, vm, exit, end);
			if (exit.reason === 'budget') {
				break;
			}
		}

		if (!vm.session.loggedOff && place.slice <= 0 && this.#placeOf(vm) === place) {
			this.#renew(vm, place);
		}
	}

	/** A turn has ended: a new deadline, and queue 2 for who stayed too long in queue 1. */
	#renew(vm: VirtualMachine, place: Place): void {
		const queue = place.stay > 0 ? place.queue : 1;
		const payer = payerOf(vm);
		const next = this.#place(payer, queue);
		if (place.stay > 0) {
			next.stay = place.stay;
		}

		this.#places.set(payer, next);
		// Behind its equals.
		if (this.#ready.delete(vm)) {
			this.#ready.add(vm);
		}
	}

	/** A machine can run again: with what is left of its turn, but not ahead of those who waited meanwhile. */
	#enqueue(vm: VirtualMachine): void {
		const payer = payerOf(vm);
		const place = this.#places.get(payer);
		if (place) {
			place.deadline = Math.max(place.deadline, this.#time + (scheduling.delay[place.queue] / 4));
			if (place.slice <= 0) {
				this.#renew(vm, place);
			}
		} else {
			this.#places.set(payer, this.#place(payer, 0));
		}
	}

	/** The place a machine runs in: its own, or that of whom it works for. */
	#placeOf(vm: VirtualMachine): Place {
		const payer = payerOf(vm);
		let place = this.#places.get(payer);
		if (!place) {
			place = this.#place(payer, 0);
			this.#places.set(payer, place);
		}

		return place;
	}

	#place({settings: {priority}}: VirtualMachine, queue: 0 | 1): Place {
		// Half the way for priority 0, the whole for 64, a quarter more for 99.
		const delay =
			(scheduling.delay[queue] * (priority + scheduling.standardPriority)) / (2 * scheduling.standardPriority);
		return {
			queue, deadline: this.#time + delay, slice: scheduling.slice, stay: scheduling.stay[queue],
		};
	}
}
