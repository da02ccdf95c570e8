/** What a creator hears of its slaves: that one ended, or works no longer, and why. */
import {event, slaveLoss, type SlaveLoss} from '../../base/intermachine.js';
import type {StopReason, VirtualMachine} from '../machine/virtual-machine.js';
import type {SystemEvents} from '../system-events.js';
import type {Intermachine} from './intermachine.js';

/** What telling creators asks of the system. */
export type SlaveLossesHost = {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly events: SystemEvents;
	readonly intermachine: Pick<Intermachine, 'tell'>;
};

const lossOf = {
	disabledWait: slaveLoss.disabledWait, abend: slaveLoss.abend, limit: slaveLoss.limit, command: slaveLoss.stopped,
} as const satisfies Readonly<Record<Exclude<StopReason, 'asked'>, SlaveLoss>>;

export class SlaveLosses {
	readonly #host: SlaveLossesHost;
	/** Slaves that end because their creator wants it, or goes itself: it need not be told. */
	readonly #expected = new Set<VirtualMachine>();
	/** Slaves that stopped and whose creator has not yet taken the interruption that says so: one is enough. */
	readonly #told = new Set<VirtualMachine>();

	/** `slavesOf`: the slaves of a creator. */
	constructor(host: SlaveLossesHost, slavesOf: (creator: string) => readonly VirtualMachine[]) {
		this.#host = host;
		host.events.observe(happened => {
			if (happened.kind === 'logoff') {
				this.#ended(happened.vm, happened.forced ? slaveLoss.forced : slaveLoss.loggedOff);
			} else if (happened.kind === 'reset') {
				for (const slave of slavesOf(happened.vm.userid)) {
					this.#told.delete(slave);
				}
			}
		});
	}

	/** A machine was stopped in CP. */
	stopped(vm: VirtualMachine, why: StopReason): void {
		if (why !== 'asked') {
			this.lost(vm, lossOf[why]);
		}
	}

	/** Tells a slave's creator that it works no longer, once until the creator has heard it. */
	lost(slave: VirtualMachine, why: SlaveLoss): void {
		const creator = this.creatorOf(slave);
		if (creator && !this.#told.has(slave) && !this.#expected.has(slave)) {
			this.#told.add(slave);
			this.#host.intermachine.tell(creator, {code: event.slaveLost, userid: slave.userid, reason: why}, () => {
				this.#told.delete(slave);
			});
		}
	}

	/** An owner left: the slave is its creator's again. */
	returned(slave: VirtualMachine): void {
		const creator = this.creatorOf(slave);
		if (creator) {
			this.#host.intermachine.tell(creator, {code: event.slaveReturned, userid: slave.userid});
		}
	}

	/** Does something that ends a slave, of which its creator knows. */
	expecting<T>(slave: VirtualMachine, end: () => T): T {
		this.#expected.add(slave);
		const result = end();
		this.#expected.delete(slave);
		return result;
	}

	/** The machine that made a slave. */
	creatorOf(slave: VirtualMachine): VirtualMachine | undefined {
		const {creator} = slave.assignment;
		return creator === undefined ? undefined : this.#host.machines.get(creator);
	}

	/** A slave that was not deleted is gone: whatever its creator was told before, it hears this too. */
	#ended(slave: VirtualMachine, why: SlaveLoss): void {
		this.#told.delete(slave);
		this.lost(slave, why);
		this.#told.delete(slave);
	}
}
