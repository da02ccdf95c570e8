/**
 * Charging: whatever processor time, I/O and pages are used, exactly one account is charged, that of the machine worked
 * for (`share.ts`); what CP does for nobody is SYSTEM's. So all accounts together are the time the processor was busy.
 *
 * What is begun for somebody is his to its end, whomever the machine works for by then: an event on the timeline (the
 * end of an I/O, a page that comes) is charged as it was when it was put there.
 */
import type {Loan} from '../communication/assignment.js';
import {
	noUsage, sumOf, type Counted, type Usage,
} from './accounting.js';
import {employerOf, isKept, isSpent} from './share.js';
import type {VirtualMachine} from './virtual-machine.js';

/** On whose account `vm` began what is going on now. */
type Begun = {
	readonly vm: VirtualMachine;
	readonly loan: Loan<VirtualMachine> | undefined;
	readonly employer: VirtualMachine | undefined;
	/** `isKept`. */
	readonly kept: boolean;
};

export class Ledger {
	/** CP's own: work for nobody who is logged on. */
	readonly system: Usage = noUsage();
	/** What all those paid who have logged off. */
	#closed: Usage = noUsage();
	#begun: Begun | undefined;
	readonly #working: () => VirtualMachine | undefined;

	/** `working`: the machine for which something is being done now. */
	constructor(working: () => VirtualMachine | undefined) {
		this.#working = working;
	}

	/** Everything charged, so far: to SYSTEM, to who has logged off, and to `machines`. */
	total(machines: Iterable<Pick<VirtualMachine, 'account'>>): Usage {
		let sum = sumOf(this.system, this.#closed);
		for (const {account} of machines) {
			sum = sumOf(sum, account.billed);
		}

		return sum;
	}

	/** A machine is gone: nothing more is charged to it. */
	close({account}: Pick<VirtualMachine, 'account'>): void {
		this.#closed = sumOf(this.#closed, account.billed);
	}

	/** Processor time that `vm` used (`virtual` of it executing instructions), microseconds. */
	use(vm: VirtualMachine | undefined, virtual: number, total: number): void {
		const payer = vm && this.#payer(vm);
		if (!payer) {
			this.system.virtualCpu += virtual;
			this.system.totalCpu += total;
			return;
		}

		const room = payer === vm ? total : this.#room(vm, total);
		const paid = Math.min(total, room);
		const paidVirtual = Math.min(virtual, room);
		const part = payer === vm ? vm.account.own : vm.account.forOthers;
		part.virtualCpu += paidVirtual;
		part.totalCpu += paid;
		if (payer !== vm) {
			payer.account.charged.virtualCpu += paidVirtual;
			payer.account.charged.totalCpu += paid;
		}

		if (paid < total) {
			// A loan is spent: the rest is another's.
			this.use(vm, virtual - paidVirtual, total - paid);
		}
	}

	/** One more of what is counted, that `vm` did. */
	count(vm: VirtualMachine, what: Counted): void {
		const payer = this.#payer(vm);
		if (!payer) {
			this.system[what]++;
		} else if (payer === vm) {
			vm.account.own[what]++;
		} else {
			vm.account.forOthers[what]++;
			payer.account.charged[what]++;
		}
	}

	/** An action for later, on the account of whom something is being done for now. */
	bind(action: () => void): () => void {
		const vm = this.#working();
		if (!vm) {
			return action;
		}

		const begun = this.#begun?.vm === vm
			? this.#begun
			: {
				vm, loan: vm.assignment.loan, employer: employerOf(vm), kept: isKept(vm),
			};
		return () => {
			const before = this.#begun;
			this.#begun = begun;
			try {
				action();
			} finally {
				this.#begun = before;
			}
		};
	}

	/** Whom `vm` works for, one step: as it was when that was begun, unless he is gone. */
	#employer(vm: VirtualMachine): VirtualMachine | undefined {
		const begun = this.#begun;
		if (begun?.vm !== vm) {
			return employerOf(vm);
		}

		const {loan, employer} = begun;
		const isOver = loan?.lender === employer && loan !== undefined && isSpent(loan);
		return isOver || employer?.session.loggedOff === true ? vm.assignment.chargeTo : employer;
	}

	/** Who pays for `vm`; `undefined`: nobody who is logged on. */
	#payer(vm: VirtualMachine): VirtualMachine | undefined {
		let payer = vm;
		// Most machines work for themselves.
		for (const {employer} of this.#employer(vm) ? this.#chain(vm) : []) {
			payer = employer;
		}

		return payer.session.loggedOff ? undefined : payer;
	}

	/** How much of `total` the loans on the way to the payer leave room for; it is counted as used. */
	#room(vm: VirtualMachine, total: number): number {
		let room = total;
		for (const loan of this.#loans(vm)) {
			room = loan.limit === 0 ? room : Math.min(room, loan.limit - loan.used);
		}

		for (const loan of this.#loans(vm)) {
			loan.used += room;
		}

		return room;
	}

	/** Loans on the way to the payer that are not spent: who pays by other right has no limit. */
	* #loans(vm: VirtualMachine): Generator<Loan<VirtualMachine>> {
		for (const {worker, employer} of this.#chain(vm)) {
			const loan = this.#begun?.vm === worker ? this.#begun.loan : worker.assignment.loan;
			if (loan?.lender === employer && !isSpent(loan)) {
				yield loan;
			}
		}
	}

	/**
	 * Who works for whom up from `vm`, each of them once: what was begun may be for one who works for `vm` himself by
	 * now. It is his all the same.
	 */
	* #chain(vm: VirtualMachine): Generator<{readonly worker: VirtualMachine; readonly employer: VirtualMachine}> {
		const seen = new Set<VirtualMachine>();
		let worker = vm;
		let kept = false;
		for (;;) {
			kept ||= this.#begun?.vm === worker ? this.#begun.kept : isKept(worker);
			const employer = kept ? worker.assignment.chargeTo : this.#employer(worker);
			if (!employer || employer === vm || seen.has(employer)) {
				return;
			}

			yield {worker, employer};
			seen.add(employer);
			worker = employer;
		}
	}
}
