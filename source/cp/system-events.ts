/** What happens in the system, for whom it concerns: the operator, a monitor, other parts of CP. */
import type {MachineTerminal} from './terminal/machine-terminal.js';
import type {VirtualMachine} from './machine/virtual-machine.js';

/** One event. `reset`: SYSTEM RESET or IPL of a machine. */
export type SystemEvent =
	| {
		readonly kind: 'logon' | 'logoff' | 'disconnect' | 'reconnect';
		readonly vm: VirtualMachine;
		readonly line: MachineTerminal | undefined;
		readonly forced?: boolean;
		/** A slave begins anew: this machine goes, and comes as another one of the same name. */
		readonly renewed?: boolean;
		/** Who issued AUTOLOG, or created the slave. */
		readonly by?: string;
	}
	/** LINK: whether `vm` was given a minidisk of `owner`; another machine may have it. */
	| {
		readonly kind: 'link';
		readonly vm: VirtualMachine;
		readonly owner: string;
		/** The owner's address of it. */
		readonly address: number;
		readonly linked: boolean;
	}
	/** What the operator is told of a device, unless he did it himself. */
	| {readonly kind: 'device'; readonly text: string; readonly by: string | undefined}
	/** LOGOFF is about to tell its user so. */
	| {readonly kind: 'leaving'; readonly vm: VirtualMachine}
	| {readonly kind: 'reset'; readonly vm: VirtualMachine}
	| {
		readonly kind: 'slave';
		readonly vm: VirtualMachine;
		readonly action: 'created' | 'assigned' | 'released' | 'deleted';
		readonly owner: string | undefined;
	}
	/**
	 * A step of intermachine communication: the eight bytes of a signal or reply, or how many a transfer moved from
	 * `vm` to `partner`.
	 */
	| {
		readonly kind: 'exchange';
		readonly vm: VirtualMachine;
		readonly action: 'signal' | 'reply' | 'transfer' | 'end';
		readonly partner: VirtualMachine;
		/** Its number. */
		readonly exchange: number;
		/** A signal: its signaller's share is lent with it. */
		readonly lends?: boolean;
		readonly message?: Uint8Array;
		readonly bytes?: number;
		/** Why it ended (`reason` of base/intermachine). */
		readonly reason?: number;
	}
	/** An exception of ours in the work for a machine, or (no `vm`) in the system's own. */
	| {readonly kind: 'fault'; readonly vm: VirtualMachine | undefined; readonly text: string}
	| {readonly kind: 'shutdown'};

export class SystemEvents {
	#observers: ReadonlyArray<(event: SystemEvent) => void> = [];

	/** Tells every observer. */
	announce(event: SystemEvent): void {
		for (const observer of this.#observers) {
			observer(event);
		}
	}

	/** Sees every later event; the result ends it. */
	observe(observer: (event: SystemEvent) => void): () => void {
		this.#observers = [...this.#observers, observer];
		return () => {
			this.#observers = this.#observers.filter(each => each !== observer);
		};
	}
}
