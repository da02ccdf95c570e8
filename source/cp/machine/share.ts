/**
 * Who pays for a machine: the owner of a slave or, where it has none that pays, its creator; the lender whose loan a
 * server works on; else the machine itself. The payer of a payer pays: what a server does for a slave is its owner's.
 */
import type {Assignment, Loan} from '../communication/assignment.js';

/** What is known of a machine that works for somebody. */
export type Worker<Machine> = {readonly assignment: Readonly<Assignment<Machine>>};

/** Whether the limit of a loan has been reached. */
export function isSpent({limit, used}: Pick<Loan<unknown>, 'limit' | 'used'>): boolean {
	return limit !== 0 && used >= limit;
}

/** Whom a machine works for just now, one step. */
export function employerOf<Machine extends Worker<Machine>>({assignment}: Worker<Machine>): Machine | undefined {
	const {loan, chargeTo} = assignment;
	return loan && !isSpent(loan) ? loan.lender : chargeTo;
}

/**
 * A slave that its creator keeps for itself, or whose owner does not pay: it is the creator's own, whatever loan the
 * creator works on.
 */
export function isKept<Machine extends Worker<Machine>>({assignment}: Worker<Machine>): boolean {
	const {loan, owner, chargeTo} = assignment;
	return chargeTo !== undefined && chargeTo !== owner && !(loan && !isSpent(loan));
}

/** Who pays in the end; itself where it works for nobody. */
export function payerOf<Machine extends Worker<Machine>>(vm: Machine): Machine {
	let payer = vm;
	let kept = false;
	for (;;) {
		kept ||= isKept(payer);
		const employer = kept ? payer.assignment.chargeTo : employerOf(payer);
		if (!employer) {
			return payer;
		}

		payer = employer;
	}
}

/**
 * Whether `worker` stands among those who work, directly or not, for each other up from `employer`: it would then pay
 * itself. Spent loans count, for their limit may be raised.
 */
export function worksFor<Machine extends Worker<Machine>>(employer: Machine, worker: Machine): boolean {
	const seen = new Set<Machine>();
	const look = (vm: Machine | undefined): boolean => {
		if (!vm || seen.has(vm)) {
			return false;
		}

		seen.add(vm);
		return vm === worker || look(vm.assignment.loan?.lender) || look(vm.assignment.chargeTo);
	};

	return look(employer);
}
