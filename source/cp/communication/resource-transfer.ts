/**
 * Resource transfer (the paper, "A Proposed Configuration"): who signals a machine may lend it his share for the time
 * of the exchange. The machine runs with all the shares lent to it, and says which exchange it works for: that lender
 * is charged, with his class of service. So a server charges each request to its own user, also while it serves others.
 * No loan outlives its exchange.
 */
import {
	accepted, refusal, transferBlock, transferRequest, type RequestResult,
} from '../../base/intermachine.js';
import {inStorage} from './block-transfer.js';
import type {Loan} from './assignment.js';
import type {Intermachine} from './intermachine.js';
import {worksFor} from '../machine/share.js';
import type {SystemEvents} from '../system-events.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** What resource transfer asks of the system. */
export type ResourceTransferHost = {
	readonly events: SystemEvents;
	readonly intermachine: Pick<Intermachine, 'parties'>;
};

/** Largest number that the block's `used` holds. */
const mostUsed = 0xFFFF_FFFF;

export class ResourceTransfer {
	readonly #host: ResourceTransferHost;
	/** By exchange. */
	readonly #loans = new Map<number, Loan<VirtualMachine>>();
	/** The same by borrower, in the order they were lent. */
	readonly #borrowers = new Map<VirtualMachine, Set<Loan<VirtualMachine>>>();

	constructor(host: ResourceTransferHost) {
		this.#host = host;
		host.events.observe(happened => {
			if (happened.kind === 'exchange' && (happened.action === 'end' || happened.action === 'transfer')) {
				this.#end(this.#loans.get(happened.exchange));
			} else if (happened.kind === 'exchange' && happened.lends) {
				this.#add(happened.exchange, happened.vm, happened.partner, 0);
			} else if (happened.kind === 'reset') {
				happened.vm.assignment.loan = undefined;
			}
		});
	}

	/** Loans a machine has been given, in the order they were lent. */
	loansTo(borrower: VirtualMachine): ReadonlySet<Loan<VirtualMachine>> | undefined {
		return this.#borrowers.get(borrower);
	}

	/** Performs DIAGNOSE X'10C' with the block at `address` of `vm`. */
	request(vm: VirtualMachine, address: number): RequestResult {
		if (!inStorage(vm.storage, address, transferBlock.length)) {
			return refusal.address;
		}

		const bytes = vm.storage.fetch(address, transferBlock.length);
		const {code, exchange, limit} = transferBlock.decode(bytes);
		const loan = this.#loans.get(exchange);
		switch (code) {
			case transferRequest.lend: {
				return this.#lend(vm, exchange, limit);
			}

			case transferRequest.withdraw: {
				return loan?.lender === vm ? this.#end(loan) : refusal.sequence;
			}

			case transferRequest.workFor: {
				return loan?.borrower === vm ? this.#workFor(loan) : refusal.sequence;
			}

			case transferRequest.endWork: {
				if (!vm.assignment.loan) {
					return refusal.sequence;
				}

				vm.assignment.loan = undefined;
				return accepted;
			}

			case transferRequest.query: {
				if (loan?.borrower !== vm && loan?.lender !== vm) {
					return refusal.sequence;
				}

				const used = Math.min(Math.trunc(loan.used), mostUsed);
				vm.storage.store(address, transferBlock.encode({code, exchange, limit: loan.limit, used}));
				return accepted;
			}

			default: {
				return refusal.unknownFunction;
			}
		}
	}

	#lend(lender: VirtualMachine, exchange: number, limit: number): RequestResult {
		const parties = this.#host.intermachine.parties(exchange);
		if (!parties || (parties.signaller !== lender && parties.target !== lender)) {
			return refusal.unknownExchange;
		}

		if (parties.signaller !== lender) {
			return refusal.sequence;
		}

		const given = this.#loans.get(exchange);
		if (given) {
			given.limit = limit === 0 ? 0 : given.used + limit;
			return accepted;
		}

		this.#add(exchange, lender, parties.target, limit);
		return accepted;
	}

	#add(exchange: number, lender: VirtualMachine, borrower: VirtualMachine, limit: number): void {
		const loan: Loan<VirtualMachine> = {exchange, lender, borrower, limit, used: 0};
		this.#loans.set(exchange, loan);
		const loans = this.#borrowers.get(borrower) ?? new Set();
		this.#borrowers.set(borrower, loans.add(loan));
	}

	#workFor(loan: Loan<VirtualMachine>): RequestResult {
		if (worksFor(loan.lender, loan.borrower)) {
			return refusal.busy;
		}

		loan.borrower.assignment.loan = loan;
		return accepted;
	}

	#end(loan: Loan<VirtualMachine> | undefined): typeof accepted {
		if (loan) {
			const {exchange, borrower} = loan;
			this.#loans.delete(exchange);
			const loans = this.#borrowers.get(borrower);
			loans?.delete(loan);
			if (loans?.size === 0) {
				this.#borrowers.delete(borrower);
			}

			if (borrower.assignment.loan === loan) {
				borrower.assignment.loan = undefined;
			}
		}

		return accepted;
	}
}
