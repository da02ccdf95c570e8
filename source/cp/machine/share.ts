/**
 * Who pays for a machine: the owner of a slave, the lender whose loan a server works on, else the machine itself. The
 * payer of a payer pays: what a server does for a slave is its owner's.
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

/** Who pays in the end; itself where it works for nobody. */
export function payerOf<Machine extends Worker<Machine>>(vm: Machine): Machine {
	let payer = vm;
	for (let employer = employerOf(payer); employer; employer = employerOf(payer)) {
		payer = employer;
	}

	return payer;
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
