/** Exchanges under way between machines, whatever they are begun with (DIAGNOSE X'104', VMCF). */
import {reason, type EndReason} from '../../base/intermachine.js';
import type {SystemEvents} from '../system-events.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/** Both sides. */
export type Parties = {
	/** Who began it. */
	readonly signaller: VirtualMachine;
	readonly target: VirtualMachine;
};

export const isParty = ({signaller, target}: Parties, vm: VirtualMachine): boolean =>
	vm === signaller || vm === target;

/** One exchange, as everybody but who conducts it sees it. */
export type Exchange = Parties & {
	/** Given by the table. */
	readonly number: number;
	/** How it stands, in a word of QUERY EXCHANGES. */
	readonly state: string;
	/** One side was reset or is gone: the exchange ends, at once or when the other has been told. */
	sever(gone: VirtualMachine, why: EndReason): void;
};

/** The other side. */
export const partnerOf = ({signaller, target}: Parties, vm: VirtualMachine): VirtualMachine =>
	vm === signaller ? target : signaller;

/** Ends with a reset or logoff of one side. */
export class ExchangeTable {
	readonly #exchanges = new Map<number, Exchange>();
	/** By either side, in order of their numbers. */
	readonly #of = new Map<VirtualMachine, Map<number, Exchange>>();
	/** How many each machine began. */
	readonly #begun = new Map<VirtualMachine, number>();
	#next = 1;

	constructor(events: SystemEvents) {
		events.observe(happened => {
			if (happened.kind === 'reset') {
				this.#sever(happened.vm, reason.reset);
			} else if (happened.kind === 'logoff') {
				this.#sever(happened.vm, reason.loggedOff);
			}
		});
	}

	get size(): number {
		return this.#exchanges.size;
	}

	/** Every exchange, in order of their numbers. */
	get all(): Iterable<Exchange> {
		return this.#exchanges.values();
	}

	/** Begins one: `make` gets its number. */
	add<Kind extends Exchange>(make: (number: number) => Kind): Kind {
		const exchange = make(this.#next++);
		this.#exchanges.set(exchange.number, exchange);
		for (const vm of [exchange.signaller, exchange.target]) {
			const own = this.#of.get(vm) ?? new Map<number, Exchange>();
			own.set(exchange.number, exchange);
			this.#of.set(vm, own);
		}

		this.#begun.set(exchange.signaller, this.begun(exchange.signaller) + 1);
		return exchange;
	}

	/** It is over. False: it was before. */
	delete(exchange: Exchange): boolean {
		if (!this.#exchanges.delete(exchange.number)) {
			return false;
		}

		for (const vm of [exchange.signaller, exchange.target]) {
			const own = this.#of.get(vm);
			own?.delete(exchange.number);
			if (own?.size === 0) {
				this.#of.delete(vm);
			}
		}

		const left = this.begun(exchange.signaller) - 1;
		if (left === 0) {
			this.#begun.delete(exchange.signaller);
		} else {
			this.#begun.set(exchange.signaller, left);
		}

		return true;
	}

	find(number: number): Exchange | undefined {
		return this.#exchanges.get(number);
	}

	/** Exchanges of a machine, whichever side it is, in order of their numbers. */
	of(vm: VirtualMachine): Iterable<Exchange> {
		return this.#of.get(vm)?.values() ?? [];
	}

	/** How many the machine has under way as who began them. */
	begun(vm: VirtualMachine): number {
		return this.#begun.get(vm) ?? 0;
	}

	/** Whether an exchange between the two is open: they have agreed to deal with each other. */
	between(one: VirtualMachine, other: VirtualMachine): boolean {
		for (const exchange of this.of(one)) {
			if (partnerOf(exchange, one) === other) {
				return true;
			}
		}

		return false;
	}

	/** Ends everything of a machine that is reset or goes. */
	#sever(vm: VirtualMachine, why: EndReason): void {
		for (const exchange of this.of(vm)) {
			exchange.sever(vm, why);
		}
	}
}
