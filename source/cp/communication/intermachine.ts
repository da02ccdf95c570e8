/**
 * Intermachine communication (the paper, "Intermachine Communication Functions"). The only gate between machines:
 * nothing passes without AUTHORIZE, nothing moves before both have approved. Layout of the block and codes:
 * `base/intermachine.ts`.
 */
import {
	accepted, emptyExchange, event, exchangeBlock, flag, interruptionCode, reason, refusal, request, type ExchangeBlock,
	type RequestResult,
} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {PendingExternal} from '../../machine/cpu/cpu.js';
import {inStorage, moveBlock} from './block-transfer.js';
import type {SystemEvents} from '../system-events.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

type Approval = {readonly send: boolean; readonly area: number; readonly length: number};

type Exchange = {
	readonly number: number;
	readonly signaller: VirtualMachine;
	readonly target: VirtualMachine;
	replied: boolean;
	/** Approvals of signaller and target. */
	readonly approvals: [Approval | undefined, Approval | undefined];
};

/** What a machine has authorized. */
type Authorization = {everybody: boolean; readonly userids: Set<string>; area: number};

/** What intermachine communication asks of the system. */
export type IntermachineHost = {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly events: SystemEvents;
	raiseExternal(vm: VirtualMachine, pending: PendingExternal): void;
};

/** It takes no interruptions: what others start with it would pile up. What ends an exchange is always told. */
const isSwamped = (vm: VirtualMachine): boolean => vm.cpu.external.length >= limits.exchangeInterruptions.value;

export class Intermachine {
	readonly #authorizations = new Map<VirtualMachine, Authorization>();
	readonly #exchanges = new Map<number, Exchange>();
	#next = 1;

	readonly #host: IntermachineHost;

	constructor(host: IntermachineHost) {
		this.#host = host;
		host.events.observe(happened => {
			if (happened.kind === 'reset') {
				this.sever(happened.vm, reason.reset);
			} else if (happened.kind === 'logoff') {
				this.sever(happened.vm, reason.loggedOff);
			}
		});
	}

	/** Exchanges under way, for INDICATE and the machine panel. */
	get active(): number {
		return this.#exchanges.size;
	}

	/** Whether an exchange between the two is open: they have agreed to deal with each other. */
	haveExchange(one: VirtualMachine, other: VirtualMachine): boolean {
		return [...this.#exchanges.values()].some(
			({signaller, target}) => (signaller === one && target === other) || (signaller === other && target === one),
		);
	}

	/** Who signalled whom in an exchange under way. */
	parties(number: number): {readonly signaller: VirtualMachine; readonly target: VirtualMachine} | undefined {
		return this.#exchanges.get(number);
	}

	/** Performs the request whose block lies at `address` of `vm`. */
	request(vm: VirtualMachine, address: number): RequestResult {
		if (!inStorage(vm.storage, address, exchangeBlock.length)) {
			return refusal.address;
		}

		const {
			code, flags, exchange, userid, message, area, length,
		} = exchangeBlock.decode(vm.storage.fetch(address, exchangeBlock.length));
		switch (code) {
			case request.authorize: {
				return this.#authorize(vm, userid, area);
			}

			case request.revoke: {
				return this.#revoke(vm, userid);
			}

			case request.signal: {
				return this.#signal(vm, userid, message, address);
			}

			case request.reply: {
				return this.#reply(vm, exchange, message);
			}

			case request.approve: {
				return this.#approve(vm, exchange, {send: (flags & flag.send) !== 0, area, length});
			}

			case request.refuse: {
				return this.#refuse(vm, exchange);
			}

			default: {
				return refusal.unknownFunction;
			}
		}
	}

	/** Ends everything of a machine that is reset or logs off: partners see why; authorizations are gone. */
	sever(vm: VirtualMachine, why: typeof reason.reset | typeof reason.loggedOff): void {
		this.#authorizations.delete(vm);
		for (const exchange of this.#exchanges.values()) {
			if (exchange.signaller === vm || exchange.target === vm) {
				this.#end(exchange, exchange.signaller === vm ? exchange.target : exchange.signaller, why);
			}
		}
	}

	/**
	 * Tells a machine, in its authorized area, about another one: no step of an exchange. `taken`: it has taken the
	 * interruption. Whoever calls this sees to it that there are not too many.
	 */
	tell(vm: VirtualMachine, told: Partial<ExchangeBlock>, taken?: () => void): void {
		this.#interrupt(vm, told, taken);
	}

	#authorize(vm: VirtualMachine, userid: string, area: number): RequestResult {
		if (area % 8 !== 0 || !inStorage(vm.storage, area, exchangeBlock.length)) {
			return refusal.address;
		}

		const authorization = this.#authorizations.get(vm) ?? {everybody: false, userids: new Set(), area};
		if (authorization.userids.size >= limits.authorizations.value && !authorization.userids.has(userid)) {
			return refusal.tooMany;
		}

		authorization.area = area;
		if (userid === '' || userid === '*') {
			authorization.everybody = true;
		} else {
			authorization.userids.add(userid);
		}

		this.#authorizations.set(vm, authorization);
		return accepted;
	}

	#revoke(vm: VirtualMachine, userid: string): RequestResult {
		const authorization = this.#authorizations.get(vm);
		if (authorization && (userid === '' || userid === '*')) {
			authorization.everybody = false;
		}

		if (userid === '') {
			authorization?.userids.clear();
		}

		authorization?.userids.delete(userid);
		return accepted;
	}

	#signal(vm: VirtualMachine, userid: string, message: Uint8Array, address: number): RequestResult {
		const target = this.#host.machines.get(userid);
		if (!target || target === vm) {
			return refusal.notLoggedOn;
		}

		const authorization = this.#authorizations.get(target);
		if (!authorization || (!authorization.everybody && !authorization.userids.has(vm.userid))) {
			return refusal.notAuthorized;
		}

		const own = [...this.#exchanges.values()].filter(each => each.signaller === vm);
		if (own.length >= limits.exchanges.value || isSwamped(target)) {
			return refusal.tooMany;
		}

		const exchange: Exchange = {
			number: this.#next++, signaller: vm, target, replied: false, approvals: [undefined, undefined],
		};
		this.#exchanges.set(exchange.number, exchange);
		vm.storage.setWord(address + exchangeBlock.offset.exchange, exchange.number);
		this.#interrupt(target, {
			code: event.signalled, exchange: exchange.number, userid: vm.userid, message,
		});
		this.#host.events.announce({
			kind: 'exchange', action: 'signal', vm, partner: target, exchange: exchange.number, message,
		});
		return accepted;
	}

	#reply(vm: VirtualMachine, number: number, message: Uint8Array): RequestResult {
		const exchange = this.#exchangeOf(vm, number);
		if (!exchange) {
			return refusal.unknownExchange;
		}

		if (exchange.target !== vm || exchange.replied) {
			return refusal.sequence;
		}

		exchange.replied = true;
		this.#interrupt(exchange.signaller, {
			code: event.replied, exchange: number, userid: vm.userid, message,
		});
		this.#host.events.announce({
			kind: 'exchange', action: 'reply', vm, partner: exchange.signaller, exchange: number, message,
		});
		return accepted;
	}

	#approve(vm: VirtualMachine, number: number, approval: Approval): RequestResult {
		const exchange = this.#exchangeOf(vm, number);
		if (!exchange) {
			return refusal.unknownExchange;
		}

		const side = exchange.signaller === vm ? 0 : 1;
		if (!exchange.replied || exchange.approvals[side]) {
			return refusal.sequence;
		}

		if (!inStorage(vm.storage, approval.area, approval.length)) {
			return refusal.address;
		}

		exchange.approvals[side] = approval;
		if (exchange.approvals[0] && exchange.approvals[1]) {
			this.#transfer(exchange, exchange.approvals[0], exchange.approvals[1]);
		}

		return accepted;
	}

	#refuse(vm: VirtualMachine, number: number): RequestResult {
		const exchange = this.#exchangeOf(vm, number);
		if (!exchange) {
			return refusal.unknownExchange;
		}

		this.#end(exchange, exchange.signaller === vm ? exchange.target : exchange.signaller, reason.refused);
		return accepted;
	}

	#transfer(exchange: Exchange, ofSignaller: Approval, ofTarget: Approval): void {
		const {signaller, target} = exchange;
		if (ofSignaller.send === ofTarget.send) {
			this.#end(exchange, signaller, reason.direction);
			this.#interrupt(target, {
				code: event.ended, exchange: exchange.number, userid: signaller.userid, reason: reason.direction,
			});
			return;
		}

		const [from, to, sent, received] = ofSignaller.send
			? [signaller, target, ofSignaller, ofTarget]
			: [target, signaller, ofTarget, ofSignaller];
		if (sent.length > received.length) {
			this.#end(exchange, signaller, reason.tooLong);
			this.#interrupt(target, {
				code: event.ended, exchange: exchange.number, userid: signaller.userid, reason: reason.tooLong,
			});
			return;
		}

		moveBlock(from.storage, sent.area, to.storage, received.area, sent.length);
		this.#host.events.announce({
			kind: 'exchange', action: 'transfer', vm: from, partner: to, exchange: exchange.number, bytes: sent.length,
		});
		this.#exchanges.delete(exchange.number);
		this.#interrupt(signaller, {
			code: event.transferred, exchange: exchange.number, userid: target.userid, moved: sent.length,
		});
		this.#interrupt(target, {
			code: event.transferred, exchange: exchange.number, userid: signaller.userid, moved: sent.length,
		});
	}

	/** Ends an exchange and tells `told`. */
	#end(exchange: Exchange, told: VirtualMachine, why: number): void {
		this.#exchanges.delete(exchange.number);
		const other = told === exchange.signaller ? exchange.target : exchange.signaller;
		this.#host.events.announce({
			kind: 'exchange', action: 'end', vm: other, partner: told, exchange: exchange.number,
		});
		this.#interrupt(told, {
			code: event.ended, exchange: exchange.number, userid: other.userid, reason: why,
		});
	}

	#exchangeOf(vm: VirtualMachine, number: number): Exchange | undefined {
		const exchange = this.#exchanges.get(number);
		return exchange && (exchange.signaller === vm || exchange.target === vm) ? exchange : undefined;
	}

	#interrupt(vm: VirtualMachine, told: Partial<ExchangeBlock>, taken?: () => void): void {
		const area = this.#authorizations.get(vm)?.area;
		if (area === undefined || vm.session.loggedOff) {
			// A signaller that never authorized has no area: it asked without a place for the answer, so there is none.
			return;
		}

		const bytes = exchangeBlock.encode({...emptyExchange, ...told});
		this.#host.raiseExternal(vm, {
			code: interruptionCode,
			accept() {
				taken?.();
				if (inStorage(vm.storage, area, exchangeBlock.length)) {
					vm.storage.store(area, bytes);
				}
			},
		});
	}
}
