/**
 * Intermachine communication (the paper, "Intermachine Communication Functions"). The only gate between machines:
 * nothing passes without AUTHORIZE, nothing moves before both have approved. Layout of the block and codes:
 * `base/intermachine.ts`.
 */
import {
	accepted, event, exchangeBlock, flag, reason, refusal, request,
	type EndReason, type ExchangeBlock, type RequestResult,
} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {PendingExternal} from '../../machine/cpu/cpu.js';
import type {Overhead} from '../machine/accounting.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import type {SystemEvents} from '../system-events.js';
import {Authorizations} from './authorizations.js';
import {BlockExchange, type ExchangeConductor} from './block-exchange.js';
import {inStorage, permitsArea} from './block-transfer.js';
import {
	isParty, partnerOf, type ExchangeTable, type Parties,
} from './exchange.js';
import {Notices} from './notices.js';
import {isPermitted, transfer, type Approval, type PageExchange} from './transfer.js';

/** What intermachine communication asks of the system. */
export type IntermachineHost = {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly events: SystemEvents;
	readonly exchanges: ExchangeTable;
	readonly pager: PageExchange;
	readonly clock: {now(): number};
	raiseExternal(vm: VirtualMachine, pending: PendingExternal): void;
	schedule(microseconds: number, action: () => void): () => void;
	charge(vm: VirtualMachine, what: Overhead, times?: number): void;
};

const kibibyte = 1024;

/** It takes no interruptions: what others start with it would pile up. What ends an exchange is always told. */
const isSwamped = (vm: VirtualMachine): boolean => vm.cpu.external.length >= limits.exchangeInterruptions.value;

export class Intermachine {
	readonly authorizations = new Authorizations();
	readonly #notices: Notices;
	readonly #host: IntermachineHost;
	readonly #conductor: ExchangeConductor;

	constructor(host: IntermachineHost) {
		this.#host = host;
		this.#notices = new Notices(host, this.authorizations);
		this.#conductor = {
			clock: host.clock,
			schedule: (microseconds, action) => host.schedule(microseconds, action),
			end: (exchange, why, by) => {
				this.#end(exchange, why, by);
			},
		};
		host.events.observe(happened => {
			if (happened.kind === 'reset' || happened.kind === 'logoff') {
				this.authorizations.forget(happened.vm);
			}
		});
	}

	/** Whether an exchange between the two is open: they have agreed to deal with each other. */
	haveExchange(one: VirtualMachine, other: VirtualMachine): boolean {
		return this.#host.exchanges.between(one, other);
	}

	/** Who signalled whom in an exchange under way. */
	parties(number: number): Parties | undefined {
		return this.#host.exchanges.find(number);
	}

	/** Performs the request whose block lies at `address` of `vm`. */
	request(vm: VirtualMachine, address: number): RequestResult {
		const {storage, cpu: {psw: {key}}} = vm;
		if (!inStorage(storage, address, exchangeBlock.length)) {
			return refusal.address;
		}

		const asked = exchangeBlock.view(storage.fetch(address, exchangeBlock.length));
		const answers = asked.code === request.signal || asked.code === request.query;
		if (!permitsArea(storage, key, address, exchangeBlock.length, answers)) {
			return refusal.protection;
		}

		switch (asked.code) {
			case request.authorize:
			case request.area:
			case request.revoke: {
				return this.authorizations.request(vm, asked);
			}

			case request.signal: {
				return this.#signal(vm, asked, address);
			}

			case request.query: {
				return this.#query(vm, asked, address);
			}

			default: {
				return this.#step(vm, asked);
			}
		}
	}

	/**
	 * Tells a machine, in its authorized area, about another one: no step of an exchange. `taken`: it has taken the
	 * interruption. Whoever calls this sees to it that there are not too many.
	 */
	tell(vm: VirtualMachine, told: Partial<ExchangeBlock>, taken?: () => void): void {
		this.#notices.tell(vm, told, taken);
	}

	/** A step of an exchange that is under way. */
	#step(vm: VirtualMachine, asked: ExchangeBlock): RequestResult {
		const exchange = this.#exchangeOf(vm, asked.exchange);
		switch (asked.code) {
			case request.reply: {
				return exchange ? this.#reply(vm, exchange, asked) : refusal.unknownExchange;
			}

			case request.approve: {
				return exchange ? this.#approve(vm, exchange, asked) : refusal.unknownExchange;
			}

			case request.refuse: {
				return exchange ? this.#refuse(vm, exchange) : refusal.unknownExchange;
			}

			default: {
				return refusal.unknownFunction;
			}
		}
	}

	/** The first step: an interruption for the other machine. */
	#signal(vm: VirtualMachine, {userid, message, limit, flags}: ExchangeBlock, address: number): RequestResult {
		const {machines, exchanges, events} = this.#host;
		const target = machines.get(userid);
		if (!target || target === vm) {
			return refusal.notLoggedOn;
		}

		if (!this.authorizations.allows(target, vm)) {
			return refusal.notAuthorized;
		}

		if (this.authorizations.area(vm) === undefined) {
			return refusal.noArea;
		}

		if (exchanges.begun(vm) >= limits.exchanges.value || isSwamped(target)) {
			return refusal.tooMany;
		}

		const exchange = exchanges.add(
			number => new BlockExchange(this.#conductor, number, {signaller: vm, target}, message),
		);
		exchange.limit(limit, reason.timedOut);
		vm.storage.setWord(address + exchangeBlock.offset.exchange, exchange.number);
		this.tell(target, {
			code: event.signalled, exchange: exchange.number, userid: vm.userid, message,
		});
		events.announce({
			kind: 'exchange', action: 'signal', vm, partner: target, exchange: exchange.number, message,
			lends: (flags & flag.lend) !== 0,
		});
		return accepted;
	}

	/** The second step: an interruption for the signaller. */
	#reply(vm: VirtualMachine, exchange: BlockExchange, {message, limit}: ExchangeBlock): RequestResult {
		if (exchange.target !== vm || exchange.replied) {
			return refusal.sequence;
		}

		exchange.replied = true;
		exchange.limit(limit, reason.timedOut);
		const {number, signaller} = exchange;
		this.tell(signaller, {
			code: event.replied, exchange: number, userid: vm.userid, message,
		});
		this.#host.events.announce({
			kind: 'exchange', action: 'reply', vm, partner: signaller, exchange: number, message,
		});
		return accepted;
	}

	/** The third step, for both: the second approval lets the block go. */
	#approve(vm: VirtualMachine, exchange: BlockExchange, {flags, area, length}: ExchangeBlock): RequestResult {
		if (!exchange.replied || exchange.approvals.has(vm)) {
			return refusal.sequence;
		}

		if (!inStorage(vm.storage, area, length)) {
			return refusal.address;
		}

		const approval = {
			vm, flags, area, length, key: vm.cpu.psw.key,
		};
		if (!isPermitted(approval)) {
			return refusal.protection;
		}

		exchange.approvals.set(vm, approval);
		const other = exchange.approvals.get(partnerOf(exchange, vm));
		if (other) {
			this.#transfer(exchange, approval, other);
		}

		return accepted;
	}

	/** The fourth step: the block moves, and both are told. */
	#transfer(exchange: BlockExchange, last: Approval, first: Approval): void {
		const done = transfer(this.#host.pager, first, last);
		if (typeof done === 'number') {
			this.#end(exchange, done);
			return;
		}

		const {exchanges, events} = this.#host;
		const {from, to, moved, copied, entries} = done;
		const {number, signaller, target} = exchange;
		this.#host.charge(last.vm, 'copy', Math.ceil(copied / kibibyte));
		this.#host.charge(last.vm, 'pageEntry', entries);
		exchange.over();
		exchanges.delete(exchange);
		events.announce({
			kind: 'exchange', action: 'transfer', vm: from, partner: to, exchange: number, bytes: moved,
		});
		for (const vm of [signaller, target]) {
			this.tell(vm, {
				code: event.transferred, exchange: number, userid: partnerOf(exchange, vm).userid, moved,
			});
		}
	}

	/** Instead of any step: the exchange is over. */
	#refuse(vm: VirtualMachine, exchange: BlockExchange): RequestResult {
		this.#end(exchange, reason.refused, vm);
		return accepted;
	}

	#query(vm: VirtualMachine, {exchange: from}: ExchangeBlock, address: number): RequestResult {
		for (const {number} of this.#host.exchanges.of(vm)) {
			const exchange = number < from ? undefined : this.#exchangeOf(vm, number);
			if (exchange) {
				vm.storage.store(address, exchangeBlock.encode(exchange.describe(vm)));
				return accepted;
			}
		}

		return refusal.unknownExchange;
	}

	/** Ends an exchange and tells who does not know: both, unless one of them ended it. */
	#end(exchange: BlockExchange, why: EndReason, by?: VirtualMachine): void {
		const {number, signaller, target} = exchange;
		exchange.over();
		this.#host.exchanges.delete(exchange);
		const vm = by ?? signaller;
		this.#host.events.announce({
			kind: 'exchange', action: 'end', vm, partner: partnerOf(exchange, vm), exchange: number, reason: why,
		});
		for (const told of [signaller, target]) {
			if (told !== by) {
				this.tell(told, {
					code: event.ended, exchange: number, userid: partnerOf(exchange, told).userid, reason: why,
				});
			}
		}
	}

	/** An exchange of this machine by DIAGNOSE X'104'; another's is none. */
	#exchangeOf(vm: VirtualMachine, number: number): BlockExchange | undefined {
		const exchange = this.#host.exchanges.find(number);
		return exchange instanceof BlockExchange && isParty(exchange, vm) ? exchange : undefined;
	}
}
