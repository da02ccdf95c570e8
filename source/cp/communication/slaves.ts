/**
 * Slave machines (the paper, "Slave Functions"): independent machines that a creator makes from the prototypes the
 * directory allows it, assigns to an owner who is charged for them, and can reassign at any time. Nothing of one
 * assignment leaks into the next: a slave that leaves a user is cleared before anybody else has it.
 */
import {
	accepted, event, refusal, slaveLoss, slaveState, type Refusal, type RequestResult, type SlaveLoss,
	type SlaveState,
} from '../../base/intermachine.js';
import {isPrototypeFor, type UserDirectory} from '../directory/directory.js';
import {worksFor} from '../machine/share.js';
import type {StopReason, VirtualMachine} from '../machine/virtual-machine.js';
import type {Sessions} from '../sessions.js';
import type {SystemEvents} from '../system-events.js';
import type {Intermachine} from './intermachine.js';
import {ReadyImage, type ImagePager} from './ready-image.js';

/** What slave functions ask of the system. */
export type SlavesHost = {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly directory: UserDirectory;
	readonly events: SystemEvents;
	readonly sessions: Pick<Sessions, 'logon' | 'logoff' | 'renew'>;
	readonly intermachine: Pick<Intermachine, 'tell'>;
	readonly pager: ImagePager;
	ipl(vm: VirtualMachine, name: string, parm: string): boolean;
};

/** What a function on a slave asks for: to be its creator, to have control of it, or to have to do with it. */
export type Power = 'creator' | 'control' | 'any';

/** How a slave is assigned. `limit`: microseconds of processor time, 0 = none. */
export type Terms = {readonly charge: boolean; readonly control: boolean; readonly limit: number};

const lossOf = {
	disabledWait: slaveLoss.disabledWait, abend: slaveLoss.abend, limit: slaveLoss.limit, command: slaveLoss.stopped,
} as const satisfies Readonly<Record<Exclude<StopReason, 'asked'>, SlaveLoss>>;

export class Slaves {
	readonly #host: SlavesHost;
	/** Ready images by the names of the slaves they were taken of. */
	readonly #images = new Map<string, ReadyImage>();
	/** Slaves that end because their creator wants it, or goes itself: it need not be told. */
	readonly #expected = new Set<VirtualMachine>();
	/** Slaves that stopped and whose creator has not yet taken the interruption that says so: one is enough. */
	readonly #told = new Set<VirtualMachine>();

	constructor(host: SlavesHost) {
		this.#host = host;
		host.events.observe(happened => {
			if (happened.kind === 'logoff') {
				if (!happened.renewed) {
					this.#forgetImage(happened.vm.userid);
				}

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

	/** What a slave is doing. */
	state(slave: VirtualMachine): SlaveState {
		if (slave.runnable) {
			return slaveState.running;
		}

		return slave.stopped ? slaveState.stopped : (slave.console.reading ? slaveState.reading : slaveState.waiting);
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
				this.delete(slave);
			} else if (slave.assignment.owner === vm) {
				this.#release(slave);
				const creator = this.#creatorOf(slave);
				if (creator) {
					this.#host.intermachine.tell(creator, {code: event.slaveReturned, userid: slave.userid});
				}
			}
		}
	}

	/**
	 * The slave, where `vm` has power over it: its creator has every power, an owner with CONTROL all but his.
	 * `any`: also whom it works for, and the slave itself.
	 */
	find(vm: VirtualMachine, name: string, power: Power): VirtualMachine | Refusal {
		const slave = this.#host.machines.get(name);
		if (slave?.assignment.creator === undefined) {
			return refusal.noSlave;
		}

		const {creator, owner, control} = slave.assignment;
		const isOwner = owner === vm;
		const permitted = creator === vm.userid
			|| (power === 'control' && isOwner && control)
			|| (power === 'any' && (isOwner || slave === vm));
		return permitted ? slave : refusal.privilege;
	}

	/** Makes a slave, stopped in CP, which is its creator's. */
	create(creator: VirtualMachine, name: string, prototype: string): RequestResult {
		// What the administrator names is all there is to choose from: a slave has its prototype's privilege classes.
		if (!isPrototypeFor(prototype, creator.entry, this.#host.directory)) {
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

	/**
	 * Gives a slave to `userid`; '' = back to its creator. Whom it worked for before leaves nothing in it. No right at
	 * all means both, as the paper's owner has them.
	 */
	assign(slave: VirtualMachine, userid: string, {charge, control, limit}: Terms): RequestResult {
		const toCreator = userid === '' || userid === slave.assignment.creator;
		const next = toCreator ? undefined : this.#host.machines.get(userid);
		if (!toCreator && !next) {
			return refusal.notLoggedOn;
		}

		if (next && worksFor(next, slave)) {
			return refusal.busy;
		}

		const {owner} = slave.assignment;
		const vm = owner && owner !== next ? this.#release(slave) : slave;
		if (next?.session.loggedOff) {
			// It was a slave of this one.
			return refusal.notLoggedOn;
		}

		const {assignment} = vm;
		vm.timeLimit.begin(limit);
		if (next) {
			const both = !charge && !control;
			assignment.owner = next;
			assignment.control = control || both;
			assignment.chargeTo = charge || both ? next : undefined;
			this.#host.events.announce({
				kind: 'slave', vm, action: 'assigned', owner: next.userid,
			});
		}

		return accepted;
	}

	/** Lets a slave run, with another PSW where given. */
	start(slave: VirtualMachine, psw?: readonly number[]): void {
		if (psw) {
			slave.processor.pswReplaced(slave.cpu.psw.load(psw[0], psw[1]));
		}

		slave.begin();
	}

	/** IPLs a slave, as if its directory entry said so: CMS runs its PROFILE EXEC. */
	ipl(slave: VirtualMachine, system: string): RequestResult {
		return this.#host.ipl(slave, system, 'AUTOCR') ? accepted : refusal.noSlave;
	}

	/**
	 * What is in a slave is its ready image from now on, which begins at `psw` (zero: where it stands). Not while
	 * somebody owns it: what he may have left in it would be in every machine made of it.
	 */
	prepare(vm: VirtualMachine, slave: VirtualMachine, psw: readonly number[]): RequestResult {
		if (vm !== slave && slave.assignment.creator !== vm.userid) {
			return refusal.privilege;
		}

		if (slave.assignment.owner) {
			return refusal.busy;
		}

		// A new machine of the entry has as much storage, and its low storage at 0.
		if (slave.storage.size !== slave.entry.storage || slave.cpu.prefix !== 0) {
			return refusal.address;
		}

		this.#forgetImage(slave.userid);
		this.#images.set(slave.userid, new ReadyImage(this.#host.pager, slave, psw));
		return accepted;
	}

	/** Takes a slave from whoever has it, and starts it from a ready image: its own, or that of slave `from`. */
	release(slave: VirtualMachine, from: string): RequestResult {
		const image = this.#images.get(from === '' ? slave.userid : from);
		if (image?.creator !== slave.assignment.creator || image?.entry !== slave.entry) {
			return refusal.sequence;
		}

		const next = this.#release(slave);
		image.restore(next);
		next.begin();
		return accepted;
	}

	/** Ends a slave. */
	delete(slave: VirtualMachine): void {
		const owner = this.owner(slave);
		this.#expected.add(slave);
		this.#host.sessions.logoff(slave);
		this.#expected.delete(slave);
		this.#host.events.announce({
			kind: 'slave', vm: slave, action: 'deleted', owner,
		});
	}

	/** A machine used processor time: a slave that has no more is stopped. */
	used(vm: VirtualMachine, microseconds: number): void {
		if (vm.timeLimit.spend(microseconds) && !vm.stopped) {
			vm.stop('limit');
		}
	}

	/** Takes a slave from its owner: what there was of it goes, and its creator has a new one of that name. */
	#release(slave: VirtualMachine): VirtualMachine {
		const {creator, owner} = slave.assignment;
		const heir = owner?.userid ?? creator!;
		this.#expected.add(slave);
		const next = this.#host.sessions.renew(slave, heir);
		this.#expected.delete(slave);
		next.assignment.creator = creator;
		this.#host.events.announce({
			kind: 'slave', vm: next, action: 'released', owner: heir,
		});
		return next;
	}

	/** A slave that was not deleted is gone: whatever its creator was told before, it hears this too. */
	#ended(slave: VirtualMachine, why: SlaveLoss): void {
		this.#told.delete(slave);
		this.lost(slave, why);
		this.#told.delete(slave);
	}

	#forgetImage(slave: string): void {
		this.#images.get(slave)?.release();
		this.#images.delete(slave);
	}

	#creatorOf(slave: VirtualMachine): VirtualMachine | undefined {
		const {creator} = slave.assignment;
		return creator === undefined ? undefined : this.#host.machines.get(creator);
	}
}
