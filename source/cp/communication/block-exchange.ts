/** One exchange by DIAGNOSE X'104': what has been said so far, and until when it must be over. */
import {
	emptyExchange, exchangeState, request, type EndReason, type ExchangeBlock,
} from '../../base/intermachine.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {partnerOf, type Exchange, type Parties} from './exchange.js';
import type {Approval} from './transfer.js';

/** What an exchange asks of who conducts it. */
export type ExchangeConductor = {
	readonly clock: {now(): number};
	schedule(microseconds: number, action: () => void): () => void;
	/** Ends it and tells who does not know. */
	end(exchange: BlockExchange, why: EndReason, by?: VirtualMachine): void;
};

export class BlockExchange implements Exchange {
	readonly signaller: VirtualMachine;
	readonly target: VirtualMachine;
	replied = false;
	readonly approvals = new Map<VirtualMachine, Approval>();
	readonly #conductor: ExchangeConductor;
	/** When it ends by a time limit, on the system's clock. */
	#deadline: number | undefined;
	#cancelLimit: (() => void) | undefined;

	/** `message`: the signal's. */
	constructor(
		conductor: ExchangeConductor,
		readonly number: number,
		{signaller, target}: Parties,
		readonly message: Uint8Array,
	) {
		this.#conductor = conductor;
		this.signaller = signaller;
		this.target = target;
	}

	get state(): string {
		return this.approvals.size > 0 ? 'APPROVED' : (this.replied ? 'REPLIED' : 'SIGNALLED');
	}

	sever(gone: VirtualMachine, why: EndReason): void {
		this.#conductor.end(this, why, gone);
	}

	/** It ends in so many microseconds, unless it is over; 0: it may last. An earlier limit holds. */
	limit(microseconds: number, why: EndReason): void {
		const deadline = this.#conductor.clock.now() + microseconds;
		if (microseconds > 0 && (this.#deadline === undefined || deadline < this.#deadline)) {
			this.over();
			this.#deadline = deadline;
			this.#cancelLimit = this.#conductor.schedule(microseconds, () => {
				this.#conductor.end(this, why);
			});
		}
	}

	/** It is over: no limit holds any more. */
	over(): void {
		this.#cancelLimit?.();
	}

	/** How it stands, as QUERY tells one side. */
	describe(vm: VirtualMachine): ExchangeBlock {
		const {number, message, replied, approvals} = this;
		const partner = partnerOf(this, vm);
		const flags = (this.signaller === vm ? exchangeState.signaller : 0)
			| (replied ? exchangeState.replied : 0)
			| (approvals.has(vm) ? exchangeState.approved : 0)
			| (approvals.has(partner) ? exchangeState.partnerApproved : 0);
		const left = (this.#deadline ?? 0) - this.#conductor.clock.now();
		return {
			...emptyExchange,
			code: request.query,
			flags,
			exchange: number,
			userid: partner.userid,
			message,
			length: approvals.get(partner)?.length ?? 0,
			limit: this.#deadline === undefined ? 0 : Math.max(1, Math.ceil(left)),
		};
	}
}
