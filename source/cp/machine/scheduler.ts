/**
 * Whose turn is next (DMKSCH; SY20-0886, "Dispatching and Scheduling"; the deadlines are those of VM/370's later
 * scheduler, SC19-6203). Of the machines in queue (`admission.ts`) the one with the earliest deadline runs; a favoured
 * user who has not had his percentage runs before all. Everything is in processor time: host time decides nothing.
 *
 * A server that others lent their shares (`resource-transfer.ts`) runs with the sum of them: its turns are taken from
 * whichever lender is most behind, in queue and priority of the request it works on. Who is charged for them is another
 * matter (`ledger.ts`).
 */
import type {Loan} from '../communication/assignment.js';
import {Admission} from './admission.js';
import {Place, scheduling} from './place.js';
import {isSpent, payerOf} from './share.js';
import type {VirtualMachine} from './virtual-machine.js';

/** What the scheduler asks of the system. */
export type SchedulerHost = {
	readonly pager: {workingSet(vm: VirtualMachine): number; readonly pageable: number};
	readonly resourceTransfer: {loansTo(borrower: VirtualMachine): ReadonlySet<Loan<VirtualMachine>> | undefined};
};

/** A machine in queue or waiting for that, as INDICATE QUEUES shows it. */
export type Queued = {
	readonly vm: VirtualMachine;
	/** 1–3. */
	readonly queue: number;
	readonly isEligible: boolean;
	/** Projected working set, pages. */
	readonly workingSet: number;
};

/** A machine, and the place whose share its turn takes. */
export type Turn = {readonly vm: VirtualMachine; readonly place: Place};

export class Scheduler {
	readonly #places = new Map<VirtualMachine, Place>();
	/** Can run and are in queue, in the order they came. */
	readonly #ready = new Set<VirtualMachine>();
	/** Places with a guaranteed percentage. */
	readonly #favored = new Map<VirtualMachine, Place>();
	readonly #admission: Admission;
	readonly #host: SchedulerHost;
	/** The least that anybody in queue has had: who comes new stands there. */
	#pass = 0;
	#turn: Turn | undefined;

	constructor(host: SchedulerHost) {
		this.#host = host;
		this.#admission = new Admission({
			get frames() {
				return host.pager.pageable;
			},
			workingSet: (vm, faults) => Math.min(vm.storage.mapped, host.pager.workingSet(vm) + faults),
			rank: vm => this.#rank(vm),
			isFavored: vm => payerOf(vm).settings.favored !== undefined,
		});
	}

	/** A machine may have become able or unable to run. True: it is able now, and was not before. */
	changed(vm: VirtualMachine): boolean {
		if (!vm.runnable) {
			this.#ready.delete(vm);
			this.#admission.waits(vm);
			const surplus = vm.holds.has('page') ? this.#admission.surplus() : undefined;
			if (surplus) {
				this.#leave(surplus);
			}

			return false;
		}

		if (this.#ready.has(vm) || this.#admission.isEligible(vm)) {
			return false;
		}

		this.#enter(vm);
		return true;
	}

	/** The machine had a line from its terminal: it is interactive, its next turns come soon. */
	interaction(vm: VirtualMachine): void {
		this.#placeOf(payerOf(vm)).interact();
	}

	/** SET FAVORED: a percentage, 0 for none, or `undefined` to end it. */
	favor(vm: VirtualMachine, percentage: number | undefined): void {
		vm.settings.favored = percentage;
		const place = this.#placeOf(vm);
		place.credit = 0;
		if (percentage) {
			this.#favored.set(vm, place);
		} else if (this.#favored.delete(vm)) {
			// What he had by his percentage was not his share of what is shared.
			place.pass = Math.min(place.pass, this.#pass);
			place.renew();
		}
	}

	/** A machine is gone. */
	forget(vm: VirtualMachine): void {
		this.#ready.delete(vm);
		this.#places.delete(vm);
		this.#favored.delete(vm);
		this.#admission.drop(vm);
	}

	/** Queue of a machine that can run: 1 to 3; 0 = idle. */
	queueOf(vm: VirtualMachine): number {
		return this.#ready.has(vm) || this.#admission.isEligible(vm) ? this.#placeOf(payerOf(vm)).queue + 1 : 0;
	}

	/** Projected working set of a machine, pages. */
	workingSet(vm: VirtualMachine): number {
		return this.#admission.workingSet(vm);
	}

	/** Everybody who can run or waits in queue, in the order of deadlines; then the eligible list. */
	queued(machines: Iterable<VirtualMachine>): Queued[] {
		const row = (vm: VirtualMachine, isEligible: boolean): Queued => ({
			vm, queue: this.#placeOf(payerOf(vm)).queue + 1, isEligible, workingSet: this.#admission.workingSet(vm),
		});
		return [
			...[...machines]
				.filter(vm => this.#ready.has(vm) || vm.holds.has('page') || vm.holds.has('io'))
				.toSorted((one, other) => this.#rank(one) - this.#rank(other))
				.map(vm => row(vm, false)),
			...this.#admission.eligible.map(vm => row(vm, true)),
		];
	}

	/** Whose turn it is; `undefined`: nobody can run. */
	choose(): Turn | undefined {
		for (const vm of this.#admission.admit(this.#ready.size === 0)) {
			this.#stand(vm);
		}

		let best: VirtualMachine | undefined;
		let earliest = Number.POSITIVE_INFINITY;
		let least = Number.POSITIVE_INFINITY;
		for (const vm of this.#ready) {
			const rank = this.#favored.size > 0 && this.#isOwed(vm) ? Number.NEGATIVE_INFINITY : this.#rank(vm);
			least = Math.min(least, this.#donor(vm).start);
			if (rank < earliest) {
				best = vm;
				earliest = rank;
			}
		}

		if (!best) {
			this.#turn = undefined;
			return undefined;
		}

		this.#pass = Math.max(this.#pass, least);
		const place = this.#donor(best);
		if (this.#turn?.vm !== best || this.#turn.place !== place) {
			this.#turn = {vm: best, place};
		}

		return this.#turn;
	}

	/** Whether one machine can run, and no other waits to be let in. */
	get isOnlyOne(): boolean {
		return this.#ready.size === 1 && this.#admission.eligible.length === 0;
	}

	/** Processor time used for a machine: out of the share its turn takes, and of its user's stay in the queue. */
	spend(vm: VirtualMachine, microseconds: number): void {
		(this.#turn?.vm === vm ? this.#turn.place : this.#donor(vm)).spend(microseconds);
		const place = this.#placeOf(payerOf(vm));
		place.stay -= microseconds;
		for (const [user, favored] of this.#favored) {
			const due = microseconds * (user.settings.favored! / 100);
			const used = favored === place ? microseconds : 0;
			favored.credit = Math.max(-scheduling.credit, Math.min(scheduling.credit, favored.credit + due - used));
		}
	}

	/** A turn has ended: the next one comes later, perhaps in another queue, perhaps not at once. */
	ended({vm, place}: Turn): void {
		if (place.slice <= 0) {
			place.renew();
			// Behind its equals.
			if (this.#ready.delete(vm)) {
				this.#ready.add(vm);
			}
		}

		const user = this.#placeOf(payerOf(vm));
		if (user.stay <= 0) {
			user.judge();
			this.#leave(vm);
		}
	}

	/** It leaves the queue, and comes back where there is room. */
	#leave(vm: VirtualMachine): void {
		this.#ready.delete(vm);
		this.#admission.drop(vm);
		if (vm.runnable) {
			this.#enter(vm);
		}
	}

	#enter(vm: VirtualMachine): void {
		if (this.#admission.enter(vm)) {
			this.#stand(vm);
		}
	}

	/** It is in queue, among those who wait. */
	#stand(vm: VirtualMachine): void {
		this.#ready.add(vm);
		for (const place of this.#donors(vm)) {
			place.awake(this.#pass);
		}
	}

	/** Its deadline: begun when the share its turn takes was due, in the queue of whom it works for. */
	#rank(vm: VirtualMachine): number {
		return this.#donor(vm).start + this.#placeOf(payerOf(vm)).delay;
	}

	/** Its user is guaranteed more than he has had. */
	#isOwed(vm: VirtualMachine): boolean {
		return (this.#favored.get(payerOf(vm))?.credit ?? 0) > 0;
	}

	/** The place whose share its next turn takes: who is most behind of those who lent to it; else its user's. */
	#donor(vm: VirtualMachine): Place {
		const loans = this.#host.resourceTransfer.loansTo(vm);
		let least: Place | undefined;
		for (const loan of loans ?? []) {
			if (!isSpent(loan)) {
				const place = this.#placeOf(payerOf(loan.lender));
				least = least && least.start <= place.start ? least : place;
			}
		}

		return least ?? this.#placeOf(payerOf(vm));
	}

	* #donors(vm: VirtualMachine): Generator<Place> {
		yield this.#placeOf(payerOf(vm));
		for (const loan of this.#host.resourceTransfer.loansTo(vm) ?? []) {
			yield this.#placeOf(payerOf(loan.lender));
		}
	}

	#placeOf(user: VirtualMachine): Place {
		let place = this.#places.get(user);
		if (!place) {
			place = new Place(user.settings, this.#pass);
			this.#places.set(user, place);
		}

		return place;
	}
}
