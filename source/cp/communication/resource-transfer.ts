/**
 * Resource transfer (the paper, "A Proposed Configuration"): a user's machine lends its share to the machine that works
 * for it. The borrower runs in the lender's place with the dispatcher, so it has exactly its class of service and both
 * together no more than one share; what it uses is charged to the lender.
 */
import {
	accepted, refusal, transferBlock, transferRequest, type RequestResult,
} from '../../base/intermachine.js';
import {inStorage} from './block-transfer.js';
import type {Intermachine} from './intermachine.js';
import type {SystemEvents} from '../system-events.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** What resource transfer asks of the system. */
export type ResourceTransferHost = {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly events: SystemEvents;
	readonly intermachine: Pick<Intermachine, 'haveExchange'>;
};

export class ResourceTransfer {
	readonly #host: ResourceTransferHost;

	constructor(host: ResourceTransferHost) {
		this.#host = host;
		host.events.observe(happened => {
			if (happened.kind === 'reset' || happened.kind === 'logoff') {
				for (const borrower of this.borrowers(happened.vm)) {
					borrower.assignment.chargeTo = undefined;
				}
			}
		});
	}

	/** Machines that run on the share `lender` lent them; slaves, which are assigned, are not among them. */
	borrowers(lender: VirtualMachine): VirtualMachine[] {
		return [...this.#host.machines.values()].filter(
			({assignment}) => assignment.chargeTo === lender && assignment.creator === undefined,
		);
	}

	/** Performs DIAGNOSE X'10C' with the block at `address` of `vm`. */
	request(vm: VirtualMachine, address: number): RequestResult {
		if (!inStorage(vm.storage, address, transferBlock.length)) {
			return refusal.address;
		}

		const {code, userid} = transferBlock.decode(vm.storage.fetch(address, transferBlock.length));
		const other = this.#host.machines.get(userid);
		switch (code) {
			case transferRequest.lend: {
				return other ? this.#lend(vm, other) : refusal.notLoggedOn;
			}

			case transferRequest.withdraw: {
				return other && this.#end(other, vm) ? accepted : refusal.sequence;
			}

			case transferRequest.giveBack: {
				return vm.assignment.chargeTo && this.#end(vm, vm.assignment.chargeTo) ? accepted : refusal.sequence;
			}

			default: {
				return refusal.unknownFunction;
			}
		}
	}

	#lend(lender: VirtualMachine, borrower: VirtualMachine): RequestResult {
		if (!this.#host.intermachine.haveExchange(lender, borrower)) {
			return refusal.notAuthorized;
		}

		for (let payer: VirtualMachine | undefined = lender; payer; payer = payer.assignment.chargeTo) {
			if (payer === borrower) {
				return refusal.busy;
			}
		}

		if (borrower.assignment.chargeTo) {
			return refusal.busy;
		}

		borrower.assignment.chargeTo = lender;
		return accepted;
	}

	/** A slave's assignment is its creator's matter, not ended here. */
	#end(borrower: VirtualMachine, lender: VirtualMachine): boolean {
		if (borrower.assignment.chargeTo !== lender || borrower.assignment.creator !== undefined) {
			return false;
		}

		borrower.assignment.chargeTo = undefined;
		return true;
	}
}
