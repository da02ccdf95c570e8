/**
 * What can be measured of a running system, as MONITOR's user of it wants it: what the processor, the arms, storage and
 * the accounts came to so far, and who waits for whom. It changes nothing. All times are simulated microseconds.
 */
import type {ControlProgram} from '../../cp/control-program.js';
import type {Usage} from '../../cp/machine/accounting.js';
import {Waits, type Wait} from './waits.js';

export type {Wait} from './waits.js';

/** What an account was charged, so far. */
export type Charged = {
	readonly processor: number;
	/** SIOs to disks and other devices that are not spooled, I/O DIAGNOSEs included. */
	readonly sios: number;
	readonly pageReads: number;
	readonly pageWrites: number;
};

export type ArmReading = {
	readonly serial: string;
	readonly requests: number;
	/** All requests together. */
	readonly waiting: number;
	readonly busy: number;
};

export type Reading = {
	readonly time: number;
	/** The processor was busy: executing instructions, and in CP. */
	readonly busy: number;
	/** All accounts together: everything that was ever charged to anybody. */
	readonly charged: Charged;
	readonly arms: readonly ArmReading[];
	readonly pageReads: number;
	readonly pageWrites: number;
};

/** Who has real storage, frames. */
export type Frames = {
	readonly all: number;
	readonly used: number;
	/** Frames that several machines see as theirs, and how many it would take if each had a copy of its own. */
	readonly shared: number;
	readonly copies: number;
};

const chargedOf = ({
	totalCpu, sio, pageReads, pageWrites,
}: Readonly<Usage>): Charged => ({
	processor: totalCpu, sios: sio, pageReads, pageWrites,
});

export class Measurement {
	readonly #cp: ControlProgram;
	readonly #waits: Waits;

	constructor(cp: ControlProgram) {
		this.#cp = cp;
		this.#waits = new Waits(cp);
	}

	reading(): Reading {
		const {clock, dispatcher, ledger, machines, arms, pager} = this.#cp;
		return {
			time: clock.now(),
			busy: dispatcher.time,
			charged: chargedOf(ledger.total(machines.values())),
			arms: (arms?.disks ?? []).map(({serial, arm: {use}}) => ({
				serial, requests: use.requests, waiting: use.waitingTime, busy: use.busyTime,
			})),
			pageReads: pager.reads,
			pageWrites: pager.writes,
		};
	}

	/** What a user pays for: his own, and what servers and slaves did for him. Nothing where he is not logged on. */
	charged(userid: string): Charged {
		const vm = this.#cp.machines.get(userid);
		return vm
			? chargedOf(vm.account.billed)
			: {
				processor: 0, sios: 0, pageReads: 0, pageWrites: 0,
			};
	}

	/** What everybody logged on pays for, by userid. */
	allCharged(): ReadonlyMap<string, Charged> {
		return new Map([...this.#cp.machines.keys()].map(userid => [userid, this.charged(userid)]));
	}

	/** Now. */
	frames(): Frames {
		const {hostStorage} = this.#cp;
		let shared = 0;
		let copies = 0;
		let used = 0;
		for (let frame = 0; frame < hostStorage.frames; frame++) {
			const page = hostStorage.pageOn(frame);
			if (page) {
				used++;
				if (page.mappers.length > 1) {
					shared++;
					copies += page.mappers.length;
				}
			}
		}

		return {
			all: hostStorage.frames, used, shared, copies,
		};
	}

	/** Tells every wait of a user for what another has, when it is over. */
	onWait(observer: (wait: Wait) => void): void {
		this.#waits.observe(observer);
	}
}
