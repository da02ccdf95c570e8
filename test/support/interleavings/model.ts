/**
 * Intermachine communication and resource transfer in a page or two, as the paper and `base/intermachine.ts` say it:
 * what each request comes to, whom it tells, which bytes go where, who pays.
 */
import {
	accepted, event, exchangeState, flag, reason, refusal, request, transferRequest, type EndReason, type ExchangeBlock,
} from '../../../source/base/intermachine.js';
import {overhead} from '../../../source/cp/machine/accounting.js';
import {
	at, employerOf, isKept, ModelMachine, worksFor, type Loan,
} from './model-machine.js';

type Approval = {
	readonly machine: ModelMachine; readonly flags: number; readonly area: number; readonly length: number;
	readonly key: number;
};

type Exchange = {
	readonly number: number; readonly signaller: ModelMachine; readonly target: ModelMachine;
	readonly message: Uint8Array;
	replied: boolean;
	readonly approvals: Map<ModelMachine, Approval>;
	deadline: number; order: number;
};

const page = 4096;
const has = ({flags}: Approval, what: number): boolean => (flags & what) !== 0;
const partner = ({signaller, target}: Exchange, machine: ModelMachine): ModelMachine =>
	machine === signaller ? target : signaller;

export class Model {
	readonly machines: readonly ModelMachine[];
	readonly exchanges = new Map<number, Exchange>();
	readonly loans = new Map<number, Loan>();
	/** Blocks that were moved. */
	transfers = 0;
	/** Hears of processor time that a machine used, whoever pays. */
	used: (machine: ModelMachine, microseconds: number) => void = () => {
		// Nobody counts.
	};

	#order = 0;

	constructor(userids: readonly string[]) {
		this.machines = userids.map(userid => new ModelMachine(userid));
	}

	machine(userid: string): ModelMachine | undefined {
		return this.machines.find(each => each.userid === userid && each.loggedOn);
	}

	/** DIAGNOSE X'104'. `number`: the one that CP gave a signal it accepted; `now`: the time. */
	request(by: ModelMachine, asked: ExchangeBlock, number: number, now: number): number {
		const answers = asked.code === request.signal || asked.code === request.query;
		if (!by.permits(at.request, 40, answers)) {
			return refusal.protection;
		}

		switch (asked.code) {
			case request.authorize:
			case request.area: {
				return this.#authorize(by, asked);
			}

			case request.revoke: {
				by.everybody &&= asked.userid !== '' && asked.userid !== '*';
				if (asked.userid === '') {
					by.names.clear();
				}

				by.names.delete(asked.userid);
				return accepted;
			}

			case request.signal: {
				return this.#signal(by, asked, number, now);
			}

			case request.query: {
				return this.#query(by, asked) ? accepted : refusal.unknownExchange;
			}

			case request.reply:
			case request.approve:
			case request.refuse: {
				const exchange = this.exchanges.get(asked.exchange);
				return exchange && (exchange.signaller === by || exchange.target === by)
					? this.#step(by, exchange, asked, now)
					: refusal.unknownExchange;
			}

			default: {
				return refusal.unknownFunction;
			}
		}
	}

	/** What QUERY tells of the exchange it means; without the time that is left. */
	state(by: ModelMachine, from: number): Partial<ExchangeBlock> | undefined {
		const exchange = this.#query(by, {exchange: from});
		if (!exchange) {
			return undefined;
		}

		const {number, message, replied, approvals} = exchange;
		const other = partner(exchange, by);
		const flags = (exchange.signaller === by ? exchangeState.signaller : 0)
			| (replied ? exchangeState.replied : 0)
			| (approvals.has(by) ? exchangeState.approved : 0)
			| (approvals.has(other) ? exchangeState.partnerApproved : 0);
		return {
			exchange: number, userid: other.userid, message, flags, length: approvals.get(other)?.length ?? 0,
		};
	}

	/** DIAGNOSE X'10C'. */
	transfer(by: ModelMachine, code: number, number: number, limit: number): number {
		const loan = this.loans.get(number);
		switch (code) {
			case transferRequest.lend: {
				return this.#lend(by, number, limit);
			}

			case transferRequest.withdraw: {
				return loan?.lender === by ? this.#endLoan(loan) : refusal.sequence;
			}

			case transferRequest.workFor: {
				if (loan?.borrower !== by) {
					return refusal.sequence;
				}

				if (worksFor(loan.lender, by)) {
					return refusal.busy;
				}

				by.loan = loan;
				return accepted;
			}

			case transferRequest.endWork: {
				const result = by.loan ? accepted : refusal.sequence;
				by.loan = undefined;
				return result;
			}

			default: {
				return loan && (loan.lender === by || loan.borrower === by) ? accepted : refusal.sequence;
			}
		}
	}

	/**
	 * CP worked `microseconds` for a machine: somebody is charged, by the loans on the way to him, and only by these.
	 */
	charge(machine: ModelMachine, microseconds: number): void {
		for (let left = microseconds; left > 0;) {
			const loans: Loan[] = [];
			const seen = new Set<ModelMachine>([machine]);
			let payer = machine;
			// A slave that its creator keeps is the creator's own, whatever loan he works on.
			let kept = false;
			const employer = (): ModelMachine | undefined => {
				kept ||= isKept(payer);
				return kept ? payer.chargeTo : employerOf(payer);
			};

			for (let next = employer(); next && !seen.has(next); next = employer()) {
				if (payer.loan?.lender === next && (payer.loan.limit === 0 || payer.loan.used < payer.loan.limit)) {
					loans.push(payer.loan);
				}

				seen.add(next);
				payer = next;
			}

			const room = Math.min(left, ...loans.filter(({limit}) => limit !== 0).map(({limit, used}) => limit - used));
			for (const loan of loans) {
				loan.used += room;
			}

			if (payer === machine) {
				machine.own += room;
			} else {
				payer.charged += room;
			}

			left -= room;
		}

		this.used(machine, microseconds);
	}

	/** A machine was reset or is gone: whatever it had to do with others ends, and they are told why. */
	sever(machine: ModelMachine, why: EndReason): void {
		for (const exchange of this.exchanges.values()) {
			if (exchange.signaller === machine || exchange.target === machine) {
				this.#end(exchange, why, machine);
			}
		}

		machine.reset();
	}

	/** It is `now`. */
	pass(now: number): void {
		const due = [...this.exchanges.values()].filter(({deadline}) => deadline <= now);
		for (const exchange of due.toSorted((one, other) => one.deadline - other.deadline || one.order - other.order)) {
			this.#end(exchange, reason.timedOut);
		}
	}

	endLoanOf(number: number): void {
		const loan = this.loans.get(number);
		if (loan) {
			this.#endLoan(loan);
		}
	}

	#authorize(by: ModelMachine, {code, userid, area}: ExchangeBlock): number {
		if (area % 8 !== 0 || !by.contains(area, 40)) {
			return refusal.address;
		}

		if (!by.permits(area, 40, true)) {
			return refusal.protection;
		}

		by.area = area;
		if (code === request.authorize && (userid === '' || userid === '*')) {
			by.everybody = true;
		} else if (code === request.authorize) {
			by.names.add(userid);
		}

		return accepted;
	}

	#signal(by: ModelMachine, {userid, message, limit}: ExchangeBlock, number: number, now: number): number {
		const target = this.machine(userid);
		if (!target || target === by) {
			return refusal.notLoggedOn;
		}

		if (target.area === undefined || (!target.everybody && !target.names.has(by.userid))) {
			return refusal.notAuthorized;
		}

		if (by.area === undefined) {
			return refusal.noArea;
		}

		const exchange: Exchange = {
			number, signaller: by, target, message, replied: false, approvals: new Map(), deadline: Infinity, order: 0,
		};
		this.exchanges.set(number, exchange);
		this.#limit(exchange, limit, now);
		target.tell({
			code: event.signalled, exchange: number, userid: by.userid, message,
		});
		return accepted;
	}

	#query(by: ModelMachine, {exchange: from}: {readonly exchange: number}): Exchange | undefined {
		return [...this.exchanges.values()].find(({number, signaller, target}) =>
			number >= from && (signaller === by || target === by));
	}

	#step(by: ModelMachine, exchange: Exchange, asked: ExchangeBlock, now: number): number {
		const {number, signaller, target, replied, approvals} = exchange;
		if (asked.code === request.refuse) {
			this.#end(exchange, reason.refused, by);
			return accepted;
		}

		if (asked.code === request.reply) {
			if (target !== by || replied) {
				return refusal.sequence;
			}

			exchange.replied = true;
			this.#limit(exchange, asked.limit, now);
			signaller.tell({
				code: event.replied, exchange: number, userid: by.userid, message: asked.message,
			});
			return accepted;
		}

		if (!replied || approvals.has(by)) {
			return refusal.sequence;
		}

		const approval = {
			machine: by, flags: asked.flags, area: asked.area, length: asked.length, key: by.pswKey,
		};
		if (!by.contains(asked.area, asked.length)) {
			return refusal.address;
		}

		if (!this.#isPermitted(approval)) {
			return refusal.protection;
		}

		approvals.set(by, approval);
		const other = approvals.get(partner(exchange, by));
		if (other) {
			this.#move(exchange, approval, other);
		}

		return accepted;
	}

	/** Both approvals are there, which is the only way to get here. */
	#move(exchange: Exchange, last: Approval, first: Approval): void {
		if (has(last, flag.send) === has(first, flag.send)) {
			this.#end(exchange, reason.direction);
			return;
		}

		const [sent, received] = has(last, flag.send) ? [last, first] : [first, last];
		if (sent.length > received.length && !has(received, flag.part)) {
			this.#end(exchange, reason.tooLong);
			return;
		}

		if (!this.#isPermitted(sent) || !this.#isPermitted(received)) {
			this.#end(exchange, reason.protection);
			return;
		}

		const length = Math.min(sent.length, received.length);
		const both = (what: number): boolean => has(sent, what) && has(received, what);
		const isOnPages = [sent.area, received.area, length].every(value => value % page === 0);
		let copied = 0;
		let entries = 0;
		for (let done = 0; done < length; done += isOnPages ? page : length) {
			const bytes = isOnPages ? page : length;
			const [from, to] = [sent.area + done, received.area + done];
			const swaps = both(flag.exchange);
			const moves = isOnPages && (swaps || both(flag.move))
				&& !sent.machine.kept.has(from / page) && !received.machine.kept.has(to / page);
			const back = received.machine.fetch(to, bytes);
			received.machine.store(to, sent.machine.fetch(from, bytes));
			if (swaps) {
				sent.machine.store(from, back);
			} else if (moves) {
				sent.machine.store(from, new Uint8Array(bytes));
			}

			entries += moves ? (swaps ? 2 : 1) : 0;
			copied += moves ? 0 : bytes * (swaps ? 2 : 1);
		}

		this.transfers++;
		this.charge(last.machine, Math.ceil(copied / 1024) * overhead.copy);
		this.charge(last.machine, entries * overhead.pageEntry);
		this.#over(exchange);
		for (const machine of [exchange.signaller, exchange.target]) {
			machine.tell({
				code: event.transferred, exchange: exchange.number, userid: partner(exchange, machine).userid,
				moved: length,
			});
		}
	}

	#isPermitted({machine, flags, area, length, key}: Approval): boolean {
		return machine.permits(area, length, (flags & (flag.receive | flag.move | flag.exchange)) !== 0, key);
	}

	#end(exchange: Exchange, why: EndReason, by?: ModelMachine): void {
		this.#over(exchange);
		for (const told of [exchange.signaller, exchange.target]) {
			if (told !== by) {
				told.tell({
					code: event.ended, exchange: exchange.number, userid: partner(exchange, told).userid, reason: why,
				});
			}
		}
	}

	#over({number}: Exchange): void {
		this.exchanges.delete(number);
		this.endLoanOf(number);
	}

	#limit(exchange: Exchange, limit: number, now: number): void {
		if (limit > 0 && now + limit < exchange.deadline) {
			exchange.deadline = now + limit;
			exchange.order = this.#order++;
		}
	}

	#lend(by: ModelMachine, number: number, limit: number): number {
		const exchange = this.exchanges.get(number);
		if (!exchange || (exchange.signaller !== by && exchange.target !== by)) {
			return refusal.unknownExchange;
		}

		if (exchange.signaller !== by) {
			return refusal.sequence;
		}

		const loan = this.loans.get(number);
		if (loan) {
			loan.limit = limit === 0 ? 0 : loan.used + limit;
		} else {
			this.loans.set(number, {
				exchange: number, lender: by, borrower: exchange.target, limit, used: 0,
			});
		}

		return accepted;
	}

	#endLoan(loan: Loan): number {
		this.loans.delete(loan.exchange);
		if (loan.borrower.loan === loan) {
			loan.borrower.loan = undefined;
		}

		return accepted;
	}
}
