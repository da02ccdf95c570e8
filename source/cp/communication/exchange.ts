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

/** What one machine has under way. */
type OfMachine = {
	/** By either side, in order of their numbers. */
	readonly exchanges: Map<number, Exchange>;
	/** How many it began. */
	begun: number;
};

/** Ends with a reset or logoff of one side. */
export class ExchangeTable {
	readonly #exchanges = new Map<number, Exchange>();
	/** Of each machine, as long as there is one. */
	readonly #of = new WeakMap<VirtualMachine, OfMachine>();
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
		const own = this.#own(exchange.signaller);
		own.exchanges.set(exchange.number, exchange);
		own.begun++;
		this.#own(exchange.target).exchanges.set(exchange.number, exchange);
		return exchange;
	}

	/** It is over. False: it was before. */
	delete(exchange: Exchange): boolean {
		if (!this.#exchanges.delete(exchange.number)) {
			return false;
		}

		const own = this.#own(exchange.signaller);
		own.exchanges.delete(exchange.number);
		own.begun--;
		this.#own(exchange.target).exchanges.delete(exchange.number);
		return true;
	}

	find(number: number): Exchange | undefined {
		return this.#exchanges.get(number);
	}

	/** Exchanges of a machine, whichever side it is, in order of their numbers. */
	of(vm: VirtualMachine): Iterable<Exchange> {
		return this.#of.get(vm)?.exchanges.values() ?? [];
	}

	/** How many the machine has under way as who began them. */
	begun(vm: VirtualMachine): number {
		return this.#of.get(vm)?.begun ?? 0;
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

	#own(vm: VirtualMachine): OfMachine {
		let own = this.#of.get(vm);
		if (!own) {
			own = {exchanges: new Map(), begun: 0};
			this.#of.set(vm, own);
		}

		return own;
	}

	/** Ends everything of a machine that is reset or goes. */
	#sever(vm: VirtualMachine, why: EndReason): void {
		for (const exchange of this.of(vm)) {
			exchange.sever(vm, why);
		}
	}
}
