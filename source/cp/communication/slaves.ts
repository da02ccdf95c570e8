/**
 * Slave machines (the paper, "Slave Functions"): independent machines that a creator makes from the prototypes the
 * directory allows it, assigns to an owner who is charged for them, and can reassign at any time. Nothing of one
 * assignment leaks into the next: a slave that leaves a user is cleared before anybody else has it.
 */
import {
	accepted, event, refusal, slaveBlock, slaveLoss, slaveRequest, slaveRights, type RequestResult, type SlaveLoss,
} from '../../base/intermachine.js';
import type {RecordOf} from '../../base/layout.js';
import type {UserDirectory} from '../directory/directory.js';
import type {StopReason, VirtualMachine} from '../machine/virtual-machine.js';
import type {Sessions} from '../sessions.js';
import type {SystemEvents} from '../system-events.js';
import {inStorage} from './block-transfer.js';
import type {Intermachine} from './intermachine.js';
import {moveRegisters, moveStorage} from './slave-contents.js';
import {Watches} from './watches.js';

/** What slave functions ask of the system. */
export type SlavesHost = {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly directory: UserDirectory;
	readonly events: SystemEvents;
	readonly sessions: Pick<Sessions, 'logon' | 'logoff'>;
	readonly intermachine: Pick<Intermachine, 'tell' | 'haveExchange'>;
	ipl(vm: VirtualMachine, name: string, parm: string): boolean;
};

type SlaveRequest = RecordOf<typeof slaveBlock>;

const lossOf = {
	disabledWait: slaveLoss.disabledWait, abend: slaveLoss.abend, limit: slaveLoss.limit, command: slaveLoss.stopped,
} as const satisfies Readonly<Record<Exclude<StopReason, 'asked'>, SlaveLoss>>;

export class Slaves {
	readonly #host: SlavesHost;
	readonly #watches: Watches;
	/** Slaves that end because their creator wants it, or goes itself: it need not be told. */
	readonly #expected = new Set<VirtualMachine>();
	/** Slaves that stopped and whose creator has not yet taken the interruption that says so: one is enough. */
	readonly #told = new Set<VirtualMachine>();

	constructor(host: SlavesHost) {
		this.#host = host;
		this.#watches = new Watches(host);
		host.events.observe(happened => {
			if (happened.kind === 'logoff') {
				this.#ended(happened.vm, happened.forced ? slaveLoss.forced : slaveLoss.loggedOff);
			} else if (happened.kind === 'reset') {
				for (const slave of this.list(happened.vm.userid)) {
					this.#told.delete(slave);
				}
			}
		});
	}

	/** Slaves of a creator, or all. */
	list(creator?: string): VirtualMachine[] {
		return [...this.#host.machines.values()].filter(
			vm => vm.assignment.creator !== undefined && (creator === undefined || vm.assignment.creator === creator),
		);
	}

	/** Userid of a slave's owner: whom it is assigned to, or the creator. */
	owner(slave: VirtualMachine): string {
		return slave.assignment.owner?.userid ?? slave.assignment.creator!;
	}

	/** Performs DIAGNOSE X'108' with the block at `address` of `vm`. */
	request(vm: VirtualMachine, address: number): RequestResult {
		if (!inStorage(vm.storage, address, slaveBlock.length)) {
			return refusal.address;
		}

		const bytes = vm.storage.fetch(address, slaveBlock.length);
		return this.#perform(vm, slaveBlock.decode(bytes), changes => {
			slaveBlock.change(bytes, 0, changes);
			vm.storage.store(address, bytes);
			return accepted;
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
		const creator = this.#creatorOf(slave);
		if (creator && !this.#told.has(slave) && !this.#expected.has(slave)) {
			this.#told.add(slave);
			this.#host.intermachine.tell(creator, {code: event.slaveLost, userid: slave.userid, reason: why}, () => {
				this.#told.delete(slave);
			});
		}
	}

	/**
	 * `vm` is being logged off: an owner's slaves go back to their creator, which is told; a creator's slaves go with
	 * it.
	 */
	ownerLeaves(vm: VirtualMachine): void {
		for (const slave of this.list()) {
			if (slave.assignment.creator === vm.userid) {
				this.#delete(slave);
			} else if (slave.assignment.owner === vm) {
				this.#release(slave);
				const creator = this.#creatorOf(slave);
				if (creator) {
					this.#host.intermachine.tell(creator, {code: event.slaveReturned, userid: slave.userid});
				}
			}
		}
	}

	#perform(
		vm: VirtualMachine,
		asked: SlaveRequest,
		answer: (changes: Partial<SlaveRequest>) => RequestResult,
	): RequestResult {
		const {code, name, other} = asked;
		if (code === slaveRequest.create) {
			return this.#create(vm, name, other);
		}

		const machine = this.#host.machines.get(name);
		if (code === slaveRequest.watch || code === slaveRequest.unwatch) {
			return machine
				? (code === slaveRequest.watch ? this.#watches.watch(vm, machine) : this.#watches.unwatch(vm, machine))
				: refusal.notLoggedOn;
		}

		if (machine?.assignment.creator === undefined) {
			return refusal.noSlave;
		}

		const isCreator = machine.assignment.creator === vm.userid;
		const isOwner = machine.assignment.owner === vm;
		switch (code) {
			case slaveRequest.assign: {
				return isCreator ? this.#assign(vm, machine, other, asked.rights) : refusal.privilege;
			}

			case slaveRequest.delete: {
				return isCreator ? this.#delete(machine) : refusal.privilege;
			}

			case slaveRequest.query: {
				return isCreator || isOwner || machine === vm
					? answer({other: this.owner(machine)})
					: refusal.privilege;
			}

			default: {
				return isCreator || (isOwner && machine.assignment.control)
					? this.#control(vm, machine, asked, answer)
					: refusal.privilege;
			}
		}
	}

	/** What the creator does with its slave, and an owner who has CONTROL. */
	#control(
		vm: VirtualMachine,
		slave: VirtualMachine,
		asked: SlaveRequest,
		answer: (changes: Partial<SlaveRequest>) => RequestResult,
	): RequestResult {
		switch (asked.code) {
			case slaveRequest.start: {
				slave.processor.pswReplaced(slave.cpu.psw.load(asked.psw[0], asked.psw[1]));
				slave.begin();
				return accepted;
			}

			case slaveRequest.stop: {
				slave.stop('asked');
				return accepted;
			}

			case slaveRequest.ipl: {
				return this.#host.ipl(slave, asked.other, 'AUTOCR') ? accepted : refusal.noSlave;
			}

			case slaveRequest.readPsw: {
				return answer({psw: [slave.cpu.psw.high >>> 0, slave.cpu.psw.low >>> 0]});
			}

			case slaveRequest.readStorage:
			case slaveRequest.writeStorage: {
				return moveStorage(vm, slave, asked, asked.code === slaveRequest.writeStorage);
			}

			case slaveRequest.readRegisters:
			case slaveRequest.writeRegisters: {
				return moveRegisters(vm, slave, asked.area, asked.code === slaveRequest.writeRegisters);
			}

			default: {
				return refusal.unknownFunction;
			}
		}
	}

	#create(creator: VirtualMachine, name: string, prototype: string): RequestResult {
		// What the administrator names is all there is to choose from: a slave has its prototype's privilege classes.
		if (!creator.entry.prototypes.includes(prototype)) {
			return refusal.privilege;
		}

		if (
			!/^[A-Z\d$#@]{1,8}$/.test(name)
			|| this.#host.directory.find(name) !== undefined
			|| this.#host.machines.has(name)
		) {
			return refusal.name;
		}

		const entry = this.#host.directory.find(prototype);
		if (!entry) {
			return refusal.noSlave;
		}

		const slave = this.#host.sessions.logon(entry, undefined, name, creator.userid);
		slave.assignment.creator = creator.userid;
		this.#host.events.announce({
			kind: 'slave', vm: slave, action: 'created', owner: creator.userid,
		});
		return accepted;
	}

	#assign(creator: VirtualMachine, slave: VirtualMachine, userid: string, asked: number): RequestResult {
		const next = userid === '' || userid === creator.userid ? undefined : this.#host.machines.get(userid);
		if (next === undefined && userid !== '' && userid !== creator.userid) {
			return refusal.notLoggedOn;
		}

		const {assignment} = slave;
		if (assignment.owner && assignment.owner !== next) {
			this.#release(slave);
		}

		if (next) {
			const both = slaveRights.charge | slaveRights.control;
			const rights = (asked & both) || both;
			assignment.owner = next;
			assignment.control = (rights & slaveRights.control) !== 0;
			assignment.chargeTo = (rights & slaveRights.charge) === 0 ? undefined : next;
			this.#host.events.announce({
				kind: 'slave', vm: slave, action: 'assigned', owner: next.userid,
			});
		}

		return accepted;
	}

	/** Takes a slave from its owner and clears it. */
	#release(slave: VirtualMachine): void {
		const {assignment} = slave;
		const owner = assignment.owner?.userid;
		slave.reset(true);
		slave.stop('asked');
		assignment.owner = undefined;
		assignment.control = false;
		assignment.chargeTo = undefined;
		this.#host.events.announce({
			kind: 'slave', vm: slave, action: 'released', owner,
		});
	}

	#delete(slave: VirtualMachine): RequestResult {
		const owner = this.owner(slave);
		this.#expected.add(slave);
		this.#host.sessions.logoff(slave);
		this.#expected.delete(slave);
		this.#host.events.announce({
			kind: 'slave', vm: slave, action: 'deleted', owner,
		});
		return accepted;
	}

	/** A slave that was not deleted is gone: whatever its creator was told before, it hears this too. */
	#ended(slave: VirtualMachine, why: SlaveLoss): void {
		this.#told.delete(slave);
		this.lost(slave, why);
		this.#told.delete(slave);
	}

	#creatorOf(slave: VirtualMachine): VirtualMachine | undefined {
		const {creator} = slave.assignment;
		return creator === undefined ? undefined : this.#host.machines.get(creator);
	}
}
